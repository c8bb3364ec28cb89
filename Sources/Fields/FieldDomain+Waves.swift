import ClausiusSpectra

extension FieldDomain {
  /// How the field, less its rise, continues beyond the ends.
  package var symmetry: FieldSymmetry { boundary.symmetry }

  private var period: Double { Double(symmetry.domains) * length }

  /// The field less its rise at the points.
  package func waves(of phi: [Double]) -> [Double] {
    rise == 0 ? phi : zip(phi, positions).map { $0 - ramp(at: $1) }
  }

  /// dphi/dx at the points, by the waves.
  package func slope(of phi: [Double]) -> [Double] {
    let whole = WaveSum(symmetry.continued(waves(of: phi)))
    return whole.slope(period: period)[..<phi.count].map { $0 + rise / length }
  }

  /// The density of the gradient energy, phi_x^2/2, at the points: of the slope there, and of the
  /// wave whose slope vanishes at them all.
  package func gradientEnergy(of phi: [Double]) -> [Double] {
    let hidden = symmetry.hiddenGradient(waves(of: phi), length: length)
    return slope(of: phi).map { $0 * $0 / 2 + hidden }
  }

  /// The value between the points of a quantity that continues as the field does, by the waves.
  package func value(of quantity: [Double], at x: Double, rises: Bool) -> Double {
    let first = positions.first ?? start
    let samples = symmetry.continued(rises ? waves(of: quantity) : quantity)
    let weights = WaveInterpolation(count: samples.count, offset: (x - first) / period).weights
    let sum = zip(weights, samples).reduce(0) { $0 + $1.0 * $1.1 }
    return rises ? sum + ramp(at: x) : sum
  }
}
