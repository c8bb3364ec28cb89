import ClausiusDeclarations
import RealModule

/// The unit of information that a call asks for.
public enum InformationUnit: DeclaredChoice, Sendable {
  case nat, bit

  /// What the case selects.
  public var about: String {
    switch self {
    case .nat: "natural units, those of ln"
    case .bit: "bits, ln 2 natural units each"
    }
  }

  /// How many nats it is.
  var nats: Double { self == .bit ? Double.log(2) : 1 }
}

extension EntropyUnit {
  /// The unit with `unit` in place of nats; the same where it is not one of information.
  func expressed(in unit: InformationUnit) -> EntropyUnit {
    guard unit == .bit else { return self }
    return switch self {
    case .nat: .bit
    case .natPerSymbol: .bitPerSymbol
    case .natPerTime: .bitPerTime
    case .natPerTimeAndArea: .bitPerTimeAndArea
    default: self
    }
  }

  /// Whether estimates in the unit can be had in bits, too.
  var isOfInformation: Bool { expressed(in: .bit) != self }
}

extension Estimate {
  /// The estimate, which is in nats, in `unit`; the same where it is none of information.
  func expressed(in unit: InformationUnit) -> Estimate {
    let expressed = self.unit.expressed(in: unit)
    return expressed == self.unit ? self : divided(by: unit.nats, unit: expressed)
  }
}
