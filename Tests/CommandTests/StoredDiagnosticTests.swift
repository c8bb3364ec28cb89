import ClausiusHDF5Storage
import Foundation
import Testing

/// Diagnostics that a run stored are read, not computed again, unless asked.
@Suite struct StoredDiagnosticTests {
  private func run(_ command: Command, quantities: String = "[position, velocity]") throws {
    try command.write(
      Command.school(
        output: "{every: 0.5, quantities: \(quantities)}",
        diagnostics: "[polarization, \"polarization_entropy(cells: 64)\"]"), to: "school.yaml")
    let result = try command.run("run", "school.yaml", "-o", "school.h5md", "--quiet")
    try #require(result.status == 0, "\(result.errors)")
  }

  private func results(_ command: Command, _ arguments: String...) throws -> [String: [String: Any]]
  {
    let json = try command.run(
      ["analyze", "school.h5md", "--format", "json"] + arguments
    ).json()
    return try #require(json["results"] as? [String: [String: Any]])
  }

  @Test func storedValuesAreThoseComputedAgain() throws {
    let command = try Command()
    defer { command.clean() }
    try run(command)
    // Written in another way, it is the same call.
    let calls = "polarization,polarization_entropy(cells:64),rotation"
    let stored = try results(command, "--diagnostics", calls)
    let computed = try results(command, "--diagnostics", calls, "--recompute")
    #expect(stored["polarization"]?["stored"] as? Bool == true)
    #expect(stored["polarization_entropy(cells:64)"]?["stored"] as? Bool == true)
    #expect(stored["rotation"]?["stored"] as? Bool == false)
    #expect(computed["polarization"]?["stored"] as? Bool == false)
    for call in stored.keys {
      for key in ["mean", "standard_error", "minimum", "maximum", "first", "last"] {
        #expect(
          stored[call]?[key] as? Double == computed[call]?[key] as? Double, "\(call) \(key)")
      }
    }
    let table = try command.run("analyze", "school.h5md", "--diagnostics", calls)
    #expect(
      table.output.contains(
        "as stored by the run: polarization, polarization_entropy(cells:64)"))
    #expect(!table.output.contains("stored by the run: rotation"))
  }

  /// Every system writes its observables; who names one among the diagnostics asks for no more.
  @Test(arguments: [
    (
      "hard_discs",
      "{count: 20, packing_fraction: 0.1, box: [1, 1], boundary: periodic, start: random, temperature: 1}",
      "energy"
    ),
    (
      "klein_gordon",
      "{potential: phi4, x_min: -10, length: 20, points: 64, boundary: antiperiodic, start: kink}",
      "energy"
    ),
    ("active_particles", "{count: 20, packing_fraction: 0.1}", "contraction"),
  ]) func anObservableIsNoSecondColumn(
    _ scenario: (system: String, keys: String, observable: String)
  ) throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(
      """
      system: \(scenario.system)
      \(scenario.system): \(scenario.keys)
      run: {duration: 0.4, seed: 1\(scenario.system == "hard_discs" ? "" : ", time_step: 0.001")}
      output: {every: 0.1}
      diagnostics: [\(scenario.observable)]
      """, to: "s.yaml")
    let run = try command.run("run", "s.yaml", "-o", "s.h5", "--quiet")
    #expect(run.status == 0, "\(run.errors)")
    let found =
      try command.run(
        "analyze", "s.h5", "--diagnostics", scenario.observable, "--format", "json"
      ).json()["results"] as? [String: [String: Any]]
    #expect(found?[scenario.observable]?["samples"] as? Int == 5)
  }

  @Test func valuesOfAnotherProgramAreComputedAgain() throws {
    let command = try Command()
    defer { command.clean() }
    try run(command)
    let file = try HDF5File.openForWriting(command.path("school.h5md"))
    try file.root.openGroup("provenance").attributes.write("commit", .fixed("another"))
    try file.close()
    let found = try results(command, "--diagnostics", "polarization")
    #expect(found["polarization"]?["stored"] as? Bool == false)
  }

  @Test func polarizationsTakeThePlaceOfVelocities() throws {
    let command = try Command()
    defer { command.clean() }
    try run(command, quantities: "[position]")
    let found = try results(command, "--diagnostics", "polarization")
    #expect(found["polarization"]?["samples"] as? Int == 41)
    let again = try command.run(
      "analyze", "school.h5md", "--diagnostics", "polarization", "--recompute")
    #expect(again.status == 2)
    #expect(again.errors.contains("the frames carry no velocity"))
  }

  @Test func threadsChangeNothing() throws {
    let command = try Command()
    defer { command.clean() }
    try run(command)
    let outputs = try ["1", "2", "5"].map { threads in
      try command.run("analyze", "school.h5md", "--recompute", "--threads", threads).output
    }
    #expect(Set(outputs).count == 1)
    #expect(outputs[0].contains("polarization"))
  }
}
