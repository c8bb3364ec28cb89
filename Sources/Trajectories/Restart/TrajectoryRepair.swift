import ClausiusHDF5Storage
import Foundation

/// Trims a damaged trajectory to the frames before the damage.
public enum TrajectoryRepair {
  /// What a repair did.
  public struct Report: Sendable, Hashable {
    /// Frames that the longest dataset had before.
    public var framesBefore: Int
    /// Frames that are left, all of which can be read.
    public var framesAfter: Int
    /// What was damaged; `nil` when nothing was.
    public var damage: String?
    /// Bytes that were missing at the end of the file and were filled with zeros so that it opens.
    public var bytesMissing: Int
  }

  /// Repairs the file at `path` in place: all growing datasets are cut to the last frame up to
  /// which all of them can be read.
  ///
  /// A file whose end is missing is first brought to the length that its superblock states; what
  /// was in the missing part fails its checksums and is cut away like any other damage.
  ///
  /// - Throws: ``TrajectoryError`` when another process writes the file; `HDF5Error` or
  ///   ``TrajectoryError`` when not even the structure of the file can be
  ///   read, or when no frame comes before the damage; datasets are not cut then.
  public static func repair(_ path: String) throws -> Report {
    guard FileManager.default.fileExists(atPath: path) else {
      throw TrajectoryError(path, "no such file")
    }
    let lock = try RunLock(RunFiles(path))
    defer { lock.release() }
    let missing = try fillMissingEnd(path)
    let file = try HDF5File.openForWriting(path, durability: .power)
    defer { try? file.close() }
    let survey = try GrowingSurvey(file.root)
    guard !survey.entries.isEmpty else {
      throw TrajectoryError(path, "the file holds no growing datasets: it is no trajectory")
    }
    try survey.requirePlausible(path)
    let (frames, problem) = survey.readableFrames()
    guard frames > 0 else {
      throw TrajectoryError(
        path,
        "no frame comes before the damage, so the file is left as it is: \(problem ?? "no frames")",
        advice: "frames after the damage may still be read with h5py")
    }
    if frames < survey.mostFrames {
      try survey.cut(to: frames)
      try TrajectoryChecksums.replaceFrames(in: file.root)
    }
    try file.synchronize()
    let lengthsDiffer = survey.commonFrames < survey.mostFrames
    return Report(
      framesBefore: survey.mostFrames, framesAfter: frames,
      damage: problem ?? (lengthsDiffer ? "the datasets had different lengths" : nil),
      bytesMissing: missing)
  }

  /// Refuses a file whose datasets claim to be longer than it can hold.
  ///
  /// - Throws: ``TrajectoryError`` that names the dataset; `HDF5Error` when the file cannot be
  ///   read.
  public static func requirePlausibleLengths(_ path: String) throws {
    let file = try HDF5File.openForReading(path)
    defer { try? file.close() }
    try GrowingSurvey(file.root).requirePlausible(path)
  }

  /// Lengthens a truncated file to the end of file that its superblock (version 0 or 1) states.
  ///
  /// Source: HDF5 File Format Specification 3.0, section II.A: the end-of-file address stands at
  /// byte 40 of a version-0 superblock with 8-byte offsets, 4 bytes later in version 1.
  private static func fillMissingEnd(_ path: String) throws -> Int {
    guard let handle = FileHandle(forUpdatingAtPath: path) else {
      throw TrajectoryError(path, "the file cannot be opened for writing")
    }
    defer { try? handle.close() }
    let header = try handle.read(upToCount: 52) ?? Data()
    let signature = Data([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A])
    guard header.count == 52, header.prefix(8) == signature, header[8] <= 1, header[13] == 8
    else { return 0 }
    let start = header[8] == 0 ? 40 : 44
    let stated = (0..<8).reduce(0) { $0 | Int(header[start + $1]) << (8 * $1) }
    let size = Int(try handle.seekToEnd())
    guard stated > size, stated < size + (1 << 40) else { return 0 }
    try handle.truncate(atOffset: UInt64(stated))
    return stated - size
  }
}
