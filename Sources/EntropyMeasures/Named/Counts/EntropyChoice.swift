import ClausiusDeclarations

/// Which entropy is meant.
public enum EntropyChoice: String, DeclaredChoice {
  case shannon, renyi, tsallis

  /// What the case selects.
  public var about: String {
    switch self {
    case .shannon: "-sum p ln p"
    case .renyi: "ln(sum p^q)/(1 - q)"
    case .tsallis: "(1 - sum p^q)/(q - 1)"
    }
  }

  /// Nats, or a pure number for Tsallis.
  var unit: EntropyUnit { self == .tsallis ? .dimensionless : .nat }

  /// The definition of order `order`.
  ///
  /// - Throws: ``EntropyError/badOrder(_:)``.
  func definition(order: EntropyOrder) throws(EntropyError) -> any EntropyDefinition {
    switch self {
    case .shannon: Shannon()
    case .renyi: try Renyi(order: order.value)
    case .tsallis: try Tsallis(order: order.value)
    }
  }
}

extension Key {
  /// Which entropy.
  static func definition(_ path: WritableKeyPath<Root, EntropyChoice> & Sendable) -> Key {
    Key("definition", path, about: "which entropy")
  }

  /// The order of Renyi's and Tsallis' entropies.
  static func entropyOrder(_ path: WritableKeyPath<Root, EntropyOrder> & Sendable) -> Key {
    Key("order", path, about: "the order q of Renyi's and Tsallis' entropies")
  }
}
