import ClausiusDeclarations
import ClausiusHDF5Storage
import Foundation

/// The files of one run: the finished one, the partial one, and the checkpoints beside it.
public struct RunFiles: Sendable, Hashable {
  /// `name`, there only when the run is finished.
  public let finished: String
  /// `name.partial`, there while the run goes on or is interrupted.
  public var partial: String { finished + Self.partialEnding }
  /// `name.checkpoint`, the state to go on from.
  public var checkpoint: String { finished + ".checkpoint" }
  /// The checkpoint before the last.
  public var previousCheckpoint: String { checkpoint + ".previous" }
  /// `name.clausius-lock`, which only the process that writes the run holds.
  public var lock: String { finished + ".clausius-lock" }
  /// The folder that all of them lie in.
  public var folder: String { Self.folder(of: finished) }

  private static let partialEnding = ".partial"
  /// Behind the name of a file, that of a copy in which it is repaired.
  static let repairedEnding = ".clausius-repaired"
  /// Behind the name of a file, that of a copy in which it is looked into.
  static let examinedEnding = ".clausius-examined"

  /// How the names of files beside a run end, which come and go with it.
  public static let companionEndings = [
    ".checkpoint", ".checkpoint.previous", ".checkpoint.tmp", ".clausius-lock", ".journal",
    ".journal.new", ".partial.new", repairedEnding, examinedEnding, FileMove.recoveredEnding,
  ]

  /// The files of the run whose finished or partial file is `path`, or a symbolic link to one of
  /// them.
  public init(_ path: String) {
    let name = Self.withoutPartial(path)
    let target = Self.destination(of: name)
    let partial = Self.destination(of: name + Self.partialEnding)
    let isPartialLinked = target == name && partial.hasSuffix(Self.partialEnding)
    finished = Self.withoutPartial(isPartialLinked ? partial : target)
  }

  /// What the files are like at one moment.
  public struct Stamps: Sendable, Hashable {
    private struct Stamp: Sendable, Hashable {
      var number: Int?
      var size: Int?
      var modified: Date?
    }

    private var stamps: [Stamp]

    fileprivate init(_ paths: [String]) {
      stamps = paths.map { path in
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return Stamp(
          number: attributes?[.systemFileNumber] as? Int, size: attributes?[.size] as? Int,
          modified: attributes?[.modificationDate] as? Date)
      }
    }
  }

  /// What the files are like now: whoever reads before locking sees whether they changed meanwhile.
  public var stamps: Stamps { Stamps([finished, partial, checkpoint, previousCheckpoint]) }

  /// The partial file of a run that a recovery kept as `path`; `nil` for other names.
  public static func partial(keptAs path: String) -> String? {
    guard let range = path.ranges(of: partialEnding + FileMove.keptEnding).last,
      path[range.upperBound...].isEmpty || path[range.upperBound...].contains(#/^-\d+$/#)
    else { return nil }
    return String(path[..<range.lowerBound]) + partialEnding
  }

  /// What a recovery kept of the partial file; `nil` where it kept nothing.
  public var kept: String? {
    let name = partial + FileMove.keptEnding
    return FileManager.default.fileExists(atPath: name) ? name : nil
  }

  /// Whether `path` leads to one of the files, by whatever name or link.
  public func contains(_ path: String) -> Bool {
    guard let file = FileIdentity(path: path) else { return false }
    return [finished, partial].contains { FileIdentity(path: $0) == file }
  }

  /// Refuses to write over a finished or an interrupted run; what a killed import left makes room
  /// for another import.
  func requireAbsent(for origin: TrajectoryDescription.Origin) throws {
    if try hasFinished {
      throw TrajectoryError(
        finished, "the file is there already", advice: "use --force to replace it")
    }
    guard try hasPartial, !isEmpty else { return }
    if isInterruptedImport {
      if case .imported = origin { return }
      throw TrajectoryError(
        partial, "what an interrupted import wrote is there already",
        advice: "import the tracks again, or use --force to replace it")
    }
    throw TrajectoryError(
      partial, "an interrupted run is there already",
      advice: "\(ProgramName.current) resume \(finished), or use --force to begin again")
  }

  /// Whether something has the name of the finished file.
  public var hasFinished: Bool { get throws { try FilePresence.isThere(finished) } }

  /// Whether something has the name of the partial file.
  public var hasPartial: Bool { get throws { try FilePresence.isThere(partial) } }

  /// What the last flushes of the partial file have lost, in words; `nil` where they are whole.
  public var lossOfFlushes: String? { HDF5File.lossOfFlushes(partial) }

  /// Whether the partial file is that of an import, which nothing can go on with.
  public var isInterruptedImport: Bool {
    (try? ImportRecord.read(from: partial)).flatMap { $0 } != nil
  }

  /// Whether the partial file is that of a run which was killed before its first flush: nothing of
  /// it was written, so nothing is lost with it. The file stays as it is.
  public var isEmpty: Bool {
    // More than its journal knows of, and perhaps not all of it: libhdf5 may not survive a look.
    if HDF5File.hasForeignJournal(partial) { return false }
    let file: HDF5File
    do throws(HDF5Error) {
      file = try HDF5File.openForReading(partial)
    } catch {
      guard !error.isOfSystem else { return false }
      let attributes = try? FileManager.default.attributesOfItem(atPath: partial)
      return attributes?[.size] as? Int == 0 || HDF5File.isUnbegun(partial)
    }
    defer { try? file.close() }
    return (try? file.root.children().isEmpty) == true
  }

  /// Gives the partial file its final name, safely on disk, and removes the checkpoints.
  ///
  /// - Parameter expected: the finished file that the run is to replace, if there is one.
  /// - Throws: ``TrajectoryError`` when another file has the name.
  func complete(replacing expected: FileIdentity?) throws(TrajectoryError) {
    let reason = FileMove.rename(partial, to: finished, replacing: expected)
    guard reason != EEXIST else {
      throw TrajectoryError(
        finished,
        "a file of this name appeared while the run went on, and is left as it is; the whole run "
          + "is in \(partial)",
        advice: "move the file away, then \(ProgramName.current) resume \(finished)")
    }
    guard reason == 0 else {
      throw TrajectoryError(partial, "cannot be renamed: \(String(cString: strerror(reason)))")
    }
    FileMove.forgetJournal(of: finished)
    FileMove.settleNames(beside: finished)
    removeCheckpoints()
  }

  /// Makes the partial file a copy of the finished one, which stays; `change` changes the copy, by
  /// its name, before it gets its own.
  ///
  /// - Throws: ``TrajectoryError`` when the copy does not fit on the disk; what `change` throws.
  func copyFinished(_ change: (String) throws -> Void) throws {
    try HDF5File.recover(finished)
    let temporary = partial + ".new"
    defer { unlink(temporary) }
    try require(FileMove.copy(finished, to: temporary))
    try change(temporary)
    try require(FileMove.replace(partial, by: temporary))
  }

  private func require(_ reason: Int32) throws(TrajectoryError) {
    guard reason != 0 else { return }
    throw TrajectoryError(
      finished, "cannot be copied to \(partial): \(String(cString: strerror(reason)))",
      advice: "a longer run needs room for a second file until it is finished")
  }

  /// Throws where a pipe or a device has a name that comes and goes with the run: opening it could
  /// wait for ever.
  func requireRegularCompanions() throws {
    let names =
      [partial]
      + [finished, partial].flatMap { path in Self.companionEndings.map { path + $0 } }
    for name in names {
      let presence = try FilePresence(of: name)
      guard ![.absent, .file, .folder].contains(presence) else { continue }
      throw TrajectoryError(
        name, "is no file, and is left as it is", advice: "move it away: a run needs the name")
    }
  }

  func removeCheckpoints() {
    for path in [checkpoint, previousCheckpoint] { removeOwn(path) }
  }

  /// Removes what killed processes left beside the run. Only who holds the lock of the run may, as
  /// all these files are made by its holder.
  public func removeLeftovers() {
    for path in [checkpoint + ".tmp", partial + ".new"] { removeOwn(path) }
    for path in [finished, partial] {
      for ending in [Self.repairedEnding, Self.examinedEnding, FileMove.recoveredEnding] {
        removeOwn(path + ending)
      }
      FileMove.forgetNewJournal(of: path)
    }
    // A run that was killed when its file had got its name.
    if (try? hasFinished) == true, (try? hasPartial) == false { removeCheckpoints() }
  }

  /// Removes a file that this program may have written: one of HDF5, or one that was only begun,
  /// whose first bytes are zeros.
  private func removeOwn(_ path: String) {
    guard let file = FileHandle(forReadingAtPath: path) else { return }
    defer { try? file.close() }
    guard let head = try? file.read(upToCount: 8) ?? Data() else { return }
    if head.allSatisfy({ $0 == 0 }) || HDF5File.isHDF5(path) { unlink(path) }
  }

  /// Gives the partial file, with its journal, another name, under which both stay.
  ///
  /// - Returns: the name.
  public func setPartialAside() throws(TrajectoryError) -> String {
    do throws(HDF5Error) {
      return try HDF5File.setAside(partial)
    } catch {
      throw TrajectoryError(partial, "cannot be kept under another name: \(error)")
    }
  }

  /// Takes away the copy of a finished file, and its checkpoints, that was to become a longer run.
  func discardCopy() {
    removeOwn(partial)
    FileMove.forgetJournal(of: partial)
    removeCheckpoints()
  }

  /// Removes the files of a run of which nothing was written.
  func removeUnbegun() {
    guard isEmpty else { return }
    unlink(partial)
    FileMove.forgetJournal(of: partial)
  }
}

// MARK: - Paths

extension RunFiles {
  private static func withoutPartial(_ path: String) -> String {
    path.hasSuffix(partialEnding) ? String(path.dropLast(partialEnding.count)) : path
  }

  /// The folder of the file at `path`, as the path says it; `.` for a bare name.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Where `path` leads through symbolic links, whether or not a file is there; `path` itself for
  /// what is no link, or leads in a circle.
  public static func destination(of path: String) -> String { FileMove.destination(of: path) }
}
