import ClausiusSimulationCore
import RealModule

/// The local packing fraction around every particle, weighted by a Gaussian of its distance, and
/// how steep it is there.
///
/// phi_i = sum_j v_j G(|r_i - r_j|), with v_j the area (length, volume) of particle j, itself among
/// them, and G a Gaussian of standard deviation s, cut off at 4 s or half of the shortest period
/// and normalized over what remains, so that a uniform density has its own packing. Beyond walls
/// and open ends there is nothing.
struct GaussianPacking {
  /// The packing around every particle, [N].
  private(set) var values: [Double]
  /// The length of the gradient of the packing at every particle, in units of 1/length, [N].
  private(set) var slopes: [Double]

  /// Standard deviations up to which the Gaussian reaches, where the box allows it.
  private static let reach = 4.0

  /// - Parameters:
  ///   - places: where the particles are, within the periods of the box.
  ///   - radii: their radii.
  ///   - box: the space that they live in.
  ///   - width: the standard deviation in mean diameters.
  /// - Throws: when half of a period is shorter than two standard deviations.
  init(
    _ places: [SIMD3<Double>], radii: [Double], in box: Box, width: Double
  ) throws(DiagnosticError) {
    let dimension = box.spatialDimension
    let meanDiameter = 2 * radii.reduce(0, +) / Double(max(1, radii.count))
    let deviation = width * meanDiameter
    let period = (0..<dimension).filter { box.boundary[$0] == .periodic }.map { box.length($0) }
      .min()
    let radius = min(Self.reach * deviation, (period ?? .infinity) / 2)
    guard radius >= 2 * deviation else {
      throw DiagnosticError(
        "a Gaussian of width \(width) diameters does not fit into the periodic box",
        advice: "choose a width of at most \(radius / 2 / meanDiameter)")
    }
    let norm = Self.norm(deviation, reach: radius / deviation, dimension: dimension)
    let weights = radii.map { ParticleSizes.volume(radius: $0, dimension: dimension) / norm }
    var (values, gradients) = (weights, [SIMD3<Double>](repeating: .zero, count: places.count))
    let inverse = 1 / (deviation * deviation)
    NeighborPairs(places, in: box, radius: radius).forEach { i, j, apart, squared in
      let kernel = Double.exp(-squared * inverse / 2)
      values[i] += weights[j] * kernel
      values[j] += weights[i] * kernel
      let slope = apart * (kernel * inverse)
      gradients[i] -= weights[j] * slope
      gradients[j] += weights[i] * slope
    }
    self.values = values
    slopes = gradients.map { ($0 * $0).sum().squareRoot() }
  }

  /// The integral of exp(-r^2/(2 s^2)) over distances below `reach` standard deviations s.
  static func norm(_ deviation: Double, reach: Double, dimension: Int) -> Double {
    let edge = Double.exp(-reach * reach / 2)
    let line = Double.sqrt(2 * .pi) * Double.erf(reach * Double.sqrt(0.5))
    switch dimension {
    case 1: return line * deviation
    case 2: return -2 * .pi * Double.expMinusOne(-reach * reach / 2) * deviation * deviation
    default:
      return 2 * .pi * (line - 2 * reach * edge) * deviation * deviation * deviation
    }
  }
}
