#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The last commit of a file that can be had back, from the file and its journal.
///
/// After the death of the process that is always the last commit. After a power failure the device
/// may have kept any of the writes since the last synchronization: then it is the last commit all
/// of whose blocks are there, and at least the base of the journal.
struct JournalRecovery {
  /// The length of the file.
  var end: Int
  /// What has to stand in the file.
  var pages: PageMap
  /// Commits that the journal knows and that are lost.
  var lostCommits: Int
  /// Whether commits are lost at all, known to the journal or not.
  var hasLoss: Bool

  /// The recovery of `file`; `nil` when the journal is of another file.
  init?(_ journal: Journal.Contents, of file: SystemFile) throws(SystemError) {
    guard try file.size() >= journal.base else { return nil }
    var before = PageMap()
    for case .before(let old) in journal.records {
      for page in old { before.insert(page) }
    }
    let mark = try JournalMark(of: file, base: journal.base, with: before)
    guard mark.isOfSameFile(as: journal.mark, base: journal.base) else { return nil }
    try self.init(base: journal.base, journal.records, of: file)
    hasLoss = hasLoss || journal.isBroken
  }

  /// The recovery of `file`, to which `records` are known to belong.
  init(base: Int, _ records: [JournalRecord], of file: SystemFile) throws(SystemError) {
    end = base
    pages = PageMap()
    var commits: [JournalRecord.Commit] = []
    for record in records {
      switch record {
      case .before(let old): for page in old { pages.insert(page) }
      case .commit(let commit): commits.append(commit)
      }
    }
    let last = try ExtentSurvey(commits).lastWholeCommit(in: file)
    lostCommits = commits.count - last
    hasLoss = lostCommits > 0
    for commit in commits.prefix(last) {
      for page in commit.pages { pages.insert(page) }
      end = commit.end
    }
  }

  /// Brings the file at `path` to its last commit and removes the journal; does nothing where there
  /// is no journal.
  ///
  /// - Throws: ``HDF5Error`` when the file is in use, cannot be written, or is not the one that the
  ///   journal is of.
  static func recover(_ path: String, _ attempt: Attempt) throws(HDF5Error) {
    try attempt.system { () throws(SystemError) -> SystemFile? in
      try Journal.exists(of: path) ? SystemFile(path, O_RDWR) : nil
    }.map { (file) throws(HDF5Error) in
      defer { file.close() }
      guard flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 else {
        throw attempt.failure(systemError: EAGAIN)
      }
      let journal = try readJournal(of: path, attempt)
      let recovery = try attempt.system { () throws(SystemError) in
        try JournalRecovery(journal, of: file)
      }
      guard let recovery else {
        throw attempt.failure(
          .damaged, "\(Journal.path(of: path)) is the journal of another file",
          advice: "bring back the file that it belongs to, or remove the journal")
      }
      return try attempt.system { () throws(SystemError) in
        try recovery.write(to: file)
        try Journal.remove(of: path)
        try SystemFile.synchronizeFolder(of: path)
        // Only now: as long as there is a journal, the file is at least as long as its base.
        try file.setSize(recovery.end)
      }
    }
  }

  /// The journal of the file at `path`.
  ///
  /// - Throws: ``HDF5Error`` when it is damaged such that the file cannot be had back.
  static func readJournal(
    of path: String, _ attempt: Attempt
  ) throws(HDF5Error) -> Journal.Contents {
    do throws(SystemError) {
      if let contents = try Journal.read(of: path) { return contents }
    } catch  where error.number == EINVAL {
    } catch {
      throw attempt.failure(systemError: error.number)
    }
    throw attempt.failure(
      .damaged, "its journal \(Journal.path(of: path)) is damaged",
      advice: "bring back a copy of both, or remove the journal to use the file as it is")
  }

  /// Writes the pages to `file` and waits until they are on the device.
  func write(to file: SystemFile) throws(SystemError) {
    for page in pages.pages where page.address < end {
      try file.write(page.bytes, at: page.address)
    }
    if try file.size() < end { try file.setSize(end) }
    try file.synchronize()
  }
}

/// The blocks that commits wrote to the file itself, and which of them are there.
private struct ExtentSurvey {
  private struct Entry {
    var extent: JournalRecord.Extent
    /// From the commit that wrote it to the one that wrote over it; commits count from 1.
    var commits: Range<Int>

    /// Whether the file, which has `size` bytes, holds what was written.
    func isIntact(in file: SystemFile, size: Int) throws(SystemError) -> Bool {
      guard extent.range.upperBound <= size else { return false }
      return try file.bytes(extent.range).withUnsafeBytes { Checksum.of($0) } == extent.checksum
    }
  }

  private var entries: [Entry] = []
  private let commitCount: Int

  init(_ commits: [JournalRecord.Commit]) {
    commitCount = commits.count
    for (index, commit) in commits.enumerated() {
      for extent in commit.extents {
        entries.append(Entry(extent: extent, commits: index + 1..<commits.count + 1))
      }
    }
    entries.sort { $0.extent.address < $1.extent.address }
    for (index, commit) in commits.enumerated() {
      for page in commit.pages { cover(page.range, by: index + 1) }
    }
  }

  /// Notes that `commit` writes over the blocks in `range`.
  private mutating func cover(_ range: Range<Int>, by commit: Int) {
    var index = firstIndex(from: range.lowerBound)
    while index < entries.count, entries[index].extent.range.upperBound <= range.upperBound {
      let known = entries[index].commits
      if known.contains(commit) { entries[index].commits = known.lowerBound..<commit }
      index += 1
    }
  }

  /// The first block at or after `address`.
  private func firstIndex(from address: Int) -> Int {
    var range = 0..<entries.count
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      range =
        entries[middle].extent.address >= address
        ? range.lowerBound..<middle : middle + 1..<range.upperBound
    }
    return range.lowerBound
  }

  /// The last commit all of whose blocks are in `file`; 0 for the base.
  func lastWholeCommit(in file: SystemFile) throws(SystemError) -> Int {
    var last = commitCount
    // An entry that is gone rules out the commits during which it was needed.
    var gone: [Range<Int>] = []
    let size = try file.size()
    for entry in entries where !entry.commits.isEmpty {
      if try !entry.isIntact(in: file, size: size) { gone.append(entry.commits) }
    }
    while let needed = gone.first(where: { $0.contains(last) }) { last = needed.lowerBound - 1 }
    return last
  }
}
