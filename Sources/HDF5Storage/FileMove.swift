import CHDF5

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Gives a file another name, or a second life under one, so that every name leads to a whole file
/// at any time.
public enum FileMove {
  /// Renames `source` to `target`.
  ///
  /// - Parameters:
  ///   - source: the file's name.
  ///   - target: its new name.
  ///   - expected: the file that may lose the name `target` to this one; `nil` where there must be
  ///     none.
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

  /// Waits until the names in the folder of `path` are on the device, where that is possible.
  public static func settleNames(beside path: String) {
    try? SystemFile.synchronizeFolder(of: path)
  }

  /// Takes away the journal that a file of the name `path` had before another took its place: it
  /// says nothing of the new one.
  public static func forgetJournal(of path: String) { try? Journal.remove(of: path) }

  /// Takes away a journal of the file at `path` that a killed process had only begun.
  public static func forgetNewJournal(of path: String) { Journal.removeNew(of: path) }

  /// Copies `source` to the new or emptied file `target`; of a file whose writer died its last
  /// flush. Where the file system can share blocks between files, nothing is copied.
  ///
  /// - Returns: 0, or the system's error number.
  public static func copy(_ source: String, to target: String) -> Int32 {
    do throws(SystemError) {
      let old = try JournaledFile(source, flags: O_RDONLY, durability: .kill)
      defer { old.file.close() }
      let new = try SystemFile(target, O_RDWR | O_CREAT | O_TRUNC)
      defer { new.close() }
      if Journal.exists(of: source) || chdf5_share_blocks(old.file.descriptor, new.descriptor) != 0
      {
        try copy(old, to: new)
      }
      return 0
    } catch {
      return error.number
    }
  }

  /// Lets the file `source` take the place of `target` when it is on the device: whoever opens
  /// `target` finds the old file or the new one, whole.
  ///
  /// - Returns: 0, or the system's error number.
  public static func replace(_ target: String, by source: String) -> Int32 {
    do throws(SystemError) {
      let file = try SystemFile(source, O_RDWR)
      defer { file.close() }
      try file.synchronize()
      try Journal.remove(of: target)
      let reason = rename(source, to: target, replacing: FileIdentity(path: target))
      guard reason == 0 else { throw SystemError("rename", reason) }
      try SystemFile.synchronizeFolder(of: target)
      return 0
    } catch {
      return error.number
    }
  }

  /// Where `path` leads through symbolic links, whether or not a file is there; `path` itself for
  /// what is no link, or leads in a circle.
  public static func destination(of path: String) -> String {
    var place = path
    for _ in 0..<40 {
      var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = readlink(place, &bytes, bytes.count)
      guard count > 0 else { return place }
      let link = String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard !link.hasPrefix("/"), let slash = place.lastIndex(of: "/") else {
        place = link
        continue
      }
      place = place[...slash] + link
    }
    return path
  }

  /// Behind the name of a file, that of a copy in which it is recovered.
  public static let recoveredEnding = ".clausius-recovered"

  /// Copies `file` as it is to `copy`, with its rights.
  static func copy(_ file: SystemFile, to copy: SystemFile) throws(SystemError) {
    try copy.takeRights(of: file)
    guard chdf5_share_blocks(file.descriptor, copy.descriptor) != 0 else { return }
    let size = try file.size()
    for start in stride(from: 0, to: size, by: 1 << 20) {
      try copy.write(file.bytes(start..<min(start + 1 << 20, size)), at: start)
    }
  }

  /// Behind the name of a file, that of what it was before its recovery.
  public static let keptEnding = ".unrecovered"

  /// Gives the file at `path` a further name: with ``keptEnding``, or with a number behind that
  /// where another file has it. Where the file system knows one name for a file only, a copy gets
  /// it.
  ///
  /// - Parameter temporary: the name of a copy until it is whole.
  static func keep(_ path: String, temporary: String) throws(SystemError) {
    var target = path + keptEnding
    for number in 2... {
      if systemLink(path, target) == 0 || isName(target, of: path) { return }
      if errno != EEXIST { break }
      target = "\(path)\(keptEnding)-\(number)"
    }
    guard [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK].contains(errno) else {
      throw SystemError("link")
    }
    try keepCopy(path, temporary)
  }

  private static func keepCopy(_ path: String, _ temporary: String) throws(SystemError) {
    let file = try SystemFile(path, O_RDONLY)
    defer { file.close() }
    removeRegular(temporary)
    let kept = try SystemFile(temporary, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW)
    defer { kept.close() }
    try copy(file, to: kept)
    try kept.synchronize()
    var target = path + keptEnding
    for number in 2... {
      let reason = rename(temporary, to: target, replacing: nil)
      guard reason == EEXIST else {
        guard reason == 0 else { throw SystemError("rename", reason) }
        return
      }
      target = "\(path)\(keptEnding)-\(number)"
    }
  }

  /// Whether `name` is a name of the file at `path`, and no link to it.
  private static func isName(_ name: String, of path: String) -> Bool {
    let reason = errno
    defer { errno = reason }
    var (one, other) = (stat(), stat())
    return lstat(name, &one) == 0 && stat(path, &other) == 0 && one.st_dev == other.st_dev
      && one.st_ino == other.st_ino
  }

  /// Removes a file, but no pipe, link or folder.
  public static func removeRegular(_ path: String) {
    var information = stat()
    if lstat(path, &information) == 0, information.st_mode & S_IFMT == S_IFREG { unlink(path) }
  }

  private static func systemLink(_ path: String, _ target: String) -> Int32 {
    #if canImport(Glibc)
      Glibc.link(path, target)
    #elseif canImport(Musl)
      Musl.link(path, target)
    #else
      Darwin.link(path, target)
    #endif
  }

  private static func copy(_ old: JournaledFile, to new: SystemFile) throws(SystemError) {
    let size = old.length
    for start in stride(from: 0, to: size, by: 1 << 20) {
      let block = UnsafeMutableRawBufferPointer.allocate(
        byteCount: min(1 << 20, size - start), alignment: 8)
      defer { block.deallocate() }
      try old.read(block, at: start)
      try new.write(UnsafeRawBufferPointer(block), at: start)
    }
  }
}
