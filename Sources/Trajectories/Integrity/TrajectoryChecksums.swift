import ClausiusHDF5Storage
import ClausiusSimulationCore

/// The checksums that a trajectory states of itself: the text `/provenance/checksums`, and in a
/// finished file the attribute `content_sha256` of its group, the hash of its content.
///
/// A file in writing has checksums of what does not change; the frames follow when it is finished.
public enum TrajectoryChecksums {
  private static let path = "provenance/checksums"
  private static let attribute = "content_sha256"

  /// Writes the checksums of what is in the file, in place of those that it states.
  static func write(_ frames: ChecksumWalk.Frames, in root: HDF5Group) throws {
    try write(ChecksumWalk.checksums(of: root, frames), in: root)
  }

  /// Writes checksums of the frames that are left where some were cut off; what the file states of
  /// everything else stays. Checksums that are themselves lost are taken out: nothing can be held
  /// against them.
  static func replaceFrames(in root: HDF5Group) throws {
    let found: (list: Checksums, hash: String?)?
    do {
      found = try stated(in: root)
    } catch let error as HDF5Error where !error.isOfSystem {
      return try remove(from: root)
    }
    guard let stated = found, stated.list.hasFrames else { return }
    var list = try ChecksumWalk.checksums(of: root, .read)
    let fixed = stated.list.fixed.parts
    list.parts = list.parts.filter { !list.fixed.parts.keys.contains($0.key) }
    list.parts.merge(fixed) { $1 }
    try write(list, in: root)
  }

  private static func remove(from root: HDF5Group) throws {
    try root.removeLink(path)
    let attributes = try root.openGroup("provenance").attributes
    if try attributes.exists(attribute) { try attributes.remove(attribute) }
  }

  private static func write(_ list: Checksums, in root: HDF5Group) throws {
    if try root.exists(path) { try root.removeLink(path) }
    _ = try root.createDataset(path, .variable(list.text))
    let attributes = try root.openGroup("provenance").attributes
    if list.hasFrames {
      try attributes.write(attribute, .fixed(list.contentHash))
    } else if try attributes.exists(attribute) {
      try attributes.remove(attribute)
    }
  }

  private static func stated(in root: HDF5Group) throws -> (list: Checksums, hash: String?)? {
    guard try root.kind(of: "provenance") == .group else { return nil }
    let attributes = try root.openGroup("provenance").attributes
    let hash = try attributes.exists(attribute) ? attributes.readString(attribute) : nil
    guard try root.kind(of: path) == .dataset else {
      return hash.map { (Checksums(), $0) }
    }
    return (Checksums(text: try root.openDataset(path).readString()), hash)
  }

  /// The hash of the content that a finished file states; `nil` where it states none.
  static func contentHash(in root: HDF5Group) throws -> String? { try stated(in: root)?.hash }

  /// The hash of the content that the file at `path` states; `nil` where it states none.
  ///
  /// - Throws: `HDF5Error` when the file cannot be opened.
  public static func contentHash(of path: String) throws -> String? {
    let file = try HDF5File.openForReading(path)
    defer { try? file.close() }
    return try contentHash(in: file.root)
  }

  /// The first part of the file whose checksum is wrong, in words; `nil` where all are right, and
  /// in a file without checksums.
  ///
  /// - Parameter hasFrames: whether the frames are read, too.
  static func damage(of root: HDF5Group, frames hasFrames: Bool) -> String? {
    do {
      guard let stated = try stated(in: root) else { return nil }
      let isFinished = stated.hash != nil || stated.list.hasFrames
      if isFinished, stated.hash != stated.list.contentHash {
        return "the checksums of its parts do not fit its content_sha256"
      }
      let isWhole = hasFrames && isFinished
      let found = try ChecksumWalk.checksums(of: root, isWhole ? .read : .leftOut)
      return (isWhole ? stated.list : stated.list.fixed).firstDifference(from: found)
        .map(Self.inWords)
    } catch {
      return "\(error)"
    }
  }

  /// The first part whose checksum is wrong of what a reader takes for granted: numbers that do not
  /// change with the frames, such as species and radii, parameters, and boxes; `nil` where all are
  /// right. What somebody has added to the file, and notes on its datasets, count for nothing.
  ///
  /// - Parameter hasFrames: whether the frames of a finished file are read, too.
  /// - Throws: what the operating system does not show; damage that keeps checksums from being
  ///   computed is for others to tell.
  static func damageToReading(of root: HDF5Group, frames hasFrames: Bool) throws -> String? {
    let found: (list: Checksums, hash: String?)
    let now: Checksums
    do {
      guard let stated = try stated(in: root) else { return nil }
      found = stated
      let isWhole = hasFrames && found.list.hasFrames
      now = try ChecksumWalk.checksums(of: root, isWhole ? .read : .leftOut)
    } catch {
      if let error = error as? HDF5Error, error.isOfSystem { throw error }
      return nil
    }
    let isWhole = hasFrames && found.list.hasFrames
    let list = isWhole ? found.list : found.list.fixed
    let parts = list.parts.keys.filter { part in
      !part.hasSuffix("@") || part == "/parameters@" || part.hasSuffix("/box@")
    }
    return parts.sorted().first { found.list.parts[$0] != now.parts[$0] }.map(inWords)
  }

  private static func inWords(_ path: String) -> String {
    path.hasSuffix("@")
      ? "the checksum of the attributes of \(path.dropLast()) is wrong"
      : "the checksum of \(path) is wrong"
  }

  /// Refuses a file in which a checksum is wrong; one without checksums passes.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - frames: whether the frames are read, too.
  /// - Throws: ``TrajectoryError`` that names the part; `HDF5Error` when the file cannot be opened.
  public static func requireSound(_ path: String, frames: Bool) throws {
    let file = try HDF5File.openForReading(path)
    defer { try? file.close() }
    if let damage = damage(of: file.root, frames: frames) { throw damaged(path, damage) }
  }

  /// Throws where a part of a file is so damaged that it cannot be read, frames left out.
  static func requireComputable(_ path: String) throws {
    let file = try HDF5File.openForReading(path)
    defer { try? file.close() }
    _ = try ChecksumWalk.checksums(of: file.root, .leftOut)
  }

  /// Refuses the open file at `path` where ``damageToReading(of:frames:)`` finds some.
  static func requireReadable(
    _ root: HDF5Group, _ path: String, frames: Bool = false
  ) throws {
    if let damage = try damageToReading(of: root, frames: frames) { throw damaged(path, damage) }
  }

  private static func damaged(_ path: String, _ damage: String) -> TrajectoryError {
    TrajectoryError(
      path, "damaged: \(damage)", advice: "restore it from a copy, or run its scenario again")
  }
}
