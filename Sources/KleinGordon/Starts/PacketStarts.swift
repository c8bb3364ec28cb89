import ClausiusDeclarations
import Foundation

/// A bump: phi = background + A exp(-((x - x0)/w)^2).
public struct GaussianStart: ProfileForm {
  /// A
  public var amplitude = 1.0
  /// w
  public var width = 2.0
  /// x0
  public var position = 0.0
  /// The velocity of the bump.
  public var velocity = 0.0
  /// The value that the bump stands on; 0 when left out.
  public var background = 0.0
  /// What the velocity does.
  public var convention = StartConvention.exact

  static let word = "gaussian"
  static let about =
    "phi = b + A exp(-((x - x0)/w)^2), pi = -v dphi/dx; as published by amangkurat pi = v phi"

  /// Amplitude 1, width 2 at 0, at rest.
  public init() {}

  /// The keys of the start.
  public static let keys = [
    Key("amplitude", \GaussianStart.amplitude, about: "the height A"),
    Key("width", \GaussianStart.width, in: .positive, unit: "length", about: "the width w"),
    Key("position", \GaussianStart.position, unit: "length", about: "the middle x0"),
    Key(
      "velocity", \GaussianStart.velocity, unit: "length/time",
      about: "the velocity v with which the bump begins to move"),
    Key("background", \GaussianStart.background, about: "the value b that the bump stands on"),
    Key("convention", \GaussianStart.convention, about: "what the velocity does"),
  ]

  static var scanned: [EnsembleParameter: WritableKeyPath<GaussianStart, Double>] {
    [.velocity: \.velocity, .amplitude: \.amplitude]
  }
  var isAsPublished: Bool { convention == .amangkurat }
  func namedVacuum(in potential: any PotentialForm) -> Double? {
    potential.isVacuum(background) ? background : nil
  }

  func profile(in space: StartSpace) -> FieldProfile {
    FieldProfile(
      value: { [self] x in
        let y = (x - position) / width
        let bump = amplitude * exp(-y * y)
        let slope = -2 * y / width * bump
        return (background + bump, velocity * (convention == .exact ? -slope : bump))
      }, left: background, right: background, centers: [position],
      shortest: width)
  }
}

/// A sine-Gordon breather: 4 arctan(eta/omega cos(omega tau + theta)/cosh(eta xi)), eta =
/// sqrt(1 - omega^2).
public struct BreatherStart: ProfileForm {
  /// omega
  public var frequency = 0.5
  /// Its middle.
  public var position = 0.0
  /// Its velocity.
  public var velocity = 0.0
  /// theta
  public var phase = 0.0
  /// Exact, or as published.
  public var convention = StartConvention.exact

  static let word = "breather"
  static let about =
    "the sine-Gordon breather 4 arctan(eta/omega cos(omega tau + theta)/cosh(eta xi)), boosted: xi = gamma (x - x0 - v t), tau = gamma (t - v (x - x0))"

  /// Frequency 0.5 at rest, at its largest.
  public init() {}

  /// The keys of the start.
  public static let keys = [
    Key(
      "frequency", \BreatherStart.frequency, in: .between(0, and: 1), unit: "1/time",
      about: "the angular frequency omega at rest"),
    Key("position", \BreatherStart.position, unit: "length", about: "its middle x0"),
    Key(
      "velocity", \BreatherStart.velocity, in: velocityRange, unit: "length/time",
      about: "its velocity v; light has 1"),
    Key(
      "phase", \BreatherStart.phase, unit: "radian",
      about: "the phase theta at t = 0; 0 is the turning point, pi/2 the passage through 0"),
    Key("convention", \BreatherStart.convention, about: "exact, or as published by amangkurat"),
  ]

  static var scanned: [EnsembleParameter: WritableKeyPath<BreatherStart, Double>] {
    [.velocity: \.velocity, .frequency: \.frequency]
  }
  var isAsPublished: Bool { convention == .amangkurat }

  func contradictions(in space: StartSpace) -> [Contradiction] {
    let potential = space.potential
    guard !(potential is SineGordonPotential), convention == .exact else { return [] }
    return [
      Contradiction(
        at: "kind", "'\(type(of: potential).word)' has no breather",
        advice: "use the potential sine_gordon")
    ]
  }

  func profile(in space: StartSpace) -> FieldProfile {
    FieldProfile(
      value: { [self] x in
        convention == .exact ? state(x: x, time: 0) : publishedState(x: x)
      }, left: 0, right: 0, solitons: [soliton], shortest: shortest)
  }

  /// Its flanks fall like exp(-gamma eta x).
  private var soliton: FieldProfile.Soliton {
    FieldProfile.Soliton(
      position: position,
      flank: ((1 - velocity * velocity) / (1 - frequency * frequency)).squareRoot())
  }

  /// The flank of a kink in motion: neither its own flanks nor a radian of the wave in it are
  /// shorter.
  private var shortest: Double { (1 - velocity * velocity).squareRoot() }

  /// The exact solution at any time.
  func state(x: Double, time: Double) -> (phi: Double, pi: Double) {
    let eta = (1 - frequency * frequency).squareRoot()
    let gamma = 1 / (1 - velocity * velocity).squareRoot()
    let xi = max(-300, min(300, gamma * (x - position - velocity * time)))
    let angle = frequency * gamma * (time - velocity * (x - position)) + phase
    let inverse = 1 / cosh(eta * xi)
    let g = eta / frequency * cos(angle) * inverse
    let rate =
      eta / frequency * gamma * inverse
      * (-frequency * sin(angle) + eta * velocity * cos(angle) * tanh(eta * xi))
    return (4 * atan(g), 4 * rate / (1 + g * g))
  }

  /// The initial data of amangkurat 0.0.1.
  private func publishedState(x: Double) -> (phi: Double, pi: Double) {
    let eta = (1 - frequency * frequency).squareRoot()
    let xi = eta * (x - position)
    let c = cosh(xi)
    return (4 * atan(1 / (eta * c)), -4 * frequency * eta * sinh(xi) / (eta * eta * c * c + 1))
  }
}

private let velocityRange = RealRange.between(-1, and: 1)
