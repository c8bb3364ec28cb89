/// A rectangle on paper, in millimeters from the upper left corner of the page.
struct Rectangle: Hashable {
  var left: Double
  var top: Double
  var width: Double
  var height: Double

  var right: Double { left + width }
  var bottom: Double { top + height }
}

/// A panel with its place.
struct PlacedPanel {
  var panel: Panel
  /// All of its place.
  var cell: Rectangle
  /// The coordinate system without labels.
  var inner: Rectangle
  /// The lines of its title.
  var titleLines: [String]
  /// The lines of its notes.
  var noteLines: [String]
  var legend: Legend
}

/// Where everything on a page stands.
struct PageLayout {
  static let titleSize = 9.0
  static let labelSize = 8.0
  static let tickSize = 7.0
  static let noteSize = 6.5
  static let columnWidth = 85.0
  /// The least width of panels beside each other.
  private static let leastCell = 48.0
  /// Millimeters between numbers beside an axis.
  static let tickDistance = 6.0
  private static let edge = 1.5

  let width: Double
  private(set) var height = 0.0
  let titleLines: [String]
  private(set) var panels: [PlacedPanel] = []

  init(_ page: Page) {
    let columns = Self.columns(page)
    let width = page.width ?? Self.columnWidth * Double(min(columns, 2))
    self.width = width
    titleLines = TextMeasure.lines(page.title, width: width - 4, points: Self.titleSize)
    var top = Self.edge
    if !titleLines.isEmpty {
      top += Double(titleLines.count) * TextMeasure.lineHeight(Self.titleSize) + 1
    }
    let margins = Self.margins(page, columns: columns, width: width)
    var rest = page.panels[...]
    while !rest.isEmpty {
      let row = Array(rest.prefix(columns))
      rest = rest.dropFirst(columns)
      // A panel that is alone takes the whole width, unless its scales would make it very high.
      let isAlone = row.count == 1 && columns > 1 && row[0].shape == .free
      let cell = isAlone ? width : width / Double(columns)
      let boxes = row.enumerated().map { k, panel in
        PanelBox(panel, left: Double(k) * cell, width: cell, margins: margins[k])
      }
      let placed = Self.aligned(
        boxes, top: top, freeHeight: Self.freeHeight(width / Double(columns)))
      panels += placed
      top = placed.map(\.cell.bottom).max() ?? top
    }
    height = top + Self.edge
  }

  /// The panels beside each other: as wished, as a figure asks for where the page is wide enough,
  /// or as many as suit.
  private static func columns(_ page: Page) -> Int {
    if let columns = page.columns { return max(1, columns) }
    guard let asked = page.figures.compactMap(\.columns).max() else {
      return page.panels.count > 2 ? 2 : 1
    }
    guard let width = page.width else { return max(1, asked) }
    return max(1, min(asked, Int(width / leastCell)))
  }

  /// The room left and right of each column; the same for all where panels are to be equal.
  private static func margins(_ page: Page, columns: Int, width: Double) -> [Margins] {
    let height = freeHeight(width / Double(columns))
    if page.figures.contains(where: { $0.columns != nil }) {
      let equal = Margins(of: page.panels, height: height, areEqual: true)
      return [Margins](repeating: equal, count: columns)
    }
    return (0..<columns).map { column in
      Margins(
        of: stride(from: column, to: page.panels.count, by: columns).map { page.panels[$0] },
        height: height)
    }
  }

  /// The height of a coordinate system that may choose.
  private static func freeHeight(_ cellWidth: Double) -> Double { 0.58 * (cellWidth - 18) }

  /// The coordinate systems of a row begin at the same height; those that may choose are as high as
  /// the others.
  private static func aligned(
    _ row: [PanelBox], top: Double, freeHeight: Double
  ) -> [PlacedPanel] {
    let above = row.map(\.above).max() ?? 0
    let isLow = row.allSatisfy(\.panel.isLow)
    let freeHeight =
      isLow ? max(6 * PageLayout.tickSize * TextMeasure.point, freeHeight / 2) : freeHeight
    let fixed = row.compactMap(\.fixedHeight).max() ?? freeHeight
    return row.map { box in
      if isLow { return box.placed(top: top, above: above, height: freeHeight) }
      let most = 0.8 * box.innerWidth
      let height = box.fixedHeight ?? min(max(freeHeight, min(fixed, most)), max(most, freeHeight))
      return box.placed(top: top, above: above, height: height)
    }
  }
}
