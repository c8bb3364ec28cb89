import ClausiusSimulationCore

/// The sizes of the particles of a frame: their property `radius`, or else half of the run's
/// parameter `diameter`.
struct ParticleSizes {
  /// The radius of every particle, above 0, [N].
  let radii: [Double]
  /// The mean diameter.
  let meanDiameter: Double

  /// - Throws: when the frames state no radius, or one that is not above 0.
  init(_ frame: Frame) throws(DiagnosticError) {
    try self.init(context: frame.context)
  }

  /// - Throws: when the frames state no radius, or one that is not above 0.
  init(context: FrameContext) throws(DiagnosticError) {
    let count = context.individuals
    if let stated = context.properties["radius"], stated.count == count {
      radii = stated
    } else if let diameter = context.parameters["diameter"] {
      radii = [Double](repeating: diameter / 2, count: count)
    } else {
      throw DiagnosticError(
        "the frames state no size of the particles",
        advice: "write the property radius of each, or the parameter diameter")
    }
    if let bad = radii.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
      throw DiagnosticError("the radius of individual \(bad) is \(radii[bad]), not above 0")
    }
    meanDiameter = 2 * radii.reduce(0, +) / Double(max(1, count))
  }

  /// The length, area or volume of every particle in space of `dimension` axes.
  func volumes(dimension: Int) -> [Double] {
    radii.map { Self.volume(radius: $0, dimension: dimension) }
  }

  /// 2 R, pi R^2 or 4 pi R^3/3.
  static func volume(radius: Double, dimension: Int) -> Double {
    switch dimension {
    case 1: 2 * radius
    case 2: .pi * radius * radius
    default: 4 * .pi / 3 * radius * radius * radius
    }
  }
}
