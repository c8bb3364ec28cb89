import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusScenarios
import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation
import Testing

/// Every diagnostic of the catalog on every sort of frames: what a run computes live is what the
/// file gives, to the last bit.
@Suite("Live equals file")
struct LiveEqualsFileTests {
  static let scenarios: [String: String] = [
    "couzin": """
    system: couzin
    couzin:
      individuals: 40
      orientation_width: 2
      attraction_width: 14
      boundary: periodic
      box: [30, 30, 30]
      start: ball
      start_radius: 3
    run: {duration: 12, time_step: 0.1, seed: 3, threads: 1}
    output: {every: 0.5}
    """,
    "gas": """
    system: hard_discs
    hard_discs:
      species:
        - {name: light, count: 60, diameter: 0.02, mass: 1}
        - {name: heavy, count: 60, diameter: 0.03, mass: 8}
      box: [2, 1]
      boundary: reflecting
      start: two_species
      temperature: 1
    run: {duration: 0.8, seed: 1, threads: 1}
    output: {every: 0.05}
    """,
    "transport": """
    system: hard_discs
    hard_discs:
      count: 60
      packing_fraction: 0.2
      box: [1, 1]
      boundary: periodic
      helfand_moments: true
    run: {duration: 6, seed: 1, threads: 1}
    output: {every: 0.02}
    """,
    "thermostat": """
    system: klein_gordon
    klein_gordon:
      potential: phi4
      points: 64
      x_min: -16
      length: 32
      start: {kind: thermal, temperature: 0.1}
      thermostat: {temperature: 0.2, friction: 0.5}
    run: {duration: 20, time_step: 0.1, threads: 1}
    output: {every: 0.5}
    """,
    "field": """
    system: klein_gordon
    klein_gordon:
      potential: phi4
      points: 128
      x_min: -16
      length: 32
      start: {kind: kink_antikink, velocity: 0.3, separation: 8}
    run: {duration: 40, time_step: 0.05, threads: 1}
    output: {every: 0.5}
    """,
    "ensemble": """
    system: klein_gordon
    klein_gordon:
      potential: phi4
      points: 128
      x_min: -16
      length: 32
      start: {kind: kink_antikink, separation: 8}
      ensemble: {velocity: {from: 0.15, to: 0.4, count: 5}}
    run: {duration: 40, time_step: 0.05, threads: 1}
    output: {every: 0.5}
    """,
    "winding": """
    system: klein_gordon
    klein_gordon:
      potential: {kind: double_sine_gordon, eta: 0.3}
      points: 96
      x_min: -12
      length: 24
      boundary: {winding: 1}
      start: {kind: kink, velocity: 0.3}
    run: {duration: 10, time_step: 0.05, threads: 1}
    output: {every: 0.5}
    """,
    "active": """
    system: active_particles
    active_particles:
      count: 150
      packing_fraction: 0.5
      persistence_time: 1
      translational_diffusivity: 0.05
    run: {duration: 6, time_step: 0.001, seed: 1, threads: 1}
    output: {every: 0.1}
    """,
    "lattice": """
    system: parity
    run: {duration: 20, threads: 1}
    output: {every: 1}
    """,
    "flow": """
    system: standard_map
    run: {duration: 30, threads: 1}
    output: {every: 1}
    """,
    "own": """
    system: spinners
    run: {duration: 10, time_step: 0.1, threads: 1}
    output: {every: 0.5}
    """,
  ]

  /// Calls of quantities that only some families have.
  static let quantityCalls: [String: [String]] = [
    "couzin": [
      "kozachenko_leonenko(of: velocity)", "permutation_entropy(of: polarization)",
      "accuracy(direction: [1, 0, 0])", "quantile(of: neighbor_distance, p: 0.9)",
    ],
    "gas": ["plug_in(of: species)", "permutation_entropy(of: energy)"],
    "transport": ["shear_viscosity(from: 0.1, to: 0.4)", "permutation_entropy(of: helfand_shear)"],
    "thermostat": ["permutation_entropy(of: heat)", "kozachenko_leonenko(of: pi)"],
    "field": [
      "plug_in(of: energy_density, values: weights)", "plug_in(of: mode_energy, values: weights)",
      "kozachenko_leonenko(of: phi)",
    ],
    "winding": ["kozachenko_leonenko(of: phi)"],
    "active": [
      "kozachenko_leonenko(of: self_propulsion)", "occupancy_information(position: [6, 6])",
      "coarsening_length", "hexatic_order(statistic: local)",
      "entropy_production(form: heat, class: gas)", "probability_flow(features: [single])",
    ],
    "ensemble": ["plug_in(of: bounces)"],
    "lattice": [
      "plug_in(of: spin, along: pooled)", "permutation_entropy(of: magnetization)",
    ],
    "flow": [
      "kozachenko_leonenko(of: state, along: space)",
      "kozachenko_leonenko(of: angle, along: space)",
      "permutation_entropy(of: state(member: 2, component: p))",
      "permutation_entropy(of: powers(component: 1))",
    ],
    "own": [
      "agreement", "kozachenko_leonenko(of: orientation, along: space)",
      "permutation_entropy(of: agreement)",
      "permutation_entropy(of: orientation(individual: 3))",
    ],
  ]

  private let systems: SystemCatalog
  private let catalog: DiagnosticCatalog

  init() throws {
    systems = try SystemCatalog.standard.adding(
      [ParityModel.self, StandardMapModel.self, SpinnersModel.self])
    catalog = try DiagnosticCatalog.standard.adding(
      [Agreement.self],
      families: [
        DiagnosticFamily(SpinnersModel.family, about: "spinners") { _ in
          [Agreement.name, NearestNeighborEntropy.name]
        }
      ])
  }

  private func scenario(_ family: String) throws -> Scenario {
    try Scenario.read(
      text: "title: \(family)\n" + (Self.scenarios[family] ?? ""), path: family + ".yaml",
      systems: systems, diagnostics: catalog)
  }

  /// Every call that frames of this kind allow: each name alone, and the usual calls; and those of
  /// its quantities, which it must allow.
  private func calls(_ family: String, _ contents: FrameContents) throws -> [DiagnosticRequest] {
    let own = try (Self.quantityCalls[family] ?? []).map { call in
      try catalog.request(call, at: SourcePosition(source: "test", line: 1, column: 1))
        .fitted(to: contents)
    }
    // A number that the run writes anyhow is no call.
    let usual = catalog.defaultCalls(contents).filter { !contents.observables.contains($0) }
    let others = [
      "kink_collision(field: bounces)", "clusters(radius: 2)",
      "pair_correlation(from: 0.1, to: 0.2)",
    ]
    var seen = Set(own.map(\.text))
    let all = (catalog.names + usual + others).filter { seen.insert($0).inserted }
    return own
      + all.compactMap { call in
        let request = try? catalog.request(
          call, at: SourcePosition(source: "test", line: 1, column: 1))
        return try? request?.fitted(to: contents)
      }
  }

  /// Runs a scenario into a file, with every diagnostic that it allows.
  private func run(_ family: String, into path: String, writing quantities: [String]? = nil)
    throws -> Analysis
  {
    let scenario = try scenario(family)
    let settings = scenario.runSettings { path, _ in throw Problem("no file \(path)") }
    let system = try scenario.makeSystem(run: settings)
    let analysis = Analysis(try calls(family, system.contents), keepsValues: true)
    let live = LiveDiagnostics(analysis)
    let written = quantities ?? system.quantities.map(\.name)
    let writer = try TrajectoryWriter(
      creating: path,
      with: TrajectoryDescription(
        context: system.context, box: system.box,
        quantities: system.quantities.filter { written.contains($0.name) },
        observables: system.observables().map(\.description)
          + live.columns.map { ObservableDescription($0.name, unit: $0.unit, about: $0.name) },
        compression: .none,
        record: RunRecord(
          title: scenario.title, scenarioText: scenario.text, scenarioFile: scenario.path,
          overrides: [], configuration: try scenario.resolvedText(), seed: settings.seed),
        provenance: Provenance(version: "0", commit: "0", kernels: "baseline", threads: 1)),
      replacing: true)
    let simulation = Simulation(
      system: system, grid: scenario.grid, quantities: written, diagnostics: live,
      observers: [writer])
    #expect(try simulation.run() == .finished)
    try writer.finish(state: simulation.archive())
    try analysis.finish()
    return analysis
  }

  private func withPath(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "clausius-live-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.appending(path: "run.h5md").path())
  }

  private func bits(_ values: [Double]) -> [UInt64] {
    values.map { $0.isNaN ? Double.nan.bitPattern : $0.bitPattern }
  }

  @Test("Values, names and numbers of the whole run", arguments: scenarios.keys.sorted())
  func everyDiagnostic(family: String) throws {
    try withPath { path in
      let live = try run(family, into: path)
      let reader = try TrajectoryReader(path)
      defer { reader.close() }
      for threads in [1, 3] {
        let fromFile = Analysis(live.requests, keepsValues: true)
        var pass = FramePass(over: reader, threads: threads)
        pass.show(0..<reader.frameCount, to: fromFile)
        try pass.run()
        for (own, read) in zip(live.series, fromFile.series) {
          #expect(bits(own.values) == bits(read.values), "\(own.request.text)")
          #expect(own.result.names == read.result.names, "\(own.request.text)")
          #expect(own.result.whole == read.result.whole, "\(own.request.text)")
          #expect(own.result.warnings == read.result.warnings, "\(own.request.text)")
          #expect(own.result.notes == read.result.notes, "\(own.request.text)")
        }
      }
      try expectColumns(reader, live)
    }
  }

  /// That the file holds the numbers at each frame, and nothing that was not final then.
  private func expectColumns(_ reader: TrajectoryReader, _ live: Analysis) throws {
    var frame = try reader.makeFrame()
    for index in 0..<reader.frameCount {
      try reader.read(index, into: &frame)
      for series in live.series {
        let column = frame.observables.first { $0.name == series.request.text }
        #expect((column != nil) == (series.request.kind == .numbers), "\(series.request.text)")
        guard let column else { continue }
        #expect(bits([column.value]) == bits([series.values[index]]), "\(series.request.text)")
      }
    }
  }

  @Test("No diagnostic is left out")
  func complete() throws {
    var seen: Set<String> = []
    for family in Self.scenarios.keys {
      let scenario = try scenario(family)
      let settings = scenario.runSettings { path, _ in throw Problem("no file \(path)") }
      let system = try scenario.makeSystem(run: settings)
      for request in try calls(family, system.contents) {
        seen.insert(String(request.text.prefix { $0 != "(" }))
      }
    }
    #expect(Set(catalog.names).subtracting(seen) == [])
  }

  @Test(
    "A field has the same numbers, whatever is written of it",
    arguments: [
      ["phi", "pi"], ["phi", "pi", "energy_density", "mode_energy"], ["energy_density"],
      ["mode_energy", "phi"],
    ])
  func fieldOfAnyQuantities(written: [String]) throws {
    try withPath { path in
      let live = try run("winding", into: path, writing: written)
      let usual = try run("winding", into: path, writing: ["phi"])
      for (one, other) in zip(live.series, usual.series) {
        #expect(bits(one.values) == bits(other.values), "\(one.request.text)")
      }
    }
  }

  @Test("What is not written is measured all the same")
  func unwrittenQuantities() throws {
    try withPath { path in
      let live = try run("couzin", into: path, writing: ["position"])
      let reader = try TrajectoryReader(path)
      defer { reader.close() }
      #expect(reader.quantities.map(\.name) == ["position"])
      #expect(reader.observables.contains("polarization"))
      try expectColumns(reader, live)
      try withPath { other in
        let whole = try run("couzin", into: other)
        #expect(zip(live.series, whole.series).allSatisfy { bits($0.values) == bits($1.values) })
      }
    }
  }
}
