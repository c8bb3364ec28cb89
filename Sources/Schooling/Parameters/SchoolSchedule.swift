import ClausiusDeclarations

/// Parameters that change in steps while the school swims: a function of time without any memory of
/// its own.
public struct SchoolSchedule: Declared, Hashable, TraitHolder {
  /// The pieces of each trait that changes.
  public var traits = TraitTable<[SchedulePiece]>()

  /// A schedule in which nothing changes.
  public init() {}

  /// The keys of the schedule, one a trait.
  public static let keys = Trait.allCases.map { trait in
    trait.key(
      \SchoolSchedule[trait],
      about: "values of \(trait.name) from given times on; groups with a value of their own keep it"
    )
  }

  /// The pieces of a trait, in the order of time.
  public subscript(trait: Trait) -> [SchedulePiece] {
    get { traits[trait] ?? [] }
    set { traits[trait] = newValue.isEmpty ? nil : newValue }
  }

  /// The traits that change.
  public var changing: [Trait] { Trait.allCases.filter { !self[$0].isEmpty } }

  /// The scheduled value of a trait in the step that starts at `time`, or `nil` before the first
  /// piece.
  public func value(of trait: Trait, at time: Double, timeStep: Double) -> Double? {
    self[trait].last { $0.from <= time + 1e-6 * timeStep }?.value
  }

  /// Values out of range and times out of order.
  public func contradictions() -> [Contradiction] {
    changing.flatMap { trait -> [Contradiction] in
      let pieces = self[trait]
      var found: [Contradiction] = []
      if let piece = pieces.first(where: { !trait.range.contains($0.value) }) {
        found.append(
          Contradiction(
            at: trait.name,
            "\(piece.value.scenarioText) is not \(ValueKind.real(trait.range).inWords)"))
      }
      if zip(pieces, pieces.dropFirst()).contains(where: { $0.from >= $1.from }) {
        found.append(
          Contradiction(
            at: trait.name, "the times of a schedule must grow",
            advice: "sort the pieces by 'from' and give each time once"))
      }
      return found
    }
  }
}

/// A value and the time from which it holds.
public struct SchedulePiece: Declared, Hashable {
  /// The time from which the value holds.
  public var from = 0.0
  /// The value.
  public var value = 0.0

  /// The value 0 from time 0.
  public init() {}

  /// The keys of a piece.
  public static let keys = [
    Key(
      "from", \SchedulePiece.from, in: .nonNegative, unit: "time", isRequired: true,
      about: "the time from which the value holds"),
    Key("value", \SchedulePiece.value, isRequired: true, about: "the value"),
  ]
}
