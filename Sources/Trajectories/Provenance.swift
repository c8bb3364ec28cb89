import Foundation

/// Where a trajectory comes from: what was run, by which program, on which machine, and when.
public struct Provenance: Sendable, Hashable {
  /// The program's version.
  public var version: String
  /// The commit that the program was built from.
  public var commit: String
  /// The machine's name.
  public var host: String
  /// The variant of the SIMD kernels ("baseline", "v3", "v4"); of a run that went on with others
  /// all of them in the order of their use ("v4, v3").
  public var kernels: String
  /// The number of threads.
  public var threads: Int
  /// When the run began, ISO 8601 in UTC.
  public var startTime: String
  /// When the run ended, ISO 8601 in UTC; empty while it goes on.
  public var endTime = ""
  /// Seconds of wall-clock time that the run took, all its parts together.
  public var wallTime = 0.0
  /// How often the run was resumed.
  public var resumptions = 0
  /// The frames that a repair took out, by the numbers that they had.
  public var lostFrames: [ClosedRange<Int>] = []
  /// Which run it is; `nil` in files of an early version.
  public var identity: RunIdentity?

  /// The provenance of a run that begins now.
  public init(version: String, commit: String, kernels: String, threads: Int) {
    self.version = version
    self.commit = commit
    self.kernels = kernels
    self.threads = threads
    host = Self.hostName()
    startTime = Self.now()
  }

  /// The kernels that were used last.
  public var lastKernels: String {
    kernels.components(separatedBy: Self.separator).last ?? kernels
  }

  /// The kernels that were used first.
  public var firstKernels: String {
    kernels.components(separatedBy: Self.separator).first ?? kernels
  }

  /// Notes that the run goes on with `kernels`.
  public mutating func resume(with kernels: String) {
    resumptions += 1
    if kernels != lastKernels { self.kernels += Self.separator + kernels }
  }

  private static let separator = ", "

  /// The machine's own name, without asking the network.
  private static func hostName() -> String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The time now, ISO 8601 in UTC.
  public static func now() -> String { Date.now.formatted(.iso8601) }
}

/// The texts that made a run: enough to make it again.
public struct RunRecord: Sendable, Hashable {
  /// The scenario's title.
  public var title: String
  /// The scenario file, word for word.
  public var scenarioText: String
  /// The name that the scenario file had.
  public var scenarioFile: String
  /// The values that the command line set over it, one `key=value` each.
  public var overrides: [String]
  /// Everything resolved, defaults included, as one JSON document.
  public var configuration: String
  /// The seed of all random streams.
  public var seed: UInt64

  /// The record of one run.
  public init(
    title: String, scenarioText: String, scenarioFile: String, overrides: [String],
    configuration: String, seed: UInt64
  ) {
    self.title = title
    self.scenarioText = scenarioText
    self.scenarioFile = scenarioFile
    self.overrides = overrides
    self.configuration = configuration
    self.seed = seed
  }
}

/// What the resolved scenario of a run says that readers of its file need.
public struct RecordedSettings: Sendable, Hashable {
  /// The calls of diagnostics that it names.
  public let diagnostics: [String]
  /// The words of each group of its keys, such as `start` of that of a system.
  public let words: [String: [String: String]]
}

extension RunRecord {
  /// The settings of ``configuration``; `nil` where that is no JSON document of settings.
  public var settings: RecordedSettings? {
    guard
      let document = try? JSONDecoder().decode(
        ConfigurationTree.self, from: Data(configuration.utf8)),
      case .mapping(let members) = document
    else { return nil }
    let words = members.compactMapValues { member -> [String: String]? in
      guard case .mapping(let group) = member else { return nil }
      return group.compactMapValues(\.word)
    }
    return RecordedSettings(diagnostics: members["diagnostics"]?.words ?? [], words: words)
  }
}
