import ClausiusDeclarations
import ClausiusScenarios

/// A key of the scenario that differs between members.
public struct SweepAxis: Sendable, Hashable {
  /// The path of the key: "couzin.orientation_width".
  public let key: String
  /// Its column of the table: "orientation_width".
  public let name: String
  /// The values along a grid; none where members are named in another way.
  public let values: [SweepValue]
  /// Where the scenario names it; `nil` for the seeds of replicates.
  let position: SourcePosition?

  /// The key of the seed.
  static let seedKey = "run.seed"
  /// Columns that every table has.
  static let reserved = ["member", "status", "trajectory", "wall_time"]

  /// Axes with the columns of their keys: the last word of each, or the whole key where two would
  /// have the same column.
  static func named(
    _ keys: [(key: String, values: [SweepValue], position: SourcePosition?)]
  ) -> [SweepAxis] {
    let words = keys.map { String($0.key.split(separator: ".").last ?? "") }
    return zip(keys, words).map { axis, word in
      let isSeed = axis.key == seedKey
      let isTaken =
        reserved.contains(word) || words.count { $0 == word } > 1 || (word == "seed" && !isSeed)
      return SweepAxis(
        key: axis.key, name: isTaken && !isSeed ? axis.key : word, values: axis.values,
        position: axis.position)
    }
  }
}
