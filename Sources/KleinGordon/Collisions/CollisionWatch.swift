import ClausiusSimulationCore
import Foundation
import ClausiusSpectra

/// Watches the collisions of a kink and an antikink that approach each other.
///
/// Between them the field stands at the inner vacuum, outside at the outer one. A collision is an excursion of the field in the
/// middle from the inner side of the kink's core to the other; its time is that of the extremum.
/// A pair has passed when it is apart and the field between its kinks stands at a third vacuum.
struct CollisionWatch: Sendable {
  /// What a collision came to.
  enum Outcome: Int, Sendable {
    case captured = 0
    case escaped = 1
    case passed = 2
  }

  /// The outcome as of the last step.
  struct Result: Sendable {
    var outcome: Outcome
    var bounceTimes: [Double]
    /// The speed of the outgoing kink; NaN when there is none.
    var outgoingVelocity: Double
  }

  private let geometry: FieldGeometry
  private let center: AlignedRow
  private let middle: Double
  private let offset: Double
  /// The sign that makes the inner side positive, the level between both sides, and half the height of a kink.
  private let sign: Double
  private let level: Double
  private let outer: Double
  private let halfHeight: Double
  private let flank: Double

  private(set) var record = CollisionRecord()

  /// The watches of all fields; none when the start is not one kink and one antikink.
  static func watches(
    _ model: KleinGordonModel, _ geometry: FieldGeometry, reference: Double, members: Int
  ) -> [CollisionWatch] {
    guard case .kinkAntikink(let start) = model.starts[0], model.starts.count == 1,
      start.convention == .exact, let kink = model.potential.form.kink
    else { return [] }
    let watch = CollisionWatch(
      geometry, kink: kink, middle: start.position, reference: reference)
    return Array(repeating: watch, count: members)
  }

  private init(_ geometry: FieldGeometry, kink: KinkProfile, middle: Double, reference: Double) {
    self.geometry = geometry
    self.middle = middle
    center = geometry.basis.evaluation(at: middle - geometry.origin)
    offset = reference + geometry.ramp(at: middle)
    sign = kink.right > kink.left ? 1 : -1
    level = kink.value(0).phi
    outer = kink.left
    halfHeight = abs(kink.value(0).phi - kink.left)
    flank = kink.flank
  }

  /// phi in the middle.
  func centerField(of state: FieldState) -> Double { center.dot(state.field) + offset }

  /// Takes note of the state after a step.
  mutating func observe(_ state: FieldState, time: Double) {
    record.note(height: sign * (centerField(of: state) - level), time: time)
    if time >= record.nextSample {
      record.nextSample = time + CollisionRecord.samplePeriod
      if let distance = kinkDistance(of: state) { record.sample(distance, time: time) }
    }
  }

  /// How far from the middle the right kink is: the outermost place where the field is half a kink away from the outer vacuum.
  func kinkDistance(of state: FieldState) -> Double? {
    let field = geometry.basis.field(of: state.field)
    let shift = offset - outer
    let positions = geometry.computedPositions
    for j in stride(from: field.count - 2, through: 1, by: -1) where positions[j] >= middle {
      let (a, b) = (abs(field[j] + shift) - halfHeight, abs(field[j + 1] + shift) - halfHeight)
      guard a >= 0, b < 0 else { continue }
      let stencil = max(0, min(field.count - 8, j - 3))
      let nodes = (stencil..<stencil + 8).map { abs(field[$0] + shift) }
      let spacing = positions[1] - positions[0]
      let place = Interpolation.crossing(nodes, level: halfHeight, between: j - stencil)
      return positions[stencil] + place * spacing - middle
    }
    return nil
  }

  /// What the collision came to so far.
  ///
  /// A pair counts as escaped once its kinks are 12 flanks apart, or when no collision has followed for 40 flanks' time:
  /// one that turns back later has escaped for the time of observation.
  func result() -> Result {
    let distance = record.samples.last?.distance ?? 0
    let lastBounce = record.bounceTimes.last
    let isQuiet = !record.isBelow && lastBounce.map { record.time - $0 > 40 * flank } == true
    let isApart = distance > 12 * flank && (lastBounce != nil || record.isBelow)
    guard isQuiet || isApart else {
      return Result(outcome: .captured, bounceTimes: record.bounceTimes, outgoingVelocity: .nan)
    }
    let velocity = record.outgoingVelocity(
      beyond: 4 * flank, within: geometry.length / 2 - 20 * flank)
    let passing = record.isBelow ? [record.excursionTime].filter(\.isFinite) : []
    return Result(
      outcome: record.isBelow ? .passed : .escaped, bounceTimes: record.bounceTimes + passing,
      outgoingVelocity: velocity)
  }

  /// Saves what the watches know.
  static func save(_ watches: [CollisionWatch], into archive: inout StateArchive) {
    for (k, watch) in watches.enumerated() {
      archive.put("system/collision/\(k)", reals: watch.record.numbers)
    }
  }

  /// Takes up what ``save(_:into:)`` saved.
  static func restore(_ watches: inout [CollisionWatch], from archive: StateArchive) throws {
    for k in watches.indices {
      let name = "system/collision/\(k)"
      guard let record = CollisionRecord(numbers: try archive.reals(name)) else {
        throw BrokenInvariant("the checkpoint's '\(name)' is no record of collisions")
      }
      watches[k].record = record
    }
  }
}
