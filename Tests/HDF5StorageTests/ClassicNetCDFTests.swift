import Foundation
import Testing

@testable import ClausiusHDF5Storage

/// Files of netCDF's classic format, built byte by byte as the specification has them.
@Suite("netCDF files of the classic format") struct ClassicNetCDFTests {
  /// A file of version `version` with two records of a short and a row of two doubles, a fixed row
  /// of integers, a text, and attributes.
  private func file(version: UInt8 = 1) -> [UInt8] {
    let dimensions: [(String, Int)] = [("time", 0), ("x", 2), ("length", 3)]
    var head = Bytes(version)
    head.count(2)
    head.list(10, dimensions.count)
    for (name, length) in dimensions {
      head.text(name)
      head.count(length)
    }
    head.list(12, 1)
    head.attribute("title", text: "a test")
    head.list(11, 4)
    // The head of four variables is as long as this, whatever their places.
    let begin = head.bytes.count + (version == 1 ? 180 : version == 2 ? 196 : 288)
    head.variable("flag", along: [0], scale: 0.5, type: 3, size: 4, begin: begin + 12)
    head.variable("phi", along: [0, 1], type: 6, size: 16, begin: begin + 16)
    head.variable("x", along: [1], type: 4, size: 8, begin: begin)
    head.variable("name", along: [2], type: 2, size: 4, begin: begin + 8)
    precondition(head.bytes.count == begin, "the head is as long as was reckoned")
    head.add([3, 4].flatMap { Bytes.of($0, 4) })
    head.add(Array("abc".utf8) + [0])
    for record in 0..<2 {
      head.add(Bytes.of(UInt64(7 + record), 2) + [0, 0])
      for x in 0..<2 { head.add(Bytes.of((Double(record) + 0.25 * Double(x)).bitPattern, 8)) }
    }
    return head.bytes
  }

  private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
    try withTemporaryFile { path in
      try Data(bytes).write(to: URL(filePath: path))
      try body(path)
    }
  }

  @Test(
    "All three versions have the same numbers, along the same dimensions", arguments: [1, 2, 5])
  func numbers(version: UInt8) throws {
    try withFile(file(version: version)) { path in
      #expect(HDF5File.canRead(path))
      #expect(!HDF5File.isHDF5(path))
      let root = try HDF5File.openForReading(path).root
      #expect(try root.openDataset("phi").read(as: Double.self) == [0, 0.25, 1, 1.25])
      #expect(try root.openDataset("phi").shape == [2, 2])
      #expect(try root.openDataset("flag").read(as: Double.self) == [7, 8])
      #expect(try root.openDataset("x").read(as: Int64.self) == [3, 4])
      #expect(try root.openDataset("name").readString() == "abc")
      #expect(try root.attributes.readString("title") == "a test")
      let flag = try root.openDataset("flag")
      #expect(try PackedNumbers(of: flag).scale == 0.5)
      #expect(try flag.hasScale(root.openDataset("time"), axis: 0))
      #expect(try root.openDataset("phi").hasScale(root.openDataset("x"), axis: 1))
    }
  }

  @Test("Records whose end is missing are left out; a head whose end is missing is refused")
  func missingEnd() throws {
    let whole = file()
    try withFile(Array(whole.dropLast())) { path in
      let phi = try HDF5File.openForReading(path).root.openDataset("phi")
      #expect(try phi.shape == [1, 2])
    }
    for count in [4, 8, 40, 150, 270] {
      try withFile(Array(whole.prefix(count))) { path in
        let error = #expect(throws: HDF5Error.self) { try HDF5File.openForReading(path) }
        #expect(error?.reason == .truncated)
      }
    }
  }

  @Test("No byte of a damaged head makes more than an error")
  func damagedHeads() throws {
    let whole = file(version: 2)
    for place in 4..<whole.count - 48 {
      for byte in [UInt8(0xFF), 0x7F, whole[place] &+ 1] {
        var damaged = whole
        damaged[place] = byte
        try withFile(damaged) { path in
          do throws(HDF5Error) {
            _ = try HDF5File.openForReading(path)
          } catch {
            #expect(!error.description.isEmpty)
          }
        }
      }
    }
  }
}

/// The bytes of a classic file in the making.
private struct Bytes {
  private let version: UInt8
  private(set) var bytes: [UInt8]

  init(_ version: UInt8) {
    self.version = version
    bytes = Array("CDF".utf8) + [version]
  }

  static func of(_ number: UInt64, _ size: Int) -> [UInt8] {
    (0..<size).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
  }

  mutating func add(_ more: [UInt8]) { bytes += more }

  mutating func count(_ number: Int) { add(Self.of(UInt64(number), version == 5 ? 8 : 4)) }

  mutating func list(_ tag: UInt64, _ length: Int) {
    add(Self.of(tag, 4))
    count(length)
  }

  mutating func text(_ text: String) {
    count(text.utf8.count)
    add(Array(text.utf8))
    while bytes.count % 4 != 0 { add([0]) }
  }

  mutating func attribute(_ name: String, text value: String) {
    text(name)
    add(Self.of(2, 4))
    text(value)
  }

  mutating func variable(
    _ name: String, along dimensions: [Int], scale: Double? = nil, type: UInt64, size: Int,
    begin: Int
  ) {
    text(name)
    count(dimensions.count)
    for dimension in dimensions { count(dimension) }
    if let scale {
      list(12, 1)
      text("scale_factor")
      add(Self.of(6, 4))
      count(1)
      add(Self.of(scale.bitPattern, 8))
    } else {
      list(0, 0)
    }
    add(Self.of(type, 4))
    count(size)
    add(Self.of(UInt64(begin), version == 1 ? 4 : 8))
  }
}
