#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif
import Testing

/// What a test does to its own process; only for exit tests.
enum Process {
  /// Lets every write beyond `bytes` fail, as `ulimit -f` does.
  static func limitFileSize(to bytes: UInt64) throws {
    signal(SIGXFSZ, SIG_IGN)
    var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
    #if canImport(Glibc)
      let status = setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    #else
      let status = setrlimit(RLIMIT_FSIZE, &limit)
    #endif
    try #require(status == 0)
  }

  #if os(Linux)
    /// Bends the descriptor under which this process has the file at `path` open to another file.
    static func redirect(_ path: String, to other: String) throws {
      let descriptor = try #require((3..<256).first { target(of: $0) == path })
      let replacement = open(other, O_RDWR)
      try #require(replacement >= 0 && dup2(replacement, Int32(descriptor)) == descriptor)
      close(replacement)
    }

    private static func target(of descriptor: Int) -> String? {
      var bytes = [CChar](repeating: 0, count: 4096)
      let length = readlink("/proc/self/fd/\(descriptor)", &bytes, bytes.count)
      guard length >= 0 else { return nil }
      return String(decoding: bytes.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  #endif
}
