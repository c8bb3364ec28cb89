import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// Whatever the frames carry under a name: a quantity along any axes, a property of individuals, an
/// observable, a number of each member of an ensemble.
///
/// A row for each place, that is each individual, grid point or member; the other axes are columns.
struct NamedQuantity: Quantity {
  let text: String
  /// The name in the file.
  let name: String
  let selection: NamedSelection
  /// The words that calls of quantities could begin with instead, to find the nearest.
  let callable: [String]

  var places: QuantityPlaces {
    if selection.place != nil { return .one }
    return selection.species != nil || CollisionState.names.contains(name) ? .individuals : .one
  }

  var needed: [String] { [name] }

  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    if quantities.contains(name) || context.properties[name] != nil { return }
    let known = quantities + context.properties.keys.sorted()
    let here = known.isEmpty ? "nothing else" : known.joined(separator: ", ")
    throw DiagnosticError(
      "the frames carry no '\(name)'",
      advice: (nearestName(to: name, among: known + callable).map { "did you mean '\($0)'? " }
        ?? "")
        + "they carry \(here); 'clausius list quantities' shows what follows from that")
  }

  func rows(_ frame: AnalyzedFrame) throws(DiagnosticError) -> QuantityRows {
    let rows = try numbers(frame)
    try rows.requireFinite(text, rows.count > 1 ? .individuals : .one, frame: frame.frame.index)
    return rows
  }

  /// The rows with numbers that are not finite among them.
  func numbers(_ frame: AnalyzedFrame) throws(DiagnosticError) -> QuantityRows {
    let whole = try whole(frame.frame)
    let chosen = try selection.rows(of: whole, name, frame.frame.context)
    let columns = try selection.columns(of: whole, name)
    var rows = QuantityRows(whole.values, columns: whole.columns.count)
    if chosen != nil || columns.count < whole.columns.count {
      let kept = chosen ?? Array(0..<whole.count)
      rows = QuantityRows(
        kept.flatMap { row in
          columns.map { whole.values[row * whole.columns.count + $0] }
        }, columns: columns.count, individuals: chosen)
    }
    if whole.parity == .odd { rows.parity = rows.parity.map { -$0 } }
    return rows
  }

  /// All numbers under the name.
  private func whole(_ frame: Frame) throws(DiagnosticError) -> NamedNumbers {
    if let quantity = frame.quantities.first(where: { $0.description.name == name }) {
      return NamedNumbers(quantity, frame)
    }
    if let observable = frame.observable(name) {
      let labels =
        observable.description.axes.count == 1
        ? frame.context[observable.description.axes[0]]?.labels ?? [] : []
      return NamedNumbers(values: observable.values, columns: observable.values.count, labels)
    }
    if let property = frame.context.properties[name] {
      return NamedNumbers(values: property, columns: 1, [])
    }
    throw .missing(name)
  }
}

/// Numbers of a frame as rows of places.
struct NamedNumbers {
  /// The numbers, row by row.
  let values: [Double]
  /// The names of the columns; numbers from 0 where they have none.
  let columns: [String]
  /// What becomes of them when time runs backward.
  var parity = QuantityDescription.Parity.even

  /// The number of rows.
  var count: Int { columns.isEmpty ? 0 : values.count / columns.count }

  init(values: [Double], columns count: Int, _ labels: [String]) {
    self.values = values
    columns = labels.count == count ? labels : (0..<count).map(String.init)
  }

  /// The numbers of a quantity; of vectors in the plane x and y.
  init(_ quantity: Frame.Values, _ frame: Frame) {
    let description = quantity.description
    let axes = description.axes.compactMap { frame.context[$0] }
    let inner = axes.drop { $0.kind.isPlace }
    let width = inner.reduce(1) { $0 * $1.count }
    let labels = inner.count == 1 ? inner.first?.labels ?? [] : []
    guard description.isVectorOfIndividuals, frame.space.spatialDimension == 2 else {
      self.init(values: quantity.values, columns: width, labels)
      parity = description.parity
      return
    }
    let plane = stride(from: 0, to: quantity.values.count, by: 3).flatMap {
      quantity.values[$0..<$0 + 2]
    }
    self.init(values: plane, columns: 2, Array(labels.prefix(2)))
    parity = description.parity
  }
}

/// Which places and which column a named quantity is taken of.
struct NamedSelection: Declared {
  var component: String?
  var individual: Int?
  var member: Int?
  var species: Int?

  static let keys: [Key<Self>] = [
    Key(
      "component", \.component,
      about: "one component, by its name (x, y, z, a variable) or its number from 0"),
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

  /// The rows that are taken; `nil` for all.
  func rows(
    of whole: NamedNumbers, _ name: String, _ context: FrameContext
  ) throws(DiagnosticError) -> [Int]? {
    if let place {
      guard place < whole.count else {
        throw DiagnosticError(
          "\(name) has no place \(place)", advice: "its places are numbered 0 to \(whole.count - 1)"
        )
      }
      return [place]
    }
    guard let species else { return nil }
    guard let all = context.properties["species"], all.count == whole.count else {
      throw DiagnosticError("\(name): the file holds no species of its individuals")
    }
    return all.indices.filter { all[$0] == Double(species) }
  }

  /// The columns that are taken.
  func columns(of whole: NamedNumbers, _ name: String) throws(DiagnosticError) -> [Int] {
    guard let component else { return Array(whole.columns.indices) }
    let number = Int(component).flatMap { whole.columns.indices.contains($0) ? $0 : nil }
    guard let column = whole.columns.firstIndex(of: component) ?? number else {
      throw DiagnosticError(
        "\(name) has no component '\(component)'",
        advice: "its components are \(whole.columns.joined(separator: ", "))")
    }
    return [column]
  }
}

/// The value of a diagnostic at every frame.
struct DiagnosticQuantity: Quantity {
  let request: DiagnosticRequest

  var text: String { request.text }
  var places: QuantityPlaces { .one }
  var needed: [String] { request.quantities }

  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    try request.diagnostic.check(quantities: quantities, context: context)
  }

  func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    try request.diagnostic.check(context: context, box: box)
  }

  func rows(_ frame: AnalyzedFrame) throws(DiagnosticError) -> QuantityRows {
    let estimate = try request.evaluate(frame)
    switch estimate.outcome {
    case .value(let value): return QuantityRows([value])
    case .undefined(let reason):
      throw DiagnosticError(
        "\(text) is undefined in frame \(frame.frame.index): \(reason)",
        advice: "a series has no gaps: leave the frame out with --from and --to")
    }
  }
}
