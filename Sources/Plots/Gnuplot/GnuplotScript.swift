import Foundation

/// What gnuplot is given, and the binary files that it reads.
struct GnuplotScript {
  /// The lines of the script.
  private(set) var lines: [String] = []
  /// Names and contents of the data files, which stand beside the script.
  private(set) var files: [(name: String, data: Data)] = []
  private let prefix: String
  private let pixelsAcross: Double
  private let format: PictureFormat

  /// A script for pictures in `format`; its data files begin with `prefix`.
  init(format: PictureFormat, resolution: Double, prefix: String = "data") {
    self.format = format
    self.prefix = prefix
    pixelsAcross = resolution / 25.4
  }

  /// Adds a page, which gnuplot writes to `output` beside the script.
  mutating func add(_ page: Page, output: String) {
    let layout = PageLayout(page)
    lines.append(
      format.terminal(width: layout.width, height: layout.height, resolution: pixelsAcross * 25.4))
    lines += [
      "set encoding utf8", "set output \(GnuplotText.quoted(output))",
      "set multiplot", "set style fill solid noborder", "set errorbars 0", "set pointintervalbox 0",
      "set tics nomirror out scale 0.5",
    ]
    for placed in layout.panels { add(placed, in: layout) }
    if let last = layout.titleLines.indices.last, !layout.panels.isEmpty {
      addPageTitle(layout, through: last)
    }
    lines += ["unset multiplot", "unset output", "reset"]
  }

  private mutating func addPageTitle(_ layout: PageLayout, through last: Int) {
    // Labels appear with a plot: an empty one carries the title.
    lines += ["unset label", "unset arrow", "unset border", "unset tics", "unset xlabel"]
    lines += ["unset ylabel", "unset zlabel", "unset colorbox", "unset logscale"]
    for (k, line) in layout.titleLines.enumerated() {
      let y = 1.5 + (Double(k) + 0.5) * TextMeasure.lineHeight(PageLayout.titleSize)
      label(line, x: layout.width / 2, y: y, size: PageLayout.titleSize, layout, "center")
    }
    lines += ["set xrange [0:1]", "set yrange [0:1]", "set size noratio"]
    lines.append("plot NaN notitle")
  }

  /// The text of the script.
  var text: String { lines.joined(separator: "\n") + "\n" }

  // MARK: - Places on the page

  /// A place in millimeters from the upper left corner, as gnuplot counts: shares of the page from
  /// the lower left.
  private func screen(_ x: Double, _ y: Double, _ layout: PageLayout) -> String {
    "screen \(GnuplotText.number(x / layout.width)),"
      + "screen \(GnuplotText.number(1 - y / layout.height))"
  }

  mutating func label(
    _ text: String, x: Double, y: Double, size: Double, _ layout: PageLayout,
    _ alignment: String = "left", color: String = "#000000"
  ) {
    lines.append(
      "set label \(GnuplotText.quoted(text)) at \(screen(x, y, layout)) \(alignment) front "
        + "font ',\(GnuplotText.number(size))' textcolor rgb '\(color)'")
  }

  /// A label that is turned by 90 degrees, in letters small enough for `room` millimeters.
  mutating func verticalLabel(
    _ text: String, x: Double, y: Double, room: Double, _ layout: PageLayout
  ) {
    lines.append(
      "set label \(GnuplotText.quoted(text)) at \(screen(x, y, layout)) center rotate by 90 front "
        + "font ',\(GnuplotText.number(Self.size(text, room: room)))'")
  }

  /// The size of letters with which a label fits.
  static func size(_ text: String, room: Double) -> Double {
    let width = TextMeasure.width(text, points: PageLayout.labelSize)
    return max(5.5, PageLayout.labelSize * min(1, room / max(width, 1e-9)))
  }

  private mutating func add(_ placed: PlacedPanel, in layout: PageLayout) {
    let inner = placed.inner
    lines += [
      "unset label", "unset arrow", "unset key", "unset logscale", "set size noratio",
      "set lmargin at screen \(GnuplotText.number(inner.left / layout.width))",
      "set rmargin at screen \(GnuplotText.number(inner.right / layout.width))",
      "set tmargin at screen \(GnuplotText.number(1 - inner.top / layout.height))",
      "set bmargin at screen \(GnuplotText.number(1 - inner.bottom / layout.height))",
    ]
    addHeading(placed, layout)
    addLegend(placed, layout)
    addAxes(placed, layout)
    addReferences(placed.panel)
    addLayers(placed, layout)
  }

  private mutating func addHeading(_ placed: PlacedPanel, _ layout: PageLayout) {
    var y = placed.inner.top - 1.5 - placed.legend.height
    for line in placed.noteLines.reversed() {
      y -= TextMeasure.lineHeight(PageLayout.noteSize)
      let middle = y + TextMeasure.lineHeight(PageLayout.noteSize) / 2
      label(
        line, x: placed.inner.left, y: middle, size: PageLayout.noteSize, layout,
        color: "#555555")
    }
    for line in placed.titleLines.reversed() {
      y -= TextMeasure.lineHeight(PageLayout.labelSize)
      let middle = y + TextMeasure.lineHeight(PageLayout.labelSize) / 2
      label(line, x: placed.inner.left, y: middle, size: PageLayout.labelSize, layout)
    }
  }

  private mutating func addLegend(_ placed: PlacedPanel, _ layout: PageLayout) {
    let top = placed.inner.top - 1.5 - placed.legend.height
    for entry in placed.legend.placed {
      let left = placed.inner.left + entry.left
      for (k, line) in entry.lines.enumerated() {
        let y = top + (Double(entry.row + k) + 0.5) * Legend.rowHeight
        label(
          line, x: left + Legend.sampleWidth + 1, y: y, size: Legend.fontSize, layout)
      }
      let y = top + (Double(entry.row) + 0.5) * Legend.rowHeight
      addSample(entry.entry.sample, left: left, y: y, layout)
    }
  }

  private mutating func addSample(
    _ sample: Legend.Sample, left: Double, y: Double, _ layout: PageLayout
  ) {
    let color = "lc rgb '\(sample.color)'"
    if sample.form == .point {
      let place = screen(left + Legend.sampleWidth / 2, y, layout)
      lines.append("set label '' at \(place) point pt 7 ps 0.6 \(color) front")
      return
    }
    let dash = sample.form == .dashed ? 2 : sample.round + 1
    lines.append(
      "set arrow from \(screen(left, y, layout)) to "
        + "\(screen(left + Legend.sampleWidth, y, layout)) nohead front lw 1.4 "
        + "dt \(dash) \(color)")
  }

  private mutating func addReferences(_ panel: Panel) {
    for reference in panel.references where panel.z == nil {
      let y = GnuplotText.number(reference.y)
      lines += [
        "set arrow from graph 0, first \(y) to graph 1, first \(y) nohead back lw 1 dt 2 "
          + "lc rgb '#555555'",
        "set label \(GnuplotText.quoted(reference.name)) at graph 0.02, first \(y) left "
          + "offset 0,character 0.6 front font ',\(GnuplotText.number(Legend.fontSize))' "
          + "textcolor rgb '#555555'",
      ]
    }
    if panel.isOverTime, let now = panel.now {
      let x = GnuplotText.number(now)
      lines.append(
        "set arrow from first \(x), graph 0 to first \(x), graph 1 nohead front lw 1 "
          + "lc rgb '#555555'")
    }
  }

  private mutating func addLayers(_ placed: PlacedPanel, _ layout: PageLayout) {
    let bins = max(100, Int(placed.inner.width * max(pixelsAcross, 6)))
    let frame = LayerFrame(bins: bins, headLength: 1.1 / layout.width)
    let projection = placed.panel.zRange.map { SpaceProjection(placed.panel, z: $0) }
    let items = placed.panel.layers.flatMap { item(projection?.projected($0) ?? $0, frame) }
    lines.append(items.isEmpty ? "plot NaN notitle" : "plot " + items.joined(separator: ", "))
  }

  /// Writes a binary file of rows of numbers and returns how a plot reads it.
  mutating func file(_ columns: [[Double]]) -> String {
    let rows = columns[0].count
    var numbers: [Double] = []
    numbers.reserveCapacity(rows * columns.count)
    for row in 0..<rows { for column in columns { numbers.append(column[row]) } }
    return "\(store(numbers)) binary record=(\(rows)) format='%\(columns.count)float64'"
  }

  /// Writes the numbers of a file, and returns its name in quotes.
  mutating func store(_ numbers: [Double]) -> String {
    let name = "\(prefix)-\(files.count).bin"
    files.append((name, numbers.withUnsafeBytes { Data($0) }))
    return GnuplotText.quoted(name)
  }

  mutating func append(_ line: String) { lines.append(line) }

  /// How a place in millimeters is said.
  func place(_ x: Double, _ y: Double, _ layout: PageLayout) -> String { screen(x, y, layout) }
}
