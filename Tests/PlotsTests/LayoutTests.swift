import Testing

@testable import ClausiusPlots

/// Numbers, words and panels have room.
@Suite("Layout of pages") struct LayoutTests {
  @Test func ticksAreRoundNumbers() {
    #expect(Ticks.step(0...10, atMost: 5) == 2)
    #expect(Ticks.step(0...10, atMost: 4) == 5)
    #expect(Ticks.step(-0.03...0.02, atMost: 6) == 0.01)
    #expect(Ticks.characters(0...1, step: 0.2) == 3)
    #expect(Ticks.characters(-150...150, step: 50) == 4)
  }

  /// Far from 0 neighboring ticks need more digits.
  @Test func ticksDifferFarFromZero() {
    let far = 50_000_000.0...50_000_040.0
    #expect(Ticks.format(far, step: 10) == "%.8g")
    #expect(Ticks.text(50_000_010, far, step: 10) == "50000010")
    #expect(Ticks.characters(far, step: 10) >= 8)
    #expect(Ticks.format(0...1, step: 0.2) == "%h")
    #expect(Ticks.text(0.2, 0...1, step: 0.2) == "0.2")
  }

  /// In space the numbers stay short, and the label says what was taken away.
  @Test func numbersInSpaceAreLessAnOffset() {
    var panel = Panel(
      x: .position("x", range: 5e7...5e7 + 8), y: .position("y", range: -4.0...4), layers: [])
    panel.z = .position("z", range: -5e7 - 4...(-5e7 + 4))
    let scales = SpaceProjection(panel, z: -5e7 - 4...(-5e7 + 4)).scales(millimeter: 1)
    #expect(
      scales.map(\.label.text)
        == ["x − 50000000 [length]", "y [length]", "z + 50000000 [length]"])
    #expect(scales[0].ticks.map(\.text) == ["0", "2", "4", "6", "8"])
    #expect(scales[2].ticks.map(\.text) == scales[1].ticks.map(\.text))
  }

  /// What has one row, one value or no length is seen nevertheless.
  @Test func littleIsDrawnToo() {
    var panel = Panel(x: .time, y: Axis("y"), layers: [])
    panel.layers = [
      .curve(Curve("", x: [5], y: [1])),
      .map(GridMap(name: "m", unit: "1", x: [0, 1, 2], y: [5], values: [1, 2, 3])),
      .headings(
        Headings(
          positions: [SIMD3(1, 2, 0), SIMD3(3, 4, 0)], arrows: [.zero, SIMD3(1, 0, 0)],
          velocities: [.zero, SIMD3(1, 0, 0)], shade: .series(0))),
    ]
    var script = GnuplotScript(format: .png, resolution: 100)
    script.add(Page(title: "", figures: [Figure(name: "f", panels: [panel])]), output: "a.png")
    #expect(script.text.contains("with points pt 7 ps 0.6"))
    #expect(script.text.contains("array=(3,2)"))
    #expect(script.text.contains("with vectors head"))
    #expect(script.text.contains("with points pt 7 ps 0.5"))
  }

  @Test func decadesAreSpelledOut() {
    let ticks = Ticks.logarithmic(1e-16...1e-9, atMost: 4)
    #expect(ticks.map(\.text) == ["10⁻¹⁶", "10⁻¹⁴", "10⁻¹²", "10⁻¹⁰"])
    #expect(ticks[0].value == 1e-16)
  }

  @Test func oneColumnIsAsWideAsAColumnOfAJournal() {
    let panel = Panel(x: Axis("x"), y: Axis("y"), layers: [])
    let one = Page(title: "", figures: [Figure(name: "f", panels: [panel])])
    #expect(PageLayout(one).width == 85)
    let four = Page(title: "", figures: [Figure(name: "f", panels: [panel, panel, panel, panel])])
    #expect(PageLayout(four).width == 170)
  }

  /// Panels that belong beside each other have one size, whatever their colors need.
  @Test func panelsOfARowAreEqual() {
    let panels = [1.0, 1000, -0.001].map { end in
      var panel = Panel(
        x: .position("x", range: 0...10), y: .position("y", range: 0...10), layers: [])
      panel.shape = .equalScales
      panel.color = ColorScale("c", unit: "1", range: min(0, end)...max(0, end), ramp: .sequential)
      return panel
    }
    var page = Page(title: "", figures: [Figure(name: "f", panels: panels, columns: 3)])
    let layout = PageLayout(page)
    #expect(layout.width == 170)
    #expect(Set(layout.panels.map(\.inner.top)).count == 1)
    #expect(Set(layout.panels.map { ($0.inner.width * 1e9).rounded() }).count == 1)
    // A column of a journal has no room for three of them.
    page.width = 85
    #expect(Set(PageLayout(page).panels.map(\.inner.left)).count == 1)
    page.columns = 2
    #expect(Set(PageLayout(page).panels.map(\.inner.left)).count == 2)
  }

  @Test func panelsAndLegendsDoNotOverlap() {
    let curves = (0..<9).map { k in
      Layer.curve(Curve("a rather long name of a curve \(k)", x: [0, 1], y: [0, 1]))
    }
    let panel = Panel(x: Axis("x"), y: Axis("y"), layers: curves)
    let page = Page(
      title: "t", figures: [Figure(name: "f", panels: [panel, panel, panel, panel, panel])])
    let layout = PageLayout(page)
    for placed in layout.panels {
      let inner = placed.inner
      // The legend lies between the top of the place and that of the coordinate system.
      #expect(inner.top - placed.cell.top >= placed.legend.height)
      for entry in placed.legend.placed {
        let width = entry.lines.map { TextMeasure.width($0, points: Legend.fontSize) }.max() ?? 0
        #expect(entry.left + Legend.sampleWidth + 1 + width <= inner.width + 1e-9)
      }
      #expect(inner.left >= placed.cell.left && inner.right <= placed.cell.right)
      #expect(placed.cell.bottom <= layout.height)
    }
    #expect(layout.panels[2].cell.top >= layout.panels[0].cell.bottom - 1e-9)
    #expect(layout.panels[1].cell.left >= layout.panels[0].cell.right - 1e-9)
    // The fifth is alone and takes the whole width.
    #expect(layout.panels[4].cell.width == 170)
  }

  @Test func longWordsAreBroken() {
    let lines = TextMeasure.lines(
      String(repeating: "m", count: 100) + " and more", width: 40, points: 8)
    #expect(lines.count > 3)
    for line in lines { #expect(TextMeasure.width(line, points: 8) <= 60) }
    #expect(lines.joined().filter { $0 == "m" }.count == 101)
  }

  /// Seen from the front, x is to the right and z upwards; from above, y is.
  @Test func projection() {
    var panel = Panel(
      x: Axis("x", range: -1...1), y: Axis("y", range: -1...1), layers: [])
    panel.view = View(polar: 90, azimuth: 0)
    let front = SpaceProjection(panel, z: -1...1)
    #expect(abs(front.place(SIMD3(1, 0, 0)).x - 1) < 1e-12)
    #expect(abs(front.place(SIMD3(0, 0, 1)).y - 1) < 1e-12)
    #expect(abs(front.place(SIMD3(0, 1, 0)).x) < 1e-12)
    panel.view = View(polar: 0, azimuth: 0)
    let top = SpaceProjection(panel, z: -1...1)
    #expect(abs(top.place(SIMD3(0, 1, 0)).y - 1) < 1e-12)
  }

  /// What is farther from the eye is drawn first.
  @Test func whatIsBehindComesFirst() throws {
    var panel = Panel(x: Axis("x", range: -1...1), y: Axis("y", range: -1...1), layers: [])
    panel.view = View(polar: 90, azimuth: 0)
    let layer = Layer.headings(
      Headings(
        positions: [SIMD3(0, -1, 0), SIMD3(0, 1, 0)], arrows: [.zero, .zero],
        velocities: [.zero, .zero],
        shade: .values([1, 2])))
    guard case .headings(let drawn) = SpaceProjection(panel, z: -1...1).projected(layer) else {
      Issue.record("no headings")
      return
    }
    #expect(drawn.shade == .values([2, 1]))
  }
}
