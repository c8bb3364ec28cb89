import ClausiusDeclarations
import ClausiusSimulationCore
import Foundation
import Testing

@testable import ClausiusScenarios

/// The scenario files of the project, by their paths.
private let shipped: [String] = {
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("scenarios")
    .resolvingSymlinksInPath()
  let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
  return paths.filter { $0.hasSuffix(".yaml") }.sorted().map { root.path + "/" + $0 }
}()

private func read(path: String) throws(Problems) -> Scenario {
  try Scenario.read(path: path)
}

@Suite("The scenarios and systems of the project")
struct ShippedScenarioTests {
  @Test("There are some")
  func some() {
    #expect(shipped.count >= 10)
  }

  @Test("Each is right, has a title and a source, and resolves to itself", arguments: shipped)
  func files(path: String) throws {
    let scenario = try read(path: path)
    #expect(scenario.title != scenario.name)
    #expect(scenario.source?.isEmpty == false)
    let text = try scenario.resolvedText()
    let again = try Scenario.read(text: text, path: path)
    #expect(try again.resolvedText() == text)
    #expect(again.grid == scenario.grid)
  }

  @Test("Each uses only keys that the schema knows", arguments: shipped)
  func schema(path: String) throws {
    let scenario = try read(path: path)
    #expect(strangers(in: scenario.root.json, schema: SystemCatalog.standard.scenarioSchema) == [])
    #expect(
      strangers(in: try scenario.resolved(), schema: SystemCatalog.standard.scenarioSchema) == [])
  }

  /// Keys of `json` that `schema` does not list.
  private func strangers(in json: JSON, schema: JSON?) -> [String] {
    guard case .object(let members) = json else { return [] }
    return members.flatMap { member -> [String] in
      guard let known = schema?["properties"]?[member.key] else {
        let others = schema?["additionalProperties"]
        let isFree = [others?["type"], others?["anyOf"], schema?["anyOf"]].contains { $0 != nil }
        return isFree ? [] : [member.key]
      }
      return strangers(in: member.value, schema: known).map { "\(member.key).\($0)" }
    }
  }

  @Test("Every system describes each of its keys and reads what it writes about itself")
  func systems() throws {
    for type in SystemCatalog.standard.models {
      let description = try #require(SystemCatalog.standard.description(of: type.name))
      #expect(description.about?.isEmpty == false)
      #expect(!type.source.isEmpty)
      let keys = type.keyDescriptions
      #expect(!type.quantities.isEmpty)
      #expect(type.sizeKey != nil)
      #expect(keys.allSatisfy { !$0.about.isEmpty && !$0.unit.isEmpty })
      for key in keys where key.defaultText != nil && !key.isOptional {
        #expect(key.defaultValue != nil, "\(type.name).\(key.name)")
      }
    }
  }

  @Test(
    "A school of 10^12 is refused with the memory that it would need, before anything is allocated")
  func tooLarge() throws {
    let path = try #require(shipped.first { $0.hasSuffix("couzin/torus.yaml") })
    let scenario = try Scenario.read(
      path: path, overrides: [.set("couzin.individuals=1e12")])
    let settings = scenario.runSettings { path, _ in throw Problem("no file \(path)") }
    let refused = #expect(throws: Problems.self) {
      try scenario.checkFits(run: settings, availableMemory: 23e9, availableDisk: nil)
    }
    let problem = try #require(refused?.all.first)
    #expect(problem.position?.description == "--set couzin.individuals=1e12:1:8")
    #expect(problem.message.hasSuffix(" TB of memory, 23 GB are available"))
    #expect(problem.advice == "reduce couzin.individuals")
  }

  @Test("A quantity that a system lacks with these parameters is refused before the run")
  func missingQuantity() throws {
    let text = """
      system: couzin
      couzin: {individuals: 10}
      run: {duration: 1, time_step: 0.1, threads: 1}
      output: {quantities: [position, image]}
      """
    let scenario = try Scenario.read(text: text, path: "s.yaml")
    let settings = scenario.runSettings { path, _ in throw Problem("no file \(path)") }
    let refused = #expect(throws: Problems.self) { try scenario.makeSystem(run: settings) }
    #expect(
      refused?.description == "s.yaml:4:10: 'couzin' has no 'image' with these parameters "
        + "(it has position, velocity)")
    let periodic = try Scenario.read(
      text: text, path: "s.yaml",
      overrides: [.set("couzin.boundary=periodic"), .set("couzin.box=[50, 50, 50]")])
    #expect(
      try periodic.makeSystem(run: settings).quantities.map(\.name) == [
        "position", "velocity", "image",
      ])
  }
}
