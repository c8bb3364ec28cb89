import CHDF5

/// What HDF5 does to a chunk on its way to the disk, in the order given, and undoes when reading.
public enum HDF5Filter: Sendable, Hashable {
  /// Puts the first bytes of all numbers together, then the second ones: makes floating-point data
  /// compress better.
  case shuffle
  /// zlib compression with a level from 0 (fast) to 9 (small).
  case deflate(Int)
  /// A checksum for each chunk: reading damaged data fails instead of giving wrong numbers.
  case fletcher32
  /// A filter that this module does not write, by its registered number and name.
  case other(identifier: Int, name: String)

  func add(to properties: hid_t, _ attempt: Attempt) throws(HDF5Error) {
    switch self {
    case .shuffle: try attempt(H5Pset_shuffle(properties))
    case .deflate(let level):
      guard (0...9).contains(level) else {
        throw attempt.failure(.other, "compression level \(level) is outside 0...9")
      }
      try attempt(H5Pset_deflate(properties, UInt32(level)))
    case .fletcher32: try attempt(H5Pset_fletcher32(properties))
    case .other(_, let name):
      throw attempt.failure(.missingFilter, "data cannot be written with filter \(name)")
    }
  }

  /// The filters of a dataset creation property list.
  static func all(of properties: hid_t, _ attempt: Attempt) throws(HDF5Error) -> [HDF5Filter] {
    let count = try attempt(H5Pget_nfilters(properties))
    var filters: [HDF5Filter] = []
    for index in 0..<UInt32(count) {
      filters.append(try filter(at: index, of: properties, attempt))
    }
    return filters
  }

  private static func filter(
    at index: UInt32, of properties: hid_t, _ attempt: Attempt
  ) throws(HDF5Error) -> HDF5Filter {
    var flags: UInt32 = 0
    var valueCount = 8
    var values = [UInt32](repeating: 0, count: valueCount)
    var name = [CChar](repeating: 0, count: 256)
    let identifier = try attempt(
      H5Pget_filter2(
        properties, index, &flags, &valueCount, &values, name.count, &name, nil))
    switch identifier {
    case H5Z_FILTER_SHUFFLE: return .shuffle
    case H5Z_FILTER_DEFLATE: return .deflate(Int(values[0]))
    case H5Z_FILTER_FLETCHER32: return .fletcher32
    default: return .other(identifier: Int(identifier), name: text(of: name))
    }
  }

  private static func text(of name: [CChar]) -> String {
    String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
