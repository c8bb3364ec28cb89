import ClausiusHDF5Storage
import Foundation
import Testing

/// Codes of categories have shares and no mean, wherever they come from.
@Suite("Categories have no mean") struct CategoryCodeTests {
  private static let pair = """
    system: klein_gordon
    klein_gordon:
      points: 256
      x_min: -30
      length: 60
      start: {kind: kink_antikink, separation: 10, velocity: 0.5}
    run: {duration: 60, time_step: 0.1}
    output: {every: 1}
    """

  @Test func aRunPrintsSharesOfOutcomes() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Self.pair, to: "pair.yaml")
    let run = try command.run("run", "pair.yaml", "-o", "pair.h5")
    #expect(run.status == 0, "\(run.errors)")
    let line = run.output.split(separator: "\n").first { $0.hasPrefix("  outcome") }
    #expect(line?.contains("escaped ") == true && line?.contains("undecided ") == true)
    let document = try command.run("run", "pair.yaml", "-o", "again.h5", "--format", "json").json()
    let observables = try #require(document["observables"] as? [String: [String: Any]])
    let outcome = try #require(observables["outcome"])
    #expect(outcome["mean"] == nil && outcome["last"] as? String == "escaped")
    let shares = try #require(outcome["shares"] as? [String: Double])
    #expect(abs(shares.values.reduce(0, +) - 1) < 1e-12 && shares.count == 2)

    // The file says what its numbers stand for, as CF has it.
    let file = try HDF5File.openForReading(command.path("pair.h5"))
    let dataset = try file.root.openDataset("observables/outcome/value")
    #expect(
      try dataset.attributes.readString("flag_meanings") == "captured escaped passed undecided")
    #expect(try dataset.attributes.readArray("flag_values", as: Double.self) == [0, 1, 2, 3])

    let analysis = try command.run(
      "analyze", "pair.h5", "--diagnostics", "outcome", "--format", "json"
    ).json()
    let results = try #require(analysis["results"] as? [String: [String: Any]])
    #expect(results["outcome"]?["mean"] == nil)
    let fractions = try #require(results["outcome"]?["fractions"] as? [String: Double])
    #expect(fractions.filter { $0.value > 0 } == shares && fractions.count == 4)
    #expect(results["outcome"]?["last"] as? String == "escaped")
    let comparing = [
      "mean", "quantile", "correlation", "permutation_entropy", "weighted_permutation_entropy",
      "sample_entropy", "approximate_entropy", "dispersion_entropy", "spectral_entropy",
      "kozachenko_leonenko", "mutual_information", "transfer_entropy",
    ]
    let ofPairs = ["correlation", "mutual_information", "transfer_entropy"]
    for estimator in comparing {
      let of = ofPairs.contains(estimator) ? "[outcome, bounces]" : "outcome"
      let share = estimator == "quantile" ? ", p: 0.5" : ""
      let refused = try command.run(
        "analyze", "pair.h5", "--diagnostics", "\(estimator)(of: \(of)\(share))")
      #expect(refused.status == 2)
      #expect(
        refused.errors.contains(
          "outcome are codes of categories, of which there is no \(estimator)"),
        "\(refused.errors)")
    }
    let counting = [
      "plug_in(of: outcome)", "block_entropy_rate(of: outcome, length: 2)",
      "lempel_ziv_rate(of: outcome)", "transfer_entropy(of: [outcome, bounces], method: discrete)",
    ]
    for call in counting {
      let advised = try command.run("analyze", "pair.h5", "--diagnostics", call)
      #expect(advised.status == 0, "\(call): \(advised.errors)")
    }
  }

  @Test func membersOfAnEnsembleHaveOutcomes() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(
      Self.pair.replacing("output: {every: 1}", with: "output: {every: 6, quantities: [outcome]}")
        .replacing(", velocity: 0.5", with: "")
        .replacing("run:", with: "  ensemble: {velocity: {from: 0.3, to: 0.5, count: 2}}\nrun:"),
      to: "pairs.yaml")
    let run = try command.run("run", "pairs.yaml", "-o", "pairs.h5")
    #expect(run.status == 0, "\(run.errors)")
    let analysis = try command.run(
      "analyze", "pairs.h5", "--diagnostics", "outcome(member: 1)", "--format", "json"
    ).json()
    let results = try #require(analysis["results"] as? [String: [String: Any]])
    let found = try #require(results["outcome(member: 1)"])
    #expect(found["last"] as? String == "escaped" && found["mean"] == nil)
    let refused = try command.run("analyze", "pairs.h5", "--diagnostics", "mean(of: outcome)")
    #expect(refused.status == 2 && refused.errors.contains("codes of categories"))
    let several = try command.run("analyze", "pairs.h5", "--diagnostics", "outcome")
    #expect(several.status == 2 && several.errors.contains("to all: plug_in(of: outcome)"))
    let advised = try command.run("analyze", "pairs.h5", "--diagnostics", "plug_in(of: outcome)")
    #expect(advised.status == 0, "\(advised.errors)")
  }

  @Test func speciesHaveNoMean() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(
      "system: hard_discs\nhard_discs: {count: 40, packing_fraction: 0.1, start: two_species}\n"
        + "run: {duration: 1, seed: 1}\noutput: {every: 0.5}\n", to: "gas.yaml")
    let run = try command.run("run", "gas.yaml", "-o", "gas.h5md")
    #expect(run.status == 0, "\(run.errors)")
    let refused = try command.run(
      "analyze", "gas.h5md", "--diagnostics", "mean(of: species)")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("codes of categories"), "\(refused.errors)")
    let advised = try command.run("analyze", "gas.h5md", "--diagnostics", "plug_in(of: species)")
    #expect(advised.status == 0, "\(advised.errors)")
  }

  /// Codes of two categories have a mean, the share of the second: the occupancy of a lattice.
  @Test func flagsOfOtherProgramsAreRead() throws {
    let command = try Command()
    defer { command.clean() }
    let file = try HDF5File.create(command.path("other.h5"))
    for (name, words) in [("state", ["rest", "walk", "run"]), ("door", ["shut", "open"])] {
      let element = try file.root.createGroup("observables/\(name)")
      let value = try element.createDataset("value", of: Double.self, shape: [4])
      try value.write([0, 1, 1, Double(words.count - 1)])
      try value.attributes.writeFlags(words)
      try element.createDataset("step", of: Double.self, shape: [4]).write([0, 1, 2, 3])
      try element.createDataset("time", of: Double.self, shape: [4]).write([0, 1, 2, 3])
    }
    try file.close()
    let analysis = try command.run(
      "analyze", "other.h5", "--diagnostics", "state, door, mean(of: door)", "--format", "json"
    ).json()
    let results = try #require(analysis["results"] as? [String: [String: Any]])
    #expect(
      results["state"]?["fractions"] as? [String: Double]
        == ["rest": 0.25, "walk": 0.5, "run": 0.25])
    #expect(results["door"]?["fractions"] as? [String: Double] == ["shut": 0.25, "open": 0.75])
    #expect(results["mean(of: door)"]?["mean"] as? Double == 0.75)
  }
}
