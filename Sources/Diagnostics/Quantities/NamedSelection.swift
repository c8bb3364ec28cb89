import ClausiusDeclarations
import ClausiusSimulationCore

/// Which places and which column a named quantity is taken of.
struct NamedSelection: Declared {
  var component: String?
  var individual: Int?
  var member: Int?
  var species: Int?
  var x: Int?
  var y: Int?
  /// Entries of other axes that the call names, as they are written.
  private var others: [AxisEntry] = []

  /// All places and all columns.
  init() {}

  /// What the parameters of a call select; keys that are none name an axis.
  ///
  /// - Throws: values that are wrong, each with its place.
  init(of entries: [Node.Entry], at position: SourcePosition) throws(Problems) {
    self = try NamedSelection(
      from: Node(
        .mapping(entries.filter { Self.names.contains($0.key) }), at: position))
    var problems = Problems()
    for entry in entries where !Self.names.contains(entry.key) {
      guard case .scalar(let text, _) = entry.value.content, !text.isEmpty else {
        problems.append(
          Problem(
            expected: "a number from 0 or the name of an entry", found: entry.value.whatItIs,
            at: entry.value.position))
        continue
      }
      others.append(AxisEntry(axis: entry.key, text: text))
    }
    try problems.throwIfAny()
  }

  static let keys: [Key<Self>] = [
    Key(
      "component", \.component,
      about:
        "one component, by its name (x, y, z, a variable) or its number from 0; all when left out"),
    Key("individual", \.individual, in: .nonNegative, about: "one individual, numbered from 0"),
    Key("member", \.member, in: .nonNegative, about: "one member of an ensemble, from 0"),
    Key("species", \.species, in: .any, about: "the individuals of one species"),
    Key("x", \.x, in: .nonNegative, about: "one point of the grid along x, numbered from 0"),
    Key("y", \.y, in: .nonNegative, about: "one point of the grid along y, numbered from 0"),
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
}

/// One entry of an axis that a call names: `y: 3`, `variable: p`.
private struct AxisEntry: Hashable {
  let axis: String
  let text: String
}

extension NamedSelection {
  /// The entries of axes that are named, whatever the axes count.
  private var named: [AxisEntry] {
    let grid = [("x", x), ("y", y)].compactMap { axis, entry in
      entry.map { AxisEntry(axis: axis, text: String($0)) }
    }
    return grid + others
  }

  /// The words of a call for the axes called `id`, in their order.
  private func words(_ id: FrameAxis.ID, _ kind: FrameAxis.Kind) -> [String] {
    let place = kind == .individuals ? individual : kind == .members ? member : nil
    return (place.map { [String($0)] } ?? []) + named.filter { $0.axis == id.name }.map(\.text)
  }

  /// The one entry that is taken along each of `axes`, as it is written; `nil` for all.
  ///
  /// An axis along which numbers lie twice, as those of a tensor do, is named twice: the first word
  /// chooses along its first place.
  func entries(along axes: [(id: FrameAxis.ID, kind: FrameAxis.Kind)]) -> [String?] {
    axes.indices.map { place in
      let (id, kind) = axes[place]
      let words = words(id, kind)
      let before = axes[..<place].count { $0.id == id }
      return before < words.count ? words[before] : nil
    }
  }

  /// Refuses what names an axis that is not among `axes`.
  func requireAxes(_ axes: [FrameAxis], of text: String) throws(DiagnosticError) {
    func lacks(_ kind: FrameAxis.Kind) -> Bool { !axes.contains { $0.kind == kind } }
    let key =
      individual != nil && lacks(.individuals)
      ? "individual"
      : member != nil && lacks(.members)
        ? "member"
        : named.map(\.axis).first { axis in !axes.contains { $0.id.name == axis } }
    guard let key else { return try requireOnce(axes, of: text) }
    let words = axes.map { NamedSelection.key($0.id, $0.kind) }
    throw DiagnosticError(
      "\(text): '\(key)' chooses nothing: the numbers lie along no such axis",
      advice: words.isEmpty
        ? "leave it out" : "what chooses one of them is \(words.joined(separator: ", "))")
  }

  /// Refuses more words for an axis than numbers lie along it.
  private func requireOnce(_ axes: [FrameAxis], of text: String) throws(DiagnosticError) {
    for axis in axes {
      let places = axes.count { $0.id == axis.id }
      guard words(axis.id, axis.kind).count > places else { continue }
      throw DiagnosticError(
        "\(text): the numbers lie along '\(axis.id.name)' \(places == 1 ? "once" : "\(places) times")",
        advice: "choose one entry of it for each")
    }
  }

  /// The key that chooses an entry of an axis.
  static func key(_ id: FrameAxis.ID, _ kind: FrameAxis.Kind) -> String {
    switch kind {
    case .individuals: "individual"
    case .members: "member"
    case .grid, .index, .components: id.name
    }
  }

  /// What is taken of the numbers along `axes`, the last axis fastest, with the word for each axis;
  /// `nil` for all.
  private func numbers(
    along axes: [FrameAxis], _ words: some Sequence<String?>, of text: String
  ) throws(DiagnosticError) -> [Int]? {
    guard words.contains(where: { $0 != nil }) else { return nil }
    var taken = [0]
    for (axis, word) in zip(axes, words) {
      var entries = Array(0..<axis.count)
      if let word { entries = [try entry(word, along: axis, of: text)] }
      taken = taken.flatMap { first in entries.map { first * axis.count + $0 } }
    }
    return taken
  }

  private func entry(
    _ word: String, along axis: FrameAxis, of text: String
  ) throws(DiagnosticError) -> Int {
    let number = Int(word).flatMap { (0..<axis.count).contains($0) ? $0 : nil }
    if let entry = axis.labels.firstIndex(of: word) ?? number { return entry }
    let key = Self.key(axis.id, axis.kind)
    let isCounted = axis.kind == .individuals || axis.kind == .members
    throw DiagnosticError(
      "\(text): there is no \(key) \(word)",
      advice: axis.labels.isEmpty
        ? "\(isCounted ? key + "s are" : "entries along \(key) are") numbered 0 to \(axis.count - 1)"
        : "its entries are \(axis.labels.joined(separator: ", "))")
  }

  private func words(of numbers: NamedNumbers) -> [String?] {
    entries(along: (numbers.places + numbers.inner).map { ($0.id, $0.kind) })
  }

  /// The rows that are taken; `nil` for all.
  func rows(
    among numbers: NamedNumbers, of text: String, _ context: FrameContext
  ) throws(DiagnosticError) -> [Int]? {
    try requireAxes(numbers.places + numbers.inner, of: text)
    if let individual, let attendance = context.attendance {
      guard individual < attendance.total else {
        throw DiagnosticError(
          "\(text): there is no individual \(individual)",
          advice: "individuals are numbered 0 to \(attendance.total - 1)")
      }
      return context.row(ofIndividual: individual).map { [$0] } ?? []
    }
    guard let species else {
      let words = words(of: numbers).prefix(numbers.places.count)
      return try self.numbers(along: numbers.places, words, of: text)
    }
    guard let all = context.properties["species"], all.count == numbers.count else {
      throw DiagnosticError("\(text): the file holds no species of its individuals")
    }
    let chosen = all.indices.filter { all[$0] == Double(species) }
    guard !chosen.isEmpty else {
      var error = DiagnosticError("\(text): no individual is of species \(species)")
      if context.attendance != nil { error.undefined = .nobodyPresent }
      throw error
    }
    return chosen
  }

  /// The columns that are taken.
  func columns(among numbers: NamedNumbers, of text: String) throws(DiagnosticError) -> [Int] {
    let names = numbers.columns
    let words = words(of: numbers).dropFirst(numbers.places.count)
    let part = try self.numbers(along: numbers.inner, words, of: text)
    let taken = part.map { $0.filter(names.indices.contains) } ?? Array(names.indices)
    guard let component else { return taken }
    let number = Int(component).flatMap { names.indices.contains($0) ? $0 : nil }
    guard let column = names.firstIndex(of: component) ?? number, taken.contains(column) else {
      throw DiagnosticError(
        "\(text): there is no component '\(component)'",
        advice: "its components are \(names.joined(separator: ", "))")
    }
    return [column]
  }
}
