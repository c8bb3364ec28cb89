import ClausiusComparisons
import Foundation

/// The runs of several conditions, one after the other.
struct ComparedConditions {
  /// The trajectories of each condition.
  let runs: [[String]]
  /// What the user called each condition.
  let names: [String]

  /// The runs that the names and patterns of each condition mean.
  ///
  /// - Throws: a pattern that no file fits, a run in two conditions.
  init(_ conditions: [[String]]) throws {
    runs = try conditions.map { try $0.flatMap(Self.files) }
    names = zip(conditions, runs).map { condition, runs in
      "\(condition.joined(separator: " ")) (\(runs.count) \(runs.count == 1 ? "run" : "runs"))"
    }
    var seen: Set<String> = []
    for file in files where !seen.insert(URL(filePath: file).standardized.path).inserted {
      throw Failure(.wrongInput, "\(file) is named twice: a run is one sample")
    }
  }

  /// All runs, in order.
  var files: [String] { runs.flatMap { $0 } }

  /// The samples of all runs, parted by condition.
  func parted(_ samples: [Sample]) -> [Condition] {
    var rest = samples[...]
    return zip(names, runs).map { name, runs in
      defer { rest = rest.dropFirst(runs.count) }
      return Condition(name, Array(rest.prefix(runs.count)))
    }
  }

  /// The file itself, or the files that a pattern with `*`, `?` or `[...]` fits, in order of their
  /// names.
  private static func files(_ pattern: String) throws -> [String] {
    guard pattern.contains(where: { "*?[".contains($0) }),
      !FileManager.default.fileExists(atPath: pattern)
    else { return [pattern] }
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, 0, nil, &found) == 0 else {
      throw Failure(.wrongInput, "no file fits the pattern '\(pattern)'")
    }
    return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
  }
}
