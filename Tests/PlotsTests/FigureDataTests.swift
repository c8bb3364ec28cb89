import ClausiusDiagnostics
import ClausiusSimulationCore
import Foundation
import Testing

@testable import ClausiusPlots

/// What the figures are made of.
@Suite("Data of figures") struct FigureDataTests {
  @Test func columnsHaveUnitsAndSharedPlacesAppearOnce() {
    let curves = [
      Curve("rotation", x: [0, 1], y: [0.5, .nan]),
      Curve("s, per disc", unit: "nat", x: [0, 1], y: [2, 3], errors: [0.1, 0.2]),
    ]
    let panel = Panel(x: .time, y: Axis("value"), layers: curves.map(Layer.curve))
    let table = FigureTable(Figure(name: "f", panels: [panel]))
    var text = ""
    table.writeCSV { text += $0 }
    #expect(
      text == """
        t [time],rotation,"s, per disc [nat]","standard error of s, per disc [nat]"
        0.0,0.5,2.0,0.1
        1.0,,3.0,0.2

        """)
  }

  @Test func curvesOfOtherPanelsAreTold() {
    var panels = [1.0, 2].map { y in
      Panel(x: .time, y: Axis("y"), layers: [.curve(Curve("", x: [0], y: [y]))])
    }
    panels[1].title = "second"
    let table = FigureTable(Figure(name: "f", panels: panels))
    #expect(table.columns.map(\.name) == ["t [time]", "y", "y (second)"])
  }

  @Test func columnsOfSeveralRunsNameQuantityUnitAndRun() {
    let curves = [("one", [0.0, 1]), ("two", [0.0, 2])].map { run, times -> Curve in
      var curve = Curve(run, unit: "nat", x: times, y: times, errors: [0, 0])
      curve.quantity = "entropy"
      return curve
    }
    let panel = Panel(x: .time, y: Axis("entropy"), layers: curves.map(Layer.curve))
    let table = FigureTable(Figure(name: "f", panels: [panel]))
    #expect(
      table.columns.map(\.name) == [
        "t [time] (one)", "entropy [nat] (one)", "standard error of entropy [nat] (one)",
        "t [time] (two)", "entropy [nat] (two)", "standard error of entropy [nat] (two)",
      ])
  }

  @Test func numbersOfWordsAreWrittenAsWords() {
    let curve = Curve("", x: [0, 1, 2], y: [1, 0, .nan], style: .steps)
    let panel = Panel(
      x: .time, y: Axis("phase", words: ["swarm", "a, b"]), layers: [.curve(curve)])
    #expect(panel.yRange == -0.5...1.5)
    var text = ""
    FigureTable(Figure(name: "f", panels: [panel])).writeCSV { text += $0 }
    #expect(text == "t [time],phase\n0.0,\"a, b\"\n1.0,swarm\n2.0,\n")
  }

  /// What is drawn larger, moved or turned into an arrow is written as it is.
  @Test func snapshotsAreWrittenTrue() {
    var panel = Panel(x: .position("x"), y: .position("y"), layers: [])
    let discs = Discs(
      x: [1, 5, 11], y: [2, 3, 2], radius: [0.1, 0.2, 0.1], leastDrawn: 0.15, images: 1,
      shade: .values([7, 8, 7]))
    #expect(discs.drawnRadius == [0.15, 0.2, 0.15])
    let headings = Headings(
      positions: [SIMD3(1, 2, 0)], arrows: [SIMD3(0.5, 0, 0)], velocities: [SIMD3(3, -4, 0)],
      shade: .series(0))
    panel.layers = [.discs(discs), .headings(headings)]
    let columns = FigureTable(Figure(name: "f", panels: [panel])).columns
    #expect(columns.prefix(4).map(\.values) == [[1, 5], [2, 3], [0.1, 0.2], [7, 8]])
    #expect(
      columns.map(\.name).suffix(2) == ["velocity x [length/time]", "velocity y [length/time]"])
    #expect(columns.map(\.values).suffix(2) == [[3], [-4]])
  }

  @Test func mixingHasItsLimit() {
    #expect(GasEntropies.mixed([0, 1, 0, 1]) == log(2))
    #expect(abs(GasEntropies.mixed([0, 0, 0, 1]) - (log(4) - 0.75 * log(3))) < 1e-15)
    #expect(GasEntropies.mixed([]) == 0)
  }

  @Test func unitsOfFilesTakeThePlaceOfNaturalOnes() {
    let units = PageUnits(length: "Angstrom", time: "ps", velocity: nil)
    #expect(units.applied(to: "length") == "Angstrom")
    #expect(units.applied(to: "1/length^2") == "1/Angstrom^2")
    #expect(units.applied(to: "length/time") == "Angstrom/ps")
    #expect(units.applied(to: "1") == "1")
    #expect(units.applied(to: "lengthy") == "lengthy")
    let told = PageUnits(length: nil, time: "ps", velocity: "nm ps-1")
    #expect(told.applied(to: "length/time") == "nm ps-1")
    var page = Page(
      title: "",
      figures: [Figure(name: "f", panels: [Panel(x: .time, y: .position("x"), layers: [])])])
    page = units.applied(to: page)
    #expect(page.panels[0].x.label == "t [ps]")
    #expect(page.panels[0].y.label == "x [Angstrom]")
  }

  @Test func aMapIsAListOfCells() {
    let map = GridMap(name: "phi", unit: "1", x: [0, 1], y: [5, 6], values: [1, 2, 3, 4])
    let panel = Panel(x: .position("x"), y: .time, layers: [.map(map)])
    let columns = FigureTable(Figure(name: "f", panels: [panel])).columns
    #expect(columns.map(\.name) == ["x [length]", "t [time]", "phi"])
    #expect(columns.map(\.values) == [[0, 1, 0, 1], [5, 5, 6, 6], [1, 2, 3, 4]])
  }

  @Test func mapsAreAveraged() {
    #expect(MapCollector.averaged([1, 2, 3, 4, 5], by: 2) == [1.5, 3.5, 5])
    #expect(MapCollector.averaged([1, 2], by: 1) == [1, 2])
    #expect(MapCollector.isEven([0, 1, 2, 3]))
    #expect(!MapCollector.isEven([0, 1, 2, 10]))
  }

  /// The exact density of the expansion: a step at first, uniform at last, as many points at all
  /// times.
  @Test func collisionlessExpansion() {
    let theory = CollisionlessExpansion(length: 2, lower: 0, thermalSpeed: 1)
    #expect(theory.density(at: 0.5, time: 0) == 2)
    #expect(theory.density(at: 1.5, time: 0) == 0)
    #expect(abs(theory.density(at: 0.3, time: 50) - 1) < 1e-9)
    // At the wall that was taken away half of the way between 2 and 0 at all times, by symmetry.
    #expect(abs(theory.density(at: 1, time: 0.4) - 1) < 1e-12)
    for time in [0.1, 0.5, 2] {
      let mean = (0..<1000).reduce(0) { sum, k in
        sum + theory.density(at: (Double(k) + 0.5) / 500, time: time) / 1000
      }
      #expect(abs(mean - 1) < 1e-6)
    }
    // 2 Phi(x/s) without walls: before the front has reached them.
    let expected = erfc(-(0.1 / 0.1) / 2.0.squareRoot())
    #expect(abs(theory.density(at: 0.9, time: 0.1) - expected) < 1e-12)
  }

  @Test func energyErrorsAreRelative() {
    #expect(EnergyErrors.relative([2, 2.5, 1]) == [0, 0.25, 0.5])
    #expect(EnergyErrors.relative([0, 0.5]) == [0, 0.5])
  }

  @Test func bouncesHaveTheirColors() {
    #expect(VelocityScan.number(outcome: 0, bounces: 7) == 6)
    #expect(VelocityScan.number(outcome: 1, bounces: 2) == 1)
    #expect(VelocityScan.number(outcome: 1, bounces: 9) == 4)
    #expect(VelocityScan.number(outcome: 2, bounces: 0) == 5)
  }

  @Test func callsAreShortenedByWhatTheyShare() {
    let words = GasEntropies.Words([
      "boltzmann_entropy(position: [8, 4], velocity: 1, count: chao_wang_jost)",
      "boltzmann_entropy(position: [8, 4], velocity: 0.5, count: chao_wang_jost)",
      "hydrodynamic_entropy(position: [8, 4])",
    ])
    #expect(words.common == "Boltzmann entropy: cells [8, 4], bias-corrected")
    #expect(
      words.legend("boltzmann_entropy(position: [8, 4], velocity: 1, count: chao_wang_jost)")
        == "dv = 1")
    #expect(words.legend("hydrodynamic_entropy(position: [8, 4])") == "hydrodynamic: cells [8, 4]")
  }

  @Test("A call is shown by its name and its parameters")
  func shownCalls() {
    let call = ShownCall("boltzmann_entropy(position: [8, 4],velocity: 1)")
    #expect(call?.name == "boltzmann_entropy")
    #expect(call?.word(of: "position") == "[8, 4]")
    #expect(call?.word(of: "velocity") == "1")
    #expect(call?.word(of: "count") == nil)
    #expect(ShownCall("no call at all") == nil)
  }

  @Test func everyFamilyKnowsItsFigures() {
    for family in FigureCatalog.standard.families {
      let names = family.kinds.map(\.name)
      #expect(Set(names).count == names.count)
      for name in family.overview + family.comparison { #expect(names.contains(name)) }
    }
  }
}
