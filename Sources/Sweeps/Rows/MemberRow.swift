import ClausiusDeclarations

/// One line of `rows/part-*.jsonl`: what came out of a member.
public struct MemberRow: Sendable {
  /// How a member ended.
  public enum Status: String, Sendable, Hashable, CaseIterable {
    /// It has not been run.
    case pending
    /// It was run to its end.
    case complete
    /// It broke down, or could not begin.
    case failed

    /// The number in files: CF `flag_values`.
    var code: UInt8 {
      switch self {
      case .pending: 0
      case .complete: 1
      case .failed: 2
      }
    }
  }

  /// Which member it is.
  public var identity: MemberIdentity
  /// How it ended.
  public var status: Status
  /// The keys that told it apart, the seed among them.
  var settings: [(key: String, value: String)]
  /// What was measured; empty for a member that failed.
  public var results: [MemberResult] = []
  /// The trajectory in the folder, where it is kept.
  public var trajectory: String?
  /// Why it failed.
  public var error: String?
  /// Seconds on the clock that it took.
  public var wallTime: Double
}

extension MemberRow {
  /// The row as a line without its end; `sweep` is the hash of the sweep that it belongs to.
  func line(of sweep: String) -> String {
    var members: [JSON.Member] = [
      .init("member", .text(identity.description)), .init("sweep", .text(sweep)),
      .init("status", .text(status.rawValue)),
      .init("values", .object(settings.map { .init($0.key, .text($0.value)) })),
    ]
    if status == .complete { members.append(.init("results", .list(results.map(\.json)))) }
    if let trajectory { members.append(.init("trajectory", .text(trajectory))) }
    if let error { members.append(.init("error", .text(error))) }
    members.append(.init("wall_time", .number(wallTime)))
    return JSON.object(members).line
  }

  /// The row that a line holds, and the hash of its sweep; `nil` where the line is torn, or its
  /// values are not those of the member that it names.
  static func read(_ line: UnsafeRawBufferPointer) -> (row: MemberRow, sweep: String)? {
    guard let json = JSON(line: line), let sweep = json["sweep"]?.string,
      let identity = json["member"]?.string.flatMap(MemberIdentity.init),
      let status = json["status"]?.string.flatMap(Status.init), status != .pending,
      case .object(let values) = json["values"], let wallTime = json["wall_time"]?.double
    else { return nil }
    let settings = values.map { (key: $0.key, value: $0.value.string ?? "") }
    guard MemberIdentity(settings) == identity else { return nil }
    var row = MemberRow(
      identity: identity, status: status, settings: settings, wallTime: wallTime)
    if case .list(let results) = json["results"] {
      row.results = results.compactMap(MemberResult.init)
    }
    row.trajectory = json["trajectory"]?.string
    row.error = json["error"]?.string
    return (row, sweep)
  }
}
