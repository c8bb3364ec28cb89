import ClausiusRuns
import ClausiusScenarios
import ClausiusValidation
import Foundation

/// Remembers the checks of a scenario in the user's cache folder, as long as neither the scenario
/// nor the program changes.
struct ValidationMemory {
  /// What is kept: the whole scenario and the version, and what came out.
  private struct Record: Codable {
    var scenario: String
    var program: String
    var checks: [Check]
  }

  private let scenario: String
  private let file: URL
  /// What tells this program from others; nothing does for a build with changes that are not
  /// committed, without git, or with the additions of a package, whose commit nobody knows.
  private let program: String?

  /// The memory of one scenario with everything that was set from outside.
  init(_ scenario: Scenario, of program: Program) {
    let isKnown =
      Program.commit != "unknown" && !Program.commit.hasSuffix("-modified")
      && program.additions.isEmpty
    self.program = isKnown ? program.version + " " + Program.commit : nil
    self.scenario =
      scenario.text + scenario.overrides.map(\.assignment).joined(separator: "\n")
      + scenario.path
    let environment = ProcessInfo.processInfo.environment
    let folder =
      environment["XDG_CACHE_HOME"].map { URL(filePath: $0) }
      ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: ".cache")
    file = folder.appending(path: "clausius/validate/\(scenario.systemName)-\(scenario.name).json")
  }

  /// The checks of the last time, `nil` when something has changed since.
  func recall() -> [Check]? {
    guard let program, let data = try? Data(contentsOf: file),
      let record = try? JSONDecoder().decode(Record.self, from: data)
    else { return nil }
    return record.scenario == scenario && record.program == program ? record.checks : nil
  }

  /// Keeps the checks; where the cache folder cannot be written they are computed again the next
  /// time.
  func keep(_ checks: [Check]) {
    guard let program else { return }
    let record = Record(scenario: scenario, program: program, checks: checks)
    try? FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? JSONEncoder().encode(record).write(to: file, options: .atomic)
  }
}
