import ClausiusDiagnostics
import ClausiusHDF5Storage
import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation
import Testing

@testable import ClausiusPlots

/// Figures of a small file of another writer: 4 particles, 6 frames.
@Suite("Figures of a file") struct RunTests {
  /// A file whose particles circle around the middle at speed 1, one of them ever faster.
  private func withFile(units: [String: String] = [:], _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "clausius-plots-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "circle.h5").path()
    let file = try HDF5File.create(path)
    for (name, turn) in [("position", 0.0), ("velocity", Double.pi / 2)] {
      let group = try file.root.createGroup("particles/all/\(name)")
      var values: [Double] = []
      for frame in 0..<6 {
        for particle in 0..<4 {
          let angle = Double(particle) * .pi / 2 + Double(frame) * 0.1 + turn
          let size = name == "velocity" && particle == 0 ? 1 + Double(frame) : 1
          values += [size * cos(angle), size * sin(angle), 0]
        }
      }
      try group.createDataset("step", of: Int32.self, shape: [6]).write([Int32](0..<6))
      try group.createDataset("time", of: Double.self, shape: [6])
        .write((0..<6).map { Double($0) * 0.5 })
      let dataset = try group.createDataset("value", of: Double.self, shape: [6, 4, 3])
      try dataset.write(values)
      if let unit = units[name] { try dataset.attributes.write("unit", .fixed(unit)) }
    }
    try file.close()
    try body(path)
  }

  /// A call over all six frames.
  private func analysis(_ call: String, of run: PlotRun) throws -> Analysis {
    let analysis = Analysis([try run.request(call)], keepsValues: true)
    var pass = FramePass(over: run.reader)
    pass.show(0..<6, to: analysis)
    try pass.run()
    return analysis
  }

  @Test func curvesHaveTheValuesOfTheDiagnostic() throws {
    try withFile { path in
      let run = try PlotRun(path)
      let plotter = try Plotter([run], names: ["rotation", "polarization"])
      let page = try plotter.page()
      #expect(page.figures.map(\.name) == ["series"])
      let expected = try analysis("rotation", of: run).series[0].values
      guard case .curve(let rotation) = page.panels[0].layers[0] else {
        Issue.record("no curve")
        return
      }
      #expect(rotation.name == "rotation")
      #expect(rotation.y == expected)
      // Headings at right angles to the places: rotation 1 at every frame.
      for value in expected { #expect(abs(value - 1) < 1e-12) }
      #expect(rotation.x == [0, 0.5, 1, 1.5, 2, 2.5])
    }
  }

  /// The names are those of the whole series, as analyze tells them.
  @Test func phasesAreThoseOfTheRecord() throws {
    try withFile { path in
      let run = try PlotRun(path)
      let analysis = try analysis("phase", of: run)
      let names = try #require(analysis.results[0].names)
      #expect(analysis.results[0].warnings.first?.contains("phase(radius: R)") == true)
      let figure = try Plotter([run], names: ["phase"]).page().figures[0]
      let column = try #require(FigureTable(figure).columns.last)
      #expect(column.values.map { column.words[Int($0)] } == names)
      #expect(names == Array(repeating: "torus", count: 6))
      #expect(figure.panels[0].notes[0] == "torus in 100 % of the frames")
      #expect(figure.panels[0].notes[1].contains("fragmentation was not tested"))
    }
  }

  @Test func unitsOfTheFileAreOnTheAxes() throws {
    try withFile(units: ["position": "nm", "velocity": "nm ps-1"]) { path in
      let page = try Plotter([PlotRun(path)], names: ["snapshot", "rotation"]).page()
      #expect(page.panels[0].x.label == "x [nm]")
      #expect(page.panels[1].x.label == "t [time]")
      let columns = FigureTable(page.figures[0]).columns.map(\.name)
      #expect(columns.contains("velocity x [nm ps-1]"))
    }
  }

  @Test func oneFrameIsToldAndTimesBeyondTheEndAreTold() throws {
    try withFile { path in
      let one = try Plotter([PlotRun(path, from: 2.5)], names: ["rotation"]).page()
      #expect(one.panels[0].notes == ["one frame"])
      let beyond = try Plotter([PlotRun(path)], names: ["snapshot"], times: [1, 5000])
      #expect(beyond.warnings.count == 1)
      #expect(beyond.warnings[0].contains("no frame at t = 5000: the frames are from 0 to 2.5"))
    }
  }

  @Test func whatIsNamedTwiceIsDrawnOnce() throws {
    try withFile { path in
      let plotter = try Plotter(
        [PlotRun(path)], names: ["snapshot", "rotation", "snapshot", "rotation"])
      #expect(plotter.kinds.map(\.name) == ["snapshot", "series"])
      #expect(try plotter.page().panels[1].layers.count == 1)
    }
  }

  @Test func theWindowAndTheStrideAreHeeded() throws {
    try withFile { path in
      let run = try PlotRun(path, from: 0.5, to: 2, every: 2)
      let page = try Plotter([run], names: ["polarization"]).page()
      #expect(page.panels[0].layers[0].values(0) == [0.5, 1.5])
      #expect(throws: DiagnosticError.self) { try PlotRun(path, from: 99) }
    }
  }

  @Test func severalRunsShareAPanel() throws {
    try withFile { path in
      let runs = [try PlotRun(path), try PlotRun(path, to: 1)]
      runs.label()
      let page = try Plotter(runs, names: ["polarization", "rotation"]).page()
      #expect(page.panels.count == 2)
      #expect(page.panels[0].layers.count == 2)
      #expect(page.panels[0].y.name == "polarization")
    }
  }

  @Test func headingsAreMiddlesAndDirections() throws {
    try withFile { path in
      let page = try Plotter([PlotRun(path)], names: ["snapshot"], times: [0]).page()
      guard case .headings(let headings) = page.panels[0].layers[0] else {
        Issue.record("no headings")
        return
      }
      #expect(headings.positions.count == 4)
      #expect(abs(headings.positions[0].x - 1) < 1e-12)
      // All of the same length, whatever the speed, and along the velocity.
      let lengths = headings.arrows.map { ($0 * $0).sum().squareRoot() }
      for length in lengths { #expect(abs(length - lengths[0]) < 1e-12) }
      #expect(abs(headings.arrows[0].x) < 1e-12 && headings.arrows[0].y > 0)
    }
  }

  @Test func velocitiesAreScaledByTheTemperature() throws {
    try withFile { path in
      let run = try PlotRun(path)
      let shot = Shot(run: run, frame: try run.read(3), label: "")
      let all = try (0..<2).flatMap { try VelocityHistogram.scaledVelocities(shot, axis: $0) }
      // kT is the mean over the components in the plane of the four.
      #expect(abs(all.reduce(0) { $0 + $1 * $1 } / 8 - 1) < 1e-12)
      for axis in 0..<2 {
        let sum = try VelocityHistogram.scaledVelocities(shot, axis: axis).reduce(0, +)
        #expect(abs(sum) < 1e-12)
      }
    }
  }

  @Test func whatCannotBeDrawnIsRefused() throws {
    try withFile { path in
      let run = try PlotRun(path)
      for (name, expected) in [
        ("field", "'field' is a figure of single fields"),
        ("snapshoot", "did you mean 'snapshot'?"), ("density_profile", "the axis x has no ends"),
        ("rotation(", "--what"), ("rotation(x: 1)", "--what"),
        ("shannon_entropy", "shannon_entropy"), ("pair_entropy", "pair_entropy"),
      ] {
        do throws(PlotError) {
          _ = try Plotter([run], names: [name])
          Issue.record("\(name) was drawn")
        } catch {
          #expect(error.kind == .request)
          #expect(error.description.contains(expected), "\(error)")
        }
      }
    }
  }

  @Test func aMovieHasAPictureForEveryFrame() throws {
    try withFile { path in
      let plotter = try Plotter([PlotRun(path)], names: ["snapshot", "rotation"])
      let movie = try plotter.movie()
      #expect(movie.count == 6)
      let page = try movie.page(2)
      #expect(page.panels[0].title == "t = 1")
      #expect(page.panels[1].now == 1)
      #expect(try page.panels[0].x.range?.width == movie.page(5).panels[0].x.range?.width)
      #expect(throws: PlotError.self) {
        try Plotter([PlotRun(path)], names: ["rotation"]).movie()
      }
    }
  }
}

extension ClosedRange<Double> {
  fileprivate var width: Float { Float(upperBound - lowerBound) }
}
