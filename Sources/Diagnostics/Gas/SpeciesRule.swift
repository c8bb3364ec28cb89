import ClausiusDeclarations

/// The rule for mixtures, the same in every diagnostic of a gas.
///
/// An entropy that counts kinds apart is s = sum_k c_k s_k, with the share c_k of kind k and its
/// own distribution f_k. Its local equilibrium is a Maxwellian of the mass of each kind, and all
/// kinds of a cell share mean velocity and temperature. Where frames carry neither masses nor
/// species, all particles are of one kind.
public enum SpeciesRule: String, DeclaredChoice {
  /// Particles of one mass are of one kind, whatever their label: like discs cannot be told apart.
  case masses
  /// Particles of one number in `species` and one mass are of one kind.
  case each
  /// All particles alike, whatever their species and mass: the local equilibrium is the Gaussian
  /// with the mean and the variance of the velocities.
  case together

  /// What the rule is.
  public var about: String {
    switch self {
    case .masses: "sum_k c_k s_k over the different masses; the label of like particles is ignored"
    case .each: "sum_k c_k s_k over the species, also of like particles"
    case .together: "all particles alike, whatever their species and mass"
    }
  }
}

extension Key {
  /// The key `species`.
  static func species(_ path: WritableKeyPath<Root, SpeciesRule> & Sendable) -> Key {
    Key("species", path, about: "how a mixture counts")
  }
}
