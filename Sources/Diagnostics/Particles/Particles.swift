import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// A frame of particles that have places and sizes, whatever system they belong to.
///
/// Everything is computed when it is first asked for, and once.
final class Particles: FrameView {
  /// The frame.
  let frame: Frame
  /// The number of particles, N.
  let count: Int
  /// 1, 2 or 3; components beyond it are ignored.
  let dimension: Int
  private var knownPlaces: [SIMD3<Double>]?
  private var knownPacking: [Double: GaussianPacking] = [:]
  private var knownClusters: [ContactRule: ContactClusters] = [:]
  private var knownRates: [ProductionRate: [Double]] = [:]

  init(_ frame: Frame) {
    self.frame = frame
    count = frame.context.individuals
    dimension = frame.space.spatialDimension
  }

  /// The positions within the periods of the box, [N].
  func places() throws(DiagnosticError) -> [SIMD3<Double>] {
    if let knownPlaces { return knownPlaces }
    let box = frame.space
    let places = try vectors("position").map { place in
      var place = place
      for axis in 0..<dimension where box.boundary[axis] == .periodic {
        let length = box.length(axis)
        place[axis] -= ((place[axis] - box.lower[axis]) / length).rounded(.down) * length
        if place[axis] >= box.upper[axis] { place[axis] = box.lower[axis] }
      }
      return place
    }
    knownPlaces = places
    return places
  }

  /// A vector of every particle, known to be finite, [N].
  func vectors(_ quantity: String) throws(DiagnosticError) -> [SIMD3<Double>] {
    guard let rows = frame[quantity], rows.count == 3 * count else { throw .missing(quantity) }
    var vectors: [SIMD3<Double>] = []
    vectors.reserveCapacity(count)
    for i in 0..<count {
      var vector = SIMD3<Double>.zero
      for axis in 0..<dimension { vector[axis] = rows[3 * i + axis] }
      // Squares and their sums must be finite too.
      guard abs(vector.x) + abs(vector.y) + abs(vector.z) < 1e140 else {
        throw notFinite(quantity, i, vector.inWords)
      }
      vectors.append(vector)
    }
    return vectors
  }

  /// A number of every particle, known to be finite, [N].
  func numbers(_ quantity: String) throws(DiagnosticError) -> [Double] {
    guard let numbers = frame[quantity], numbers.count == count else { throw .missing(quantity) }
    if let bad = numbers.firstIndex(where: { !($0.magnitude < 1e280) }) {
      throw notFinite(quantity, bad, "\(numbers[bad])")
    }
    return numbers
  }

  private func notFinite(_ quantity: String, _ individual: Int, _ value: String) -> DiagnosticError
  {
    DiagnosticError(
      "the \(quantity) of individual \(individual) in frame \(frame.index) is \(value)",
      advice: "leave the frame out with --from and --to")
  }

  /// The Gaussian local packing around every particle.
  ///
  /// - Parameter width: the standard deviation of the Gaussian in mean diameters.
  func packing(width: Double) throws(DiagnosticError) -> GaussianPacking {
    if let known = knownPacking[width] { return known }
    let packing = try GaussianPacking(
      try places(), radii: try ParticleSizes(frame).radii, in: frame.space, width: width)
    knownPacking[width] = packing
    return packing
  }

  /// The clusters of particles that are linked by `rule`.
  func clusters(_ rule: ContactRule) throws(DiagnosticError) -> ContactClusters {
    if let known = knownClusters[rule] { return known }
    let clusters = ContactClusters(try places(), in: frame.space, linkedBy: rule, of: frame)
    knownClusters[rule] = clusters
    return clusters
  }

  /// The local rates of production or contraction, [N].
  func rates(_ rate: ProductionRate) throws(DiagnosticError) -> [Double] {
    if let known = knownRates[rate] { return known }
    let rates = try rate.values(of: self)
    knownRates[rate] = rates
    return rates
  }
}
