import ClausiusDeclarations

/// Which of two definitions of a published quantity of schools is meant.
public enum Convention: String, DeclaredChoice {
  /// The definition with its measured faults mended; the default.
  case corrected
  /// The definition of the Python library dewi-kadita 0.0.4 (arXiv 2602.07948), to the last bin.
  case dewiKadita = "dewi_kadita"

  /// What the convention selects.
  public var about: String {
    switch self {
    case .corrected:
      "independent of axes, box and labels; bias-corrected, with a standard error"
    case .dewiKadita:
      "as the Python library dewi-kadita 0.0.4 computes it; needs a cubic periodic box"
    }
  }
}

extension Key {
  /// The key `convention`.
  static func convention(_ path: WritableKeyPath<Root, Convention> & Sendable) -> Key {
    Key("convention", path, about: "which definition is meant")
  }
}
