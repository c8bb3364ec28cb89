import ClausiusDeclarations
import ClausiusFields
import ClausiusSimulationCore
import ClausiusSpectra
import Foundation

/// Watches the collisions of a kink and an antikink that approach each other.
///
/// Between them the field stands at the inner vacuum, outside at the outer one. A meeting begins
/// when the field in the middle leaves the inner side of the kink's core. It ends when it comes
/// back, a bounce, at the time of the extremum; or when it reaches the side of a third vacuum,
/// which mirrors the inner one beyond the outer one, a passage, at the time when it went through
/// the outer vacuum. A pair on the third side meets again in the same way, seen from there.
struct CollisionWatch: Sendable {
  /// The outcome as of the last step.
  struct Result: Sendable {
    var outcome: CollisionOutcome
    var bounceTimes: [Double]
    /// The speed of the outgoing kink; NaN when there is none.
    var outgoingVelocity: Double
  }

  private let geometry: FieldGeometry
  private let center: FieldPlace
  private let middle: Double
  private let offset: Double
  /// The sign that makes the inner side positive, the level between both sides, and half the height
  /// of a kink.
  private let sign: Double
  private let level: Double
  private let outer: Double
  private let halfHeight: Double
  /// Whether a third vacuum mirrors the inner one beyond the outer one.
  private let hasThirdVacuum: Bool
  private let flank: Double
  /// How far from the middle the right kink can be before it meets its image or a wall.
  private let reach: Double
  private let velocity: OutgoingVelocity

  private(set) var record = CollisionRecord()

  /// The watches of all fields; none when the start is not one kink and one antikink.
  static func watches(
    _ model: KleinGordonModel, _ geometry: FieldGeometry, reference: Double, members: Int
  ) -> [CollisionWatch] {
    guard let start = model.watchedPair, let kink = model.potential.form.kink else { return [] }
    let watch = CollisionWatch(
      geometry, kink: kink, potential: model.potential.form, middle: start.position,
      reference: reference)
    return Array(repeating: watch, count: members)
  }

  private init(
    _ geometry: FieldGeometry, kink: KinkProfile, potential: any PotentialForm, middle: Double,
    reference: Double
  ) {
    self.geometry = geometry
    self.middle = middle
    center = FieldPlace(middle, geometry, reference: reference)
    offset = reference + geometry.ramp(at: middle)
    sign = kink.right > kink.left ? 1 : -1
    level = kink.value(0).phi
    outer = kink.left
    halfHeight = abs(kink.value(0).phi - kink.left)
    hasThirdVacuum = potential.isVacuum(2 * kink.left - kink.right)
    flank = kink.flank
    let innerMass = potential.curvature(kink.right).squareRoot()
    let end = geometry.start + geometry.length
    reach =
      geometry.boundary.symmetry == .periodic
      ? geometry.length / 2 : min(middle - geometry.start, end - middle)
    // The tail on the inner side, A exp(-m x), where the pair attracts.
    let tail = abs(kink.right - kink.value(8 / innerMass).phi) * exp(8)
    velocity = OutgoingVelocity(
      tailMass: innerMass, attraction: 2 * innerMass * tail * tail / kink.energy,
      nearest: 8 * flank, farthest: reach - 10 * flank)
  }

  /// The distance of the right kink from the middle beyond which a pair that has met is free: 12
  /// flanks, where the attraction holds back nothing that moves faster than 2e-5, or half the way
  /// to its image.
  private var apart: Double { min(12 * flank, reach / 2) }

  /// Tells of a domain in which kinks are never far from each other.
  var warnings: [Contradiction] {
    guard velocity.farthest - velocity.nearest < 10 * flank else { return [] }
    return [
      Contradiction(
        at: "length",
        "kinks that fly apart meet again across the boundary before their velocity can be measured",
        advice:
          "use a domain longer than \((56 * flank * 10).rounded(.up) / 10) for the outgoing velocity"
      )
    ]
  }

  /// phi in the middle.
  func centerField(of state: FieldState) -> Double { center.value(of: state.field) }

  /// Takes note of the state after a step.
  mutating func observe(_ state: FieldState, time: Double) {
    record.note(
      height: sign * (centerField(of: state) - level), time: time,
      depth: hasThirdVacuum ? halfHeight : nil)
    guard record.hasMet, !record.isComplete, time >= record.nextSample else { return }
    record.nextSample = time + CollisionRecord.samplePeriod
    if let distance = kinkDistance(of: state) {
      record.sample(distance, time: time, apart: apart, farthest: velocity.farthest)
    }
  }

  /// How far from the middle the right kink is: the outermost place where the field is half a kink
  /// away from the outer vacuum.
  func kinkDistance(of state: FieldState) -> Double? {
    let field = geometry.basis.field(of: state.field)
    let shift = offset - outer
    let count = field.count
    let basis = geometry.basis
    let spacing = basis.length / Double(basis.points)
    // Points to the right of the middle; beyond the end of a periodic domain they go on at its
    // beginning.
    let goesOn = geometry.boundary.symmetry == .periodic && !geometry.isMirrored
    let first = (middle - geometry.origin - basis.position(ofPoint: 0)) / spacing
    let begin = Int(first.rounded(.up))
    let end = goesOn ? begin + count / 2 : count - 1
    func height(_ j: Int) -> Double { abs(field[goesOn ? (j % count + count) % count : j] + shift) }
    for j in stride(from: end - 1, through: goesOn ? begin : max(0, begin), by: -1) {
      guard height(j) >= halfHeight, height(j + 1) < halfHeight else { continue }
      let stencil = goesOn ? j - 3 : max(0, min(count - 8, j - 3))
      let place = Interpolation.crossing(
        (stencil..<stencil + 8).map(height), level: halfHeight, between: j - stencil)
      return (Double(stencil) + place - first) * spacing
    }
    return nil
  }

  /// What the collision came to so far.
  func result() -> Result {
    let outcome = record.outcome(flank: flank)
    guard outcome.isFree else {
      return Result(outcome: outcome, bounceTimes: record.bounceTimes, outgoingVelocity: .nan)
    }
    let speed = velocity.value(record.samples)
    return Result(
      outcome: outcome, bounceTimes: record.bounceTimes,
      outgoingVelocity: record.isFree || speed >= OutgoingVelocity.leastUnlessFree ? speed : .nan)
  }

  /// Saves what the watches know.
  static func save(_ watches: [CollisionWatch], into archive: inout StateArchive) {
    for (k, watch) in watches.enumerated() {
      archive.save(reals: watch.record.numbers, as: "system/collision_record/\(k)")
    }
  }

  /// Takes up what ``save(_:into:)`` saved.
  static func restore(_ watches: inout [CollisionWatch], from archive: StateArchive) throws {
    for k in watches.indices {
      let name = "system/collision_record/\(k)"
      guard let record = CollisionRecord(numbers: try archive.reals(name)) else {
        throw BrokenInvariant("the checkpoint's '\(name)' is no record of collisions")
      }
      watches[k].record = record
    }
  }
}
