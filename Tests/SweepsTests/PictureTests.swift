import ClausiusDeclarations
import ClausiusPlots
import ClausiusScenarios
import Foundation
import Testing

@testable import ClausiusSweeps

@Suite("Pictures of sweeps")
struct PictureTests {
  /// The page of a sweep that was run.
  private func page(_ sweep: String, names: [String]? = nil) throws -> Page {
    var page = Page(title: "", figures: [])
    try Sweeps.withFolder { folder in
      let sweep = try Sweep(Sweeps.scenario(sweep), in: folder)
      try sweep.begin()
      _ = try SweepRunner(
        sweep, members: Array(0..<sweep.plan.count), part: .whole, jobs: 1
      ).run()
      try sweep.collect()
      #expect(SweepData.isSweep(folder.netCDF))
      page = try SweepPicture(SweepData(folder.netCDF), names: names).page()
    }
    return page
  }

  @Test("Two axes give maps of means over seeds, words give points")
  func maps() throws {
    let page = try page(
      "{grid: {couzin.orientation_width: [0, 2, 8], couzin.speed: [1, 3]}, replicates: 2, diagnostics: [polarization, phase]}"
    )
    #expect(page.figures.map(\.name) == ["phase", "polarization_mean"])
    let panel = page.figures[1].panels[0]
    #expect(panel.x.words == ["0", "2", "8"])
    #expect(panel.y.words == ["1", "3"])
    guard case .map(let map) = panel.layers[0] else {
      Issue.record("no map")
      return
    }
    #expect(map.values.count == 6)
    #expect(map.values.allSatisfy { (0...1).contains($0) })
    guard case .curve(let points) = page.figures[0].panels[0].layers[0] else {
      Issue.record("no points")
      return
    }
    #expect(points.x == [0, 0, 1, 1, 2, 2])
    #expect(points.y == [0, 1, 0, 1, 0, 1])
  }

  @Test("One axis gives a curve, whose errors are the scatter between seeds")
  func curves() throws {
    let page = try page(
      "{grid: {couzin.orientation_width: [0, 2, 8]}, replicates: 2}", names: ["polarization"])
    guard case .curve(let curve) = page.figures[0].panels[0].layers[0] else {
      Issue.record("no curve")
      return
    }
    #expect(curve.x == [0, 2, 8])
    #expect(curve.errors?.allSatisfy { $0 > 0 } == true)
  }

  @Test("A list gives points over each of its keys")
  func lists() throws {
    let page = try page("{list: [{couzin.speed: 1, run.seed: 3}, {couzin.speed: 2, run.seed: 1}]}")
    #expect(page.panels.map(\.x.name) == ["speed", "seed"])
  }

  @Test("Means over seeds, their scatter, and the word of most")
  func statistics() {
    let data = SweepData(
      title: "",
      axes: [
        .init(name: "a", values: [1, 2], words: []),
        .init(name: "seed", values: [1, 2, 3], words: []),
      ], isGrid: true, columns: [])
    let settings = SweepSettings(grid: data)
    #expect(settings.members == [[0, 1, 2], [3, 4, 5]])
    let found = settings.means(of: [1, 2, 3, .nan, 5, .nan], errors: [9, 9, 9, 9, 0.5, 9])
    #expect(found.means == [2, 5])
    #expect(found.errors == [(1.0 / 3).squareRoot(), 0.5])
    #expect(settings.words(of: ["x", "y", "y", "b", "a", ""]) == ["y", "a"])
  }

  @Test("A column that is not there is answered with those that are")
  func unknownColumns() throws {
    let error = #expect(throws: PlotError.self) { try page("{replicates: 2}", names: ["rotation"]) }
    #expect(error?.description.contains("it has polarization_mean") == true)
  }
}
