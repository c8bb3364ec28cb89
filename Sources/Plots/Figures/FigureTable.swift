/// The numbers behind a figure, column by column; columns may differ in length.
public struct FigureTable: Sendable, Hashable {
  /// A column with its name and unit.
  public struct Column: Sendable, Hashable {
    /// `name [unit]`
    public var name: String
    /// The numbers; NaN where there is none.
    public var values: [Double]
  }

  /// The columns in order.
  public private(set) var columns: [Column] = []

  /// Everything that the panels of `figure` draw, undiminished; places that several curves share appear once.
  public init(_ figure: Figure) {
    for panel in figure.panels {
      for layer in panel.layers { add(layer, of: panel) }
    }
  }

  private mutating func add(_ layer: Layer, of panel: Panel) {
    switch layer {
    case .curve(let curve): add(curve, of: panel)
    case .discs(let discs):
      add(panel.x.label, discs.x, of: panel)
      add(panel.y.label, discs.y, of: panel)
      add("radius [\(panel.x.unit)]", discs.radius, of: panel)
      add(discs.shade, of: panel)
    case .headings(let headings):
      let axes = [panel.x.label, panel.y.label] + (panel.z.map { [$0.label] } ?? [])
      for (k, label) in axes.enumerated() {
        add(label, headings.positions.map { $0[k] }, of: panel)
      }
      for (k, name) in ["x", "y", "z"].prefix(axes.count).enumerated() {
        add("heading \(name)", headings.arrows.map { $0[k] }, of: panel)
      }
      add(headings.shade, of: panel)
    case .map(let map):
      let rows = map.y.flatMap { y in map.x.map { _ in y } }
      add(panel.x.label, map.y.flatMap { _ in map.x }, of: panel)
      add(panel.y.label, rows, of: panel)
      add(labeled(map.name, unit: map.unit), map.values, of: panel)
    }
  }

  private mutating func add(_ curve: Curve, of panel: Panel) {
    let name = curve.name.isEmpty ? panel.y.name : curve.name
    add(panel.x.label, curve.x, of: panel)
    add(labeled(name, unit: curve.unit), curve.y, of: panel)
    if let z = curve.z { add(panel.z?.label ?? "z", z, of: panel) }
    if let errors = curve.errors {
      add(labeled("standard error of " + name, unit: curve.unit), errors, of: panel)
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

  /// Adds a column unless it is there; one of the same name with other numbers gets the panel's title, or a number.
  private mutating func add(_ name: String, _ values: [Double], of panel: Panel) {
    if columns.contains(where: { $0.isSame(as: values, named: name) }) { return }
    let titled = panel.title.isEmpty ? name : "\(name) (\(panel.title))"
    if columns.contains(where: { $0.isSame(as: values, named: titled) }) { return }
    var unique = columns.contains { $0.name == name } ? titled : name
    var number = 2
    while columns.contains(where: { $0.name == unique }) {
      unique = "\(titled) \(number)"
      number += 1
    }
    columns.append(Column(name: unique, values: values))
  }

  /// The table as comma-separated text in pieces; numbers have the shortest form that reads back to the same value.
  public func writeCSV(_ write: (String) throws -> Void) rethrows {
    var text = columns.map { Self.quoted($0.name) }.joined(separator: ",") + "\n"
    for row in 0..<(columns.map(\.values.count).max() ?? 0) {
      let fields = columns.map { column in
        guard row < column.values.count, !column.values[row].isNaN else { return "" }
        return column.values[row].description
      }
      text += fields.joined(separator: ",") + "\n"
      if text.utf8.count > 1 << 16 {
        try write(text)
        text = ""
      }
    }
    try write(text)
  }

  /// A field in quotes when it holds a comma, a quote or a line end (RFC 4180).
  private static func quoted(_ field: String) -> String {
    guard field.contains(where: { ",\"\r\n".contains($0) }) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}

extension FigureTable.Column {
  fileprivate func isSame(as other: [Double], named name: String) -> Bool {
    self.name == name && values.elementsEqual(other) { $0 == $1 || ($0.isNaN && $1.isNaN) }
  }
}
