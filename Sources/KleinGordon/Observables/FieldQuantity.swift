import ClausiusSimulationCore

/// What can be written of a field or of an ensemble.
enum FieldQuantity: String, CaseIterable {
  case phi
  case pi
  case energyDensity = "energy_density"
  case modeEnergy = "mode_energy"
  case centerField = "center_field"
  case kinkDistance = "kink_distance"
  case memberEnergy = "member_energy"
  case memberTemperature = "member_temperature"
  case memberHeat = "member_heat"
  case memberKinks = "member_kinks"
  case bounces
  case lastBounceTime = "last_bounce_time"
  case outgoingVelocity = "outgoing_velocity"
  case outcome

  /// Whether there is one value a field of an ensemble, not one a point.
  var isPerMember: Bool {
    switch self {
    case .phi, .pi, .energyDensity, .modeEnergy: false
    default: true
    }
  }

  /// Whether only fields with a thermostat have it.
  var isOfThermostat: Bool {
    switch self {
    case .memberTemperature, .memberHeat, .memberKinks: true
    default: false
    }
  }

  /// What the values are.
  var description: QuantityDescription {
    QuantityDescription(
      rawValue, unit: unit, about: about, along: isPerMember ? [.members] : [.x],
      parity: self == .pi ? .odd : .even,
      meaning: self == .outcome ? CollisionOutcome.meaning : .number)
  }

  private var unit: String {
    switch self {
    case .pi: "1/time"
    case .energyDensity: "energy/length"
    case .modeEnergy, .memberEnergy, .memberTemperature, .memberHeat: "energy"
    case .kinkDistance: "length"
    case .lastBounceTime: "time"
    case .outgoingVelocity: "length/time"
    default: "1"
    }
  }

  private var about: String {
    switch self {
    case .phi: "the field"
    case .pi: "its momentum, dphi/dt"
    case .energyDensity: "pi^2/2 + phi_x^2/2 + V(phi)"
    case .modeEnergy:
      "energy of each wave in the linear field around the vacuum, by wave number: 0, 1, ..., -2, -1 (travelling apart), between walls 0, 1, 2, ..."
    case .centerField: "of each field of an ensemble, phi in the middle of the start"
    case .kinkDistance:
      "of each field of an ensemble, how far the outer kink is from the middle; NaN without one"
    case .memberEnergy: "of each field of an ensemble, the energy"
    case .memberTemperature:
      "of each field of an ensemble with a thermostat, dx times the sum of pi^2 over the number of waves"
    case .memberHeat:
      "of each field of an ensemble with a thermostat, the energy taken from it since t = 0"
    case .memberKinks:
      "of each field of an ensemble with a thermostat, passages from one vacuum to the next"
    case .bounces: "of each field of an ensemble, meetings so far, bounces and passages"
    case .lastBounceTime: "of each field of an ensemble, the time of the last meeting; NaN before"
    case .outgoingVelocity:
      "of each field of an ensemble, the velocity of the outgoing kink; NaN while there is none"
    case .outcome:
      "of each field of an ensemble: 0 captured, 1 escaped after bounces, 2 passed, 3 undecided so far"
    }
  }
}
