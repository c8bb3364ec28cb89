extension GnuplotScript {
  private static let tickFont =
    "font ',\(GnuplotText.number(PageLayout.tickSize))' textcolor rgb '#222222'"

  /// Ranges, scales, labels and the color bar of a panel.
  mutating func addAxes(_ placed: PlacedPanel, _ layout: PageLayout) {
    let panel = placed.panel
    for (name, axis, range) in [("x", panel.x, panel.xRange), ("y", panel.y, panel.yRange)] {
      append("set \(name)range \(GnuplotText.range(range))")
      if axis.isLogarithmic { append("set logscale \(name)") }
      append("set format \(name) '\(numberFormat(axis, range, panel: placed, isX: name == "x"))'")
    }
    if let range = panel.zRange {
      addSpace(placed, range)
    } else {
      addPlane(placed, layout)
    }
    addColors(placed, layout)
  }

  private mutating func addPlane(_ placed: PlacedPanel, _ layout: PageLayout) {
    let (panel, inner) = (placed.panel, placed.inner)
    append("set border 3 lw 0.7 lc rgb '#333333'")
    append("unset ztics")
    append(
      "set xtics nomirror out scale 0.5 \(Self.tickFont) offset 0,0.3 "
        + ticks(panel.x, panel.xRange, horizontal: inner.width))
    append(
      "set ytics nomirror out scale 0.5 \(Self.tickFont) offset 0.4,0 "
        + ticks(panel.y, panel.yRange, vertical: inner.height))
    append("unset xlabel")
    append("unset ylabel")
    let label = panel.x.label
    self.label(
      label, x: inner.left + inner.width / 2, y: inner.bottom + 7,
      size: Self.size(label, room: inner.width + 8), layout, "center")
    verticalLabel(
      panel.y.label, x: placed.cell.left + 3.5, y: inner.top + inner.height / 2,
      room: inner.height + 8, layout)
  }

  private func ticks(
    _ axis: Axis, _ range: ClosedRange<Double>, horizontal: Double? = nil, vertical: Double? = nil
  ) -> String {
    let length = horizontal ?? vertical ?? 0
    if !axis.words.isEmpty {
      let named = axis.words.enumerated().map {
        "\(GnuplotText.quoted(Ticks.spoken($1))) \(GnuplotText.number(Double($0)))"
      }
      return "(" + named.joined(separator: ", ") + ")"
    }
    if axis.isLogarithmic {
      let ticks = Ticks.logarithmic(range, atMost: length / PageLayout.tickDistance)
      if ticks.count > 1 {
        return "("
          + ticks.map { "\(GnuplotText.quoted($0.text)) \(GnuplotText.number($0.value))" }
          .joined(separator: ", ") + ")"
      }
      return "autofreq"
    }
    return GnuplotText.number(step(range, length: length, isX: horizontal != nil))
  }

  private func step(_ range: ClosedRange<Double>, length: Double, isX: Bool) -> Double {
    isX
      ? Ticks.horizontal(range, width: length, points: PageLayout.tickSize)
      : Ticks.step(range, atMost: length / PageLayout.tickDistance)
  }

  /// The form of the numbers, with as many digits as tell neighboring ticks apart.
  private func numberFormat(
    _ axis: Axis, _ range: ClosedRange<Double>, panel: PlacedPanel, isX: Bool
  ) -> String {
    if axis.isLogarithmic { return "%h" }
    let length = isX ? panel.inner.width : panel.inner.height
    return Ticks.format(range, step: step(range, length: length, isX: isX))
  }

  /// The box of a panel in space, and the numbers along its edges.
  private mutating func addSpace(
    _ placed: PlacedPanel, _ range: ClosedRange<Double>
  ) {
    let space = SpaceProjection(placed.panel, z: range)
    let window = space.window(width: placed.inner.width, height: placed.inner.height)
    append("unset border")
    append("unset xtics")
    append("unset ytics")
    append("unset xlabel")
    append("unset ylabel")
    append("set xrange \(GnuplotText.range(window.x))")
    append("set yrange \(GnuplotText.range(window.y))")
    for edge in space.edges {
      append(
        "set arrow from \(first(edge.from)) to \(first(edge.to)) nohead back lw 0.5 lc rgb '#AAAAAA'"
      )
    }
    let millimeter = (window.x.upperBound - window.x.lowerBound) / placed.inner.width
    for scale in space.scales(millimeter: millimeter) {
      for tick in scale.ticks {
        append(
          "set label \(GnuplotText.quoted(tick.text)) at \(first(tick.place)) center front \(Self.tickFont)"
        )
      }
      append(
        "set label \(GnuplotText.quoted(scale.label.text)) at \(first(scale.label.place)) center "
          + "\(scale.isUpright ? "rotate by 90 " : "")front "
          + "font ',\(GnuplotText.number(PageLayout.labelSize))'")
    }
  }

  private func first(_ place: SIMD2<Double>) -> String {
    "first \(GnuplotText.number(place.x)),\(GnuplotText.number(place.y))"
  }

  private mutating func addColors(_ placed: PlacedPanel, _ layout: PageLayout) {
    guard let color = placed.panel.color else { return append("unset colorbox") }
    let range = placed.panel.colorRange
    append(GnuplotText.palette(color.ramp))
    append("set cbrange \(GnuplotText.range(range))")
    let inner = placed.inner
    let height = placed.panel.z == nil ? inner.height : inner.height * 0.7
    let top = inner.top + (inner.height - height) / 2
    append(
      "set colorbox vertical user origin \(place(inner.right + 1.5, top + height, layout)) "
        + "size screen \(GnuplotText.number(2.5 / layout.width)),"
        + "screen \(GnuplotText.number(height / layout.height)) front noborder")
    let step = Ticks.step(range, atMost: height / PageLayout.tickDistance)
    append(
      "set cbtics \(GnuplotText.number(step)) out scale 0.4 \(Self.tickFont) offset -0.6,0")
    append("set format cb '\(Ticks.format(range, step: step))'")
    append("unset cblabel")
    verticalLabel(
      color.label, x: inner.right + Margins.colorWidth(placed.panel) - 3, y: top + height / 2,
      room: height + 8, layout)
  }
}
