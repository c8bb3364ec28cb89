import Foundation

/// Writing that neither crashes nor stops half way where the other side is full, closed or gone.
enum RawOutput {
  /// Writes `text` in UTF-8; returns 0, or the system's error number.
  static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { return errno }
      bytes = bytes.dropFirst(max(0, count))
    }
    return 0
  }

  /// Occupies the numbers of the three standard streams where they are closed, so that no file of
  /// the program gets one of them and with it what is meant for the terminal.
  ///
  /// What is written to a closed stream still fails.
  static func occupyStandardStreams() {
    for number in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(number, F_GETFD) < 0 && errno == EBADF {
      _ = open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
