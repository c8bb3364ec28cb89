import ClausiusDeclarations

/// The rule for mixtures, the same in every diagnostic of a gas.
///
/// Particles are of one species when they have the same number in `species` and the same mass;
/// where frames carry neither, all are of one.
public enum SpeciesRule: String, DeclaredChoice {
  /// Species by species: s = sum_k c_k s_k with the share c_k of species k and its own distribution
  /// f_k; its local equilibrium is a Maxwellian of its mass, and all species of a cell share mean
  /// velocity and temperature.
  case each
  /// All particles alike, whatever their species and mass: the local equilibrium is the Gaussian
  /// with the mean and the variance of the velocities.
  case together

  /// What the rule is.
  public var about: String {
    switch self {
    case .each: "species by species, sum_k c_k s_k with the shares c_k; equal masses share u and T"
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
