import ClausiusDeclarations
import ClausiusSimulationCore

/// The lengths of the velocities, |v_i|; in the plane of their x and y.
struct Speed: DerivedQuantity {
  static let description = QuantityDescription(
    "speed", unit: "length/time", about: "the lengths of the velocities", along: [.individuals])
  static let quantities = ["velocity"]
  static let keys: [Key<Speed>] = []

  func values(of frame: AnalyzedFrame) throws(DiagnosticError) -> [Double] {
    guard let velocities = frame.frame["velocity"] else { throw .missing("velocity") }
    let dimension = frame.frame.space.spatialDimension
    return stride(from: 0, to: velocities.count, by: 3).map { first in
      (0..<dimension).reduce(0.0) { sum, axis in
        sum + velocities[first + axis] * velocities[first + axis]
      }.squareRoot()
    }
  }
}
