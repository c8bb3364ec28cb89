import ClausiusSimulationCore
import RealModule

@testable import ClausiusDiagnostics

/// A field on a grid, as a trajectory states it.
struct TestField {
  var phi: [Double]
  var pi: [Double]
  var context: FrameContext
  var energyDensity: [Double]?
  var observables: [Observable] = []
  var time = 0.0

  /// A field of values phi(x), pi(x) on `points` points of [-length/2, length/2).
  init(
    points: Int, length: Double, boundary: String = "periodic",
    parameters: [String: Double] = [:], phi: (Double) -> Double, pi: (Double) -> Double = { _ in 0 }
  ) {
    let isWalled = boundary == "neumann" || boundary == "dirichlet"
    let positions = (0..<points).map { j in
      -length / 2 + (Double(j) + (isWalled ? 0.5 : 0)) * length / Double(points)
    }
    var stated = parameters
    stated["x_min"] = -length / 2
    stated["length"] = length
    context = FrameContext(
      system: "klein_gordon", individuals: 0, gridPoints: positions, parameters: stated,
      words: ["boundary": boundary])
    self.phi = positions.map(phi)
    self.pi = positions.map(pi)
  }

  /// V = (phi^2 - 1)^2/4.
  static let phi4 = [
    "potential_0": 0.25, "potential_1": 0, "potential_2": -0.5, "potential_3": 0,
    "potential_4": 0.25, "vacuum_1": -1, "vacuum_2": 1, "vacuum": 1, "mass": 2.0.squareRoot(),
  ]
  /// V = phi^2/2.
  static let linear = [
    "potential_0": 0.0, "potential_1": 0, "potential_2": 0.5, "vacuum_1": 0, "vacuum": 0, "mass": 1,
  ]
  /// V = 1 - cos phi.
  static let sineGordon = [
    "potential_0": 0.0, "potential_sine": 1, "potential_half_sine": 0, "vacuum_1": 0, "vacuum": 0,
    "mass": 1, "potential_period": 2 * Double.pi,
  ]

  var frame: Frame {
    func quantity(_ name: String) -> QuantityDescription {
      QuantityDescription(name, unit: "1", about: name, along: [.x])
    }
    let names = ["phi", "pi"] + (energyDensity == nil ? [] : ["energy_density"])
    var frame = Frame(context: context, box: .open(), quantities: names.map(quantity))
    frame.quantities[0].values = phi
    frame.quantities[1].values = pi
    if let energyDensity { frame.quantities[2].values = energyDensity }
    frame.observables = observables
    frame.time = time
    return frame
  }
}

extension Diagnostic {
  /// The value at a field's frame; NaN where it is undefined.
  func value(_ field: TestField) throws -> Double {
    try evaluate(AnalyzedFrame(field.frame)).value ?? .nan
  }

  /// The number of all frames of a field in motion.
  func value(over fields: [TestField]) throws -> Double {
    guard var record = makeRecord(for: fields[0].context) else { return .nan }
    for field in fields { try record.add(AnalyzedFrame(field.frame)) }
    return try record.settle()?.value ?? .nan
  }
}
