/// What an observable is, known before there is a system.
public struct ObservableDescription: Sendable, Hashable {
  /// The name.
  public var name: String
  /// Its unit in natural units, "1" for none.
  public var unit: String
  /// What it is.
  public var about: String
  /// The axes along which it lies; none for one number a frame.
  public var axes: [FrameAxis.ID]
  /// By which convention it is counted, where there are several: texts by ``conventionKeys``, which
  /// files keep as attributes.
  public var convention: [String: String]
  /// What its values stand for.
  public var meaning: ValueMeaning

  /// What a convention may state, in the order of reports: what becomes of a velocity when time
  /// runs backward, which of several expressions is meant, and what it is divided by.
  public static let conventionKeys = ["parity", "quantity", "per"]

  /// The observable `name` in `unit`.
  public init(
    _ name: String, unit: String = "1", about: String, along axes: [FrameAxis.ID] = [],
    convention: [String: String] = [:], meaning: ValueMeaning = .number
  ) {
    self.name = name
    self.unit = unit
    self.about = about
    self.axes = axes
    self.convention = convention
    self.meaning = meaning
  }
}

extension QuantityDescription {
  /// An observable as a quantity along its axes.
  public init(_ observable: ObservableDescription) {
    self.init(
      observable.name, unit: observable.unit, about: observable.about, along: observable.axes,
      meaning: observable.meaning)
  }
}

/// A named number that belongs to a whole frame, such as the energy or the polarization, or a short
/// list of them, such as a Lyapunov spectrum.
public struct Observable: Sendable, Hashable {
  /// What it is.
  public var description: ObservableDescription
  /// The values; NaN where undefined.
  public var values: [Double]

  /// The name, a key of JSON and CSV and a dataset in the file.
  public var name: String { description.name }
  /// Its unit in natural units, "1" for none.
  public var unit: String { description.unit }
  /// The value of one number a frame; NaN for a list.
  public var value: Double { values.count == 1 ? values[0] : .nan }

  /// An observable with its values.
  public init(_ description: ObservableDescription, values: [Double]) {
    self.description = description
    self.values = values
  }

  /// The number `name` with its value.
  public init(name: String, unit: String, about: String = "", value: Double) {
    self.init(ObservableDescription(name, unit: unit, about: about), values: [value])
  }
}

/// An observable declared once: its name, unit and meaning, and how it is read off `Source`.
public struct ObservableDeclaration<Source>: Sendable {
  /// What it is.
  public let description: ObservableDescription
  private let read: @Sendable (Source) -> [Double]

  /// The number `name`, which `value` reads off.
  public init(
    _ name: String, unit: String = "1", about: String, convention: [String: String] = [:],
    meaning: ValueMeaning = .number, _ value: @escaping @Sendable (Source) -> Double
  ) {
    description = ObservableDescription(
      name, unit: unit, about: about, convention: convention, meaning: meaning)
    read = { [value($0)] }
  }

  /// The list `name` along `axes`, which `values` reads off.
  public init(
    _ name: String, unit: String = "1", about: String, along axes: [FrameAxis.ID],
    _ values: @escaping @Sendable (Source) -> [Double]
  ) {
    description = ObservableDescription(name, unit: unit, about: about, along: axes)
    read = values
  }

  /// The observable as it is now.
  public func observed(in source: Source) -> Observable {
    Observable(description, values: read(source))
  }
}
