/// What targets share at the same step when all pasts are known: what acts on many of them.
///
/// I = -(1/2) ln det(1 - R), R what the mean of the residuals of the others explains of those of a
/// target, along its frame.
struct SharedDrive: Sendable {
  /// I of each target in nats; 0 where it is not significant among all of them.
  let information: [Double]

  /// The drive of targets beside what they are known to follow.
  init(_ base: RegressionNetwork, _ spaces: [TargetSpace?]) {
    let vectors = spaces.enumerated().map { place, space in
      space.map { Self.vectors($0, base.targets[place]) }
    }
    let present = vectors.compactMap { $0 }
    let sum = (0..<(present.first?.count ?? 0)).map { component in
      (0..<base.plan.times.count).map { row in present.reduce(0) { $0 + $1[component][row] } }
    }
    let level = base.network.level / Double(max(1, present.count))
    information = spaces.enumerated().map { place, space in
      guard let space, let own = vectors[place], present.count > 1 else { return 0 }
      let others = zip(sum, own).map { zip($0, $1).map { $0 - $1 } }
      let evidence = SourceEvidence(
        Self.seen(others, by: base.targets[place]), to: space)
      return evidence.probability < level ? evidence.transfer : 0
    }
  }

  /// The residuals of a target as vectors in space, column by column.
  private static func vectors(_ space: TargetSpace, _ target: TransferTarget) -> [[Double]] {
    guard let tangents = target.tangents else { return target.residuals(in: space) }
    let residuals = target.residuals(in: space)
    let dimension = tangents.count / residuals.count
    return (0..<dimension).map { component in
      target.times.indices.map { row in
        residuals.indices.reduce(0) { sum, axis in
          sum + residuals[axis][row] * tangents[axis * dimension + component][row]
        }
      }
    }
  }

  /// Vectors along the frame of a target.
  private static func seen(_ vectors: [[Double]], by target: TransferTarget) -> [[Double]] {
    guard let tangents = target.tangents else { return vectors }
    return stride(from: 0, to: tangents.count, by: vectors.count).map { first in
      target.times.indices.map { row in
        vectors.indices.reduce(0) { $0 + vectors[$1][row] * tangents[first + $1][row] }
      }
    }
  }
}
