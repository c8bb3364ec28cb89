import ClausiusDiagnostics
import ClausiusHDF5Storage
import ClausiusSimulationCore
import Foundation
import Testing

@testable import ClausiusPlots

/// Figures of a small file of active particles: 25 discs on a lattice, 3 frames.
@Suite("Figures of active particles") struct ActiveFigureTests {
  private let count = 25

  /// The components of u and F and the divergence of F of a particle.
  private func state(_ i: Int) -> (u: [Double], force: [Double], divergence: Double) {
    ([cos(Double(i)), sin(Double(i)), 0], [0.1 * Double(i % 3), -0.2, 0], -0.5 * Double(i % 4))
  }

  private func withFile(diffusivity: Double, _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "clausius-active-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "active.h5").path()
    let file = try HDF5File.create(path)
    let places = (0..<count).flatMap { i -> [Double] in
      [1.5 * Double(i % 5), 1.5 * Double(i / 5), 0]
    }
    let states = (0..<count).map { state($0) }
    let quantities: [(String, [Double])] = [
      ("position", places), ("self_propulsion", states.flatMap(\.u)),
      ("force", states.flatMap(\.force)), ("force_divergence", states.map(\.divergence)),
    ]
    for (name, values) in quantities {
      let group = try file.root.createGroup("particles/all/\(name)")
      try group.createDataset("step", of: Int32.self, shape: [3]).write([Int32](0..<3))
      try group.createDataset("time", of: Double.self, shape: [3]).write([0, 1, 2])
      let shape = values.count == count ? [3, count] : [3, count, 3]
      try group.createDataset("value", of: Double.self, shape: shape)
        .write([values, values, values].flatMap { $0 })
    }
    let group = try file.root.openGroup("particles/all")
    try group.createDataset("radius", of: Double.self, shape: [count])
      .write([Double](repeating: 0.5, count: count))
    let box = try group.createGroup("box")
    try box.attributes.write("dimension", 2)
    try box.attributes.write("boundary", .fixed(["periodic", "periodic"]))
    try box.createDataset("edges", of: Double.self, shape: [2]).write([7.5, 7.5])
    let parameters = try file.root.createGroup("parameters")
    try parameters.attributes.write("translational_diffusivity", diffusivity)
    try parameters.attributes.write("self_propulsion_speed", 1.0)
    try parameters.attributes.write("persistence_time", 4.0)
    try file.close()
    try body(path)
  }

  private func page(_ path: String, _ names: [String]) throws -> Page {
    try Plotter([try PlotRun(path)], names: names).page()
  }

  @Test("Three maps of one frame show the local rates of the three conventions")
  func maps() throws {
    try withFile(diffusivity: 0.5) { path in
      let panels = try page(path, ["entropy_production_maps"]).panels
      #expect(
        panels.map { $0.title.prefix { $0 != "," } } == [
          "even parity", "odd parity", "contraction",
        ])
      #expect(panels.map { $0.color?.unit } == ["nat/time", "nat/time", "1/time"])
      let rates = try panels.map { panel -> [Double] in
        guard case .discs(let discs) = panel.layers[0], case .values(let values) = discs.shade
        else { throw DiagnosticError("no discs") }
        return values
      }
      for i in 0..<count {
        let (u, force, divergence) = state(i)
        let work = u[0] * force[0] + u[1] * force[1]
        #expect(abs(rates[0][i] - (1 + work) / 0.5) < 1e-12)
        #expect(abs(rates[1][i] + work / 0.5) < 1e-12)
        #expect(rates[2][i] == -divergence)
      }
    }
  }

  @Test("Without translational diffusion the contraction alone is drawn")
  func contraction() throws {
    try withFile(diffusivity: 0) { path in
      let panels = try page(path, ["entropy_production_maps"]).panels
      #expect(panels.map { $0.title.prefix { $0 != "," } } == ["contraction"])
      let curves = try page(path, ["entropy_production_by_density"]).panels[0].layers
      #expect(curves.count == 1)
    }
  }

  @Test("Rates stand against the packing of their particles, and against persistence")
  func curves() throws {
    try withFile(diffusivity: 0.5) { path in
      let work = (0..<count).map { i -> Double in
        let (u, force, _) = state(i)
        return u[0] * force[0] + u[1] * force[1]
      }
      let mean = 2 + 2 * work.reduce(0, +) / Double(count)
      for (name, place) in [
        ("entropy_production_by_density", 0.35), ("entropy_production_by_persistence", 4.0),
      ] {
        guard case .curve(let even) = try page(path, [name]).panels[0].layers[0] else {
          throw DiagnosticError("no curve")
        }
        #expect(even.name == "even: u·(u + F)/D_t")
        // All particles of a lattice have the packing pi/9.
        #expect(even.x.count == 1 && abs(even.x[0] - place) < 0.03)
        #expect(abs(even.y[0] - mean) < 1e-12)
      }
    }
  }

  @Test("The usual picture of active particles")
  func overview() throws {
    try withFile(diffusivity: 0.5) { path in
      let plotter = try Plotter([try PlotRun(path)], names: nil)
      #expect(
        plotter.kinds.map(\.name) == [
          "entropy_production_maps", "entropy_production_by_density", "packing_histogram",
        ])
    }
  }
}
