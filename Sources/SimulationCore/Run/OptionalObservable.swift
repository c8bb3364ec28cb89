/// An observable that frames carry only with some parameters of the model, or a row of them that
/// are numbered: `probe_1`, `probe_2`, ...
public struct OptionalObservable: Sendable, Hashable {
  /// What it is; `#` in its texts stands for the number of one of several.
  private let description: ObservableDescription
  /// The key of the model on which it depends.
  public let key: String
  /// Why frames do not carry it with other parameters; `nil` where the key alone says that.
  public let reason: String?
  /// The number of the first of several; `nil` for one.
  private let first: Int?

  /// The observable `name`, which frames carry where the parameter `key` asks for it.
  ///
  /// - Parameters:
  ///   - name: its name; `#` stands for the number of one of several.
  ///   - unit: its unit.
  ///   - about: what it is; `#` stands for the number here too.
  ///   - key: the key of the model on which it depends.
  ///   - reason: why frames do not carry it with other parameters, in a clause.
  ///   - first: the number of the first of several; `nil` for one.
  public init(
    _ name: String, unit: String = "1", about: String, dependingOn key: String,
    because reason: String? = nil, numberedFrom first: Int? = nil
  ) {
    description = ObservableDescription(name, unit: unit, about: about)
    self.key = key
    self.reason = reason
    self.first = first
  }

  /// Its name; of several those of the first two: "probe_1, probe_2, ...", and with two numbers
  /// "collision_rate_0_0, collision_rate_0_1, ...", since they need not be alike.
  public var names: String {
    guard let first else { return description.name }
    let others = [Int](
      repeating: first, count: max(0, description.name.count { $0 == "#" } - 1))
    let names = [first, first + 1].map { name(of: others + [$0]) }
    return names.joined(separator: ", ") + ", ..."
  }

  /// Its name, or that of the first of several.
  public var firstName: String { first.map(name(of:)) ?? description.name }

  /// Its unit in natural units, "1" for none.
  public var unit: String { description.unit }

  /// What it is; of several, of number `#`.
  public var about: String { description.about }

  /// The name of number `number` of several; of one with several numbers, all are `number`.
  public func name(of number: Int) -> String { filled(description.name, [number]) }

  /// The name of the one with these numbers, one for each `#`.
  public func name(of numbers: [Int]) -> String { filled(description.name, numbers) }

  /// The numbers in place of each `#`, the last one for all that are left.
  private func filled(_ text: String, _ numbers: [Int]) -> String {
    var rest = numbers[...]
    return text.split(separator: "#", omittingEmptySubsequences: false).dropFirst()
      .reduce(into: String(text.prefix { $0 != "#" })) { filled, part in
        let number = rest.count > 1 ? rest.removeFirst() : rest.first
        filled += (number.map(String.init) ?? "#") + part
      }
  }

  /// What the observable `name` is; `nil` where that is another.
  public func description(of name: String) -> ObservableDescription? {
    guard let first else { return name == description.name ? description : nil }
    guard let numbers = numbers(in: name), numbers.allSatisfy({ $0 >= first }),
      self.name(of: numbers) == name
    else { return nil }
    return described(numbers)
  }

  /// The observable with these numbers.
  private func described(_ numbers: [Int]) -> ObservableDescription {
    var found = description
    found.name = name(of: numbers)
    found.about = filled(found.about, numbers)
    return found
  }

  /// The numbers that stand in `name` in place of each `#`.
  private func numbers(in name: String) -> [Int]? {
    let parts = description.name.split(separator: "#", omittingEmptySubsequences: false)
    guard parts.count > 1, name.hasPrefix(parts[0]) else { return nil }
    var rest = name.dropFirst(parts[0].count)
    var numbers: [Int] = []
    for part in parts.dropFirst() {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard let number = Int(digits) else { return nil }
      rest = rest.dropFirst(digits.count)
      guard rest.hasPrefix(part) else { return nil }
      rest = rest.dropFirst(part.count)
      numbers.append(number)
    }
    return rest.isEmpty ? numbers : nil
  }

  /// The observable with these numbers, one for each `#`, together with its value.
  public func declared<Reading>(
    _ numbers: Int..., value: @escaping @Sendable (Reading) -> Double
  ) -> ObservableDeclaration<Reading> {
    let found = described(numbers)
    return ObservableDeclaration(found.name, unit: found.unit, about: found.about, value)
  }
}
