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
      "use the boundary {winding: 1}"
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
      "report no collision"
    ),
    (
      scenario("length: 1.0e-300, start: vacuum", run: "{duration: 4, time_step: auto}"),
      "field.yaml:2:16", "too short to compute with"
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

  @Test func oneFrameIsOneFrame() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(
      Self.scenario(
        "potential: {polynomial: [0, 0, 0.5, 0, -0.25]}, start: {kind: gaussian, amplitude: 1.8, position: 5}",
        run: "{duration: 40, time_step: 0.02}", more: "output: {every: 40}"), to: "wild.yaml")
    let run = try command.run("run", "wild.yaml", "-o", "wild.h5")
    #expect(run.errors.contains("; the 1 frame before it is in "), "\(run.errors)")
  }

  @Test func aStartThatTheGridDoesNotShowIsTold() throws {
    let command = try Command()
    defer { command.clean() }
    let start = "start: {kind: kink_antikink, velocity: 0.99}"
    try command.write(
      Self.scenario("points: 64, x_min: -100, length: 200, " + start), to: "coarse.yaml")
    let run = try command.run("run", "coarse.yaml", "--set", "run.duration=0", "-o", "c.h5")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.errors.contains("warning: coarse.yaml:2:16: the grid does not resolve the start"),
      "\(run.errors)")
    #expect(run.errors.contains("use 4096 points"), "\(run.errors)")
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

  @Test func aStartFromAFileMustFit() throws {
    let command = try Command()
    defer { command.clean() }
    let field = "points: 128, x_min: -20, length: 40"
    let short = "{duration: 2, time_step: 0.1}"
    try command.write(
      Self.scenario(
        "\(field), boundary: antiperiodic, start: {kind: kink, velocity: 0.2}", run: short,
        more: "output: {quantities: [phi, pi]}"), to: "kink.yaml")
    #expect(try command.run("run", "kink.yaml", "-o", "kink.h5").status == 0)
    func start(_ keys: String, of file: String = "kink.h5") throws -> Command.Result {
      try command.write(
        Self.scenario("\(keys), start: {kind: file, path: \(file)}", run: short), to: "next.yaml")
      return try command.run("run", "next.yaml", "-o", "next.h5", "--force")
    }
    let good = try start("\(field), boundary: antiperiodic")
    #expect(good.status == 0 && !good.errors.contains("warning"), "\(good.errors)")
    let jump = try start(field)
    #expect(jump.status == 2)
    #expect(
      jump.errors.contains("next.yaml:2:") && jump.errors.contains("use the boundary antiperiodic"),
      "\(jump.errors)")
    let other = try start("points: 128, x_min: -20, length: 50, boundary: antiperiodic")
    #expect(other.status == 2)
    #expect(
      other.errors.contains("set points: 128, x_min: -20, length: 40, boundary: antiperiodic"),
      "\(other.errors)")
    let heavier = try start("\(field), boundary: antiperiodic, potential: {kind: phi4, lambda: 2}")
    #expect(heavier.status == 0)
    #expect(
      heavier.errors.contains("warning: next.yaml:2:")
        && heavier.errors.contains("was made with another potential"), "\(heavier.errors)")
    try command.write(
      "system: couzin\ncouzin: {individuals: 10}\nrun: \(short)\n", to: "school.yaml")
    #expect(try command.run("run", "school.yaml", "-o", "school.h5md").status == 0)
    let school = try start("\(field), boundary: antiperiodic", of: "school.h5md")
    #expect(school.status == 2)
    #expect(
      school.errors.contains("holds 10 individuals of couzin and no field"), "\(school.errors)")
    try command.write(
      Self.scenario(
        "\(field), boundary: antiperiodic, start: kink", run: short,
        more: "output: {quantities: [phi]}"), to: "half.yaml")
    #expect(try command.run("run", "half.yaml", "-o", "half.h5").status == 0)
    let half = try start("\(field), boundary: antiperiodic", of: "half.h5")
    #expect(half.status == 2 && half.errors.contains("phi and no pi"), "\(half.errors)")
  }

  @Test func observablesAreAnalyzedByName() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(
      Self.scenario(
        "start: {kind: kink_antikink, velocity: 0.5}", run: "{duration: 8, time_step: 0.1}"),
      to: "pair.yaml")
    try command.write(
      "system: hard_discs\nhard_discs: {count: 32, packing_fraction: 0.1, box: [1, 1], start: random}\nrun: {duration: 1}\noutput: {every: 0.1}\n",
      to: "gas.yaml")
    for (scenario, file, unit) in [
      ("pair.yaml", "pair.h5", "energy"), ("gas.yaml", "gas.h5md", "energy"),
    ] {
      let run = try command.run("run", scenario, "-o", file, "--format", "json")
      #expect(run.status == 0, "\(run.errors)")
      let told = try #require(try run.json()["observables"] as? [String: [String: Any]])
      let analysis = try command.run("analyze", file, "--diagnostics", "energy", "--format", "json")
      #expect(analysis.status == 0, "\(analysis.errors)")
      let results = try #require(try analysis.json()["results"] as? [String: [String: Any]])
      let energy = try #require(results["energy"])
      #expect(energy["last"] as? Double == told["energy"]?["last"] as? Double)
      #expect(energy["unit"] as? String == unit)
      #expect(energy["standard_error"] is Double)
      #expect(energy["samples"] as? Int ?? 0 > 8)
    }
    let csv = try command.run(
      "analyze", "pair.h5", "--diagnostics", "first_kink, momentum", "--format", "csv")
    #expect(csv.output.hasPrefix("time,first_kink,momentum\n"))
    let wrong = try command.run("analyze", "pair.h5", "--diagnostics", "enrgy")
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("unknown diagnostic 'enrgy'"), "\(wrong.errors)")
    #expect(wrong.errors.contains("did you mean 'energy'?"), "\(wrong.errors)")
    let strange = try command.run("analyze", "pair.h5", "--diagnostics", "temperature_of_tea")
    #expect(
      strange.errors.contains("the file holds the observables bounces, energy, "),
      "\(strange.errors)")
    let described = try command.run("describe", "energy")
    #expect(described.status == 0)
    #expect(described.output.contains("observable of klein_gordon [energy]: the Hamiltonian"))
    #expect(described.output.contains("observable of hard_discs [energy]: kinetic energy"))
  }

  @Test("Observables that depend on a key are described with it")
  func optionalObservables() throws {
    let command = try Command()
    defer { command.clean() }
    for (name, line) in [
      ("orientation_width", "observable of couzin [length], with schedule: the scheduled value"),
      ("probe_3_momentum", "observable of klein_gordon [1/time], with probes: dphi/dt at probe 3"),
      ("free_path_share_0", "observable of hard_discs, with free_path_bins: share of the free"),
      ("couzin", "orientation_width [length], with schedule: the scheduled value"),
      ("klein_gordon", "probe_1, probe_2, ..., with probes: phi at probe #"),
      ("hard_discs", "collision_rate_0_0, collision_rate_0_1, ... [1/time], with species: "),
    ] {
      let described = try command.run("describe", name)
      #expect(described.output.contains(line), "\(described.output)\(described.errors)")
    }
  }

  @Test func placesHaveTheUnitOfLengths() throws {
    let command = try Command()
    defer { command.clean() }
    let stated = "units: {length: cm, time: s}\n"
    for (more, place, rate) in [("", "length", "1/time"), (stated, "cm", "1/s")] {
      try command.write(
        Self.scenario("points: 16, potential: linear, start: vacuum", more: more), to: "calm.yaml")
      #expect(try command.run("run", "calm.yaml", "-o", "calm.h5", "--force").status == 0)
      let file = try HDF5File.openForReading(command.path("calm.h5"))
      func unit(_ name: String) throws -> String {
        try file.root.openDataset(name).attributes.readString("units")
      }
      #expect(try unit("x") == place)
      #expect(try unit("first_kink") == place)
      #expect(try unit("pi") == rate)
      #expect(try unit("energy_density") == "energy/" + place)
      try file.close()
    }
  }

  @Test func aDescriptionTellsEveryStartOnce() throws {
    let command = try Command()
    defer { command.clean() }
    let text = try command.run("describe", "klein_gordon").output
    let about =
      "2 pi n/L in a periodic box, (2 n + 1) pi/L in an antiperiodic one; none between walls"
    #expect(text.components(separatedBy: about).count == 2)
    #expect(text.components(separatedBy: "kind: plane_wave;").count == 2)
    #expect(text.contains("or a group with 'kind' and keys of its own"))
  }

  @Test func timesAreToldWithoutTheirRounding() throws {
    let command = try Command()
    defer { command.clean() }
    // 1013 times 0.1 is 101.30000000000001.
    try command.write(
      Self.scenario(
        "points: 16, potential: linear, start: vacuum", run: "{duration: 101.3, time_step: 0.1}"),
      to: "calm.yaml")
    let run = try command.run("run", "calm.yaml", "-o", "calm.h5")
    #expect(run.output.contains("time      0 to 101.3\n"), "\(run.output)")
    let late = try command.run("analyze", "calm.h5", "--from", "500")
    #expect(late.errors.contains("the file holds time 0 to 101.3"), "\(late.errors)")
    #expect(!late.errors.contains("101.30"))
    let resumed = try command.run("resume", "calm.h5")
    #expect(resumed.errors.contains("is finished at time 101.3;"), "\(resumed.errors)")
    let checkpoint = try command.run("resume", "calm.h5.checkpoint")
    #expect(checkpoint.status == 2)
    #expect(
      checkpoint.errors.contains("give the trajectory that it belongs to: clausius resume calm.h5"),
      "\(checkpoint.errors)")
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
    // The same numbers live and from the file, up to the rounding of transforms that are planned
    // anew.
    let live = try #require(try command.numbers("shannon_entropy", of: "pair.h5").last)
    let last = try #require(results["shannon_entropy"]?["last"] as? Double)
    #expect(abs(last / live - 1) < 1e-13)
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
