#if canImport(Glibc)
  import Glibc
#endif

/// Memory for columns that are walked through out of order.
public enum LargeMemory {
  /// From this size on, memory is asked for in large pages.
  private static let hugePage = 1 << 21

  /// Uninitialized memory of `byteCount` bytes, aligned to 64 bytes, to be given back with
  /// `deallocate()`.
  ///
  /// Where the system offers pages of 2 MiB, several of them are used for memory of that size: a
  /// column of a million records then needs tens instead of tens of thousands of entries in the
  /// processor's address cache.
  public static func allocate(byteCount: Int) -> UnsafeMutableRawPointer {
    guard byteCount >= 2 * hugePage else {
      return .allocate(byteCount: byteCount, alignment: 64)
    }
    let memory = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: hugePage)
    #if canImport(Glibc)
      // Only advice: where it is refused, pages keep their usual size.
      _ = madvise(memory, byteCount, MADV_HUGEPAGE)
    #endif
    return memory
  }
}
