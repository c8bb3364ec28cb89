import CHDF5

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Gives a file another name, and takes that name from no file that one does not know.
public enum FileMove {
  /// Renames `source` to `target`.
  ///
  /// - Parameter expected: the file that may lose the name `target` to this one; `nil` where there
  ///   must be none.
  /// - Returns: 0, or the system's error number: `EEXIST` where another file has the name.
  public static func rename(
    _ source: String, to target: String, replacing expected: FileIdentity?
  ) -> Int32 {
    guard let expected, let present = FileIdentity(path: target) else {
      return chdf5_rename_to_new(source, target)
    }
    guard present == expected else { return EEXIST }
    #if canImport(Glibc)
      return Glibc.rename(source, target) == 0 ? 0 : errno
    #elseif canImport(Musl)
      return Musl.rename(source, target) == 0 ? 0 : errno
    #else
      return Darwin.rename(source, target) == 0 ? 0 : errno
    #endif
  }
}
