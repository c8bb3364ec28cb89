/// The names of what is drawn, in rows above the coordinate system, where they cover nothing.
struct Legend {
  /// A name with its sample.
  struct Entry: Hashable {
    var name: String
    var sample: Sample
  }

  /// What stands before a name.
  struct Sample: Hashable {
    enum Form: Hashable {
      case line
      case dashed
      case point
    }
    var form: Form
    var color: String
    /// The number of the dash pattern.
    var round = 0
  }

  /// An entry with its place: millimeters from the left end, and the row from above.
  struct Placed: Hashable {
    var entry: Entry
    var lines: [String]
    var left: Double
    var row: Int
  }

  static let fontSize = 7.0
  static let sampleWidth = 6.0
  private static let gap = 3.0

  private(set) var placed: [Placed] = []
  /// The number of rows.
  private(set) var rows = 0

  /// The legend of a panel in `width` millimeters.
  init(_ panel: Panel, width: Double) {
    var left = 0.0
    var row = 0
    var height = 0
    for entry in Self.entries(panel) {
      let room = width - Self.sampleWidth - 1
      let lines = TextMeasure.lines(entry.name, width: room, points: Self.fontSize)
      let text = lines.map { TextMeasure.width($0, points: Self.fontSize) }.max() ?? 0
      let total = Self.sampleWidth + 1 + text
      if left > 0, left + total > width {
        row += height
        (left, height) = (0, 0)
      }
      placed.append(Placed(entry: entry, lines: lines, left: left, row: row))
      left += total + Self.gap
      height = max(height, lines.count)
    }
    rows = row + height
  }

  /// The height of all rows, in millimeters.
  var height: Double { Double(rows) * Self.rowHeight }

  static let rowHeight = 1.1 * TextMeasure.lineHeight(fontSize)

  private static func entries(_ panel: Panel) -> [Entry] {
    var seen: Set<Entry> = []
    return panel.layers.flatMap(entries).filter { seen.insert($0).inserted }
  }

  private static func entries(_ layer: Layer) -> [Entry] {
    switch layer {
    case .curve(let curve):
      if case .classes(let classes, let names) = curve.shade { return entries(classes, names) }
      if curve.name.isEmpty { return [] }
      let form: Sample.Form =
        switch curve.style {
        case .line, .steps: .line
        case .dashed: .dashed
        case .points: .point
        }
      return [Entry(name: curve.name, sample: sample(form, curve.shade))]
    case .discs(let discs):
      guard case .classes(let classes, let names) = discs.shade else { return [] }
      return entries(classes, names)
    case .headings, .map: return []
    }
  }

  private static func entries(_ classes: [Int], _ names: [String]) -> [Entry] {
    let occurring = Set(classes)
    return names.indices.filter(occurring.contains).map {
      Entry(name: names[$0], sample: Sample(form: .point, color: Palette.series($0)))
    }
  }

  private static func sample(_ form: Sample.Form, _ shade: Shade) -> Sample {
    guard case .series(let index) = shade else {
      return Sample(form: form, color: Palette.theory)
    }
    return Sample(form: form, color: Palette.series(index), round: Palette.round(index))
  }
}
