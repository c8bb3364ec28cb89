import ClausiusDeclarations
import ClausiusEntropyMeasures

/// How an estimator is applied to a trajectory: what a user is told about the parameters that it
/// then has beside its own.
public struct TrajectoryUse: Sendable {
  /// The parameters that name the quantities and say which numbers are one data set.
  public let parameters: [KeyDescription]
  /// A call.
  public let example: String
  /// Which numbers are one data set when the call does not say.
  public let standardAxes: String

  /// The use of the estimator called `name`; `nil` when there is none.
  public init?(_ name: String, in catalog: EstimatorCatalog = .standard) {
    guard let factory = catalog.factory(named: name), factory.input.arrays.upperBound > 0 else {
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
    // Estimators that also take one array share out its columns; an array for each variable says
    // what is what.
    let single = [InputShape.samples, .numbers].contains(factory.input)
    let quantities = Self.quantities(order, count: single ? 1 : arrays.upperBound)
    let plain =
      zip(words, factory.input == .numbers ? ["velocity(component: x)"] : quantities)
      .map { "\($0): \($1)" }.joined(separator: ", ")
      + (factory.input.takesSymbols ? ", bins: 8" : "")
    example = "\(name)(\(Self.examples[name] ?? plain))"
    standardAxes = Self.inWords(order)
  }

  /// The parameters of examples where the shape of the input does not tell them.
  private static let examples = [
    "von_neumann": "of: velocity, kernel: gaussian",
    "pair_correlation_entropy": "of: position",
    "gaussian_mode_entropy": "of: mode_amplitude, to: mode_momentum",
    "diffusion_spectral_entropy": "of: velocity, width: 1",
    "diffusion_spectral_mutual_information": "of: velocity, to: species, width: 1",
  ]

  /// Quantities that make an example, one for each array.
  private static func quantities(_ order: InputShape.RowOrder, count: Int) -> [String] {
    switch order {
    case .field: ["phi", "pi"]
    case .none where count == 1: ["velocity"]
    case .none: ["velocity(component: x)", "velocity(component: y)", "speed"]
    case .series, .increments: ["polarization", "rotation", "oceanic_schooling_index"]
    }
  }

  private static func inWords(_ order: InputShape.RowOrder) -> String {
    let individuals = SamplingAxis.standard(for: .individuals, order: order).rawValue
    let points = SamplingAxis.standard(for: .points, order: order).rawValue
    return
      "time for a number of the whole frame, \(individuals) for individuals, \(points) for grids"
  }
}
