import CHDF5
import Foundation

/// The mark by which a writer of newer file formats (SWMR) says that it is at work; that of a
/// killed one stays and keeps everybody from opening the file.
extension HDF5File {
  /// Whether the file at `path` bears the mark, and no process holds a lock on it.
  ///
  /// Source: HDF5 File Format Specification 3.0, section II.A: the consistency flags stand at byte
  /// 11 of a superblock of version 3.
  public static func hasWriterMark(_ path: String) throws(HDF5Error) -> Bool {
    guard let handle = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? handle.close() }
    let header = (try? handle.read(upToCount: 12)) ?? Data()
    let signature = Data([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A])
    guard header.count == 12, header.prefix(8) == signature, header[8] == 3 else { return false }
    return header[11] != 0 && !FileIdentity.isLocked(path)
  }

  /// Takes the mark of a killed writer away.
  ///
  /// - Throws: ``HDF5Error`` when the file is in use or cannot be written.
  public static func clearWriterMark(_ path: String) throws(HDF5Error) {
    let attempt = Attempt(operation: "repair", file: path)
    try Library.shared.locked { () throws(HDF5Error) in
      let access = try attempt(H5Pcreate(chdf5_file_access_class()))
      defer { H5Pclose(access) }
      try attempt(chdf5_clear_writer_mark(access))
      try CrashWatch.shared.watch(path) { () throws(HDF5Error) in
        _ = try attempt(H5Fclose(try attempt(H5Fopen(path, chdf5_read_write(), access))))
      }
    }
  }
}
