/// The numbers behind a figure, column by column; columns may differ in length.
public struct FigureTable: Sendable, Hashable {
  /// A column with its name and unit.
  public struct Column: Sendable, Hashable {
    /// `name [unit]`
    public var name: String
    /// The numbers; NaN where there is none.
    public var values: [Double]
    /// The words that the numbers 0, 1, 2, ... stand for; none where they are numbers.
    public var words: [String] = []

    /// The field of a row as text.
    fileprivate func field(_ row: Int) -> String {
      guard row < values.count, values[row].isFinite || words.isEmpty, !values[row].isNaN else {
        return ""
      }
      if words.isEmpty { return values[row].description }
      let number = Int(max(-1, min(1e9, values[row])))
      return words.indices.contains(number) ? FigureTable.quoted(words[number]) : ""
    }
  }

  /// The columns in order.
  public private(set) var columns: [Column] = []
  /// Whether all curves that belong to a run have the same places along x.
  private let sharesX: Bool

  /// Everything that the panels of `figure` draw, undiminished; places that several curves share
  /// appear once.
  public init(_ figure: Figure) {
    sharesX = figure.sharesX
    for panel in figure.panels {
      for layer in panel.layers { add(layer, of: panel) }
    }
  }

  private mutating func add(_ layer: Layer, of panel: Panel) {
    switch layer {
    case .curve(let curve): add(curve, of: panel)
    case .discs(let discs):
      let own = discs.x.count - discs.images
      add(panel.x.label, Array(discs.x.prefix(own)), of: panel)
      add(panel.y.label, Array(discs.y.prefix(own)), of: panel)
      add("radius [\(panel.x.unit)]", Array(discs.radius.prefix(own)), of: panel)
      add(discs.shade.prefix(own), of: panel)
    case .headings(let headings):
      let axes = [panel.x.label, panel.y.label] + (panel.z.map { [$0.label] } ?? [])
      for (k, label) in axes.enumerated() {
        add(label, headings.positions.map { $0[k] }, of: panel)
      }
      for (k, name) in ["x", "y", "z"].prefix(axes.count).enumerated() {
        add(
          "velocity \(name)".labeled(unit: headings.unit), headings.velocities.map { $0[k] },
          of: panel)
      }
      add(headings.shade, of: panel)
    case .map(let map):
      let rows = map.y.flatMap { y in map.x.map { _ in y } }
      add(panel.x.label, map.y.flatMap { _ in map.x }, of: panel)
      add(panel.y.label, rows, of: panel)
      add(map.name.labeled(unit: map.unit), map.values, of: panel)
    }
  }

  private mutating func add(_ curve: Curve, of panel: Panel) {
    let name = curve.quantity ?? (curve.name.isEmpty ? panel.y.name : curve.name)
    // Where the name of a curve is that of its run, a column has both.
    let run = curve.quantity == nil || curve.name.isEmpty ? "" : " (\(curve.name))"
    add(panel.x.label + (sharesX ? "" : run), curve.x, of: panel)
    add(name.labeled(unit: curve.unit) + run, curve.y, of: panel, words: panel.y.words)
    if let z = curve.z { add(panel.z?.label ?? "z", z, of: panel) }
    if let errors = curve.errors {
      add(("standard error of " + name).labeled(unit: curve.unit) + run, errors, of: panel)
    }
    add(curve.shade, of: panel)
  }

  private mutating func add(_ shade: Shade, of panel: Panel) {
    switch shade {
    case .series, .theory: break
    case .values(let values): add(panel.color?.label ?? "color", values, of: panel)
    case .classes(let classes, _): add("class", classes.map(Double.init), of: panel)
    }
  }

  /// Adds a column unless it is there; one of the same name with other numbers gets the panel's
  /// title, or a number.
  private mutating func add(
    _ name: String, _ values: [Double], of panel: Panel, words: [String] = []
  ) {
    if columns.contains(where: { $0.isSame(as: values, named: name) }) { return }
    let titled = panel.title.isEmpty ? name : "\(name) (\(panel.title))"
    if columns.contains(where: { $0.isSame(as: values, named: titled) }) { return }
    var unique = columns.contains { $0.name == name } ? titled : name
    var number = 2
    while columns.contains(where: { $0.name == unique }) {
      unique = "\(titled) \(number)"
      number += 1
    }
    columns.append(Column(name: unique, values: values, words: words))
  }

  /// The table as comma-separated text in pieces; numbers have the shortest form that reads back to
  /// the same value.
  public func writeCSV(_ write: (String) throws -> Void) rethrows {
    var text = columns.map { Self.quoted($0.name) }.joined(separator: ",") + "\n"
    for row in 0..<(columns.map(\.values.count).max() ?? 0) {
      text += columns.map { $0.field(row) }.joined(separator: ",") + "\n"
      if text.utf8.count > 1 << 16 {
        try write(text)
        text = ""
      }
    }
    try write(text)
  }

  /// A field in quotes when it holds a comma, a quote or a line end (RFC 4180).
  fileprivate static func quoted(_ field: String) -> String {
    guard field.contains(where: { ",\"\r\n".contains($0) }) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}

extension Figure {
  /// Whether all curves that belong to a run have the same places along x.
  fileprivate var sharesX: Bool {
    let places = panels.flatMap(\.layers).compactMap { layer -> [Double]? in
      guard case .curve(let curve) = layer, curve.quantity != nil else { return nil }
      return curve.x
    }
    return places.allSatisfy { $0 == places[0] }
  }
}

extension Shade {
  /// The colors of the first points.
  fileprivate func prefix(_ count: Int) -> Shade {
    switch self {
    case .series, .theory: self
    case .values(let values): .values(Array(values.prefix(count)))
    case .classes(let classes, let names): .classes(Array(classes.prefix(count)), names: names)
    }
  }
}

extension FigureTable.Column {
  fileprivate func isSame(as other: [Double], named name: String) -> Bool {
    self.name == name && values.elementsEqual(other) { $0 == $1 || ($0.isNaN && $1.isNaN) }
  }
}
