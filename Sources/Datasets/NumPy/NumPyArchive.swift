/// Arrays in one file (`.npz`): a ZIP archive of `.npy` files, stored or deflated.
///
/// Source: APPNOTE.TXT, the ZIP file format specification, version 6.3.
public struct NumPyArchive: Sendable {
  /// Where a member lies and how it is stored.
  private struct Member {
    var name: String
    var method: UInt64
    var size: Int
    var header: Int
    /// The CRC-32 of what was stored.
    var checksum: UInt64
  }

  private let path: String
  private let bytes: [UInt8]
  private let members: [Member]

  static let magic: [UInt8] = Array("PK\u{3}\u{4}".utf8)

  /// The names of all files in the archive.
  var files: [String] { members.map(\.name) }

  /// The names of the arrays.
  public var names: [String] {
    files.filter { $0.hasSuffix(".npy") }.map { String($0.dropLast(4)) }
  }

  /// Reads the bytes of a file that came from `path`.
  ///
  /// - Throws: ``DatasetError`` for an archive without a directory.
  public init(_ bytes: [UInt8], path: String) throws(DatasetError) {
    self.path = path
    self.bytes = bytes
    guard let members = Self.directory(bytes[...]) else {
      throw DatasetError(.storage, "\(path): the directory of the archive is damaged")
    }
    self.members = members
  }

  /// The array called `name`.
  ///
  /// - Throws: ``DatasetError`` where there is none, it cannot be read, or its bytes have not the
  ///   checksum that the archive states.
  public func array(_ name: String) throws(DatasetError) -> NumPyArray {
    guard let member = members.first(where: { $0.name == name + ".npy" || $0.name == name }) else {
      throw DatasetError(
        .storage, "\(path): no array '\(name)'; arrays: \(names.joined(separator: ", "))")
    }
    let data = try contents(member)
    guard Checksum.crc32(data) == member.checksum else {
      throw DatasetError(
        .storage,
        "\(path): '\(member.name)' in the archive is damaged: its bytes have not the checksum "
          + "(CRC-32) that the archive states; copy or save the file again")
    }
    return try NumPyArray(data[...], path: "\(path):\(name)")
  }

  private func contents(_ member: Member) throws(DatasetError) -> [UInt8] {
    let damaged = DatasetError(.storage, "\(path): '\(member.name)' in the archive is damaged")
    guard let name = bytes[...].littleEndian(member.header + 26, 2),
      let extra = bytes[...].littleEndian(member.header + 28, 2)
    else { throw damaged }
    let begin = member.header + 30 + Int(name) + Int(extra)
    guard begin <= bytes.count, member.size <= bytes.count - begin else { throw damaged }
    let stored = bytes[begin..<begin + member.size]
    switch member.method {
    case 0: return Array(stored)
    case 8:
      do throws(Inflation.Failure) {
        return try Inflation.inflate(stored, .none)
      } catch { throw damaged }
    default:
      throw DatasetError(
        .request,
        "\(path): '\(member.name)' is compressed by method \(member.method), which is "
          + "not read; use numpy.savez or savez_compressed")
    }
  }
}

// MARK: - The directory

extension NumPyArchive {
  /// The members, from the directory at the end of the archive.
  private static func directory(_ bytes: ArraySlice<UInt8>) -> [Member]? {
    guard let end = endRecord(bytes), let small = bytes.littleEndian(end + 16, 4),
      let count = bytes.littleEndian(end + 10, 2)
    else { return nil }
    let wide = small == 0xFFFF_FFFF || count == 0xFFFF ? wideDirectory(bytes, end) : nil
    guard var position = Int(exactly: wide?.start ?? small) else { return nil }
    var members: [Member] = []
    for _ in 0..<(wide?.count ?? count) {
      guard let (member, next) = member(bytes, position) else { return nil }
      members.append(member)
      position = next
    }
    return members
  }

  /// The record at the end: in front of a comment of at most 64 KiB.
  private static func endRecord(_ bytes: ArraySlice<UInt8>) -> Int? {
    let last = bytes.count - 22
    guard last >= 0 else { return nil }
    return stride(from: last, through: max(0, last - 0xFFFF), by: -1).first {
      bytes.littleEndian($0, 4) == 0x0605_4B50
    }
  }

  private static func wideDirectory(
    _ bytes: ArraySlice<UInt8>, _ end: Int
  ) -> (start: UInt64, count: UInt64)? {
    guard bytes.littleEndian(end - 20, 4) == 0x0706_4B50,
      let record = bytes.littleEndian(end - 12, 8).flatMap({ Int(exactly: $0) }),
      record <= bytes.count, bytes.littleEndian(record, 4) == 0x0606_4B50,
      let count = bytes.littleEndian(record + 32, 8), let start = bytes.littleEndian(record + 48, 8)
    else { return nil }
    return (start, count)
  }

  private static func member(_ bytes: ArraySlice<UInt8>, _ at: Int) -> (Member, next: Int)? {
    guard at <= bytes.count, bytes.littleEndian(at, 4) == 0x0201_4B50,
      let method = bytes.littleEndian(at + 10, 2), let checksum = bytes.littleEndian(at + 16, 4),
      var size = bytes.littleEndian(at + 20, 4),
      let whole = bytes.littleEndian(at + 24, 4), let name = bytes.littleEndian(at + 28, 2),
      let extra = bytes.littleEndian(at + 30, 2), let comment = bytes.littleEndian(at + 32, 2),
      var header = bytes.littleEndian(at + 42, 4), Int(name) + Int(extra) <= bytes.count - at - 46
    else { return nil }
    let begin = at + 46
    if let wide = wideField(bytes, begin + Int(name), Int(extra)) {
      // Only what does not fit is there, in this order.
      var offset = wide + (whole == 0xFFFF_FFFF ? 8 : 0)
      if size == 0xFFFF_FFFF {
        size = bytes.littleEndian(offset, 8) ?? size
        offset += 8
      }
      if header == 0xFFFF_FFFF { header = bytes.littleEndian(offset, 8) ?? header }
    }
    guard let place = Int(exactly: header), let length = Int(exactly: size), place <= bytes.count
    else { return nil }
    let text = String(decoding: bytes[begin..<begin + Int(name)], as: UTF8.self)
    let member = Member(
      name: text, method: method, size: length, header: place, checksum: checksum)
    return (member, begin + Int(name) + Int(extra) + Int(comment))
  }

  /// Where in the extra fields of a member the long numbers begin.
  private static func wideField(_ bytes: ArraySlice<UInt8>, _ begin: Int, _ length: Int) -> Int? {
    var position = begin
    while position + 4 <= begin + length {
      guard let id = bytes.littleEndian(position, 2), let size = bytes.littleEndian(position + 2, 2)
      else { return nil }
      if id == 1 { return position + 4 }
      position += 4 + Int(size)
    }
    return nil
  }
}
