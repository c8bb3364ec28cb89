import ClausiusDeclarations
import ClausiusHDF5Storage
import Foundation

/// Takes out of a damaged trajectory what cannot be read; every frame that can be read stays.
public enum TrajectoryRepair {
  /// What a repair did.
  public struct Report: Sendable, Hashable {
    /// Frames that the longest dataset had before.
    public var framesBefore: Int
    /// Frames that are left, all of which can be read.
    public var framesAfter: Int
    /// The frames that are gone, by their numbers before the repair.
    public var lostFrames: [ClosedRange<Int>]
    /// What was damaged; `nil` when nothing was.
    public var damage: String?
    /// Datasets without frames that could not be read, and are gone.
    public var lostDatasets: [String] = []
    /// Bytes that were missing at the end of the file and were filled with zeros so that it opens.
    public var bytesMissing: Int
    /// Whether the program that wrote the file had died, and its last flush was brought back.
    public var isRecovered: Bool
    /// Whether a run is writing the file, of which the copy holds the last flush.
    public var isInWriting = false
    /// What the last flushes had lost, in words; `nil` where they were whole.
    public var loss: String?
  }

  /// Repairs the file at `path`.
  ///
  /// - A file whose writer died is brought to its last flush; the mark of a killed writer that
  ///   keeps HDF5 from opening it is taken away.
  /// - A file whose end is missing is brought to the length that its superblock states; what was in
  ///   the missing part fails its checksums and is lost like any other damage.
  /// - Frames that cannot be read in every dataset are taken out. Those after them move up: their
  ///   times and steps tell where the gap is. Nothing is filled with values that nobody computed.
  ///
  /// All of it happens, or nothing: whenever the process dies, the file is as it was or repaired.
  /// A sound file stays as it is.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - output: where the repaired copy goes; a file that no run of ours wrote is repaired only
  ///     into one.
  /// - Throws: ``TrajectoryError`` when another process writes the file, a file of another writer
  ///   needs an output, or a checksum is wrong of what can be read; `HDF5Error` or
  ///   ``TrajectoryError`` when not even the structure of the file can be read, or when no frame is
  ///   left; the file is as it was then.
  public static func repair(_ path: String, into output: String? = nil) throws -> Report {
    guard try FilePresence.isThere(path) else {
      throw TrajectoryError(path, "no such file")
    }
    guard let output else { return try repairInPlace(path) }
    let lock = try RunLock(RunFiles(output))
    defer { lock.release() }
    RunFiles(output).removeLeftovers()
    if HDF5File.hasJournal(path) { try HDF5File.requireSoundJournal(path) }
    let temporary = output + RunFiles.repairedEnding
    defer { unlink(temporary) }
    try require(FileMove.copy(path, to: temporary), path)
    let report = try mend(temporary, known: path, isCopy: true)
    try require(FileMove.replace(output, by: temporary), output)
    return report
  }

  private static func repairInPlace(_ path: String) throws -> Report {
    let lock = try RunLock(RunFiles(path))
    defer { lock.release() }
    RunFiles(path).removeLeftovers()
    return try mend(path, known: path, isCopy: false)
  }

  private static func mend(_ path: String, known name: String, isCopy: Bool) throws -> Report {
    var report = Report(
      framesBefore: 0, framesAfter: 0, lostFrames: [], damage: nil, bytesMissing: 0,
      isRecovered: false, loss: HDF5File.lossOfFlushes(name))
    report.isInWriting = isCopy && isInWriting(name)
    report.isRecovered = HDF5File.hasJournal(name) && !report.isInWriting
    try HDF5File.recover(path)
    if try HDF5File.hasWriterMark(path) {
      guard isCopy else { throw needsOutput(name, "a writer that was killed left its mark") }
      try HDF5File.clearWriterMark(path)
      report.isRecovered = true
    }
    let mayChange = try isCopy || isOwn(path)
    if mayChange { report.bytesMissing = try fillMissingEnd(path) }
    try takeOutStill(path, known: name, isCopy: isCopy, &report)
    let lost = try survey(path, known: name, &report)
    guard lost.contains(where: { !$0.isEmpty }) else {
      // All frames can be read; where a program has changed numbers since, nobody can tell which.
      try requireRest(path, known: name, frames: true)
      if report.framesAfter > 0 { try requireShown(path, known: name) }
      try takeOutFinalState(path, known: name, mayChange: mayChange, &report)
      return report
    }
    guard mayChange else {
      throw needsOutput(name, report.damage ?? "frames cannot be read")
    }
    let isOfFixedLength = try !mayCut(path)
    if lost.count == 1, let first = lost[0].first, first == report.framesAfter, !isOfFixedLength {
      try change(path) { try $0.sets[0].cut(to: report.framesAfter) }
    } else {
      try closeGaps(path, lost)
    }
    try requireRest(path, known: name)
    try takeOutFinalState(path, known: name, mayChange: mayChange, &report)
    return report
  }

  /// Takes a damaged state at the end out of a file whose frames stay: no run goes on from it.
  private static func takeOutFinalState(
    _ path: String, known name: String, mayChange: Bool, _ report: inout Report
  ) throws {
    let file = try HDF5File.openForReading(path)
    defer { try? file.close() }
    guard let damage = try CheckpointStore.damageOfFinalState(in: file.root) else { return }
    guard mayChange else { throw needsOutput(name, damage) }
    try file.close()
    let written = try HDF5File.openForWriting(path, durability: .power)
    defer { try? written.close() }
    try CheckpointGroup.remove(from: written.root)
    try written.close()
    report.damage = report.damage ?? damage
    report.lostDatasets.append("the state at the end")
  }

  /// Refuses a file of ours which no verb can read, although all its frames can be: what is damaged
  /// then cannot be mended.
  private static func requireShown(_ path: String, known name: String) throws {
    guard try isOwn(path) else { return }
    do {
      let reader = try TrajectoryReader(path, options: .init(requiresSound: false))
      defer { reader.close() }
      _ = try reader.box(frame: 0)
      try TrajectoryChecksums.requireComputable(path)
    } catch var error as HDF5Error where !error.isOfSystem {
      (error.file, error.advice) = (name, nil)
      throw TrajectoryError(
        name, "damaged, and not in its frames: \(error)",
        advice: "restore it from a copy, or run its scenario again")
    }
  }

  /// Refuses a file in which more than frames is damaged, which nothing here can mend.
  private static func requireRest(_ path: String, known name: String, frames: Bool = false) throws {
    let file = try HDF5File.openForReading(path)
    defer { try? file.close() }
    try TrajectoryChecksums.requireReadable(file.root, name, frames: frames)
  }

  /// Takes datasets without frames that cannot be read out of the copy of a foreign file.
  ///
  /// - Throws: ``TrajectoryError`` where the file is no copy, or no trajectory without them.
  private static func takeOutStill(
    _ path: String, known name: String, isCopy: Bool, _ report: inout Report
  ) throws {
    let file = try HDF5File.openForReading(path)
    defer { try? file.close() }
    let survey = try GrowingSurvey(file.root)
    let damaged = survey.damagedStill
    guard let first = damaged.first else { return }
    if let failed = damaged.first(where: \.isOfDevice) { throw deviceFails(name, failed.reason) }
    let damage = "/\(first.entry.path): \(first.reason)"
    guard isCopy else { throw needsOutput(name, damage) }
    let names = try damaged.flatMap { survey.paths[try $0.entry.dataset.identity] ?? [] }
    try file.close()
    let written = try HDF5File.openForWriting(path)
    for name in names { try written.root.removeLink(name) }
    try written.close()
    report.damage = damage
    report.lostDatasets = damaged.map { "/" + $0.entry.path }
    guard (try? TrajectoryReader(path, options: .init(requiresSound: false))) != nil else {
      throw TrajectoryError(
        name, "\(damage); nothing can be saved without this dataset",
        advice: "restore the file from a copy, or read what is sound with --from and --to")
    }
  }

  /// Throws where a partial file that could not be read may yet be had back: since the device did
  /// not show it, or its journal is damaged or that of another moment.
  ///
  /// - Parameters:
  ///   - path: the partial file.
  ///   - error: what reading it has thrown.
  public static func requireHopeless(_ path: String, after error: any Error) throws {
    if let error = error as? HDF5Error, error.isOfSystem || error.reason == .inUse {
      throw error
    }
    // It was of a moment.
    if (try? RunRecord.read(from: path)) != nil { throw error }
    guard HDF5File.hasJournal(path) else { return }
    try HDF5File.requireSoundJournal(path)
    guard HDF5File.hasForeignJournal(path), !HDF5File.isUnbegun(path) else { return }
    throw TrajectoryError(
      path,
      "its journal is that of another file or moment, and without one it is damaged: \(error)",
      advice: "bring back the file that the journal belongs to, or remove the journal and resume "
        + "what is left")
  }

  private static func isInWriting(_ path: String) -> Bool {
    do {
      try RunLock.requireFree(RunFiles(path))
      return false
    } catch {
      return true
    }
  }

  /// Whether all datasets of the first set may be made shorter.
  private static func mayCut(_ path: String) throws -> Bool {
    let file = try HDF5File.openForReading(path)
    defer { try? file.close() }
    return try GrowingSurvey(file.root).sets.first?.mayGrow ?? true
  }

  private static func needsOutput(_ path: String, _ damage: String) -> TrajectoryError {
    TrajectoryError(
      path, "\(damage), and no run of \(ProgramName.current) wrote the file",
      advice: "it is repaired only into a copy: -o FILE")
  }

  /// Whether this program wrote the file; one that does not open without its end is looked at in a
  /// copy that has it.
  private static func isOwn(_ path: String) throws -> Bool {
    if let file = try? HDF5File.openForReading(path) {
      defer { try? file.close() }
      return try file.root.exists("provenance")
    }
    let copy = path + RunFiles.examinedEnding
    defer { unlink(copy) }
    try require(FileMove.copy(path, to: copy), path)
    _ = try fillMissingEnd(copy)
    let file = try HDF5File.openForReading(copy)
    defer { try? file.close() }
    return try file.root.exists("provenance")
  }

  /// Another time, or on another machine, the frames may be there.
  private static func deviceFails(_ path: String, _ reason: String) -> TrajectoryError {
    TrajectoryError(
      path, "nothing is taken out while the device fails: \(reason)",
      advice: "try again, or copy the file to another disk and repair the copy")
  }

  /// Finds the frames that are lost, in each set of datasets that have their frames in common.
  private static func survey(
    _ path: String, known name: String, _ report: inout Report
  ) throws -> [IndexSet] {
    let file = try HDF5File.openForReading(path)
    defer { try? file.close() }
    let survey = try GrowingSurvey(file.root)
    try survey.requirePlausible(name)
    var all: [IndexSet] = []
    for set in survey.sets {
      let damage = set.damage()
      if let failure = damage.deviceFailure { throw deviceFails(name, failure) }
      var lost = damage.frames
      if !set.isLoose, set.mayGrow { lost.insert(integersIn: set.commonFrames..<set.mostFrames) }
      let reason = damage.reason ?? (lost.isEmpty ? nil : "the datasets had different lengths")
      if report.lostFrames.isEmpty, report.framesBefore == 0 || !lost.isEmpty {
        report.damage = report.damage ?? reason
        report.framesBefore = set.mostFrames
        report.framesAfter = set.mostFrames - lost.count
        report.lostFrames = lost.rangeView.map { $0.lowerBound...$0.upperBound - 1 }
      }
      if set.isLoose, let first = lost.first, lost.count < set.mostFrames - first {
        throw TrajectoryError(
          name, "\(damage.reason ?? ""); no frames can be taken out of the middle of this dataset",
          advice: "restore the file from a copy, or read what is sound with --from and --to")
      }
      all.append(lost)
    }
    if report.lostFrames.isEmpty, !survey.isOwn,
      let frames = try? TrajectoryReader(path, options: .init(requiresSound: false)).frameCount
    {
      // The sets of other writers have frames of their own; those of the whole are told.
      (report.framesBefore, report.framesAfter) = (frames, frames)
    }
    guard report.framesAfter > 0 || report.damage == nil else {
      throw TrajectoryError(
        name, "no frame can be read, so the file is left as it is: \(report.damage ?? "no frames")",
        advice: "restore the file from a copy")
    }
    return all
  }

  /// Changes the growing datasets of the file at `path`, all or none.
  private static func change(_ path: String, _ body: (GrowingSurvey) throws -> Void) throws {
    let file = try HDF5File.openForWriting(path, durability: .power)
    defer { try? file.close() }
    try body(try GrowingSurvey(file.root))
    try TrajectoryChecksums.replaceFrames(in: file.root)
    try file.close()
  }

  /// Takes the frames `lost` of each set out of a copy of the file, which then takes its place.
  private static func closeGaps(_ path: String, _ lost: [IndexSet]) throws {
    let copy = path + RunFiles.repairedEnding
    defer { unlink(copy) }
    try require(FileMove.copy(path, to: copy), path)
    let file = try HDF5File.openForWriting(copy)
    defer { try? file.close() }
    let survey = try GrowingSurvey(file.root)
    for (set, lost) in zip(survey.sets, lost) where !lost.isEmpty {
      try set.close(lost, in: file.root, paths: survey.paths)
    }
    if survey.isOwn, let lost = lost.first { try ProvenanceGroup.note(lost: lost, in: file.root) }
    try TrajectoryChecksums.replaceFrames(in: file.root)
    try file.close()
    try require(FileMove.replace(path, by: copy), path)
  }

  private static func require(_ reason: Int32, _ path: String) throws(TrajectoryError) {
    guard reason != 0 else { return }
    throw TrajectoryError(
      path, "cannot be copied: \(String(cString: strerror(reason)))",
      advice: "a repair in the middle of a file needs room for a second one")
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
    let header: Data
    do {
      header = try handle.read(upToCount: 52) ?? Data()
    } catch {
      throw TrajectoryError(path, "cannot be read: \(error.systemReason)")
    }
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
