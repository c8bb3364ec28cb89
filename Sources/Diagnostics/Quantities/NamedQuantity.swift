import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// Whatever has a name in frames: a quantity along any axes, a property of individuals, an
/// observable, a number of each member of an ensemble; or what follows from those.
///
/// A row for each place, that is each individual, grid point or member; the other axes are columns.
struct NamedQuantity: Quantity {
  let call: ParsedCall
  let selection: NamedSelection
  /// Its entry in the catalog; `nil` for what only frames know.
  let known: KnownQuantity?
  /// How it follows from what frames carry.
  let derived: (any DerivedQuantity)?
  /// The words that calls of quantities could begin with instead, to find the nearest.
  private let callable: [String]
  /// What it is, with the kinds of its axes, as far as that is known.
  private(set) var description: QuantityDescription?
  /// What axes count; before the frames are known, those that count the same everywhere.
  private var kinds = QuantityPlaces.usualKinds
  /// The unit of its numbers; before the frames are known, in natural units.
  private(set) var unit: String
  private var columns: [String]
  /// Whether frames carry it under its name; `nil` while the frames are not known.
  private var isCarried: Bool?
  /// Whether frames carry it, read from numbers of single precision.
  private(set) var isSinglePrecision = false
  /// The quantities that a frame must carry.
  private(set) var needed: [String]

  init(
    call: ParsedCall, selection: NamedSelection, known: KnownQuantity?,
    derived: (any DerivedQuantity)?, callable: [String]
  ) {
    self.call = call
    self.selection = selection
    self.known = known
    self.derived = derived
    self.callable = callable
    description = derived?.description ?? known?.description
    unit = description?.unit ?? "1"
    columns = description?.axes.last == .space ? FrameAxis.space.labels : []
    needed =
      derived.map { type(of: $0).quantities } ?? (known?.isProperty == true ? [] : [call.name])
  }

  /// An axis, and what it counts.
  private typealias NamedAxis = (id: FrameAxis.ID, kind: FrameAxis.Kind)

  var text: String { call.text }
  var name: String { call.name }
  var dependsOnFrames: Bool { description == nil || places == nil }

  var places: QuantityPlaces? {
    guard let axes = description?.axes.map({ ($0, kinds[$0]) }),
      isCarried != nil || axes.allSatisfy({ $0.1 != nil })
    else { return selection.place == nil ? nil : .one }
    return QuantityPlaces(free(axes.compactMap { id, kind in kind.map { (id, $0) } }).map(\.kind))
  }

  var parity: QuantityDescription.Parity {
    known?.description.parity ?? description?.parity ?? .even
  }

  /// What its numbers stand for.
  var meaning: ValueMeaning {
    let own = description?.meaning ?? .number
    return own == .number ? known?.description.meaning ?? .number : own
  }

  var hasMean: Bool { meaning.hasMean }

  func fitted(to contents: FrameContents) throws(DiagnosticError) -> any Quantity {
    named(in: contents)
  }

  /// The quantity with what frames with these contents tell of it.
  func named(in contents: FrameContents) -> NamedQuantity {
    var fitted = self
    let carried = contents.description(of: name, isPlaced: derived != nil)
    let reads = carried != nil && derived?.isPlain ?? true
    guard let found = reads ? carried : derived?.description else { return self }
    fitted.isCarried = reads
    fitted.isSinglePrecision = reads && contents.singles.contains(name)
    if reads, needsName(contents) { fitted.needed = [name] }
    fitted.description = found
    fitted.kinds = Dictionary(uniqueKeysWithValues: contents.context.axes.map { ($0.id, $0.kind) })
    fitted.unit = reads ? found.unit : unit(of: found, in: contents)
    fitted.columns =
      NamedNumbers(found, contents.context, dimension: contents.box.spatialDimension).columns
    return fitted
  }

  /// The unit of what follows from frames: that of a vector it follows from, in the words of the
  /// file, where both have the same unit in natural units.
  private func unit(of found: QuantityDescription, in contents: FrameContents) -> String {
    let sources = [QuantityDescription.position, .velocity].filter { needed.contains($0.name) }
    let same = sources.first { $0.unit == found.unit }
    return same.flatMap { source in
      contents.described.first { $0.name == source.name }?.unit
    } ?? found.unit
  }

  /// Whether frames must carry it under its name: what follows from others need not be there.
  private func needsName(_ contents: FrameContents) -> Bool {
    guard let derived else { return contents.quantities.contains(name) }
    do throws(DiagnosticError) {
      try derived.check(quantities: contents.names, context: contents.context)
      return false
    } catch {
      return true
    }
  }

  func part(ofOne place: Bool) -> String? {
    var more: [(key: String, word: String)] = []
    if place, places == .individuals {
      more.append((description?.axes.first == .members ? "member" : "individual", "0"))
    } else if place, places != .one {
      return nil
    }
    if selection.component == nil, columns.count > 1 { more.append(("component", columns[0])) }
    return more.isEmpty ? nil : call.text(adding: more)
  }

  /// The axes along which the call leaves all entries.
  private func free(_ axes: [NamedAxis]) -> [NamedAxis] {
    zip(axes, selection.entries(along: axes)).filter { $0.1 == nil }.map(\.0)
  }

  /// The call of one of its numbers.
  var oneNumber: String {
    let free = free((description?.axes ?? []).compactMap { id in kinds[id].map { (id, $0) } })
    var more = free.filter(\.kind.isPlace).map {
      (key: NamedSelection.key($0.id, $0.kind), word: "0")
    }
    let inner = free.filter { !$0.kind.isPlace }
    if selection.component == nil, inner.count > 1, Set(inner.map(\.id)).count < inner.count {
      // Axes of one name cannot be told apart by it.
      more.append(("component", columns[0]))
    } else if selection.component == nil, inner.count > 1 {
      more += inner.map { (key: $0.id.name, word: "0") }
    } else if selection.component == nil, columns.count > 1, description == nil || inner.count == 1
    {
      more.append(("component", columns[0]))
    }
    return call.text(adding: more.isEmpty ? [("component", "0")] : more)
  }
}

extension NamedQuantity {
  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    let isCarried =
      isCarried ?? (quantities.contains(name) || context.properties[name] != nil)
    if let derived, !isCarried || !derived.isPlain {
      try requireIndividuals(context)
      try derived.check(quantities: quantities, context: context)
    } else if !isCarried {
      try requireIndividuals(context)
      throw missing(quantities + context.properties.keys.sorted())
    }
  }

  func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    guard let description else { return }
    let numbers = NamedNumbers(description, context, dimension: box.spatialDimension)
    _ = try selection.rows(among: numbers, of: text, context)
    _ = try selection.columns(among: numbers, of: text)
  }

  /// How many numbers a frame holds of it; `nil` while it is not known what it is.
  func count(context: FrameContext, box: Box) throws(DiagnosticError) -> Int? {
    guard let description else { return nil }
    let numbers = NamedNumbers(description, context, dimension: box.spatialDimension)
    let rows = try selection.rows(among: numbers, of: text, context)
    return try (rows?.count ?? numbers.count) * selection.columns(among: numbers, of: text).count
  }

  private func requireIndividuals(_ context: FrameContext) throws(DiagnosticError) {
    guard let known, known.description.axes.contains(.individuals), context.individuals == 0 else {
      return
    }
    throw DiagnosticError("\(text): the frames hold no individuals")
  }

  private func missing(_ carried: [String]) -> DiagnosticError {
    if let known {
      return known.isProperty
        ? DiagnosticError("\(text): the file holds no \(name) of its individuals") : .missing(name)
    }
    let here = carried.isEmpty ? "nothing else" : carried.joined(separator: ", ")
    return DiagnosticError(
      "the frames carry no '\(name)'",
      advice: ((carried + callable).nearestName(to: name).map { "did you mean '\($0)'? " }
        ?? "")
        + "they carry \(here); '\(ProgramName.current) list quantities' shows what follows from that"
    )
  }
}

extension NamedQuantity {
  func rows(_ frame: AnalyzedFrame) throws(DiagnosticError) -> QuantityRows {
    let rows = try numbers(frame)
    try rows.requireFinite(
      text, places ?? (rows.count > 1 ? .individuals : .one), frame: frame.frame.index)
    return rows
  }

  /// The rows with numbers that are not finite among them.
  func numbers(_ frame: AnalyzedFrame) throws(DiagnosticError) -> QuantityRows {
    let (numbers, values, parity) = try whole(frame)
    let chosen = try selection.rows(among: numbers, of: text, frame.frame.context)
    let taken = try selection.columns(among: numbers, of: text)
    let words = selection.entries(along: numbers.places.map { ($0.id, $0.kind) })
    let axes = zip(numbers.places, words).filter { $0.1 == nil }.map(\.0.count)
    var rows = numbers.rows(values, taking: chosen, taken, along: axes)
    if known?.liesInBox == true { rows.periods = taken.map { frame.frame.space.periods[$0] } }
    if (known?.description.parity ?? parity) == .odd { rows.parity = rows.parity.map { -$0 } }
    return rows
  }

  private typealias Whole = (
    numbers: NamedNumbers, values: [Double], parity: QuantityDescription.Parity
  )

  /// All numbers under the name.
  private func whole(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Whole {
    let (frame, analyzed) = (frame.frame, frame)
    func whole(_ description: QuantityDescription, _ values: [Double]) -> Whole {
      let numbers = NamedNumbers(
        description, frame.context, dimension: frame.space.spatialDimension)
      return (numbers, values, description.parity)
    }
    if derived?.isPlain ?? true {
      if let carried = frame.quantities.first(where: { $0.description.name == name }) {
        return whole(carried.description, carried.values)
      }
      if let property = frame.context.properties[name] {
        return (NamedNumbers(property: property.count, frame.context), property, .even)
      }
    }
    if let derived { return whole(derived.description, try derived.values(of: analyzed)) }
    guard let observable = frame.observable(name) else { throw .missing(name) }
    let found = whole(QuantityDescription(observable.description), observable.values)
    return found.numbers.size == observable.values.count
      ? found : (NamedNumbers(columns: observable.values.count), observable.values, .even)
  }
}
