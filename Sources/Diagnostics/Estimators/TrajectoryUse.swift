import ClausiusDeclarations
import ClausiusEntropyMeasures

/// How an estimator is applied to a trajectory: the parameters that it then has beside its own.
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
    parameters = EstimatorUse.keys.map(\.description).filter { key in
      !EstimatorUse.quantities.contains(key.name) || words.contains(key.name)
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
    example = "\(name)(\(factory.example ?? plain))"
    standardAxes = Self.inWords(order)
  }

  /// The use for `describe`.
  public var description: Description.Part {
    let list = Description.Part.list(
      nil, key: "parameters", parameters.map(Description.Item.parameter))
    return Description.Part(
      ["on trajectories (analyze --diagnostics '\(example)')"] + list.lines
        + ["  along when left out: \(standardAxes)"],
      [
        .init(
          "on_trajectories",
          .object(
            [.init("example", .text(example)), .init("along", .text(standardAxes))] + list.members))
      ])
  }

  /// Quantities that make an example, one for each array.
  private static func quantities(_ order: InputShape.RowOrder, count: Int) -> [String] {
    switch order {
    case .field, .grid: ["phi", "pi"]
    case .none where count == 1: ["velocity"]
    case .none: ["velocity(component: x)", "velocity(component: y)", "speed"]
    case .series, .increments: ["polarization", "rotation", "oceanic_schooling_index"]
    }
  }

  private static func inWords(_ order: InputShape.RowOrder) -> String {
    let individuals = SamplingAxis.standard(for: .individuals, order: order).word
    let points = SamplingAxis.standard(for: .points, order: order).word
    return
      "time for a number of the whole frame, \(individuals) for individuals, \(points) for grids"
  }
}
