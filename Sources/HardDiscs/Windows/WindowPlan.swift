/// How long a window lasts: chosen for speed, of no influence on the motion.
///
/// A window costs a sweep, about one fixed part a disc and one part for each pair of discs in
/// neighboring cells, whose number grows with the square of the cells' width sigma + 2 c W. The
/// length W that costs least per unit of time is W = sqrt(A/B + sigma^2)/(2 c), A/B being the ratio
/// of the two costs per area; it is cut where clusters would grow.
struct WindowPlan: Sendable {
  /// The largest contact distance.
  let contact: Double
  /// The number of discs over the area of the box.
  let density: Double
  /// The longest window that the box allows at speed 1: pairs must have one image only.
  let longestReach: Double
  /// The length of an epoch.
  let epochLength: Double
  /// The bound on the speeds.
  private(set) var speedBound: Double
  /// Collisions of a disc per time, as counted lately.
  private(set) var collisionRate: Double
  /// The bound over the largest speed found.
  private var margin = 1.1
  /// A multiple of the usual length, for tests.
  var stretch = 1.0
  /// The cost of the fixed part over that of a tried pair.
  static let costRatio = 25.0
  /// Most collisions of a disc in a window.
  static let mostCollisions = 0.4

  init(law: GasLaw, count: Int, largestSpeed: Double, collisionRate: Double) {
    contact = law.largestDiameter
    density = Double(count) / (law.x.length * law.y.length)
    let periods = [law.x, law.y].filter(\.isPeriodic).map(\.length)
    let widest = (periods.min() ?? .infinity) * 0.49
    longestReach = max(0, widest - contact) / 2
    epochLength = law.epochLength
    self.collisionRate = collisionRate
    speedBound = margin * largestSpeed
  }

  /// The length W of a window.
  var duration: Double {
    guard speedBound > 0, contact > 0 else { return epochLength }
    let best =
      (Self.costRatio / (4.5 * density) + contact * contact).squareRoot() / (2 * speedBound)
    let few = collisionRate > 0 ? Self.mostCollisions / collisionRate : epochLength
    return min(min(best, few) * stretch, min(longestReach / speedBound, epochLength))
  }

  /// The width of the cells that serve windows of at most `duration`.
  func cellWidth(_ duration: Double) -> Double {
    (contact + 2 * speedBound * duration) * 1.001
  }

  /// Takes up what a window has shown.
  mutating func learn(largestSpeed: Double, collisionsPerDisc: Double, duration: Double) {
    margin = max(1.05, margin * 0.999)
    speedBound = margin * largestSpeed
    let weight = min(0.5, duration / (duration + 4 * self.duration))
    collisionRate += weight * (collisionsPerDisc / duration - collisionRate)
  }

  /// A disc was faster than the bound.
  mutating func raiseBound() {
    margin *= 1.2
    speedBound *= 1.2
  }
}
