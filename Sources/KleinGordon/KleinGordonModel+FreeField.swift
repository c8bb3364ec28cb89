/// What the schemes take apart: u = phi - reference, and of its force the linear part that moves
/// exactly in Fourier space.
struct FreeField: Sendable, Hashable {
  /// The value around which u is counted.
  var reference: Double
  /// The stiffness m^2 of the free field of an exponential scheme, 0 for waves without mass; `nil`
  /// for other schemes.
  var stiffness: Double?
}

extension KleinGordonModel {
  /// The free field of this start.
  ///
  /// Exponential schemes carry the mass in the drift when the start stays around one vacuum. Where
  /// it connects several, the drift is the massless wave and the kick the whole of V': a mass in
  /// the drift would make the energies of the vacua differ by tau^2 m^2 (phi_1 - phi_2)^2 / 24
  /// times V''(phi_1), a pressure that drives kinks.
  func freeField(of profiles: [FieldProfile]) -> FreeField {
    guard scheme.isExponential else { return FreeField(reference: 0, stiffness: nil) }
    guard let vacuum = onlyVacuum(of: profiles), isReachable(vacuum), !crossesVacua else {
      return FreeField(reference: 0, stiffness: 0)
    }
    return FreeField(reference: vacuum, stiffness: max(0, potential.form.curvature(vacuum)))
  }

  /// Whether a thermostat carries the field from one vacuum to another, as it does in the end
  /// wherever there are several.
  private var crossesVacua: Bool {
    thermostat != nil && (potential.form.vacua.count > 1 || potential.form.period != nil)
  }

  /// The starts as functions of x, one for each of up to 129 values of an ensemble, its ends among
  /// them; none for starts that are no functions.
  func startProfiles(seed: UInt64 = 0) -> [FieldProfile] {
    let space = startSpace(seed: seed)
    guard let values = ensemble?.scan.values, !values.isEmpty else {
      return [profile(in: space)].compactMap { $0 }
    }
    let stride = max(1, (values.count + 126) / 128)
    let some = values.indices.filter { $0 % stride == 0 || $0 == values.count - 1 }
    return some.compactMap { profile(in: space, scanned: values[$0]) }
  }

  /// The vacuum around which all fields stay at their start; `nil` when one reaches over to
  /// another, or nothing is known of it.
  private func onlyVacuum(of profiles: [FieldProfile]) -> Double? {
    let form = potential.form
    guard let first = profiles.first else {
      if case .thermal(let thermal) = starts[0] {
        return thermal.vacuum ?? startSpace().usualVacuum
      }
      return form.vacua.count == 1 && form.period == nil ? form.vacua[0] : nil
    }
    let vacuum = form.nearestVacuum(to: first.value(start).phi)
    let stays = profiles.allSatisfy { profile in
      values(of: profile).allSatisfy { form.nearestVacuum(to: $0) == vacuum }
    }
    return stays ? vacuum : nil
  }

  /// The field at 513 places.
  func values(of profile: FieldProfile) -> [Double] {
    (0...512).map { profile.value(start + length * Double($0) / 512).phi }
  }

  /// Whether a field can be `value` everywhere between these boundaries.
  private func isReachable(_ value: Double) -> Bool {
    switch boundary {
    case .periodic, .neumann: true
    case .antiperiodic, .dirichlet: value == 0
    case .winding(let n): n == 0
    }
  }
}

extension PotentialForm {
  /// The vacuum next to a value; 0 when there is none.
  func nearestVacuum(to value: Double) -> Double {
    let images = vacua.map { vacuum in
      period.map { vacuum + ((value - vacuum) / $0).rounded() * $0 } ?? vacuum
    }
    return images.min { abs($0 - value) < abs($1 - value) } ?? 0
  }
}
