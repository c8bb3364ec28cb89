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
  /// Whether the file is as long as its superblock says and holds what the journal knows nothing
  /// of: the device has kept a commit and not its record, or the journal is an older copy.
  var isBehind: Bool

  /// The recovery of `file`; `nil` when the journal is of another file.
  init?(_ journal: Journal.Contents, of file: SystemFile) throws(SystemError) {
    guard try file.size() >= journal.base else { return nil }
    var before = PageMap()
    for case .before(let old) in journal.records {
      for page in old { before.insert(page) }
    }
    let mark = try JournalMark(of: file, base: journal.base, with: before)
    let isKnown = mark.isOfSameFile(as: journal.mark, base: journal.base)
    guard isKnown || journal.base == 0 else { return nil }
    try self.init(base: journal.base, journal.records, of: file)
    let isCopy = try holdsNoMore(than: journal.records, file)
    guard isKnown || isCopy, journal.base > 0 || !isBehind else { return nil }
    hasLoss = hasLoss || journal.isBroken
  }

  /// Whether `file` holds the raw data of the last commit, and nothing behind it: so does a copy of
  /// a file without a base, which has another number. A later state of the file goes on behind the
  /// commit, and is not to be undone.
  private func holdsNoMore(
    than records: [JournalRecord], _ file: SystemFile
  ) throws(SystemError) -> Bool {
    let extents = records.map { record in
      if case .commit(let commit) = record { commit.extents } else { [] }
    }
    let size = try file.size()
    return lostCommits == 0 && size <= end && extents.contains { !$0.isEmpty }
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
    isBehind = try FileSurvey(base: base, before: pages, commits).goesOn(file)
    hasLoss = lostCommits > 0 || isBehind
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
        if recovery.isBehind { return try recovery.replace(file, path) }
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
      throw Attempt(operation: "read", file: Journal.path(of: path))
        .failure(systemError: error.number)
    }
    throw attempt.failure(
      .damaged, "its journal \(Journal.path(of: path)) is damaged",
      advice: "bring back a copy of both, or remove the journal to use the file as it is")
  }

  /// Puts a recovered copy in the place of `file` called `name`, which keeps the name with
  /// ``FileMove/keptEnding``, or with a number behind that where another file has it already.
  ///
  /// At any time both names lead to whole files, so that a second try after a failure makes no
  /// second copy.
  private func replace(_ file: SystemFile, _ name: String) throws(SystemError) {
    let path = FileMove.destination(of: name)
    let temporary = path + FileMove.recoveredEnding
    try FileMove.keep(path, temporary: temporary)
    try SystemFile.synchronizeFolder(of: path)
    FileMove.removeRegular(temporary)
    let copy = try SystemFile(temporary, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW)
    defer { copy.close() }
    do throws(SystemError) {
      try FileMove.copy(file, to: copy)
      try write(to: copy)
      try copy.setSize(end)
      try copy.synchronize()
      let reason = FileMove.rename(temporary, to: path, replacing: FileIdentity(path: path))
      guard reason == 0 else { throw SystemError("rename", reason) }
    } catch {
      FileMove.removeRegular(temporary)
      throw error
    }
    try SystemFile.synchronizeFolder(of: path)
    try Journal.remove(of: name)
    try SystemFile.synchronizeFolder(of: name)
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

/// What a journal knows of the bytes of its file.
private struct FileSurvey {
  let base: Int
  /// What stood before commits, and what each of them wrote, the last first.
  let versions: [PageMap]
  /// Where the file was written over.
  let ranges: [Range<Int>]

  init(base: Int, before: PageMap, _ commits: [JournalRecord.Commit]) {
    self.base = base
    ranges = base > 0 ? before.pages.map(\.range) : [0..<Superblock.size]
    versions =
      commits.reversed().map { commit in
        var map = PageMap()
        for page in commit.pages { map.insert(page) }
        return map
      } + [before]
  }

  /// Whether `file` is as long as its superblock says, and has words of eight bytes that were
  /// neither there before the commits nor written by one of them; but for one that is the mixture
  /// which the death of a process in the middle of a write leaves.
  ///
  /// Single bytes would not do: after some hundred commits each has had nearly every value.
  func goesOn(_ file: SystemFile) throws(SystemError) -> Bool {
    guard let end = try Superblock.end(of: file), try file.size() >= end else { return false }
    var mixtures = 0
    for range in ranges {
      let bytes = try file.bytes(range)
      for word in unknownWords(bytes, range) {
        mixtures += 1
        guard base > 0, mixtures == 1, isMixture(bytes, range, word) else { return true }
      }
    }
    return false
  }

  /// Where the words of `bytes`, which stand in `range`, begin that no version has.
  private func unknownWords(_ bytes: [UInt8], _ range: Range<Int>) -> Set<Int> {
    var unknown = Set(stride(from: 0, to: bytes.count, by: 8))
    for version in versions where !unknown.isEmpty {
      for page in version.pages(in: range) {
        let common = page.range.clamped(to: range)
        let first = (common.lowerBound - range.lowerBound) / 8 * 8
        for word in stride(from: first, to: common.upperBound - range.lowerBound, by: 8)
        where unknown.contains(word) {
          let part = (range.lowerBound + word..<range.lowerBound + word + 8).clamped(to: common)
          let isEqual = part.allSatisfy {
            page.bytes[$0 - page.address] == bytes[$0 - range.lowerBound]
          }
          if isEqual { unknown.remove(word) }
        }
      }
    }
    return unknown
  }

  /// Whether a word of `bytes`, which stand in `range`, begins as one of its last two versions and
  /// ends as the other.
  private func isMixture(_ bytes: [UInt8], _ range: Range<Int>, _ word: Int) -> Bool {
    let found = Array(bytes[word..<min(word + 8, bytes.count)])
    let place = range.lowerBound + word..<range.lowerBound + word + found.count
    let last = versions.lazy.compactMap { version -> [UInt8]? in
      guard let page = version.pages(in: place).first, page.range.contains(place.lowerBound),
        page.range.upperBound >= place.upperBound
      else { return nil }
      return Array(page.bytes[place.lowerBound - page.address..<place.upperBound - page.address])
    }.prefix(2)
    guard let new = last.first, let old = last.dropFirst().first else { return false }
    return found.indices.contains { split in
      [(new, old), (old, new)].contains { start, rest in
        found[..<split] == start[..<split] && found[split...] == rest[split...]
      }
    }
  }
}

/// The first block of a file of HDF5's earliest format.
private enum Superblock {
  private static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]
  /// Up to the address of the end, in bytes.
  static let size = 48

  /// The length that the file says it has; `nil` where it is of another format.
  static func end(of file: SystemFile) throws(SystemError) -> Int? {
    let head = try file.bytes(0..<size)
    let (version, sizeOfAddresses) = (head[8], head[13])
    guard head.starts(with: signature), version == 0, sizeOfAddresses == 8 else { return nil }
    var reader = ByteReader(head[40...])
    return reader.count()
  }
}
