/// The type of the values of a classic netCDF file, all with the highest byte first.
///
/// Source: NetCDF Users Guide, "The NetCDF Classic Format Specification"; types from 7 on are those
/// of version 5.
enum ClassicType: UInt64 {
  case int8 = 1
  case text, int16, int32, float32, float64, uint8, uint16, uint32, int64, uint64

  /// Bytes of a value.
  var size: Int {
    switch self {
    case .int8, .text, .uint8: 1
    case .int16, .uint16: 2
    case .int32, .uint32, .float32: 4
    case .float64, .int64, .uint64: 8
    }
  }

  /// The same type in HDF5, with the same bytes.
  var datatype: HDF5Datatype {
    switch self {
    case .text: .fixedString(length: 1)
    case .float32, .float64: .floatingPoint(bits: 8 * size, .bigEndian)
    case .uint8, .uint16, .uint32, .uint64: .integer(bits: 8 * size, signed: false, .bigEndian)
    case .int8, .int16, .int32, .int64: .integer(bits: 8 * size, signed: true, .bigEndian)
    }
  }

  /// The number in the bits of a value; texts are none.
  func real(_ bits: UInt64) -> Double {
    self == .float32
      ? Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))) : Double(bitPattern: bits)
  }

  /// The whole number in the bits of a value; numbers beyond the range become the last in it.
  func whole(_ bits: UInt64) -> Int64 {
    switch self {
    case .int8: Int64(Int8(truncatingIfNeeded: bits))
    case .int16: Int64(Int16(truncatingIfNeeded: bits))
    case .int32: Int64(Int32(truncatingIfNeeded: bits))
    case .int64: Int64(bitPattern: bits)
    default: Int64(clamping: bits)
    }
  }
}
