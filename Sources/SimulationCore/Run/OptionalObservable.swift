/// An observable that frames carry only with some parameters of the model, or a row of them that
/// are numbered: `probe_1`, `probe_2`, ...
public struct OptionalObservable: Sendable, Hashable {
  /// What it is; `#` in its texts stands for the number of one of several.
  private let description: ObservableDescription
  /// The key of the model on which it depends.
  public let key: String
  /// The number of the first of several; `nil` for one.
  private let first: Int?

  /// The observable `name`, which frames carry where the parameter `key` asks for it.
  ///
  /// - Parameters:
  ///   - name: its name; `#` stands for the number of one of several.
  ///   - unit: its unit.
  ///   - about: what it is; `#` stands for the number here too.
  ///   - key: the key of the model on which it depends.
  ///   - first: the number of the first of several; `nil` for one.
  public init(
    _ name: String, unit: String = "1", about: String, dependingOn key: String,
    numberedFrom first: Int? = nil
  ) {
    description = ObservableDescription(name, unit: unit, about: about)
    self.key = key
    self.first = first
  }

  /// Its name; of several those of the first two: "probe_1, probe_2, ...".
  public var names: String {
    guard let first else { return description.name }
    return [first, first + 1].map(name(of:)).joined(separator: ", ") + ", ..."
  }

  /// Its name, or that of the first of several.
  public var firstName: String { first.map(name(of:)) ?? description.name }

  /// Its unit in natural units, "1" for none.
  public var unit: String { description.unit }

  /// What it is; of several, of number `#`.
  public var about: String { description.about }

  /// The name of number `number` of several.
  public func name(of number: Int) -> String {
    description.name.replacing("#", with: "\(number)")
  }

  /// What the observable `name` is; `nil` where that is another.
  public func description(of name: String) -> ObservableDescription? {
    guard let first else { return name == description.name ? description : nil }
    let parts = description.name.split(separator: "#", omittingEmptySubsequences: false)
    guard parts.count == 2, name.hasPrefix(parts[0]), name.hasSuffix(parts[1]),
      let number = Int(name.dropFirst(parts[0].count).dropLast(parts[1].count)), number >= first,
      self.name(of: number) == name
    else { return nil }
    var found = description
    found.name = name
    found.about = found.about.replacing("#", with: "\(number)")
    return found
  }
}
