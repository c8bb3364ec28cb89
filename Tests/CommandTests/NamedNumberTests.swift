import Foundation
import Testing

/// One number of whatever frames carry has the same name in every verb.
@Suite("Numbers by name") struct NamedNumberTests {
  private static let calls: [(offer: String, call: String, unit: String)] = [
    ("school", "speed(individual: 0)", "length/time"),
    ("school", "heading(individual: 0, component: x)", "1"),
    ("school", "species(individual: 2)", "1"),
    ("school", "image(individual: 1, component: x)", "1"),
    ("gas", "radius(individual: 1)", "1"), ("gas", "mass(individual: 0)", "1"),
    ("gas", "velocity(individual: 1, component: y)", "length/time"),
    ("field", "phi(x: 3)", "1"), ("field", "energy_density(x: 0)", "energy/length"),
    ("ensemble", "bounces(member: 0)", "1"), ("ensemble", "member_energy(member: 0)", "energy"),
  ]

  private func write(_ offer: SubsetTests.Offer, expecting calls: [String], _ command: Command)
    throws
  {
    let checks = calls.map { "\n  - {diagnostic: \"\($0)\", final: {above: -1e9}}" }.joined()
    try command.write(
      offer.text + "\nexpect:" + checks + "\n", to: "a.yaml")
  }

  @Test("Every verb takes it", arguments: ["school", "gas", "field", "ensemble"])
  func everyVerb(name: String) throws {
    let command = try Command()
    defer { command.clean() }
    let offer = try #require(SubsetTests.offers.first { $0.name == name })
    let calls = Self.calls.filter { $0.offer == name }
    try write(offer, expecting: calls.map(\.call), command)
    let validation = try command.run("validate", "a.yaml", "--format", "json", "--fresh")
    #expect(validation.status == 0, "\(validation.errors)")
    #expect(try validation.json()["passed"] as? Int == calls.count)
    let all =
      name == "ensemble"
      ? offer.quantities
      : ["school", "gas"].contains(name)
        ? ["position", "velocity", "image"] : ["phi", "pi", "energy_density"]
    let run = try command.run(
      "run", "a.yaml", "-o", "a.h5", "--quiet", "--set",
      "output.quantities=[\(all.joined(separator: ", "))]")
    #expect(run.status == 0, "\(run.errors)")
    let text = calls.map(\.call).joined(separator: ", ")
    let analysis = try command.run("analyze", "a.h5", "--diagnostics", text, "--format", "json")
    #expect(analysis.status == 0, "\(analysis.errors)")
    let results = try #require(try analysis.json()["results"] as? [String: [String: Any]])
    for (_, call, unit) in calls { #expect(results[call]?["unit"] as? String == unit, "\(call)") }
    let plot = try command.run("plot", "a.h5", "--what", text, "--data", "-o", "p.svg")
    if PlotTests.hasGnuplot { #expect(plot.status == 0, "\(plot.errors)") }
  }

  @Test("What holds several numbers says how one of them is called, and that call works")
  func advice() throws {
    let command = try Command()
    defer { command.clean() }
    try write(SubsetTests.offers[2], expecting: ["energy"], command)
    let run = try command.run("run", "a.yaml", "-o", "a.h5", "--quiet")
    #expect(run.status == 0, "\(run.errors)")
    let several = try command.run("analyze", "a.h5", "--diagnostics", "phi")
    #expect(several.status == 2)
    #expect(
      several.errors.contains("phi holds 64 numbers a frame (name one, such as phi(x: 0),"),
      "\(several.errors)")
    let refusals = [
      ("phi(component: 0)", "phi has no components"),
      ("phi(x: 64)", "there is no x 64 (entries along x are numbered 0 to 63)"),
      ("phi(y: 0)", "'y' chooses nothing: the numbers lie along no such axis"),
      ("phi(at: here)", "at: expected a real number"),
    ]
    for (call, message) in refusals {
      let refused = try command.run("analyze", "a.h5", "--diagnostics", call)
      #expect(refused.status == 2)
      #expect(refused.errors.contains(message), "\(refused.errors)")
    }
    try write(SubsetTests.offers[2], expecting: ["phi"], command)
    let validation = try command.run("validate", "a.yaml", "--fresh")
    #expect(validation.status != 0)
    #expect(validation.errors.contains("phi holds 64 numbers a frame"), "\(validation.errors)")
  }
}
