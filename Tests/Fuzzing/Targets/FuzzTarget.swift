import Foundation

/// Something that reads what others wrote, and must not crash, hang or fill the memory on it.
enum FuzzTarget: String, CaseIterable {
  /// The text of a scenario: YAML, keys, calls, contradictions, the resolved text.
  case scenario
  /// A call of a diagnostic, a quantity or an estimator, evaluated on small data.
  case call
  /// A table of numbers, and the name of a part of it.
  case table
  /// The journal of a file in writing.
  case journal
  /// A trajectory, for the verbs `inspect`, `analyze`, `repair` and `measure`.
  case trajectory
  /// A checkpoint, for the verb `resume`.
  case checkpoint

  /// Whether its inputs reach libhdf5, which crashes on some: each is read in a process of its
  /// own.
  var isIsolated: Bool { self == .trajectory || self == .checkpoint }

  /// Reads one input; what is wrong with it is an error that is thrown and forgotten here.
  ///
  /// - Returns: the status with which the command would end; 0 for a target that is no verb.
  func read(_ input: [UInt8]) -> Int32 {
    switch self {
    case .scenario: ScenarioInput(input).read()
    case .call: CallInput(input).read()
    case .table: TableInput(input).read()
    case .journal: JournalInput(input).read()
    case .trajectory: return TrajectoryInput(input).read()
    case .checkpoint: return CheckpointInput(input).read()
    }
    return 0
  }
}

/// A folder of this process for the files that inputs are written to.
enum Scratch {
  static let folder: String = {
    let name = "clausius-fuzzing-\(ProcessInfo.processInfo.processIdentifier)"
    let url = FileManager.default.temporaryDirectory.appending(path: name)
    try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url.path(percentEncoded: false)
  }()

  /// Writes `bytes` to the file `name` and returns its path.
  static func write(_ bytes: some Sequence<UInt8>, to name: String) -> String {
    let path = folder + "/" + name
    _ = FileManager.default.createFile(atPath: path, contents: Data(bytes))
    return path
  }

  static func remove() { try? FileManager.default.removeItem(atPath: folder) }
}
