import ClausiusHDF5Storage
import Foundation
import Testing

/// Fields from the scenario to the diagnostics, and what is refused on the way.
@Suite("Fields") struct FieldTests {
  private static func scenario(
    _ field: String, run: String = "{duration: 4, time_step: 0.05}", more: String = ""
  ) -> String {
    "system: klein_gordon\nklein_gordon: {\(field)}\nrun: \(run)\n" + more
  }

  /// What is wrong, and the place and words that the message must have.
  static let wrong: [(text: String, place: String, expected: String)] = [
    (
      scenario("start: kink_antikink", run: "{duration: 4, time_step: 1}"), "field.yaml:3:20",
      "above the stability limit"
    ),
    (scenario("points: 0, start: vacuum"), "field.yaml:2:24", "points"),
    (scenario("points: -8, start: vacuum"), "field.yaml:2:24", "points"),
    (
      scenario("boundary: antiperiodic, start: {kind: kink, velocity: 1.2}"), "field.yaml:2:70",
      "below 1"
    ),
    (
      scenario("potential: sine_gordon, start: {kind: breather, frequency: 1}"),
      "field.yaml:2:75", "below 1"
    ),
    (
      scenario("potential: sine_gordon, start: {kind: breather, frequency: 0}"),
      "field.yaml:2:75", "above 0"
    ),
    (scenario("start: kink"), "field.yaml:2:16", "use the boundary antiperiodic"),
    (
      scenario("potential: sine_gordon, start: kink"), "field.yaml:2:40",
      "the boundary 'winding: n'"
    ),
    (
      scenario("start: kink_antikink", run: "{duration: 4, time_step: atuo}"),
      "field.yaml:3:31", "or auto"
    ),
    (
      scenario("start: kink_antikink", more: "diagnostics: [permutation_entropy]"),
      "field.yaml:4:15", "clausius analyze"
    ),
    (
      scenario("start: vacuum", more: "diagnostics: [kink_collision]"), "field.yaml:4:15",
      "tell of no collision"
    ),
  ]

  @Test(arguments: wrong.indices) func aWrongFieldIsRefused(index: Int) throws {
    let (text, place, expected) = Self.wrong[index]
    let command = try Command()
    defer { command.clean() }
    try command.write(text, to: "field.yaml")
    let run = try command.run("run", "field.yaml")
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains(place), "\(run.errors)")
    #expect(run.errors.contains(expected), "\(run.errors)")
    #expect(!command.exists("output"))
  }

  @Test func whatMaySurpriseIsSaidFirst() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(
      Self.scenario("start: {kind: kink_antikink, separation: 4}"), to: "near.yaml")
    let near = try command.run("run", "near.yaml")
    #expect(near.status == 0)
    // exp(-4 sqrt2) = 0.003493
    #expect(near.errors.contains("warning: near.yaml:2:"), "\(near.errors)")
    #expect(near.errors.contains("solitons overlap"), "\(near.errors)")
  }

  @Test func aFieldThatBlowsUpKeepsItsLastGoodFrame() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(
      Self.scenario(
        "potential: {polynomial: [0, 0, 0.5, 0, -0.25]}, start: {kind: gaussian, amplitude: 1.8, position: 5}",
        run: "{duration: 40, time_step: 0.02}", more: "output: {every: 0.04}"), to: "wild.yaml")
    let run = try command.run("run", "wild.yaml", "-o", "wild.h5")
    #expect(run.status == 1)
    #expect(run.errors.contains("warning: wild.yaml:2:"), "\(run.errors)")
    #expect(run.errors.contains("blows up after t = "), "\(run.errors)")
    #expect(run.errors.contains("at x = "), "\(run.errors)")
    #expect(!command.exists("wild.h5"))
    let times = try command.numbers("time", of: "wild.h5.partial")
    let phi = try command.numbers("phi", of: "wild.h5.partial")
    #expect(times.count > 5 && times.count < 1000)
    #expect(phi.allSatisfy { $0.isFinite })
  }

  @Test func anAutomaticStepIsRecorded() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(
      Self.scenario(
        "start: kink_antikink", run: "{duration: 4, time_step: auto}", more: "output: {every: 0.5}"),
      to: "auto.yaml")
    let run = try command.run("run", "auto.yaml", "-o", "auto.h5", "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    let step = try #require(try run.json()["time_step"] as? Double)
    #expect(abs((0.5 / step).rounded() - 0.5 / step) < 1e-9)
    let file = try HDF5File.openForReading(command.path("auto.h5"))
    defer { try? file.close() }
    let group = try file.root.openGroup("parameters")
    let written = try group.attributes.readScalar("dt", as: Double.self)
    #expect(abs(written - step) < 1e-15)
    let described = try command.run("describe", "scenario")
    #expect(described.output.contains("time_step [time]: a real number above 0, or auto"))
  }

  @Test func aFieldIsAnalyzedWithoutBeingAsked() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(
      Self.scenario(
        "points: 256, x_min: -30, length: 60, start: {kind: kink_antikink, separation: 10, velocity: 0.5}",
        run: "{duration: 60, time_step: 0.1}",
        more: "output: {every: 1, quantities: [phi, pi]}\ndiagnostics: [shannon_entropy]"),
      to: "pair.yaml")
    #expect(try command.run("run", "pair.yaml", "-o", "pair.h5").status == 0)
    let analysis = try command.run("analyze", "pair.h5", "--format", "json").json()
    let results = try #require(analysis["results"] as? [String: [String: Any]])
    for name in [
      "shannon_entropy", "renyi_entropy(order: 0.5)", "renyi_entropy(order: 2)",
      "renyi_entropy(order: 10)", "tsallis_entropy(order: 0.5)", "tsallis_entropy(order: 2)",
      "composite_entropy", "mode_entropy", "permutation_entropy", "kink_collision",
    ] {
      #expect(results[name]?["mean"] is Double, "\(name)")
    }
    // The same numbers live and from the file.
    let live = try command.numbers("shannon_entropy", of: "pair.h5")
    // But for the last bit, which JSONSerialization on Linux may lose when it reads the document.
    let last = try #require(results["shannon_entropy"]?["last"] as? Double)
    #expect(abs(last - (live.last ?? .nan)) <= last.ulp)
    let members = try #require(results["kink_collision"]?["members"] as? [[String: Any]])
    #expect(members.count == 1)
    #expect(members[0]["outcome"] as? String == "escaped")
    #expect(members[0]["velocity"] as? Double == 0.5)
    #expect((members[0]["bounce_times"] as? [Double])?.count == 1)
    let published = try command.run("analyze", "pair.h5", "--convention", "amangkurat")
    #expect(published.status == 0)
    let wrong = try command.run("analyze", "pair.h5", "--convention", "dewi_kadita")
    #expect(wrong.status == 2)
    let school = try command.run("analyze", "pair.h5", "--diagnostics", "polarization")
    #expect(school.status == 2)
    #expect(school.errors.contains("no velocity"), "\(school.errors)")
  }
}
