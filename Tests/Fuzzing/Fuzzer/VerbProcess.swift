import CIsolation
import ClausiusHDF5Storage
import Foundation

@testable import ClausiusCommand

/// Runs verbs on inputs, each in a process of its own, and tells our faults from those of libhdf5.
///
/// Ours: a signal outside of libhdf5, above all a trap of the Swift runtime; more than
/// ``longestReading`` seconds of computing; more than ``mostMemory``; a status that the command
/// does not have; a failure without a message. A crash inside of libhdf5 is caught as the command
/// catches it, with status 3 and its message, and counted.
enum VerbProcess {
  private static let longestReading: UInt32 = 10
  private static let mostMemory: Int64 = 1 << 30
  nonisolated(unsafe) static var target = FuzzTarget.trajectory
  nonisolated(unsafe) private static var commandLine: [String] = []
  nonisolated(unsafe) private static var crashes = 0
  nonisolated(unsafe) private static var count = 0
  /// The file that standard error of a process goes to, which has no name any more.
  private static let errors: Int32 = {
    let path = Scratch.folder + "/errors"
    defer { unlink(path) }
    return open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
  }()

  static func prepare() {
    isolation_share_coverage()
    // libhdf5 starts once, before any child, and the Swift runtime fills its caches.
    _ = Clausius.status(of: ["inspect", Scratch.write([], to: "empty")])
    atexit { VerbProcess.report() }
  }

  fileprivate static func report() {
    print("\(count) inputs read; libhdf5 crashed or looped on \(crashes) of them")
  }

  /// Reads one input; ends the fuzzer with a message when a fault of ours shows.
  static func read(_ input: [UInt8]) {
    guard let line = target.commandLine(for: input) else { return }
    commandLine = line
    ftruncate(errors, 0)
    lseek(errors, 0, SEEK_SET)
    let outcome = isolation_run({ VerbProcess.runVerb() }, errors, longestReading)
    count += 1
    let text = message()
    if text.contains("(libhdf5 ") { crashes += 1 }
    if let fault = fault(outcome, text) {
      FileHandle.standardError.write(Data("\(line): \(fault)\n\(text)\n".utf8))
      abort()
    }
  }

  fileprivate static func runVerb() -> Int32 {
    HDF5CrashReport.install(prefix: "", exitCode: 3, longestCall: 0.25)
    return Clausius.status(of: commandLine)
  }

  private static func fault(_ outcome: isolation_outcome, _ text: String) -> String? {
    switch outcome.signal {
    case 0: break
    // The request to end came when the verb had just ceased to listen.
    case SIGTERM: return nil
    case SIGXCPU: return "it takes longer than \(longestReading) s"
    default: return "signal \(outcome.signal)"
    }
    if outcome.memory > mostMemory { return "\(outcome.memory) bytes of memory" }
    if !(0...3).contains(outcome.status), outcome.status != 128 + SIGTERM {
      return "status \(outcome.status)"
    }
    if outcome.status != 0, text.isEmpty { return "status \(outcome.status) without a message" }
    return nil
  }

  /// What the child wrote to standard error.
  private static func message() -> String {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = pread(errors, &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
