/// Input that no entropy can be computed from, or a combination that does not exist.
public enum EntropyError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A sample is not a finite number.
  case notFinite(sample: Int)
  /// A probability or weight is negative or not a finite number.
  case badWeight(index: Int)
  /// All weights are zero.
  case noWeight
  /// An order of Renyi or Tsallis that is negative or not a number.
  case badOrder(Double)
  /// A bias correction that the definition does not have.
  case noCorrection(estimator: String, definition: String)
  /// An array of several columns where an estimator takes a line of numbers.
  case notOneColumn(array: String, columns: Int)
  /// Arrays whose shape or values an estimator cannot use.
  case badInput(String)

  /// What is wrong, and what is allowed.
  public var description: String {
    switch self {
    case .notFinite(let sample): "sample \(sample) is not a finite number"
    case .badWeight(let index): "weight \(index) is negative or not a finite number"
    case .noWeight: "all weights are zero: there is no distribution"
    case .badOrder(let order): "order \(order): the order of an entropy is 0 or more"
    case .noCorrection(let estimator, let definition):
      "\(estimator) does not exist for \(definition): use plug_in"
    case .notOneColumn(let array, let columns):
      "\(array) has \(columns) columns, one is needed: choose with [:, column]"
    case .badInput(let what): what
    }
  }
}
