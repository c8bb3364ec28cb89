import CHDF5

/// A copy of HDF5's error stack of the calling thread, innermost error first.
struct ErrorStack {
  struct Entry {
    var function: String
    var text: String
  }

  var entries: [Entry] = []

  /// Copies the stack as the last failed call left it; call it before any other call into HDF5.
  static func current() -> ErrorStack {
    var stack = ErrorStack()
    withUnsafeMutablePointer(to: &stack) { pointer in
      _ = chdf5_walk_errors(
        { _, record, context in
          guard let record, let context else { return 0 }
          let entry = Entry(
            function: record.pointee.func_name.map { String(cString: $0) } ?? "HDF5",
            text: record.pointee.desc.map { String(cString: $0) } ?? "")
          context.assumingMemoryBound(to: ErrorStack.self).pointee.entries.append(entry)
          return 0
        }, pointer)
    }
    return stack
  }

  var innermostText: String? { entries.first?.text }

  /// One `function: text` an entry.
  var lines: [String] { entries.map { "\($0.function): \($0.text)" } }

  /// Whether some entry's text contains `fragment`.
  func mentions(_ fragment: String) -> Bool {
    entries.contains { $0.text.contains(fragment) }
  }

  /// The operating system's error number that HDF5 quotes as `errno = 28`.
  var systemError: Int32? {
    for entry in entries {
      guard let range = entry.text.firstRange(of: "errno = ") else { continue }
      return Int32(entry.text[range.upperBound...].prefix { $0.isNumber })
    }
    return nil
  }

  /// Whether a line says that this process has the file open with another kind of locking.
  static func isLockingMismatch(_ line: String) -> Bool {
    line.contains("file locking flag values don't match")
  }
}
