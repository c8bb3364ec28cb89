import ClausiusFields
import ClausiusSimulationCore

/// The grid of a file that is not that of the scenario: what is said of it, and by which keys the
/// scenario would take it up.
struct OtherGrid {
  let path: String
  /// The places of the points, ascending.
  let points: [Double]
  let loaded: FileStart.Loaded
  let geometry: FieldGeometry
  /// The domain that a trajectory states.
  let stated: FieldDomain?

  /// The fewest points of a grid of the scenario.
  static let fewest = 8

  /// Both grids.
  func message(wantsSameDomain: Bool) -> String {
    let wanted = geometry.positions
    let boundary = stated.map { ", boundary \($0.boundary.word)" } ?? ""
    let reason =
      !isEven
      ? "; its points are not equally spaced: \(unevenness)"
      : wantsSameDomain ? "; it does not cover the same domain with equal distances" : ""
    return
      "'\(path)' lies on another grid: \(points.count) points from x = \(short(points.first)) to \(short(points.last))\(boundary); this one has \(wanted.count) from \(short(wanted.first)) to \(short(wanted.last)), boundary \(geometry.boundary.scenarioText)\(reason)"
  }

  /// The keys under which the file fits.
  func advice(canInterpolate: Bool) -> String {
    guard isEven else { return "give the field at equally spaced points" }
    let spectral = canInterpolate ? "interpolation: spectral" : nil
    let advice = [keys, spectral].compactMap { $0 }.joined(separator: ", or ")
    return advice.isEmpty ? "give the field at \(Self.fewest) points at least" : advice
  }

  private var keys: String? {
    if let stated {
      return keys(
        points.count, stated.start, stated.length) + ", boundary: \(stated.boundary.word)"
    }
    let boundary = geometry.boundary
    guard points.count >= Self.fewest else { return nil }
    let (first, count) = (points[0], points.count)
    let start = boundary.isReflecting ? first - spacing / 2 : first
    if isClosed { return keys(count - 1, first, spacing * Double(count - 1)) }
    let open = keys(count, start, spacing * Double(count))
    if ends.closes(loaded.phi) { return open }
    // Any values may stand at ends that reflect.
    return keys(count, first - spacing / 2, spacing * Double(count)) + ", boundary: neumann"
  }

  private func keys(_ count: Int, _ start: Double, _ length: Double) -> String {
    "set points: \(count), x_min: \(start.scenarioText), length: \(length.scenarioText)"
  }

  private var ends: EndSamples { EndSamples(boundary: geometry.boundary, rise: geometry.rise) }

  /// Whether the last point repeats the first: where the values leave it open, the length of the
  /// scenario tells it.
  private var isClosed: Bool {
    guard points.count > Self.fewest, loaded.repeatsFirst(geometry.domain),
      ends.closes(Array(loaded.phi.dropLast()))
    else { return false }
    let length = points[points.count - 1] - points[0]
    return !ends.closes(loaded.phi)
      || abs(length - geometry.length) <= SampledGrid.slack * geometry.length
  }

  private var spacing: Double {
    points.count > 1
      ? (points[points.count - 1] - points[0]) / Double(points.count - 1) : geometry.length
  }

  private var isEven: Bool { points.count < 2 || SampledGrid.isEven(points) }

  private var unevenness: String {
    let distances = zip(points, points.dropFirst()).map { $1 - $0 }
    return "from \(short(distances.min())) to \(short(distances.max())) apart"
  }

  private func short(_ value: Double?) -> String {
    value.map { (($0 * 1e6).rounded() / 1e6).scenarioText } ?? "?"
  }
}
