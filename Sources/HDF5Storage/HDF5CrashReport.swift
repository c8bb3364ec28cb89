#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Turns a crash or an endless loop inside libhdf5 into a message.
///
/// In HDF5's earliest format the structure of a file carries no checksums, and libhdf5 1.10 trusts
/// it too much: about one in sixty flipped bytes outside of the data makes it follow a wrong
/// address, and one in four hundred makes it search a heap of texts for ever. A command that opens
/// files of unknown origin calls ``install(prefix:exitCode:longestCall:)`` once at its start.
public enum HDF5CrashReport {
  /// From now on a crash inside libhdf5 ends the process with `exitCode` and one line on standard
  /// error: `<prefix>cannot use <file>: ...`. So does a call that keeps libhdf5 computing for more
  /// than `longestCall` seconds, and a second more for every million numbers that it reads or
  /// writes; or that takes more than 256 MB of memory on the way. Crashes elsewhere stay
  /// what they are.
  public static func install(prefix: String, exitCode: Int32, longestCall: Double = 10) {
    Library.shared.locked {
      CrashWatch.shared.install(prefix: prefix, exitCode: exitCode, longestCall: longestCall)
    }
  }
}
