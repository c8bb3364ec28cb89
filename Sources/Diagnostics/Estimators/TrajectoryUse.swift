import ClausiusDeclarations
import ClausiusEntropyMeasures

/// How an estimator is applied to a trajectory: what a user is told about the parameters that it then has beside its own.
public struct TrajectoryUse: Sendable {
  /// The parameters that name the quantities and say which numbers are one data set.
  public let parameters: [KeyDescription]
  /// A call.
  public let example: String
  /// Which numbers are one data set when the call does not say.
  public let standardAxes: String

  /// The use of the estimator called `name`; `nil` when there is none.
  public init?(_ name: String) {
    guard let factory = EstimatorFactory(name), factory.input.arrays.upperBound > 0 else {
      return nil
    }
    let arrays = factory.input.arrays
    let words = EstimatorUse.quantities.prefix(arrays.upperBound)
    let hasValues = factory.keys.contains { $0.name == "of" }
    parameters = EstimatorUse.keys.map(\.description).filter { key in
      key.name == "values"
        ? hasValues : !EstimatorUse.quantities.contains(key.name) || words.contains(key.name)
    }
    let order = factory.input.order
    let many = order == .none ? "velocity" : order == .field ? "phi" : "polarization"
    let others = ["rotation", "speed"]
    example =
      name + "(of: \(many)"
      + words.dropFirst().prefix(max(0, arrays.lowerBound - 1)).enumerated().map {
        ", \($0.element): \(others[$0.offset])"
      }.joined() + ")"
    standardAxes = Self.inWords(order)
  }

  private static func inWords(_ order: InputShape.RowOrder) -> String {
    let individuals = SamplingAxis.standard(for: .individuals, order: order).rawValue
    let points = SamplingAxis.standard(for: .points, order: order).rawValue
    return
      "time for a number of the whole frame, \(individuals) for individuals, \(points) for grids"
  }
}
