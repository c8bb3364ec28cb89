import ClausiusDeclarations
import ClausiusHDF5Storage
import ClausiusSimulationCore
import Foundation

/// Writes the frames of a run into a trajectory file.
///
/// The file is called `name.partial` until the run is finished, so that nothing unfinished looks
/// complete. Frames wait in memory until they fill a chunk, which is written at once and flushed;
/// after ten seconds frames that still wait are written too, so that a reader of the running file
/// is never far behind.
public final class TrajectoryWriter: Observer {
  /// The path of the finished file.
  public let path: String
  /// The path of the file while the run goes on.
  public let partialPath: String
  private let file: HDF5File
  private var layout: TrajectoryLayout
  private let framesPerChunk: Int
  private var framesStored = 0
  private var framesWaiting = 0
  private var framesFlushed = 0
  private var lastFlush = ContinuousClock.now
  private var provenance: Provenance
  private let part = ContinuousClock.now
  /// The finished file that this one is to replace.
  private let replaced: FileIdentity?

  /// Frames wait no longer than this before a reader can see them.
  private static let longestWait = Duration.seconds(10)

  /// Begins a new file.
  ///
  /// - Throws: ``TrajectoryError`` when the file, or an interrupted run of the same name, is there
  ///   and `replacing` is not set; `HDF5Error` when the folder cannot be written.
  public convenience init(
    creating path: String, with description: TrajectoryDescription, replacing: Bool
  ) throws {
    let files = RunFiles(path)
    try description.requireDistinctNames(path)
    if !replacing { try files.requireAbsent(for: description.origin) }
    // Not emptied in its place: a recovery may have kept the old file under a further name.
    if replacing { FileMove.removeRegular(files.partial) }
    do {
      let file = try HDF5File.create(
        files.partial, existing: .replace, durability: description.durability)
      let layout = try TrajectoryLayout(creating: file, description)
      try TrajectoryChecksums.write(.leftOut, in: file.root)
      // From here on the run can be resumed, whatever happens.
      try file.synchronize()
      files.removeCheckpoints()
      self.init(
        files, file, layout, framesPerChunk: description.framesPerChunk,
        provenance: description.provenance)
    } catch {
      files.removeUnbegun()
      throw error
    }
  }

  /// Begins to make a finished run longer: its file stays as it is until the longer one is whole.
  ///
  /// - Throws: ``TrajectoryError`` and `HDF5Error` when there is no room for a second file.
  public static func extend(_ path: String, record: RunRecord) throws {
    try RunFiles(path).copyFinished { copy in
      let file = try HDF5File.openForWriting(copy)
      try CheckpointGroup.remove(from: file.root)
      try ParametersGroup.writeRecord(record, in: file.root)
      try TrajectoryChecksums.write(.leftOut, in: file.root)
      try file.close()
    }
  }

  /// Takes up the file of an interrupted run; ``restore(from:)`` goes on from a checkpoint.
  ///
  /// The file stays as it is until the first flush. It was made for the frames of `description`.
  public convenience init(
    reopening path: String, with description: TrajectoryDescription, provenance: Provenance
  ) throws {
    let files = RunFiles(path)
    let file = try HDF5File.openForWriting(
      files.partial, durability: description.durability)
    var layout = try TrajectoryLayout(
      reopening: file, quantities: description.quantities.map(\.name))
    try layout.requireQuantities(of: description, files.partial)
    var provenance = provenance
    if let lost = provenance.lostFrames.first {
      // What comes after a gap would be counted wrongly; the run makes all of it again.
      try layout.cut(toFrames: lost.lowerBound)
      try ProvenanceGroup.forgetLostFrames(in: file.root)
      provenance.lostFrames = []
    }
    self.init(
      files, file, layout, framesPerChunk: description.framesPerChunk, provenance: provenance)
  }

  /// The names of the observables that a writer would go on with in the file at `path`, which may
  /// hold no frames yet.
  public static func observables(of path: String) throws -> Set<String> {
    let file = try HDF5File.openForReading(path)
    defer { try? file.close() }
    return try TrajectoryLayout(reopening: file).observables
  }

  private init(
    _ files: RunFiles, _ file: HDF5File, _ layout: TrajectoryLayout, framesPerChunk: Int,
    provenance: Provenance
  ) {
    path = files.finished
    partialPath = files.partial
    self.file = file
    self.layout = layout
    self.framesPerChunk = framesPerChunk
    self.provenance = provenance
    replaced = FileIdentity(path: files.finished)
  }

  /// The number of bytes on disk so far.
  public var bytesWritten: Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: partialPath)
    return (attributes?[.size] as? Int) ?? 0
  }

  /// The frames that are safe in the file.
  public var framesInFile: Int { framesFlushed }

  /// Which run it is, for its checkpoints.
  public var run: RunIdentity? { provenance.identity }

  /// The kernels that compute the frames.
  public var kernels: String { provenance.lastKernels }

  /// Takes a frame; writes a chunk when it is full, or when frames have waited for long.
  public func observe(_ frame: borrowing Frame) throws {
    if framesPerChunk == 1 { return try store(frame) }
    layout.append(frame)
    framesWaiting += 1
    if framesWaiting == framesPerChunk {
      try writeWaiting()
      layout.settle(layout.growing.mapValues(\.waiting))
      layout.forEachGrowing { $1.forgetWaiting() }
      framesStored += framesWaiting
      framesWaiting = 0
    } else if ContinuousClock.now - lastFlush > Self.longestWait {
      try writeWaiting()
    }
  }

  /// Saves the number of stored frames with their checksums, and the frames that wait.
  public func save(into archive: inout StateArchive) {
    archive.save(integers: [framesStored, framesWaiting], as: "writer/frames")
    var checksums: [Int] = []
    layout.forEachGrowing { name, dataset in
      archive.save(reals: dataset.waiting, as: Self.waitingRows(name))
      checksums += dataset.checksum.numbers
    }
    archive.save(integers: checksums, as: Self.checksums)
  }

  private static let checksums = "writer/checksums"

  // Not the bare name: readers of whole trees take a dataset called `time` for a coordinate of its
  // group.
  private static func waitingRows(_ name: String) -> String { "writer/waiting/" + name + "_rows" }

  /// Goes on from the frames that were stored at the checkpoint. Frames that the file holds beyond
  /// them stay until the run writes them again, which gives the same numbers: a run that is resumed
  /// and killed at once has lost nothing.
  ///
  /// - Throws: ``TrajectoryError`` when the file holds fewer frames: what is missing would be
  ///   filled with nothing.
  public func restore(from archive: StateArchive) throws {
    let counts = try archive.integers("writer/frames", count: 2)
    let held = layout.growing.values.map(\.rows).min() ?? 0
    guard held >= counts[0] else {
      throw TrajectoryError(
        partialPath, "the file holds \(held) frames, and the checkpoint goes on from \(counts[0])",
        advice: "remove \(RunFiles(path).checkpoint) to begin again from the start")
    }
    framesStored = counts[0]
    framesWaiting = counts[1]
    try layout.forEachGrowing { name, dataset in
      dataset.wait(try archive.reals(Self.waitingRows(name)))
    }
    framesFlushed = framesStored
    try restoreChecksums(from: archive)
  }

  /// Goes on with the checksums of the stored frames, which are read once: a run does not go on
  /// from damaged frames. Early versions saved no checksums.
  private func restoreChecksums(from archive: StateArchive) throws {
    let count = SHA256.numberCount
    let saved = (try? archive.integers(Self.checksums, count: layout.growing.count * count)) ?? []
    var place = 0
    try layout.forEachGrowing { _, dataset in
      try dataset.readChecksum(rows: framesStored)
      let stated = saved.dropFirst(place).prefix(count)
      guard stated.isEmpty || dataset.checksum.numbers == Array(stated) else {
        throw TrajectoryError(
          partialPath,
          "damaged: the first \(framesStored) frames of \(dataset.dataset.path) are "
            + "not those that were written",
          advice: "take them out: \(ProgramName.current) repair \(partialPath), and resume it then")
      }
      place += count
    }
  }

  /// Waits until the stored frames are on the device. Those that wait stay in the checkpoint: a
  /// chunk that is written in parts is packed anew each time, and readers would stumble meanwhile.
  public func synchronize() throws { try file.synchronize() }

  /// Writes the texts of a run whose end was changed in place of the old ones.
  public func replaceRecord(_ record: RunRecord) throws {
    if try ParametersGroup.writeRecord(record, in: file.root) {
      try TrajectoryChecksums.write(.leftOut, in: file.root)
    }
  }

  /// Ends an interrupted run: writes what waits and closes the file, which stays partial.
  public func suspend() throws {
    try writeWaiting()
    try writeProvenance()
    try file.synchronize()
    try file.close()
  }

  /// Ends a finished run: writes what waits, keeps the final state for a later continuation, and
  /// gives the file its name.
  public func finish(state: StateArchive) throws {
    try finish { [provenance] root in
      try CheckpointGroup.write(
        state, of: provenance.identity, kernels: provenance.lastKernels, in: root)
    }
  }

  /// Ends a file of frames that no run computed, and gives it its name.
  public func finish() throws { try finish { _ in } }

  /// Gives up a copy of a finished run that was to become a longer one, and cannot be gone on with.
  public func discardCopy() {
    try? file.close()
    RunFiles(path).discardCopy()
  }

  /// Gives up: closes the file and takes it away.
  public func discard() {
    try? file.close()
    unlink(partialPath)
    FileMove.forgetJournal(of: partialPath)
  }

  private func finish(_ addLast: (HDF5Group) throws -> Void) throws {
    try writeWaiting()
    try layout.cut(toFrames: framesStored + framesWaiting)
    try layout.requireFrames(framesStored + framesWaiting, partialPath)
    provenance.endTime = Provenance.now()
    try writeProvenance()
    try writeChecksums()
    try addLast(file.root)
    try file.requireName()
    try file.synchronize()
    try file.close()
    try RunFiles(path).complete(replacing: replaced)
  }

  /// Writes a frame that fills a chunk by itself, without a copy of it.
  private func store(_ frame: borrowing Frame) throws {
    var rows = layout.rows(of: frame)
    try layout.forEachGrowing { name, dataset in
      let row = rows[name] ?? dataset.missingRow
      rows[name] = row
      try dataset.write(row, at: framesStored)
    }
    layout.settle(rows)
    framesStored += 1
    try publish(frames: framesStored)
  }

  /// Whether writing ended because a file would pass the largest size that the system allows.
  public static func isAtLargestSize(_ error: any Error) -> Bool {
    guard let error = error as? HDF5Error else { return false }
    return (error.earlierReason ?? error.reason) == .fileTooLarge
  }

  /// Makes the frames that are written visible to readers.
  private func publish(frames: Int) throws {
    lastFlush = .now
    let held = layout.growing.values.map(\.rows).max() ?? 0
    try layout.frameScale?.setShape([max(frames, held)])
    try file.requireName()
    try file.flush()
    framesFlushed = frames
  }

  private func writeWaiting() throws {
    lastFlush = .now
    guard framesStored + framesWaiting > framesFlushed else { return }
    try layout.forEachGrowing { _, dataset in try dataset.write(at: framesStored) }
    try publish(frames: framesStored + framesWaiting)
  }

  private func writeChecksums() throws {
    var checksums: [ObjectIdentity: SHA256] = [:]
    try layout.forEachGrowing { _, dataset in
      checksums[try dataset.dataset.identity] = dataset.wholeChecksum
    }
    try TrajectoryChecksums.write(.known(checksums), in: file.root)
  }

  private func writeProvenance() throws {
    var current = provenance
    let elapsed = ContinuousClock.now - part
    current.wallTime +=
      Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    try ProvenanceGroup.write(current, in: file.root)
  }
}
