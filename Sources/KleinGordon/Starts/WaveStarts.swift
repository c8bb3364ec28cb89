import ClausiusDeclarations
import ClausiusRandomNumbers
import ClausiusSimulationCore
import Foundation

/// One wave that travels: phi = phi_0 + A cos(k (x - x_min) - omega t).
public struct PlaneWaveStart: ProfileForm {
  /// The number of the mode.
  public var mode = 1
  /// A
  public var amplitude = 0.1
  /// phi_0
  public var vacuum: Double?

  static let word = "plane_wave"
  static let about =
    "phi = phi_0 + A cos(k (x - x_min) - omega t), omega^2 = k^2 + V''(phi_0); k = 2 pi n/L in a periodic box, (2 n + 1) pi/L in an antiperiodic one; none between walls"

  /// Mode 1, amplitude 0.1.
  public init() {}

  /// The keys of the start.
  public static let keys = [
    Key(
      "mode", \PlaneWaveStart.mode, as: .integer(.any),
      about:
        "the number n of waves in the box; waves travel to the left where n is negative"),
    Key("amplitude", \PlaneWaveStart.amplitude, about: "the amplitude A"),
    Key(
      "vacuum", \PlaneWaveStart.vacuum, as: .real(.any),
      about: "the value phi_0, by default a vacuum of the potential"),
  ]

  static var scanned: [EnsembleParameter: WritableKeyPath<PlaneWaveStart, Double>] {
    [.amplitude: \.amplitude]
  }
  func namedVacuum(in potential: any PotentialForm) -> Double? { vacuum }

  func contradictions(in space: StartSpace) -> [Contradiction] {
    guard space.isWalled else {
      return space.modeContradictions([mode], traveling: true, at: "mode")
    }
    return [
      Contradiction(
        at: "kind", "no wave travels for ever between reflecting walls",
        advice: "use standing_wave, or a periodic boundary")
    ]
  }

  func profile(in space: StartSpace) -> FieldProfile {
    let center = vacuum ?? space.usualVacuum
    let wave = TravelingWave(
      space, waveNumber: space.waveNumber(mode), center: center, amplitude: amplitude)
    return FieldProfile(
      value: { x in
        let (phi, pi) = wave.state(x, phase: 0)
        return (center + phi, pi)
      }, left: center, right: center)
  }
}

/// One wave that stands: phi = phi_0 + A cos(k (x - x_min)) cos(omega t), or a sine between fixed
/// ends.
public struct StandingWaveStart: ProfileForm {
  /// The number of the mode.
  public var mode = 1
  /// A
  public var amplitude = 0.1
  /// phi_0
  public var vacuum: Double?

  static let word = "standing_wave"
  static let about =
    "phi = phi_0 + A cos(k (x - x_min)) cos(omega t), sin for the boundary dirichlet, omega^2 = k^2 + V''(phi_0); k = 2 pi n/L in a periodic box, (2 n + 1) pi/L in an antiperiodic one, n pi/L between walls"

  /// Mode 1, amplitude 0.1.
  public init() {}

  /// The keys of the start.
  public static let keys = [
    Key(
      "mode", \StandingWaveStart.mode, in: .nonNegative,
      about: "the number n of the mode: waves in a periodic box, half waves between walls"),
    Key("amplitude", \StandingWaveStart.amplitude, about: "the amplitude A"),
    Key(
      "vacuum", \StandingWaveStart.vacuum, as: .real(.any),
      about: "the value phi_0, by default a vacuum of the potential"),
  ]

  static var scanned: [EnsembleParameter: WritableKeyPath<StandingWaveStart, Double>] {
    [.amplitude: \.amplitude]
  }
  func namedVacuum(in potential: any PotentialForm) -> Double? { vacuum }

  func contradictions(in space: StartSpace) -> [Contradiction] {
    space.modeContradictions([mode], traveling: false, at: "mode")
  }

  func profile(in space: StartSpace) -> FieldProfile {
    let center = vacuum ?? space.usualVacuum
    let k = space.waveNumber(mode)
    let isSine = space.boundary == .dirichlet
    return FieldProfile(
      value: { [amplitude] x in
        let angle = k * (x - space.start)
        return (center + amplitude * (isSine ? sin(angle) : cos(angle)), 0)
      }, left: center, right: center)
  }
}

/// Waves of equal energy and random phases, for thermalization.
public struct RandomPhaseStart: ProfileForm {
  /// The first and the last mode.
  public var modes = [1, 4]
  /// The energy of all of them.
  public var energy = 1.0
  /// phi_0
  public var vacuum: Double?

  static let word = "random_phase"
  static let about =
    "modes n1 to n2 of equal energy around phi_0, with random phases: traveling to both sides in a periodic box, standing between walls"

  /// Modes 1 to 4 with energy 1.
  public init() {}

  /// The keys of the start.
  public static let keys = [
    Key(
      "modes", \RandomPhaseStart.modes, as: .list(of: .integer(.nonNegative), count: 2...2),
      about: "the first and the last mode, n1 and n2"),
    Key(
      "energy", \RandomPhaseStart.energy, in: .positive, unit: "energy",
      about: "the energy of all modes, in the limit of small waves"),
    Key(
      "vacuum", \RandomPhaseStart.vacuum, as: .real(.any),
      about: "the value phi_0, by default a vacuum of the potential"),
  ]

  /// The last mode does not come before the first.
  public func contradictions() -> [Contradiction] {
    modes[1] < modes[0]
      ? [
        Contradiction(
          at: "modes", "the last mode, \(modes[1]), comes before the first, \(modes[0])",
          advice: "write [\(modes[1]), \(modes[0])]")
      ] : []
  }

  func namedVacuum(in potential: any PotentialForm) -> Double? { vacuum }

  func contradictions(in space: StartSpace) -> [Contradiction] {
    let found = space.modeContradictions(modes, traveling: !space.isWalled, at: "modes")
    return found.isEmpty ? frequencyContradictions(in: space) : found
  }

  /// A mode that does not swing has no amplitude at a given energy.
  private func frequencyContradictions(in space: StartSpace) -> [Contradiction] {
    let center = vacuum ?? space.usualVacuum
    let curvature = space.potential.curvature(center)
    func swings(_ mode: Int) -> Bool {
      let k = space.waveNumber(mode)
      return k * k + curvature > 0
    }
    guard !swings(modes[0]) else { return [] }
    let first = (modes[0]...modes[1]).first(where: swings)
    return [
      Contradiction(
        at: "modes",
        curvature == 0
          ? "mode \(modes[0]) of a massless field does not swing: no amplitude has this energy"
          : "mode \(modes[0]) around phi = \(center.scenarioText) grows and does not swing: no amplitude has this energy",
        advice: first.map { "begin with mode \($0)" } ?? "use higher modes, or a vacuum with mass")
    ]
  }

  func profile(in space: StartSpace) -> FieldProfile {
    let center = vacuum ?? space.usualVacuum
    let random = CounterRandom(seed: space.seed, stream: .startPosition)
    let isWalled = space.isWalled
    var waves: [(wave: TravelingWave, phase: Double)] = []
    for mode in modes[0]...modes[1] {
      let k = space.waveNumber(mode)
      for direction in isWalled || k == 0 ? [1.0] : [1, -1] {
        let number = direction > 0 ? 2 * mode : 2 * mode + 1
        let (u, _) = random.uniforms(step: space.member, individual: number)
        let wave = TravelingWave(
          space, waveNumber: direction * k, center: center, amplitude: 1)
        waves.append((wave, 2 * .pi * u))
      }
    }
    // A wave of amplitude A has the mean energy density omega^2 A^2/2; a standing one half of it.
    let each = energy / Double(waves.count) / space.length
    let isSine = space.boundary == .dirichlet
    return FieldProfile(
      value: { [waves] x in
        var (phi, pi) = (center, 0.0)
        for (wave, phase) in waves {
          if isWalled {
            let state = wave.standing(x, phase: phase, isSine: isSine)
            phi += (4 * each).squareRoot() / wave.frequency * state.phi
            pi += (4 * each).squareRoot() / wave.frequency * state.pi
          } else {
            let state = wave.state(x, phase: phase)
            phi += (2 * each).squareRoot() / wave.frequency * state.phi
            pi += (2 * each).squareRoot() / wave.frequency * state.pi
          }
        }
        return (phi, pi)
      }, left: center, right: center)
  }
}

/// A wave of small amplitude around a value of the field.
struct TravelingWave: Sendable {
  private let waveNumber: Double
  private let origin: Double
  private let amplitude: Double
  /// omega = sqrt(k^2 + V'')
  let frequency: Double

  init(_ space: StartSpace, waveNumber: Double, center: Double, amplitude: Double) {
    self.waveNumber = waveNumber
    origin = space.start
    self.amplitude = amplitude
    frequency = max(
      0, waveNumber * waveNumber + space.potential.curvature(center)
    ).squareRoot()
  }

  /// A cos(k x + phase - omega t) and its rate at t = 0.
  func state(_ x: Double, phase: Double) -> (phi: Double, pi: Double) {
    let angle = waveNumber * (x - origin) + phase
    return (amplitude * cos(angle), frequency * amplitude * sin(angle))
  }

  /// A cos(k x) cos(omega t + phase) and its rate at t = 0, or with sin(k x).
  func standing(_ x: Double, phase: Double, isSine: Bool) -> (phi: Double, pi: Double) {
    let angle = waveNumber * (x - origin)
    let shape = isSine ? sin(angle) : cos(angle)
    return (amplitude * shape * cos(phase), -frequency * amplitude * shape * sin(phase))
  }
}
