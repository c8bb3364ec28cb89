import ClausiusHDF5Storage
import Foundation
import Testing

/// Trajectories that an earlier version wrote, finished and interrupted, with what it made of them;
/// `Tests/OldFiles/make_old_files.py` tells how they came to be.
@Suite("Trajectories of an earlier version")
struct OldFileTests {
  static let names = ["school", "gas", "ensemble", "field"]
  /// A school is chaotic: its numbers are those of one build of the kernels.
  static let kernels = ["CLAUSIUS_SIMD": "baseline"]

  /// What the earlier version said.
  struct Expected: Decodable {
    /// Numbers by name; what was undefined is left out.
    struct Numbers: Decodable {
      var mean, standard_error, standard_deviation, minimum, maximum, first, last: Double?
      var samples: Int?
    }
    struct Facts: Decodable {
      var finished: Bool
      var system, title, commit: String
      var frames: Int
      var first_time, last_time, seed: Double
    }
    var file: String
    var calls: [String]
    var results: [String: Numbers]
    var series: String
    var table: String
    var later: Int
    var last: [String: [Double?]]
    var facts: Facts
  }

  private struct Analysis: Decodable { var results: [String: Expected.Numbers] }

  private static let folder = Command.package.appending(path: "Tests/OldFiles")

  private func expected(_ name: String) throws -> Expected {
    let data = try Data(contentsOf: Self.folder.appending(path: "\(name).json"))
    return try JSONDecoder().decode(Expected.self, from: data)
  }

  /// Puts a file of the earlier version into the folder of `command`.
  private func unpack(_ name: String, into command: Command, as target: String? = nil) throws {
    try command.unpack("Tests/OldFiles/\(name).gz", to: target ?? name)
  }

  @Test("Analyze gives the same numbers", arguments: names)
  func analyze(name: String) throws {
    let expected = try expected(name)
    let command = try Command()
    defer { command.clean() }
    try unpack(expected.file, into: command)
    // The earlier version counted all particles of a mixture together.
    func asked(_ call: String) -> String {
      let isCounted = call.hasPrefix("boltzmann_entropy(")
      return isCounted ? call.dropLast() + ", species: together)" : call
    }
    let run = try command.run(
      "analyze", expected.file, "--diagnostics",
      expected.calls.map(asked).joined(separator: ", "),
      "--format", "json", environment: Self.kernels)
    #expect(run.status == 0, "\(run.errors)")
    let results = try JSONDecoder().decode(Analysis.self, from: Data(run.output.utf8)).results
    #expect(Set(results.keys) == Set(expected.results.keys.map(asked)))
    for (call, old) in expected.results {
      let new = try #require(results[asked(call)])
      #expect(new.samples == old.samples, "\(call)")
      for path in [
        \Expected.Numbers.mean, \.standard_error, \.standard_deviation, \.minimum, \.maximum,
        \.first, \.last,
      ] {
        #expect(new[keyPath: path] == old[keyPath: path], "\(call)")
      }
    }
  }

  @Test("Plot draws the same numbers", arguments: names)
  func plot(name: String) throws {
    let expected = try expected(name)
    let command = try Command()
    defer { command.clean() }
    try unpack(expected.file, into: command)
    let run = try command.run(
      "plot", expected.file, "-o", "plot.svg", "--what", expected.series, "--data")
    #expect(run.status == 0, "\(run.errors)")
    let table = try FileManager.default.contentsOfDirectory(atPath: command.folder.path())
      .first { $0.hasPrefix("plot_") && $0.hasSuffix(".csv") }
    let text = try String(contentsOfFile: command.path(try #require(table)), encoding: .utf8)
    #expect(rows(text) == rows(expected.table))
  }

  /// The rows of a table below its titles.
  private func rows(_ text: String) -> [[Double?]] {
    text.split(separator: "\n").dropFirst().map { row in
      row.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    }
  }

  @Test("Inspect finds the same run", arguments: names)
  func inspect(name: String) throws {
    let expected = try expected(name)
    let command = try Command()
    defer { command.clean() }
    try unpack(expected.file, into: command)
    let run = try command.run("inspect", expected.file, "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    let facts = try JSONDecoder().decode(Expected.Facts.self, from: Data(run.output.utf8))
    let old = expected.facts
    #expect(facts.finished == old.finished)
    #expect([facts.system, facts.title, facts.commit] == [old.system, old.title, old.commit])
    #expect(facts.frames == old.frames)
    #expect(
      [facts.first_time, facts.last_time, facts.seed] == [old.first_time, old.last_time, old.seed])
    let scenario = Self.folder.appending(path: "\(name).yaml")
    let text = try String(contentsOf: scenario, encoding: .utf8)
    #expect(try command.run("inspect", expected.file, "--scenario").output == text)
  }

  @Test("An interrupted run goes on to the same numbers", arguments: names)
  func resume(name: String) throws {
    let expected = try expected(name)
    let command = try Command()
    defer { command.clean() }
    let file = expected.file
    try unpack(file, into: command, as: "whole")
    for end in [".partial", ".checkpoint"] { try unpack(file + end, into: command) }
    let resumed = try command.run("resume", file, "--quiet", environment: Self.kernels)
    #expect(resumed.status == 0, "\(resumed.errors)")
    for dataset in expected.last.keys.sorted() + ["time"] {
      let new = try command.numbers(dataset, of: file)
      #expect(!new.isEmpty)
      #expect(
        try new.map(\.bitPattern) == command.numbers(dataset, of: "whole").map(\.bitPattern),
        "\(dataset)")
    }
  }

  @Test("A finished run is made longer with the same numbers", arguments: names)
  func longer(name: String) throws {
    let expected = try expected(name)
    let command = try Command()
    defer { command.clean() }
    try unpack(expected.file, into: command)
    let longer = try command.run(
      "resume", expected.file, "--until", "\(expected.later)", "--quiet",
      environment: Self.kernels)
    #expect(longer.status == 0, "\(longer.errors)")
    #expect(try command.numbers("time", of: expected.file).last == Double(expected.later))
    for (dataset, last) in expected.last {
      let new = try command.numbers(dataset, of: expected.file).suffix(last.count)
      #expect(new.map { $0.isFinite ? $0 : nil } == last, "\(dataset)")
    }
  }
}
