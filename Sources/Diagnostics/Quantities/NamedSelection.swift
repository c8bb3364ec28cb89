import ClausiusDeclarations
import ClausiusSimulationCore

/// Which places and which column a named quantity is taken of.
struct NamedSelection: Declared {
  var component: String?
  var individual: Int?
  var member: Int?
  var species: Int?

  static let keys: [Key<Self>] = [
    Key(
      "component", \.component,
      about:
        "one component, by its name (x, y, z, a variable) or its number from 0; all when left out"),
    Key("individual", \.individual, in: .nonNegative, about: "one individual, numbered from 0"),
    Key("member", \.member, in: .nonNegative, about: "one member of an ensemble, from 0"),
    Key("species", \.species, in: .any, about: "the individuals of one species"),
  ]

  /// The names of the keys.
  static let names = keys.map(\.description.name)

  /// The one place that is taken.
  var place: Int? { individual ?? member }

  func contradictions() -> [Contradiction] {
    let given = [
      individual.map { _ in "individual" }, member.map { _ in "member" },
      species.map { _ in "species" },
    ].compactMap { $0 }
    return given.dropFirst().map {
      Contradiction(at: $0, "'\(given[0])' and '\($0)' exclude each other")
    }
  }

  /// The rows that are taken of `count` places; `nil` for all.
  func rows(
    among count: Int, of text: String, _ context: FrameContext
  ) throws(DiagnosticError) -> [Int]? {
    if let place {
      let word = individual == nil ? "member" : "individual"
      guard place < count else {
        throw DiagnosticError(
          "\(text): there is no \(word) \(place)",
          advice: "\(word)s are numbered 0 to \(count - 1)")
      }
      return [place]
    }
    guard let species else { return nil }
    guard let all = context.properties["species"], all.count == count else {
      throw DiagnosticError("\(text): the file holds no species of its individuals")
    }
    let chosen = all.indices.filter { all[$0] == Double(species) }
    guard !chosen.isEmpty else { throw DiagnosticError("\(text): no individual is chosen") }
    return chosen
  }

  /// The columns that are taken of those with these names.
  func columns(among names: [String], of text: String) throws(DiagnosticError) -> [Int] {
    guard let component else { return Array(names.indices) }
    let number = Int(component).flatMap { names.indices.contains($0) ? $0 : nil }
    guard let column = names.firstIndex(of: component) ?? number else {
      throw DiagnosticError(
        "\(text): there is no component '\(component)'",
        advice: "its components are \(names.joined(separator: ", "))")
    }
    return [column]
  }
}
