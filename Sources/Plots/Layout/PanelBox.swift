/// The room left and right of the coordinate systems of a column, so that they stand in line.
struct Margins {
  private let left: Double
  private let right: Double
  private let sharesX: Bool
  /// Whether coordinate systems beside a color bar have the same width; text above them may then
  /// stand over the bar.
  let areEqual: Bool

  /// The margins of the panels of a column, whose coordinate systems are about `height` millimeters
  /// high.
  init(of panels: [Panel], height: Double, areEqual: Bool = false) {
    self.areEqual = areEqual
    let flat = panels.filter { $0.z == nil }
    left = flat.map { Self.left($0, height: height) }.max() ?? 0
    right = flat.map(Self.right).max() ?? 0
    // Panels over the same axis stand exactly below each other.
    sharesX = flat.count > 1 && flat.allSatisfy { $0.x == flat[0].x && $0.shape == .free }
  }

  /// The margins of one of them.
  func of(_ panel: Panel) -> (left: Double, right: Double) {
    if panel.z != nil { return (1, Self.right(panel)) }
    return (left, sharesX || areEqual && panel.color != nil ? right : Self.right(panel))
  }

  private static func right(_ panel: Panel) -> Double {
    panel.color == nil ? 5 : colorWidth(panel) + 1
  }

  /// The room that the color bar takes with its numbers and label.
  static func colorWidth(_ panel: Panel) -> Double {
    let range = panel.colorRange
    let step = Ticks.step(range, atMost: 38 / PageLayout.tickDistance)
    let characters = Double(max(2, Ticks.characters(range, step: step)))
    return 11 + characters * 0.63 * PageLayout.tickSize * TextMeasure.point
  }

  private static func left(_ panel: Panel, height: Double) -> Double {
    7.5 + tickWidth(panel, height: height)
  }

  /// The room that the numbers beside the axis y need.
  private static func tickWidth(_ panel: Panel, height: Double) -> Double {
    if !panel.y.words.isEmpty {
      let widths = panel.y.words.map {
        TextMeasure.width(Ticks.spoken($0), points: PageLayout.tickSize)
      }
      return (widths.max() ?? 0) + 1
    }
    let range = panel.yRange
    let step = Ticks.step(range, atMost: height / PageLayout.tickDistance)
    let characters = panel.y.isLogarithmic ? 4 : Ticks.characters(range, step: step)
    return Double(max(3, characters)) * 0.63 * PageLayout.tickSize * TextMeasure.point + 1
  }
}

/// A panel whose width is known.
struct PanelBox {
  let panel: Panel
  private let left: Double
  private let width: Double
  private let margins: (left: Double, right: Double)
  private let titleLines: [String]
  private let noteLines: [String]
  private let legend: Legend

  init(_ panel: Panel, left: Double, width: Double, margins all: Margins) {
    let margins = all.of(panel)
    self.panel = panel
    self.left = left
    self.width = width
    self.margins = margins
    let room = max(10, width - margins.left - (all.areEqual ? 1 : margins.right))
    titleLines = TextMeasure.lines(panel.title, width: room, points: PageLayout.labelSize)
    noteLines = panel.notes.flatMap {
      TextMeasure.lines($0, width: room, points: PageLayout.noteSize)
    }
    legend = Legend(panel, width: room)
  }

  /// The width of the coordinate system.
  var innerWidth: Double { max(10, width - margins.left - margins.right) }

  /// The room that title, notes and legend take.
  var above: Double {
    Double(titleLines.count) * TextMeasure.lineHeight(PageLayout.labelSize)
      + Double(noteLines.count) * TextMeasure.lineHeight(PageLayout.noteSize) + legend.height + 2
  }

  /// The height that equal scales ask for; `nil` where it is free.
  var fixedHeight: Double? {
    if let z = panel.zRange {
      return SpaceProjection(panel, z: z).height(width: innerWidth)
    }
    guard panel.shape == .equalScales else { return nil }
    let (x, y) = (panel.xRange, panel.yRange)
    let ratio = (y.upperBound - y.lowerBound) / (x.upperBound - x.lowerBound)
    return innerWidth * min(1.3, max(0.15, ratio))
  }

  /// The panel with `above` millimeters over a coordinate system of `height`.
  func placed(top: Double, above: Double, height: Double) -> PlacedPanel {
    PlacedPanel(
      panel: panel,
      cell: Rectangle(
        left: left, top: top, width: width, height: above + height + (panel.z == nil ? 10 : 2)),
      inner: Rectangle(
        left: left + margins.left, top: top + above, width: innerWidth, height: height),
      titleLines: titleLines, noteLines: noteLines, legend: legend)
  }
}
