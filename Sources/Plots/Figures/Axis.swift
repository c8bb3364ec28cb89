/// What an axis shows, in which unit, and from where to where.
public struct Axis: Sendable, Hashable {
  /// What is shown.
  public var name: String
  /// Its unit in natural units, "1" for none.
  public var unit: String
  /// Its ends; `nil` for those of the data with some air.
  public var range: ClosedRange<Double>?
  /// Whether equal ratios are equal lengths.
  public var isLogarithmic: Bool
  /// Whether it ends where the data end.
  public var isTight: Bool
  /// The words that stand at 0, 1, 2, ... in place of numbers; none where it is an axis of numbers.
  public var words: [String] = []

  /// The axis of `name`.
  public init(
    _ name: String, unit: String = "1", range: ClosedRange<Double>? = nil,
    isLogarithmic: Bool = false, isTight: Bool = false
  ) {
    self.name = name
    self.unit = unit
    self.range = range
    self.isLogarithmic = isLogarithmic
    self.isTight = isTight
  }

  /// The name with its unit in brackets.
  public var label: String { name.labeled(unit: unit) }

  /// The axis of words: the number of a word is its place in the list.
  public init(_ name: String, words: [String]) {
    self.init(name, range: -0.5...(Double(max(1, words.count)) - 0.5))
    self.words = words
  }

  /// The time, in natural units.
  public static let time = Axis("t", unit: "time", isTight: true)

  /// A component of a position.
  public static func position(_ name: String, range: ClosedRange<Double>? = nil) -> Axis {
    Axis(name, unit: "length", range: range, isTight: true)
  }
}

/// What colors mean where they stand for numbers.
public struct ColorScale: Sendable, Hashable {
  /// A sequence of colors that the color-blind can read.
  public enum Ramp: Sendable, Hashable {
    /// From dark to light, for what has an order.
    case sequential
    /// From blue over white to brown, for what lies on both sides of a middle.
    case diverging
  }

  /// What is shown.
  public var name: String
  /// Its unit, "1" for none.
  public var unit: String
  /// The values of the first and the last color; `nil` for those of the data.
  public var range: ClosedRange<Double>?
  /// The colors.
  public var ramp: Ramp

  /// The scale of `name`.
  public init(
    _ name: String, unit: String = "1", range: ClosedRange<Double>? = nil,
    ramp: Ramp = .sequential
  ) {
    self.name = name
    self.unit = unit
    self.range = range
    self.ramp = ramp
  }

  /// The name with its unit in brackets.
  public var label: String { name.labeled(unit: unit) }
}
