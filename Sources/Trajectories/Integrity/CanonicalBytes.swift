import ClausiusHDF5Storage

/// The checksum of the attributes of a group or dataset.
enum AttributeChecksum {
  /// Hash, the word `attributes` and their number; `nil` where there are none.
  ///
  /// The hash is over name, type and shape of each attribute, each with a zero byte behind it, and
  /// its bytes; attributes stand in the order of their names. References to objects are left out;
  /// `DIMENSION_LIST` stands for the names of the scales of each axis.
  static func of(_ attributes: HDF5Attributes, scales: [String]? = nil) throws -> String? {
    var hash = SHA256()
    var count = 0
    let names = try attributes.names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for name in names {
      if name == "DIMENSION_LIST", let scales {
        hash.add(header: [name, "text", "\(scales.count)"])
        for scale in scales { hash.add(text: scale) }
      } else if let type = try attributes.datatype(name).nameInChecksums {
        hash.add(header: [name, type, Checksums.text(of: try attributes.shape(name))])
        try attributes.add(name, to: &hash)
      } else {
        continue
      }
      count += 1
    }
    return count == 0 ? nil : "\(hash.hexadecimal) attributes \(count)"
  }
}

extension SHA256 {
  /// Takes a text in UTF-8 and a zero byte.
  mutating func add(text: String) { update(Array(text.utf8) + [0]) }

  fileprivate mutating func add(header: [String]) {
    for text in header { add(text: text) }
  }
}

extension HDF5Datatype {
  /// `float64`, `int8`, `text`; `nil` for what has no checksum.
  var nameInChecksums: String? {
    switch self {
    case .floatingPoint(let bits, _) where bits == 32 || bits == 64: "float\(bits)"
    case .integer(let bits, let signed, _): "\(signed ? "" : "u")int\(bits)"
    case .fixedString, .variableString: "text"
    case .floatingPoint, .other: nil
    }
  }
}

extension HDF5Attributes {
  fileprivate func add(_ name: String, to hash: inout SHA256) throws {
    switch try datatype(name) {
    case .floatingPoint(bits: 32, _): hash.update(try readArray(name, as: Float.self))
    case .floatingPoint: hash.update(try readArray(name, as: Double.self))
    case .integer(let bits, _, _):
      hash.add(try readArray(name, as: Int64.self), bits: bits)
    default: for text in try readStrings(name) { hash.add(text: text) }
    }
  }
}

extension HDF5Dataset {
  /// A part of a dataset that is read at once has about as many numbers.
  private static let partSize = 1 << 17

  /// Takes all numbers, the lowest byte first and the last axis fastest, or all texts; `rows` of
  /// them where only the first are wanted.
  ///
  /// A pure dimension has a length and no bytes.
  func add(to hash: inout SHA256, rows: Int? = nil) throws {
    let shape = try shape
    if try isScale, try storageSize == 0 { return }
    guard let length = shape.first else { return try add(to: &hash, at: nil, count: nil) }
    let row = Array(shape.dropFirst())
    let chunk = try chunk?.first ?? max(1, Self.partSize / max(1, row.reduce(1, *)))
    let end = min(rows ?? length, length)
    for first in stride(from: 0, to: end, by: max(1, chunk)) {
      try add(
        to: &hash, at: [first] + row.map { _ in 0 }, count: [min(chunk, end - first)] + row)
    }
  }

  private func add(to hash: inout SHA256, at start: [Int]?, count: [Int]?) throws {
    switch try datatype {
    case .floatingPoint(bits: 32, _):
      hash.update(try read(as: Float.self, at: start, count: count))
    case .floatingPoint: hash.update(try read(as: Double.self, at: start, count: count))
    case .integer(let bits, _, _):
      hash.add(try read(as: Int64.self, at: start, count: count), bits: bits)
    default: for text in try readStrings(at: start, count: count) { hash.add(text: text) }
    }
  }
}

extension SHA256 {
  /// Takes whole numbers in so many bits each.
  mutating func add(_ values: [Int64], bits: Int) {
    switch bits {
    case 8: update(values.map { Int8(truncatingIfNeeded: $0) })
    case 16: update(values.map { Int16(truncatingIfNeeded: $0) })
    case 32: update(values.map { Int32(truncatingIfNeeded: $0) })
    default: update(values)
    }
  }
}
