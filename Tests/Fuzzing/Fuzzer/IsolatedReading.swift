import CIsolation
import ClausiusHDF5Storage
import Foundation

/// Reads inputs in processes of their own, and tells our faults from those of libhdf5.
///
/// Ours: a signal outside of libhdf5, above all a trap of the Swift runtime; more than
/// ``longestReading`` seconds; more than ``mostMemory``; a status that the command does not have;
/// a failure without a message. A crash inside of libhdf5 is caught as the command catches it, with
/// status 3 and its message, and counted.
enum IsolatedReading {
  private static let longestReading: UInt32 = 20
  private static let mostMemory: Int64 = 1 << 30
  nonisolated(unsafe) private static var input: [UInt8] = []
  nonisolated(unsafe) static var target = FuzzTarget.trajectory
  nonisolated(unsafe) private static var crashes = 0
  nonisolated(unsafe) private static var count = 0
  private static let errors = open(Scratch.folder + "/errors", O_RDWR | O_CREAT | O_TRUNC, 0o600)

  static func prepare() {
    isolation_share_coverage()
    // libhdf5 starts once, before any child.
    _ = HDF5File.isHDF5(Scratch.folder)
    // A first input in this process fills the caches of the Swift runtime for all children.
    if let warm = seed() { _ = target.read(warm) }
    atexit { IsolatedReading.report() }
  }

  /// A sound file, of which libhdf5 is not afraid.
  private static func seed() -> [UInt8]? {
    guard let folder = ProcessInfo.processInfo.environment["CLAUSIUS_FUZZING_FILES"] else {
      return nil
    }
    let path = "\(folder)/../\(target.rawValue)/\(CheckpointInput.runs[0])" + (target == .trajectory ? "-1" : "")
    let file = FileManager.default.contents(atPath: path)
    return file.map { Array($0) }
  }

  static func read(_ input: [UInt8]) {
    self.input = input
    ftruncate(errors, 0)
    lseek(errors, 0, SEEK_SET)
    let outcome = isolation_run({ IsolatedReading.child() }, errors, longestReading)
    count += 1
    let text = message()
    if text.contains("(libhdf5 ") { crashes += 1 }
    if let fault = fault(outcome, text) {
      FileHandle.standardError.write(Data("fault of ours: \(fault)\n\(text)\n".utf8))
      abort()
    }
  }

  fileprivate static func report() {
    print("\(count) inputs read; libhdf5 crashed or looped on \(crashes) of them")
  }

  fileprivate static func child() -> Int32 {
    HDF5CrashReport.install(prefix: "", exitCode: 3, longestReading: 2)
    return target.read(input)
  }

  private static func fault(_ outcome: isolation_outcome, _ text: String) -> String? {
    switch outcome.signal {
    case 0: break
    case SIGALRM: return "it takes longer than \(longestReading) s"
    default: return "signal \(outcome.signal)"
    }
    if outcome.memory > mostMemory { return "\(outcome.memory) bytes of memory" }
    if !(0...3).contains(outcome.status) { return "status \(outcome.status)" }
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
