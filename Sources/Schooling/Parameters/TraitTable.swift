/// A value for each trait that has one: of a school, a group or a schedule.
public struct TraitTable<Value: Sendable & Hashable>: Sendable, Hashable {
  private var values = [Value?](repeating: nil, count: Trait.allCases.count)

  /// A table without values.
  public init() {}

  /// The value of a trait; `nil` where it has none.
  public subscript(trait: Trait) -> Value? {
    get { values[trait.rawValue] }
    set { values[trait.rawValue] = newValue }
  }

  /// The value of a trait, `standard` where it has none.
  public subscript(trait: Trait, default standard: Value) -> Value {
    get { self[trait] ?? standard }
    set { self[trait] = newValue }
  }
}

/// What has values of traits, each under its name.
public protocol TraitHolder {
  /// What a trait has.
  associatedtype Value: Sendable & Hashable

  /// The values.
  var traits: TraitTable<Value> { get set }
}

extension TraitHolder {
  /// The radius of the zone of repulsion, r_r.
  public var repulsionRadius: Value? {
    get { traits[.repulsionRadius] }
    set { traits[.repulsionRadius] = newValue }
  }

  /// The width of the zone of orientation.
  public var orientationWidth: Value? {
    get { traits[.orientationWidth] }
    set { traits[.orientationWidth] = newValue }
  }

  /// The width of the zone of attraction.
  public var attractionWidth: Value? {
    get { traits[.attractionWidth] }
    set { traits[.attractionWidth] = newValue }
  }

  /// The outer radius of the zone of orientation, r_o.
  public var orientationRadius: Value? {
    get { traits[.orientationRadius] }
    set { traits[.orientationRadius] = newValue }
  }

  /// The outer radius of the zone of attraction, r_a.
  public var attractionRadius: Value? {
    get { traits[.attractionRadius] }
    set { traits[.attractionRadius] = newValue }
  }

  /// The field of perception, in degrees.
  public var fieldOfPerception: Value? {
    get { traits[.fieldOfPerception] }
    set { traits[.fieldOfPerception] = newValue }
  }

  /// The speed s.
  public var speed: Value? {
    get { traits[.speed] }
    set { traits[.speed] = newValue }
  }

  /// The turning rate, in degrees per unit time.
  public var turningRate: Value? {
    get { traits[.turningRate] }
    set { traits[.turningRate] = newValue }
  }

  /// The standard deviation of the angular error of a step, in radians.
  public var angularNoise: Value? {
    get { traits[.angularNoise] }
    set { traits[.angularNoise] = newValue }
  }

  /// The rate of the angular noise, in radians per square root of the unit of time.
  public var angularNoiseRate: Value? {
    get { traits[.angularNoiseRate] }
    set { traits[.angularNoiseRate] = newValue }
  }

  /// The weight of the orientation sum.
  public var orientationWeight: Value? {
    get { traits[.orientationWeight] }
    set { traits[.orientationWeight] = newValue }
  }
}
