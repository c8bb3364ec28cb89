/// The energy density of a field, for whoever draws it.
public enum EnergyDensity {
  /// pi^2/2 + phi_x^2/2 + V(phi) at the points: as the frame carries it, or from the waves of phi
  /// and pi.
  ///
  /// - Throws: ``DiagnosticError`` when the frame has neither.
  public static func values(of frame: AnalyzedFrame) throws(DiagnosticError) -> [Double] {
    let field: FieldOnGrid = try frame.view()
    return try field.written("energy_density", or: field.energyDensity)
  }
}
