import ClausiusDeclarations

/// A named part of the school with parameters of its own; what it does not give is the school's.
public struct SchoolGroup: Declared, Hashable, TraitHolder {
  /// How many individuals belong to the group.
  public var individuals = 0
  /// The group's own values of traits.
  public var traits = TraitTable<ParameterValue>()
  /// The direction that the group is informed about; of any length but 0.
  public var preferredDirection: [Double]?
  /// The weight of the preferred direction against the social direction.
  public var preferredDirectionWeight = 0.5

  /// A group of nobody.
  public init() {}

  /// The keys of a group.
  public static let keys =
    [
      Key(
        "individuals", \SchoolGroup.individuals, in: .positive, isRequired: true,
        about: "how many individuals belong to the group")
    ] + Trait.allCases.map { $0.key(\SchoolGroup.traits[$0], as: $0.valueKind) } + [
      Key(
        "preferred_direction", \SchoolGroup.preferredDirection,
        as: .list(of: .real(.any), count: 2...3),
        about: "the direction that these informed individuals prefer",
        source: "Couzin, Krause, Franks, Levin, Nature 433 (2005) 513"),
      Key(
        "preferred_direction_weight", \SchoolGroup.preferredDirectionWeight, in: .nonNegative,
        about: "weight w of the preferred direction g: d' = (d + w g)/|d + w g|",
        source: "Couzin, Krause, Franks, Levin, Nature 433 (2005) 513"),
    ]

  /// The group's own value of a trait, or `nil` when it has the school's.
  public subscript(trait: Trait) -> ParameterValue? { traits[trait] }

  /// A preferred direction without length.
  public func contradictions() -> [Contradiction] {
    guard let preferredDirection, preferredDirection.allSatisfy({ $0 == 0 }) else { return [] }
    return [Contradiction(at: "preferred_direction", "the preferred direction has no length")]
  }
}

/// The groups of a school by name, in the order of the scenario.
public struct SchoolGroups: DeclaredValue, Hashable {
  /// One group and its name.
  public struct Named: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The group.
    public var group: SchoolGroup
  }

  /// The groups.
  public var all: [Named]

  /// No groups.
  public init() { all = [] }

  /// Names of the user's choice.
  public static var kind: ValueKind { .named(SchoolGroup.kind) }

  /// Reads a mapping of names to groups.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    guard let entries = node.entries else { throw node.mismatch(kind) }
    var problems = Problems()
    all = []
    for entry in entries {
      if all.contains(where: { $0.name == entry.key }) {
        problems.append(Problem("group '\(entry.key)' is given twice", at: entry.position))
        continue
      }
      let group = problems.collect { () throws(Problems) in try SchoolGroup(from: entry.value) }
      if let group { all.append(Named(name: entry.key, group: group)) }
    }
    try problems.throwIfAny()
  }

  /// `{name: {...}, ...}`.
  public var scenarioText: String {
    "{" + all.map { "\($0.name): \($0.group.scenarioText)" }.joined(separator: ", ") + "}"
  }
}
