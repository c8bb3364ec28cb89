import ClausiusDeclarations

/// An estimator of the catalog by name: what it is given, which parameters it has, and how to make
/// it from them.
///
/// For callers that know some parameters better than the user does, such as the periods of a box.
public struct EstimatorFactory: Sendable {
  private let type: any NamedEstimator.Type

  init(_ type: any NamedEstimator.Type) { self.type = type }

  /// The data that it is given.
  public var input: InputShape { type.input }

  /// The parameters of the call, with those that estimators share.
  public var keys: [KeyDescription] { type.allKeys }

  /// Its entry in the catalog.
  public var entry: CatalogEntry { type.entry }

  /// Parameters of a call on a trajectory that shows its use; `nil` where ``input`` suggests one.
  public var example: String? { type.example }

  /// The estimator with `parameters`, among them those that estimators share.
  ///
  /// - Throws: parameters that are unknown, missing or wrong, each with its place.
  public func make(
    from parameters: [Node.Entry], at position: SourcePosition
  ) throws(Problems) -> PreparedEstimator {
    try PreparedEstimator(type, from: parameters, at: position)
  }
}
