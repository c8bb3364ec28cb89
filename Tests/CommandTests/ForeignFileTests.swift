import ClausiusHDF5Storage
import Foundation
import Testing

/// H5MD files as other simulators write them, all with the same numbers:
/// `Tests/ForeignFiles/make_foreign_files.py` makes them.
@Suite("Files of other simulators")
struct ForeignFileTests {
  static let variants = [
    "fixed_interval", "float32", "big_endian", "other_group", "two_dimensions", "extra", "all",
  ]
  private static let folder = Command.package.appending(path: "Tests/ForeignFiles")
  private static let calls = [
    "polarization", "rotation", "clusters(radius: 3)", "largest_cluster_polarization(radius: 3)",
    "permutation_entropy(of: speed(individual: 3))",
    "permutation_entropy(of: position(individual: 2, component: x))",
  ].joined(separator: ", ")

  private static let planeNote =
    "\"all individuals have z = 0: they are read as lying in a plane "
    + "(--dimension 3 reads them as lying in space)\""

  /// What the verbs print of a file, which is always called `a.h5md`.
  private func answers(_ variant: String) throws -> [String: String] {
    let command = try Command()
    defer { command.clean() }
    for (source, target) in [(variant, "a.h5md"), ("plain", "b.h5md")] {
      try FileManager.default.copyItem(
        at: Self.folder.appending(path: source + ".h5md"),
        to: command.folder.appending(path: target))
    }
    let group = ["other_group", "all"].contains(variant) ? "fish" : "trajectory"
    let part = "a.h5md:/particles/\(group)/velocity/value[:,2,0]"
    var answers: [String: String] = [:]
    for arguments in [
      ["analyze", "a.h5md", "--diagnostics", Self.calls, "--format", "json"],
      ["analyze", "a.h5md", "--diagnostics", "polarization, rotation", "--format", "csv"],
      [
        "compare", "a.h5md", "b.h5md", "--diagnostics", "polarization, rotation", "--resamples",
        "99", "--format", "json",
      ],
      ["plot", "a.h5md", "--what", "polarization, rotation", "--data", "-o", "p.svg"],
      ["measure", "permutation_entropy(order: 3)", part, "--format", "json"],
    ] {
      let run = try command.run(arguments)
      #expect(run.status == 0, "\(variant): \(run.errors)")
      answers[arguments[0] + (arguments.last ?? "")] = run.output
        .replacing(part, with: "the part").replacing(Self.planeNote, with: "")
    }
    try expectFacts(command, variant)
    for name in try FileManager.default.contentsOfDirectory(atPath: command.folder.path())
    where name.hasPrefix("p_") {
      answers[name] = try String(contentsOfFile: command.path(name), encoding: .utf8)
    }
    #expect(answers.count == 6, "five answers and a table of numbers")
    return answers
  }

  /// That `inspect` states what the file holds, and for what family it takes it.
  private func expectFacts(_ command: Command, _ variant: String) throws {
    let facts = try command.run("inspect", "a.h5md", "--format", "json").json()
    #expect(facts["system"] as? String == "not stated")
    #expect(facts["family"] as? String == "individuals")
    #expect(
      facts["holds"] as? String == "individuals with positions and velocities in open space")
    #expect(facts["health"] as? String == "sound, all 32 frames read")
    let numbers = ["individuals": 6, "frames": 32, "first_time": 2, "last_time": 17.5]
    for (name, number) in numbers { #expect(facts[name] as? Double == number, "\(name)") }
    // Three columns with z = 0 are a plane too, which a note says.
    #expect(facts["dimension"] as? Int == 2)
    let others = ["extra", "all"].contains(variant)
    let quantities =
      ["position", "velocity"]
      + (others ? ["image", "orientation", "propulsion_speed"] : [])
    #expect(facts["quantities"] as? [String] == quantities)
    #expect(facts["observables"] as? [String] == (others ? ["heat", "stress"] : []))
  }

  /// The speed of individual 3, which the writer stored beside the velocities.
  @Test("Inspect shows the properties that can be named, and individuals that are not read")
  func namesAndNeighbors() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(SubsetTests.offers[1].text, to: "gas.yaml")
    #expect(try command.run("run", "gas.yaml", "-o", "gas.h5md", "--quiet").status == 0)
    let gas = try command.run("inspect", "gas.h5md", "--format", "json").json()
    #expect(gas["properties"] as? [String] == ["id", "mass", "radius", "species"])
    try FileManager.default.copyItem(
      at: Self.folder.appending(path: "plain.h5md"),
      to: command.folder.appending(path: "a.h5md"))
    let file = try HDF5File.openForWriting(command.path("a.h5md"))
    let chosen = try file.root.openGroup("particles").children()[0].name
    _ = try file.root.createGroup("particles/ztail")
    try file.close()
    let facts = try command.run("inspect", "a.h5md", "--format", "json").json()
    #expect(
      facts["left out particles/ztail"] as? String
        == "frames carry the individuals of /particles/\(chosen); see --group")
  }

  @Test(
    "A dataset that no other writer has is named through every verb", arguments: ["extra", "all"])
  func extraDataset(variant: String) throws {
    let command = try Command()
    defer { command.clean() }
    try FileManager.default.copyItem(
      at: Self.folder.appending(path: variant + ".h5md"),
      to: command.folder.appending(path: "a.h5md"))
    let call = "propulsion_speed(individual: 3)"
    let ofSeries = "permutation_entropy(of: \(call))"
    let analysis = try command.run(
      "analyze", "a.h5md", "--diagnostics", "\(call), heat, \(ofSeries)", "--format", "json")
    #expect(analysis.status == 0, "\(analysis.errors)")
    let results = try #require(try analysis.json()["results"] as? [String: [String: Any]])
    let facts = ["first": 1.199951171875, "mean": 1.1999893188476562, "maximum": 1.2001953125]
    for (fact, value) in facts { #expect(results[call]?[fact] as? Double == value, "\(fact)") }
    // The number of a JSON text may differ in its last bit once it is read.
    #expect(abs((results[ofSeries]?["mean"] as? Double ?? 0) - 0.9797318396496706) < 1e-15)
    #expect(results["heat"]?["first"] as? Double == 7.199951171875)
    let comparison = try command.run(
      "compare", "a.h5md", "a.h5md", "--diagnostics", call, "--resamples", "99", "--format", "json")
    #expect(comparison.status == 0, "\(comparison.errors)")
    #expect(comparison.output.contains("\"mean\": 1.1999893188476562"))
    let plot = try command.run("plot", "a.h5md", "--what", call, "--data", "-o", "p.svg")
    #expect(plot.status == 0, "\(plot.errors)")
    let rows = try String(contentsOfFile: command.path("p_series.csv"), encoding: .utf8)
      .split(whereSeparator: \.isNewline)
    #expect(rows.prefix(2) == ["t [time],\(call)", "2.0,1.199951171875"])
    let group = variant == "all" ? "fish" : "trajectory"
    let measure = try command.run(
      "measure", "permutation_entropy",
      "a.h5md:/particles/\(group)/propulsion_speed/value[:,3]", "--format", "json")
    #expect(try measure.json()["value"] as? Double == results[ofSeries]?["mean"] as? Double)
  }

  @Test("Every form of H5MD gives the same numbers through every verb", arguments: variants)
  func sameNumbers(variant: String) throws {
    let plain = try answers("plain")
    let own = try answers(variant)
    for (verb, text) in plain { #expect(own[verb] == text, "\(verb)") }
  }
}
