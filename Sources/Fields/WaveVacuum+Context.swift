import ClausiusSimulationCore
import ClausiusSpectra

extension WaveVacuum {
  /// The rule for a field as a trajectory states it: by its potential and the vacua of that, or by
  /// the vacuum of the start where there is no more; `nil` when there is nothing.
  package init?(_ context: FrameContext, _ symmetry: FieldSymmetry) {
    if let potential = FieldPotential(context), !potential.vacua.isEmpty {
      func minimum(_ value: Double) -> Minimum {
        Minimum(value: value, curvature: potential.curvature(value))
      }
      self.init(
        symmetry, minima: potential.vacua.map(minimum), period: potential.period,
        named: potential.namedVacuum.map(minimum))
    } else if let start = Minimum(context) {
      self.init(symmetry, minima: [], period: nil, named: start)
    } else {
      return nil
    }
  }
}

extension WaveVacuum.Minimum {
  /// The vacuum of the field at the start, which a trajectory states by the parameters `vacuum`
  /// (its value) and `mass` (the square root of V'' there); `nil` when one is missing.
  package init?(_ context: FrameContext) {
    guard let value = context.parameters["vacuum"], let mass = context.parameters["mass"] else {
      return nil
    }
    self.init(value: value, curvature: mass * mass)
  }

  /// States the vacuum of the field at the start; one at which V is no minimum has the mass 0.
  package func write(into context: inout FrameContext) {
    context.parameters["vacuum"] = value
    context.parameters["mass"] = max(0, curvature).squareRoot()
  }
}
