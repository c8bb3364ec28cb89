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
      answers[arguments[0] + (arguments.last ?? "")] = run.output.replacing(part, with: "the part")
    }
    for name in try FileManager.default.contentsOfDirectory(atPath: command.folder.path())
    where name.hasPrefix("p_") {
      answers[name] = try String(contentsOfFile: command.path(name), encoding: .utf8)
    }
    #expect(answers.count == 6, "five answers and a table of numbers")
    return answers
  }

  @Test("Every form of H5MD gives the same numbers through every verb", arguments: variants)
  func sameNumbers(variant: String) throws {
    let plain = try answers("plain")
    let own = try answers(variant)
    for (verb, text) in plain { #expect(own[verb] == text, "\(verb)") }
  }
}
