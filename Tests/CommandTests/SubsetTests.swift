import Foundation
import Testing

/// Whatever a run writes can be read again by every verb: each subset of the quantities of each
/// system, with the same numbers as in a file that holds them all.
@Suite("Subsets of quantities") struct SubsetTests {
  /// A scenario and the quantities that it offers.
  struct Offer: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let quantities: [String]
    /// Of each quantity that is a number, a call with a number at each frame.
    let numbers: [String: String]
    /// Two calls that are expected to be anything.
    let expected: [String]
    /// The end of a longer run.
    let until: String

    var testDescription: String { name }

    /// Every subset but the empty one; of many quantities each alone and all together.
    var subsets: [[String]] {
      guard quantities.count <= 4 else { return quantities.map { [$0] } + [quantities] }
      return (1..<1 << quantities.count).map { bits in
        quantities.indices.filter { bits >> $0 & 1 == 1 }.map { quantities[$0] }
      }
    }
  }

  static let offers = [
    Offer(
      name: "school",
      text: """
        system: couzin
        couzin: {individuals: 20, boundary: periodic, box: [30, 30, 30], start_radius: 5}
        run: {duration: 4, time_step: 0.1}
        output: {every: 0.5}
        diagnostics: [polarization]
        """, quantities: ["position", "velocity", "image"], numbers: ofIndividuals,
      expected: ["polarization", "shape_entropy"], until: "5"),
    Offer(
      name: "gas",
      text: """
        system: hard_discs
        hard_discs: {count: 30, packing_fraction: 0.2, boundary: [periodic, periodic]}
        run: {duration: 2}
        output: {every: 0.25}
        """, quantities: ["position", "velocity", "image"], numbers: ofIndividuals,
      expected: ["energy", "maxwellian_divergence"], until: "3"),
    Offer(
      name: "field",
      text: """
        system: klein_gordon
        klein_gordon: {potential: phi4, points: 64, x_min: -16, length: 32, start: kink_antikink}
        run: {duration: 2, time_step: 0.05}
        output: {every: 0.25}
        """, quantities: ["phi", "pi", "energy_density", "mode_energy"],
      numbers: [
        "phi": "kozachenko_leonenko(of: phi)", "pi": "kozachenko_leonenko(of: pi)",
        "energy_density": "plug_in(of: energy_density, values: weights)",
        "mode_energy": "plug_in(of: mode_energy, values: weights)",
      ], expected: ["shannon_entropy", "mode_entropy"], until: "3"),
    Offer(
      name: "ensemble",
      text: """
        system: klein_gordon
        klein_gordon:
          potential: phi4
          points: 64
          x_min: -16
          length: 32
          start: kink_antikink
          ensemble: {velocity: {from: 0.2, to: 0.4, count: 5}}
        run: {duration: 2, time_step: 0.05}
        output: {every: 0.25}
        """,
      quantities: [
        "center_field", "kink_distance", "member_energy", "bounces", "last_bounce_time",
        "outgoing_velocity", "outcome",
      ],
      numbers: [
        "center_field": "center_field(member: 2)", "kink_distance": "kink_distance(member: 1)",
        "member_energy": "member_energy(member: 4)", "bounces": "bounces(member: 0)",
        "outcome": "outcome(member: 3)",
      ], expected: ["escaped_fraction", "members"], until: "3"),
  ]

  private static let ofIndividuals = [
    "position": "position(individual: 3, component: x)",
    "velocity": "velocity(individual: 3, component: y)",
    "image": "image(individual: 3, component: x)",
  ]

  /// A call that the quantity allows; NaN, as of collisions that have not been, has no entropy.
  private func call(_ quantity: String) -> String {
    let estimator = quantity == "outcome" ? "plug_in" : "kozachenko_leonenko"
    return "\(estimator)(of: \(quantity), along: pooled)"
  }

  private func results(
    _ command: Command, _ file: String, _ quantities: [String]
  ) throws -> [String] {
    try quantities.map { quantity in
      let result = try command.run(
        "analyze", file, "--diagnostics", call(quantity), "--format", "json")
      // Before the first collision there is no number, which is refused in words.
      let isUndefined = ["last_bounce_time", "outgoing_velocity"].contains(quantity)
      #expect(result.status == (isUndefined ? 2 : 0), "\(quantity): \(result.errors)")
      return (isUndefined ? result.errors : result.output).replacing(file, with: "FILE")
        .replacing(#/output\.quantities=\[[^\]]*\]/#, with: "QUANTITIES")
    }
  }

  @Test("Each subset is written and read again", arguments: offers)
  func subsets(offer: Offer) throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(offer.text, to: "s.yaml")
    func run(_ quantities: [String], _ file: String) throws {
      let list = "output.quantities=[\(quantities.joined(separator: ", "))]"
      let result = try command.run("run", "s.yaml", "-o", file, "--set", list, "--quiet")
      try #require(result.status == 0, "\(result.errors)")
    }
    try run(offer.quantities, "all.h5")
    let whole = try results(command, "all.h5", offer.quantities)
    for subset in offer.subsets {
      try run(subset, "part.h5")
      let part = try results(command, "part.h5", subset)
      let expected = subset.map { whole[offer.quantities.firstIndex(of: $0) ?? 0] }
      #expect(part == expected, "\(subset)")
      let inspection = try command.run("inspect", "part.h5", "--format", "json")
      #expect(inspection.status == 0, "\(subset): \(inspection.errors)")
      let plot = try command.run("plot", "part.h5", "--data", "-o", "part.svg")
      #expect(plot.status == 0, "\(subset): \(plot.errors)")
      try expectAlike(command, subset.compactMap { offer.numbers[$0] }, "part.h5", "all.h5")
      let longer = try command.run("resume", "part.h5", "--until", offer.until, "--quiet")
      #expect(longer.status == 0, "\(subset): \(longer.errors)")
      #expect(try command.numbers("time", of: "part.h5").last == Double(offer.until))
      for file in ["part.h5", "part.svg"] {
        try? FileManager.default.removeItem(atPath: command.path(file))
      }
    }
  }

  /// That `compare` finds the same numbers in two files.
  private func expectAlike(
    _ command: Command, _ calls: [String], _ one: String, _ other: String
  ) throws {
    guard !calls.isEmpty else { return }
    let result = try command.run(
      "compare", one, other, "--diagnostics", calls.joined(separator: ", "), "--resamples", "99",
      "--format", "json")
    try #require(result.status == 0, "\(calls): \(result.errors)")
    let comparisons = try result.json()["comparisons"] as? [String: [String: Any]]
    for call in calls {
      let samples = try #require(comparisons?[call]?["samples"] as? [[String: Any]], "\(call)")
      #expect(samples.map { $0["values"] as? Int } == [9, 9], "\(call)")
      if call.hasPrefix("outcome") {
        let shares = samples.map { $0["shares"] as? [String: [String: Any]] }
        let words = shares.map { $0?.mapValues { $0["share"] as? Double } }
        #expect(words[0]?.values.contains { $0 != nil } == true, "\(call)")
        #expect(words[0] == words[1], "\(call)")
        continue
      }
      for fact in ["mean", "median", "minimum", "maximum"] {
        let values = samples.map { $0[fact] as? Double }
        #expect(values[0] != nil && values[0] == values[1], "\(call): \(fact)")
      }
    }
  }

  @Test("What is written changes nothing of what validate measures", arguments: offers)
  func validation(offer: Offer) throws {
    let command = try Command()
    defer { command.clean() }
    let lines = offer.expected.map { "  - {diagnostic: \($0), mean: {above: -1000}}" }
    try command.write(
      offer.text + "\nexpect:\n" + lines.joined(separator: "\n") + "\n", to: "s.yaml")
    func measured(_ subset: [String]) throws -> [Double?] {
      let result = try command.run(
        "validate", "s.yaml", "--fresh", "--format", "json", "--set",
        "output.quantities=[\(subset.joined(separator: ", "))]")
      #expect(result.status == 0, "\(subset): \(result.errors)")
      let checks = try result.json()["checks"] as? [[String: Any]]
      return try #require(checks).map { $0["measured"] as? Double }
    }
    let whole = try measured(offer.quantities)
    #expect(whole.count == 2 && whole.allSatisfy { $0 != nil })
    for subset in offer.subsets { #expect(try measured(subset) == whole, "\(subset)") }
  }

  @Test("Entropies in place of the velocities that they are of")
  func entropiesAlone() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Self.offers[0].text, to: "s.yaml")
    for (file, list) in [("whole.h5", "[position, velocity]"), ("lean.h5", "[position]")] {
      let run = try command.run(
        "run", "s.yaml", "-o", file, "--set", "output.quantities=\(list)", "--quiet")
      try #require(run.status == 0, "\(run.errors)")
    }
    let whole = try command.numbers("polarization", of: "whole.h5")
    #expect(try command.numbers("polarization", of: "lean.h5") == whole)
    let analysis = try command.run(
      "analyze", "lean.h5", "--diagnostics", "polarization", "--format", "json")
    #expect(analysis.status == 0, "\(analysis.errors)")
    let results = try analysis.json()["results"] as? [String: [String: Any]]
    let first = try #require(results?["polarization"]?["first"] as? Double)
    // The number of a JSON text may differ in its last bit once it is read.
    #expect(abs(first - whole[0]) < 1e-15)
  }
}
