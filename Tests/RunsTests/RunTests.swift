import ClausiusDeclarations
import ClausiusRuns
import ClausiusScenarios
import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation
import Testing

@Suite("Runs from Swift code")
struct RunTests {
  private static let school = """
    title: A small school
    system: couzin
    couzin: {individuals: 30, orientation_width: 2, attraction_width: 14}
    run: {duration: 10, time_step: 0.1, threads: 1}
    output: {every: 0.5}
    diagnostics: [polarization]
    """

  private func scenario(_ more: ScenarioOverride...) throws -> Scenario {
    try Scenario.read(text: Self.school, path: "school.yaml", overrides: more)
  }

  /// What a trajectory holds: the time, position and polarization of every frame.
  private func contents(of path: String) throws -> [[Double]] {
    let reader = try TrajectoryReader(path)
    defer { reader.close() }
    var frame = try reader.makeFrame()
    return try (0..<reader.frameCount).map { index in
      try reader.read(index, into: &frame)
      return [frame.time] + (frame["position"] ?? []) + frame.observables.map(\.value)
    }
  }

  /// Runs `body` with a path for a trajectory in a folder of its own.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.appending(path: "school.h5md").path())
  }

  @Test("A run writes its file, with what made it")
  func start() throws {
    try inFolder { path in
      let run = try Run(try scenario(), output: path, program: Program(additions: ["walkers"]))
      let summary = try run.start()
      #expect(summary.steps == 100)
      #expect(summary.clock.framesObserved == 21)
      #expect(summary.observables.map(\.name) == ["polarization"])
      #expect(try contents(of: path).count == 21)
      #expect(try contents(of: path).last?.last == summary.observables[0].last)
      let provenance = try #require(try Provenance.read(from: path))
      #expect(provenance.version == "\(Program.version) with walkers")
      #expect(provenance.commit == Program.commit)
      #expect(try RunRecord.read(from: path)?.scenarioText == Self.school)
      #expect(!FileManager.default.fileExists(atPath: path + ".partial"))
    }
  }

  @Test("A run that was stopped goes on to the numbers of one that was not")
  func resuming() throws {
    try inFolder { path in
      try Run(try scenario(), output: path).start()
      let whole = try contents(of: path)
      var tick = 0
      let run = try Run(try scenario(), output: path)
      let stopped = #expect(throws: RunError.self) {
        try run.start(
          replacing: true,
          control: .init(shouldStop: { tick > 40 }, progress: { clock, _ in tick = clock.tick }))
      }
      #expect(stopped?.kind == .interrupted)
      #expect(FileManager.default.fileExists(atPath: path + ".partial"))
      let summary = try Run(resuming: path).start()
      #expect(summary.steps < 100)
      #expect(try contents(of: path) == whole)
      #expect(try Provenance.read(from: path)?.resumptions == 1)
    }
  }

  @Test("A finished run becomes longer, and the same as one that was long from the start")
  func longer() throws {
    try inFolder { path in
      try Run(try scenario(.until(20)), output: path).start()
      let long = try contents(of: path)
      try Run(try scenario(), output: path).start(replacing: true)
      try Run(resuming: path, until: 20).start()
      #expect(try contents(of: path) == long)
    }
  }

  @Test("What cannot be run says why, and leaves the file as it is")
  func refusals() throws {
    try inFolder { path in
      let run = try Run(try scenario(), output: path)
      try run.start()
      #expect(throws: TrajectoryError.self) {
        try Run(try scenario(), output: path).start()
      }
      let done = #expect(throws: RunError.self) { try Run(resuming: path) }
      #expect(done?.kind == .request)
      #expect(
        done?.description
          == "\(path): the run is finished at time 10; give a later end with --until")
      let missing = #expect(throws: RunError.self) { try Run(resuming: path + "5") }
      #expect(missing?.kind == .storage)
      #expect(try contents(of: path).count == 21)
    }
  }

  @Test("A diagnostic that the frames do not allow is refused before anything is written")
  func diagnostics() throws {
    try inFolder { path in
      let refused = #expect(throws: Problems.self) {
        try Run(try scenario(.set("diagnostics=[shannon_entropy]")), output: path)
      }
      #expect(
        refused?.all.first?.message.hasPrefix("shannon_entropy: the frames hold no") == true)
      #expect(!FileManager.default.fileExists(atPath: path + ".partial"))
    }
  }
}
