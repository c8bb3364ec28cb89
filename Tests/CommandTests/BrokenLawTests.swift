import Foundation
import Testing

/// Scenarios with a law broken on purpose: the checks of that law fail, the others pass.
@Suite struct BrokenLawTests {
  /// The checks of a shipped scenario with `changes`, by name.
  private func validate(
    _ scenario: String, _ changes: [(String, String)] = []
  ) throws -> (status: Int32, passed: [String: Bool]) {
    let command = try Command()
    defer { command.clean() }
    var text = try String(contentsOfFile: Command.scenario(scenario), encoding: .utf8)
    for (before, after) in changes {
      try #require(text.contains(before), "\(scenario) has no \(before)")
      text = text.replacing(before, with: after)
    }
    try command.write(text, to: "edited.yaml")
    let result = try command.run("validate", "edited.yaml", "--fresh", "--format", "json")
    let checks = try #require(try result.json()["checks"] as? [[String: Any]], "\(result.errors)")
    var passed: [String: Bool] = [:]
    for check in checks {
      passed[try #require(check["check"] as? String)] = try #require(check["passed"] as? Bool)
    }
    return (result.status, passed)
  }

  @Test(arguments: ["couzin/torus", "hard-discs/equilibrium-0.5", "klein-gordon/dispersion"])
  func `untouched laws hold`(scenario: String) throws {
    let (status, passed) = try validate(scenario)
    #expect(status == 0)
    #expect(passed.values.allSatisfy { $0 })
  }

  @Test func `a school that sees too little forms no mill`() throws {
    let (status, passed) = try validate(
      "couzin/torus", [("field_of_perception: 270", "field_of_perception: 90")])
    #expect(status == 1)
    #expect(passed["share of phase torus, last_half"] == false)
    #expect(passed["mean of rotation, last_half"] == false)
  }

  @Test func `discs of half the diameter collide too rarely`() throws {
    let (status, passed) = try validate(
      "hard-discs/equilibrium-0.5", [("packing_fraction: 0.5", "packing_fraction: 0.125")])
    #expect(status == 1)
    #expect(passed["final of mean_free_path, final"] == false)
    #expect(passed["final of collision_rate, final"] == false)
    #expect(passed["final of compressibility_factor, final"] == false)
    #expect(passed["standard deviation of energy / temperature, all"] == true)
  }

  @Test func `a potential of the wrong sign has another dispersion`() throws {
    let (status, passed) = try validate(
      "klein-gordon/dispersion",
      [
        ("potential: linear", "potential: {polynomial: [0, 0, -0.5]}"),
        ("scheme=exponential_splitting", "scheme=yoshida_4"),
      ])
    #expect(status == 1)
    #expect(passed.count == 3)
    #expect(passed.values.allSatisfy { !$0 })
  }

  /// The commands that docs/validation.md prints fail checks, as it says.
  @Test func `laws are broken by hand as the page says`() throws {
    let page = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../docs/validation.md").standardizedFileURL, encoding: .utf8)
    let prefix = "clausius validate scenarios/"
    let lines = page.replacing("\\\n ", with: "").split(separator: "\n").filter {
      $0.hasPrefix(prefix) && $0.contains(" --set ")
    }
    #expect(lines.count == 3)
    for line in lines {
      let parts = line.dropFirst(prefix.count).components(separatedBy: " --set ")
      let scenario = parts[0].trimmingCharacters(in: .whitespaces).replacing(".yaml", with: "")
      let settings = parts.dropFirst().flatMap {
        ["--set", $0.trimmingCharacters(in: CharacterSet(charactersIn: " \""))]
      }
      let command = try Command()
      defer { command.clean() }
      let result = try command.start(
        ["validate", Command.scenario(scenario), "--fresh", "--format", "json"] + settings
      ).wait()
      #expect(result.status == 1, "\(line): \(result.errors)")
      #expect((try result.json()["failed"] as? Int ?? 0) > 0)
    }
  }

  @Test func `a kink in a potential of the wrong sign is none`() throws {
    let (status, passed) = try validate(
      "klein-gordon/static-kink",
      [
        ("potential: phi4", "potential: {polynomial: [-0.25, 0, 0.5, 0, -0.25]}"),
        ("start: kink", "start: {kind: standing_wave, mode: 0, amplitude: 1, vacuum: 0}"),
      ])
    #expect(status == 1)
    #expect(passed["mean of energy, all"] == false)
  }
}
