import Foundation

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

  /// Removes all files of earlier inputs.
  static func clear() {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      unlink(folder + "/" + name)
    }
  }

  static func remove() { try? FileManager.default.removeItem(atPath: folder) }
}
