import ClausiusSimulationCore
import RealModule

/// The local packing fraction at the points of a grid that fills the box, weighted by a Gaussian of
/// the distance.
///
/// phi(x) = sum_j v_j prod_axes G(x - r_j), cut off at four standard deviations along each axis and
/// normalized over what remains. Points are half a spacing from the lower ends. O(N).
struct PackingField {
  /// The number of points along each axis.
  let counts: [Int]
  /// The packing at each point, x fastest.
  private(set) var values: [Double]

  private static let reach = 4.0

  /// - Parameters:
  ///   - particles: the frame.
  ///   - width: the standard deviation of the Gaussian in mean diameters.
  ///   - spacing: the most distance of neighboring points in mean diameters.
  /// - Throws: on open axes, and for particles without a size.
  init(_ particles: Particles, width: Double, spacing: Double) throws(DiagnosticError) {
    let sizes = try ParticleSizes(particles.frame)
    let box = particles.frame.space
    let dimension = particles.dimension
    _ = try GasRegion(box, lower: nil, upper: nil)
    let deviation = width * sizes.meanDiameter
    counts = (0..<dimension).map { axis in
      max(1, Int(saturating: (box.length(axis) / (spacing * sizes.meanDiameter)).rounded(.up)))
    }
    guard counts.reduce(1.0, { $0 * Double($1) }) < 1e8 else {
      throw DiagnosticError(
        "the box holds more than 10^8 points at \(spacing) mean diameters",
        advice: "choose a larger distance of the points")
    }
    values = [Double](repeating: 0, count: counts.reduce(1, *))
    let axes = counts.indices.map {
      Axis(box: box, axis: $0, count: counts[$0], deviation: deviation)
    }
    for (place, volume) in zip(try particles.places(), sizes.volumes(dimension: dimension)) {
      let weights = axes.map { $0.weights(around: place) }
      add(volume, weights)
    }
  }

  /// Points along an axis and the weights of a particle there.
  private typealias Weights = [(point: Int, weight: Double)]

  private mutating func add(_ volume: Double, _ weights: [Weights]) {
    let last = weights.count - 1
    for outer in last > 1 ? weights[2] : [(point: 0, weight: 1)] {
      for middle in last > 0 ? weights[1] : [(point: 0, weight: 1)] {
        let rows = last > 0 ? outer.point * counts[1] + middle.point : 0
        let first = rows * counts[0]
        let scale = volume * outer.weight * middle.weight
        for inner in weights[0] { values[first + inner.point] += scale * inner.weight }
      }
    }
  }

  /// One axis of the grid.
  private struct Axis {
    let axis: Int
    let count: Int
    let lower: Double
    let spacing: Double
    let isPeriodic: Bool
    let deviation: Double
    /// Over the integral of the Gaussian up to its reach.
    let scale: Double

    init(box: Box, axis: Int, count: Int, deviation: Double) {
      self.axis = axis
      self.count = count
      lower = box.lower[axis]
      spacing = box.length(axis) / Double(count)
      isPeriodic = box.boundary[axis] == .periodic
      self.deviation = deviation
      scale = 1 / GaussianPacking.norm(deviation, reach: PackingField.reach, dimension: 1)
    }

    /// The points within reach of a place, images of them apart.
    func weights(around place: SIMD3<Double>) -> Weights {
      let center = (place[axis] - lower) / spacing - 0.5
      let reach = PackingField.reach * deviation / spacing
      let first = Int(saturating: (center - reach).rounded(.up))
      let last = Int(saturating: (center + reach).rounded(.down))
      guard first <= last, reach < 1e8, abs(center) < 1e15 else { return [] }
      return (first...last).compactMap { point in
        let distance = (Double(point) - center) * spacing / deviation
        let weight = scale * Double.exp(-distance * distance / 2)
        if (0..<count).contains(point) { return (point, weight) }
        return isPeriodic ? (((point % count) + count) % count, weight) : nil
      }
    }
  }
}
