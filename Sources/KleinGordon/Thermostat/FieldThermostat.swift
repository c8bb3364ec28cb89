import ClausiusDeclarations
import ClausiusSimulationCore

/// A heat bath at every point of a field: phi_tt = phi_xx - V'(phi) - gamma phi_t + sqrt(2 gamma T)
/// xi(x, t), with <xi(x, t) xi(x', t')> = delta(x - x') delta(t - t').
///
/// The field goes to exp(-H/T). Source: Langevin, C. R. Acad. Sci. 146 (1908) 530; of fields Parisi
/// and Wu, Sci. Sin. 24 (1981) 483; Alexander, Habib, Kovner, Phys. Rev. E 48 (1993) 4284.
public struct FieldThermostat: Declared, Hashable {
  /// T
  public var temperature = 0.0
  /// gamma
  public var friction = 1.0

  /// A bath to be filled in by reading.
  public init() {}

  /// The keys of the thermostat.
  public static let keys = [
    Key(
      "temperature", \FieldThermostat.temperature, in: .nonNegative, unit: "energy",
      isRequired: true,
      about: "the temperature T, to which <pi^2> = T/dx belongs; 0 takes energy out of the field"),
    Key(
      "friction", \FieldThermostat.friction, in: .positive, unit: "1/time", isRequired: true,
      about: "the friction gamma: momenta are forgotten as exp(-gamma t)"),
  ]

  /// The largest gamma tau: beyond it a step forgets most of the momentum.
  static let longestStep = 1.0
}

extension KleinGordonModel {
  /// A step in which the thermostat forgets the momentum is refused.
  func thermostatContradictions(timeStep: Double) -> [Contradiction] {
    guard let thermostat else { return [] }
    let forgotten = thermostat.friction * timeStep
    guard forgotten > FieldThermostat.longestStep else { return [] }
    let longest = (FieldThermostat.longestStep / thermostat.friction).scenarioText
    return [
      Contradiction(
        at: "thermostat.friction",
        "friction x time_step is \(short(forgotten)): the momentum is forgotten within a step",
        advice: "give a time_step of at most \(longest), or less friction")
    ]
  }

  /// Noise has no mirror symmetry, and the temperatures of an ensemble are no less than 0.
  func thermostatContradictions() -> [Contradiction] {
    guard thermostat != nil, symmetry == .even else { return [] }
    return [
      Contradiction(
        at: "symmetry", "the noise of a thermostat is not even about the middle",
        advice: "use 'none', or leave 'symmetry' out")
    ]
  }

  /// The temperature of field number `member`: that which an ensemble scans, or the thermostat's.
  func bathTemperature(of member: Int) -> Double {
    guard let scan = ensemble?.scan, scan.parameter == .temperature else {
      return thermostat?.temperature ?? 0
    }
    return scan.values[member]
  }

  /// The highest temperature to which a thermostat or a thermal start brings a field; `nil` for
  /// neither.
  var highestTemperature: Double? {
    var found: [Double] = []
    if let thermostat { found.append(thermostat.temperature) }
    for case .thermal(let thermal) in starts { found.append(thermal.temperature) }
    guard !found.isEmpty else { return nil }
    if let scan = ensemble?.scan, scan.parameter == .temperature { found += scan.values }
    return found.max()
  }
}

extension KleinGordonModel {
  /// The bath of the thermostat; `nil` without one.
  ///
  /// - Throws: `ContradictionError` for a run that turns around: what noise did cannot be undone.
  func bath(_ geometry: FieldGeometry, run: RunSettings) throws(ContradictionError) -> HeatBath? {
    guard let thermostat else { return nil }
    guard run.reverseAt == nil else {
      throw ContradictionError(
        Contradiction(
          at: "run.reverse_at", "a field with a thermostat does not retrace its path",
          advice: "remove 'reverse_at', or the thermostat"))
    }
    return HeatBath(
      geometry, friction: thermostat.friction, timeStep: run.grid.tickDuration, seed: run.seed)
  }
}
