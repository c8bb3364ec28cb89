#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The name of an empty file in the folder for temporary files (`TMPDIR`), which goes with it; what
/// has opened the file keeps it.
final class TemporaryName {
  let path: String

  /// Makes the file.
  ///
  /// - Throws: ``HDF5Error`` when the folder cannot be written.
  init(_ attempt: Attempt) throws(HDF5Error) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var name = Array("\(folder)/clausius-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else {
      throw attempt.failure(
        .notPermitted, "nothing can be written in the folder \(folder)",
        advice: "name another one with TMPDIR")
    }
    close(descriptor)
    path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { unlink(path) }
}
