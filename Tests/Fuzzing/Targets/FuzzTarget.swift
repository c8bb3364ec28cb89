import Foundation

/// Something that reads what others wrote, and must not crash, hang or fill the memory on it.
enum FuzzTarget: String, CaseIterable {
  /// The text of a scenario: YAML, keys, calls, contradictions, the resolved text.
  case scenario
  /// A call of a diagnostic, a quantity or an estimator, evaluated on small data.
  case call
  /// A table of numbers, and the name of a part of it.
  case table
  /// A file of tracks: a table, an array of NumPy, a pickle.
  case tracks
  /// The journal of a file in writing.
  case journal
  /// A file of HDF5, for the verbs `inspect`, `analyze`, `repair`, `measure` and `import`.
  case trajectory
  /// A checkpoint, for the verb `resume`.
  case checkpoint

  /// Reads one input, in this process; what is wrong with it is an error that is thrown and
  /// forgotten here. Does nothing for targets that are verbs.
  func read(_ input: [UInt8]) {
    switch self {
    case .scenario: ScenarioInput(input).read()
    case .call: CallInput(input).read()
    case .table: TableInput(input).read()
    case .tracks: TrackInput(input).read()
    case .journal: JournalInput(input).read()
    case .trajectory, .checkpoint: break
    }
  }

  /// The command line that reads an input from a file; `nil` for targets that are no verbs. What
  /// reaches libhdf5, which crashes on some inputs, is read in a process of its own.
  func commandLine(for input: [UInt8]) -> [String]? {
    switch self {
    case .scenario, .call, .table, .tracks, .journal: nil
    case .trajectory: TrajectoryInput(input).commandLine()
    case .checkpoint: CheckpointInput(input).commandLine()
    }
  }

  /// Whether an input is read by a verb, in a process of its own.
  var isVerb: Bool { self == .trajectory || self == .checkpoint }
}
