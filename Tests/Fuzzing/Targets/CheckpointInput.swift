import Foundation

/// A checkpoint after a byte that chooses the run that it is to belong to.
struct CheckpointInput {
  private let run: UInt8
  private let file: ArraySlice<UInt8>

  /// Interrupted runs of an early version, whose checkpoints have no digest that keeps damage out.
  private static let runs = ["school.h5md", "gas.h5md", "field.h5", "ensemble.h5"]

  init(_ input: [UInt8]) {
    run = input.first ?? 0
    file = input.dropFirst()
  }

  /// Writes the files of the run and returns what resumes it.
  func commandLine() -> [String]? {
    let name = Self.runs[Int(run) % Self.runs.count]
    guard let partial = Self.partials[name] else { return nil }
    Scratch.clear()
    let path = Scratch.folder + "/" + name
    _ = Scratch.write(partial, to: name + ".partial")
    _ = Scratch.write(file, to: name + ".checkpoint")
    return ["resume", "--quiet", path]
  }

  /// The partial files.
  private static let partials: [String: Data] = {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    var partials: [String: Data] = [:]
    for name in runs {
      let path = tests.appending(path: "OldFiles/\(name).partial.gz").path(percentEncoded: false)
      partials[name] = unpacked(path)
    }
    return partials
  }()

  /// What gzip makes of a file. Foundation's `Process` would start threads, which the processes of
  /// the fuzzer do not have.
  private static func unpacked(_ path: String) -> Data? {
    guard let pipe = popen("gzip -dc '\(path)'", "r") else { return nil }
    defer { pclose(pipe) }
    var data = Data()
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&block, 1, block.count, pipe), count > 0 {
      data.append(contentsOf: block.prefix(count))
    }
    return data.isEmpty ? nil : data
  }
}
