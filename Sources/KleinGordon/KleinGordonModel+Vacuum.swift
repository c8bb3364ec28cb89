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
    let named = starts.compactMap { $0.namedVacuum(in: potential.form) }
    guard let first = named.first, named.allSatisfy({ $0 == first }) else { return nil }
    return first
  }
}

extension FieldStart {
  /// The value under `vacuum`, or a vacuum of the potential under `background` or `value`; `nil`
  /// for none.
  fileprivate func namedVacuum(in potential: any PotentialForm) -> Double? {
    switch self {
    case .planeWave(let form): form.vacuum
    case .standingWave(let form): form.vacuum
    case .randomPhase(let form): form.vacuum
    case .thermal(let form): form.vacuum
    case .gaussian(let form): potential.isVacuum(form.background) ? form.background : nil
    case .vacuum(let form): form.value.flatMap { potential.isVacuum($0) ? $0 : nil }
    case .kink, .antikink, .kinkAntikink, .kinkKink, .breather, .file: nil
    }
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
