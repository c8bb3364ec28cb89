/// How far a sweep is.
public struct SweepStatus: Sendable, Hashable {
  /// Members that were run to their end.
  public var complete = 0
  /// Members that failed.
  public var failed = 0
  /// Members that have not been run.
  public var pending = 0
  /// Seconds that the members took, all together.
  public var wallTime = 0.0

  /// The status of members with these rows.
  public init(_ rows: [MemberRow?]) {
    for row in rows {
      switch row?.status {
      case .complete: complete += 1
      case .failed: failed += 1
      case .pending, nil: pending += 1
      }
      wallTime += row?.wallTime ?? 0
    }
  }

  /// All members.
  public var members: Int { complete + failed + pending }
}
