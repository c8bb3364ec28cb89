import ClausiusDeclarations
import Foundation

/// The field at rest in a vacuum.
public struct VacuumStart: ProfileForm {
  /// Which vacuum; the last of the potential when left out.
  public var value: Double?

  static let word = "vacuum"
  static let about = "the field at rest at one value"

  /// The potential's last vacuum.
  public init() {}

  /// The keys of the start.
  public static let keys = [
    Key(
      "value", \VacuumStart.value, as: .real(.any),
      about: "the value of the field, by default a vacuum of the potential")
  ]

  func namedVacuum(in potential: any PotentialForm) -> Double? {
    value.flatMap { potential.isVacuum($0) ? $0 : nil }
  }

  func profile(in space: StartSpace) -> FieldProfile { .vacuum(value ?? space.usualVacuum) }
}

/// What kinks share: they need a potential that has one in closed form.
private func kinkContradictions(_ potential: any PotentialForm) -> [Contradiction] {
  guard potential.kink == nil else { return [] }
  return [
    Contradiction(
      at: "kind", "'\(type(of: potential).word)' has no kink in closed form",
      advice: "use phi4, phi6, sine_gordon or double_sine_gordon")
  ]
}

private let velocityRange = RealRange.between(-1, and: 1)

/// One kink: the static one, boosted.
public struct KinkStart: ProfileForm {
  /// Its middle.
  public var position = 0.0
  /// Its velocity.
  public var velocity = 0.0
  /// Exact, or as published.
  public var convention = StartConvention.exact

  static let word = "kink"
  static let about = "one kink, phi_K(gamma (x - x0 - v t)): phi rises"

  /// A kink at rest at 0.
  public init() {}

  /// The keys of the start.
  public static let keys = [
    Key("position", \KinkStart.position, unit: "length", about: "its middle x0"),
    Key(
      "velocity", \KinkStart.velocity, in: velocityRange, unit: "length/time",
      about: "its velocity v; light has 1"),
    Key(
      "convention", \KinkStart.convention,
      about:
        "exact, or as published by amangkurat: a periodic box with a jump at its end is let pass"),
  ]

  static var scanned: [EnsembleParameter: WritableKeyPath<KinkStart, Double>] {
    [.velocity: \.velocity]
  }
  var isAsPublished: Bool { convention == .amangkurat }

  func contradictions(in space: StartSpace) -> [Contradiction] {
    kinkContradictions(space.potential)
  }

  func profile(in space: StartSpace) -> FieldProfile {
    space.potential.kink?.moving(position: position, velocity: velocity, isAntikink: false)
      ?? .vacuum(0)
  }
}

/// One antikink: the mirror image of a kink.
public struct AntikinkStart: ProfileForm {
  /// Its middle.
  public var position = 0.0
  /// Its velocity.
  public var velocity = 0.0

  static let word = "antikink"
  static let about = "one antikink, phi_K(-gamma (x - x0 - v t)): phi falls"

  /// An antikink at rest at 0.
  public init() {}

  /// The keys of the start.
  public static let keys = [
    Key("position", \AntikinkStart.position, unit: "length", about: "its middle x0"),
    Key(
      "velocity", \AntikinkStart.velocity, in: velocityRange, unit: "length/time",
      about: "its velocity v; light has 1"),
  ]

  static var scanned: [EnsembleParameter: WritableKeyPath<AntikinkStart, Double>] {
    [.velocity: \.velocity]
  }

  func contradictions(in space: StartSpace) -> [Contradiction] {
    kinkContradictions(space.potential)
  }

  func profile(in space: StartSpace) -> FieldProfile {
    space.potential.kink?.moving(position: position, velocity: velocity, isAntikink: true)
      ?? .vacuum(0)
  }
}

/// A kink and an antikink that approach each other.
public struct KinkAntikinkStart: ProfileForm {
  /// The distance of their middles.
  public var separation = 20.0
  /// The speed of each.
  public var velocity = 0.3
  /// The middle between them.
  public var position = 0.0
  /// How they are put together.
  public var convention = StartConvention.exact

  static let word = "kink_antikink"
  static let about =
    "a kink at x0 - d/2 with velocity v and an antikink at x0 + d/2 with -v, the vacuum between them counted once"

  /// Separation 20, velocity 0.3.
  public init() {}

  /// The keys of the start.
  public static let keys = [
    Key(
      "separation", \KinkAntikinkStart.separation, in: .positive, unit: "length",
      about: "the distance d of their middles"),
    Key(
      "velocity", \KinkAntikinkStart.velocity, in: velocityRange, unit: "length/time",
      about: "the speed v of each, toward the other when positive; light has 1"),
    Key(
      "position", \KinkAntikinkStart.position, unit: "length", about: "the middle x0 between them"),
    Key("convention", \KinkAntikinkStart.convention, about: "how the two are put together"),
  ]

  static var scanned: [EnsembleParameter: WritableKeyPath<KinkAntikinkStart, Double>] {
    [.velocity: \.velocity, .separation: \.separation]
  }
  var isAsPublished: Bool { convention == .amangkurat }

  func contradictions(in space: StartSpace) -> [Contradiction] {
    kinkContradictions(space.potential)
  }

  func profile(in space: StartSpace) -> FieldProfile {
    guard let kink = space.potential.kink else { return .vacuum(0) }
    let left = kink.moving(
      position: position - separation / 2, velocity: velocity, isAntikink: false)
    let right = kink.moving(
      position: position + separation / 2, velocity: -velocity, isAntikink: true)
    guard convention == .amangkurat else { return left.joined(with: right) }
    // The published code adds the two without counting the vacuum between them once.
    return left.joined(with: right).raised(by: right.left)
  }
}

/// Two kinks that approach each other, for potentials that repeat themselves.
public struct KinkKinkStart: ProfileForm {
  /// The distance of their middles.
  public var separation = 20.0
  /// The speed of each.
  public var velocity = 0.3
  /// The middle between them.
  public var position = 0.0

  static let word = "kink_kink"
  static let about =
    "kinks at x0 - d/2 with velocity v and at x0 + d/2 with -v; periodic potentials only"

  /// Separation 20, velocity 0.3.
  public init() {}

  /// The keys of the start.
  public static let keys = [
    Key(
      "separation", \KinkKinkStart.separation, in: .positive, unit: "length",
      about: "the distance d of their middles"),
    Key(
      "velocity", \KinkKinkStart.velocity, in: velocityRange, unit: "length/time",
      about: "the speed v of each, toward the other when positive; light has 1"),
    Key("position", \KinkKinkStart.position, unit: "length", about: "the middle x0 between them"),
  ]

  static var scanned: [EnsembleParameter: WritableKeyPath<KinkKinkStart, Double>] {
    [.velocity: \.velocity, .separation: \.separation]
  }

  func contradictions(in space: StartSpace) -> [Contradiction] {
    let potential = space.potential
    guard potential.period == nil else { return [] }
    return [
      Contradiction(
        at: "kind", "in '\(type(of: potential).word)' no kink can follow a kink",
        advice: "use sine_gordon or double_sine_gordon, or the start 'kink_antikink'")
    ]
  }

  func profile(in space: StartSpace) -> FieldProfile {
    guard let kink = space.potential.kink else { return .vacuum(0) }
    return kink.moving(
      position: position - separation / 2, velocity: velocity, isAntikink: false
    ).joined(
      with: kink.moving(
        position: position + separation / 2, velocity: -velocity, isAntikink: false))
  }
}

/// Whether initial data are the exact solution or those of a published code.
public enum StartConvention: String, DeclaredChoice, Hashable {
  /// The exact solution.
  case exact
  /// The initial data of the Python library amangkurat 0.0.1, as published.
  case amangkurat

  /// What the convention is.
  public var about: String {
    switch self {
    case .exact: "the exact solution"
    case .amangkurat: "the initial data of the Python library amangkurat 0.0.1, as published"
    }
  }
}
