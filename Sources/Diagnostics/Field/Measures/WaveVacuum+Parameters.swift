import ClausiusSpectra

extension WaveVacuum {
  /// The rule for a field as a trajectory states it: by its potential and its vacua, `vacuum_1`,
  /// `vacuum_2`, ..., with `named_vacuum` for one that the start names, or by `vacuum` and `mass`
  /// where there is no more; `nil` when there is nothing.
  init?(_ parameters: [String: Double], _ symmetry: FieldSymmetry) {
    let vacua = FieldPotential.list("vacuum_", from: 1, in: parameters)
    if let potential = FieldPotential(parameters), !vacua.isEmpty {
      func minimum(_ value: Double) -> Minimum {
        Minimum(value: value, curvature: potential.curvature(value))
      }
      self.init(
        symmetry, minima: vacua.map(minimum), period: parameters["potential_period"],
        named: parameters["named_vacuum"].map(minimum))
    } else if let mass = parameters["mass"], let vacuum = parameters["vacuum"] {
      self.init(
        symmetry, minima: [], period: nil,
        named: Minimum(value: vacuum, curvature: mass * mass))
    } else {
      return nil
    }
  }
}
