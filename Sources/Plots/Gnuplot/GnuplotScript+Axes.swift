extension GnuplotScript {
  private static let tickFont =
    "font ',\(GnuplotText.number(PageLayout.tickSize))' textcolor '#222222'"

  /// Ranges, scales, labels and the color bar of a panel.
  mutating func addAxes(_ placed: PlacedPanel, _ layout: PageLayout) {
    let panel = placed.panel
    for (name, axis, range) in [("x", panel.x, panel.xRange), ("y", panel.y, panel.yRange)] {
      append("set \(name)range \(GnuplotText.range(range))")
      if axis.isLogarithmic { append("set logscale \(name)") }
      append("set format \(name) '%h'")
    }
    if let z = panel.z, let range = panel.zRange {
      addSpace(placed, z, range, layout)
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
    if axis.isLogarithmic {
      let ticks = Ticks.logarithmic(range, atMost: length / PageLayout.tickDistance)
      if ticks.count > 1 {
        return "("
          + ticks.map { "\(GnuplotText.quoted($0.text)) \(GnuplotText.number($0.value))" }
          .joined(separator: ", ") + ")"
      }
      return "autofreq"
    }
    let step =
      horizontal != nil
      ? Ticks.horizontal(range, width: length, points: PageLayout.tickSize)
      : Ticks.step(range, atMost: length / PageLayout.tickDistance)
    return GnuplotText.number(step)
  }

  private mutating func addSpace(
    _ placed: PlacedPanel, _ z: Axis, _ range: ClosedRange<Double>, _ layout: PageLayout
  ) {
    let panel = placed.panel
    let size = "font ',\(GnuplotText.number(PageLayout.labelSize))'"
    append("set zrange \(GnuplotText.range(range))")
    let view = panel.view
    append(
      "set view \(GnuplotText.number(view.polar)),\(GnuplotText.number(view.azimuth)),0.66,1")
    append(panel.shape == .equalScales ? "set view equal xyz" : "set view noequal")
    append("set xyplane at \(GnuplotText.number(range.lowerBound))")
    append("set border 4095 lw 0.4 lc rgb '#999999'")
    for (name, axis, range) in [
      ("x", panel.x, panel.xRange), ("y", panel.y, panel.yRange), ("z", z, range),
    ] {
      let step = Ticks.step(range, atMost: 4)
      append(
        "set \(name)tics \(GnuplotText.number(step)) nomirror out scale 0.3 \(Self.tickFont) offset 0,0"
      )
      append("set \(name)label \(GnuplotText.quoted(axis.label)) \(size)")
    }
    append("set zlabel rotate by 90")
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
        + "screen \(GnuplotText.number(height / layout.height)) front border")
    let step = Ticks.step(range, atMost: height / PageLayout.tickDistance)
    append(
      "set cbtics \(GnuplotText.number(step)) out scale 0.4 \(Self.tickFont) offset -0.6,0")
    append("set format cb '%h'")
    append("unset cblabel")
    verticalLabel(
      color.label, x: placed.cell.right - 4, y: top + height / 2, room: height + 8, layout)
  }
}
