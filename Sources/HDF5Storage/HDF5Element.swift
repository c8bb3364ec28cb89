import CHDF5

/// A number that datasets and attributes hold: `Double`, `Float`, `Int32`, `Int64` or `UInt8`.
public protocol HDF5Element: BitwiseCopyable, Sendable {
  /// How values of this type are stored in a file: little-endian on every machine.
  static var datatype: HDF5Datatype { get }
  /// Zero.
  init()
  /// The same number, or `nil` if this type cannot hold it.
  init?(exactly number: Int64)
}

extension Double: HDF5Element {
  /// IEEE 754 with 64 bits.
  public static var datatype: HDF5Datatype { .float64 }
}

extension Float: HDF5Element {
  /// IEEE 754 with 32 bits.
  public static var datatype: HDF5Datatype { .float32 }
}

extension Int32: HDF5Element {
  /// A signed integer of 32 bits.
  public static var datatype: HDF5Datatype { .int32 }
}

extension Int64: HDF5Element {
  /// A signed integer of 64 bits.
  public static var datatype: HDF5Datatype { .int64 }
}

extension UInt8: HDF5Element {
  /// An unsigned integer of 8 bits.
  public static var datatype: HDF5Datatype { .uint8 }
}

extension HDF5Element {
  /// HDF5's type of a value in memory; it belongs to the library and is never closed.
  static var memoryType: hid_t {
    switch datatype {
    case .float64: chdf5_native_double()
    case .float32: chdf5_native_float()
    case .int32: chdf5_native_int32()
    case .int64: chdf5_native_int64()
    case .uint8: chdf5_native_uint8()
    default: preconditionFailure("\(Self.self) is not a type of HDF5Storage")
    }
  }

  static var isInteger: Bool {
    if case .integer = datatype { true } else { false }
  }
}
