import ClausiusFields
import ClausiusSpectra

extension KleinGordonModel {
  /// The rule for the vacuum around which waves are counted.
  var waveVacuum: WaveVacuum {
    let form = potential.form
    func minimum(_ value: Double) -> WaveVacuum.Minimum {
      WaveVacuum.Minimum(value: value, curvature: form.curvature(value))
    }
    return WaveVacuum(
      boundary.symmetry, minima: form.vacua.map(minimum), period: form.period,
      named: namedVacuum.map(minimum))
  }

  /// The vacuum that the start names; `nil` when none does, or several name different ones.
  var namedVacuum: Double? {
    let named = starts.compactMap { $0.form.namedVacuum(in: potential.form) }
    guard let first = named.first, named.allSatisfy({ $0 == first }) else { return nil }
    return first
  }
}

extension PotentialForm {
  /// Whether a value of the field is one of the vacua.
  func isVacuum(_ value: Double) -> Bool {
    vacua.contains { vacuum in
      let distance = value - vacuum
      let nearest = period.map { distance - (distance / $0).rounded() * $0 } ?? distance
      return abs(nearest) < 1e-9 * max(1, abs(value))
    }
  }
}
