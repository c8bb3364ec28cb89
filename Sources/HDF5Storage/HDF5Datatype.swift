import CHDF5

/// The type of the elements of a dataset or attribute, as stored in the file.
public enum HDF5Datatype: Sendable, Hashable, CustomStringConvertible {
  /// Which byte of a number comes first.
  public enum ByteOrder: Sendable, Hashable {
    case littleEndian
    case bigEndian
  }

  /// An IEEE 754 number of 32 or 64 bits (16 and others can be read, not written).
  case floatingPoint(bits: Int, ByteOrder = .littleEndian)
  /// An integer of 8, 16, 32 or 64 bits; also an enumeration, such as the truth values of h5py.
  case integer(bits: Int, signed: Bool, ByteOrder = .littleEndian)
  /// Texts of at most `length` bytes each, padded with zeros.
  case fixedString(length: Int)
  /// Texts of any length.
  case variableString
  /// Anything that this module does not handle, named as HDF5 names the class: `compound`,
  /// `reference`, ...
  case other(String)

  /// IEEE 754 with 64 bits, little-endian.
  public static let float64 = HDF5Datatype.floatingPoint(bits: 64)
  /// IEEE 754 with 32 bits, little-endian.
  public static let float32 = HDF5Datatype.floatingPoint(bits: 32)
  /// IEEE 754 with 32 bits, big-endian: what netCDF-4 uses for a pure dimension.
  public static let float32BigEndian = HDF5Datatype.floatingPoint(bits: 32, .bigEndian)
  /// A signed integer of 32 bits, little-endian.
  public static let int32 = HDF5Datatype.integer(bits: 32, signed: true)
  /// A signed integer of 64 bits, little-endian.
  public static let int64 = HDF5Datatype.integer(bits: 64, signed: true)
  /// An unsigned integer of 8 bits.
  public static let uint8 = HDF5Datatype.integer(bits: 8, signed: false)

  /// Whether the elements are numbers.
  public var isNumeric: Bool {
    switch self {
    case .floatingPoint, .integer: true
    case .fixedString, .variableString, .other: false
    }
  }

  /// Whether the elements are floating-point numbers of 32 bits.
  public var isSinglePrecision: Bool {
    if case .floatingPoint(32, _) = self { true } else { false }
  }

  /// Whether the elements are texts.
  public var isText: Bool {
    switch self {
    case .fixedString, .variableString: true
    case .floatingPoint, .integer, .other: false
    }
  }

  /// The type in words: `64-bit floating point`, `text of at most 8 bytes`.
  public var description: String {
    switch self {
    case .floatingPoint(let bits, let order):
      "\(bits)-bit floating point\(order == .bigEndian ? ", big-endian" : "")"
    case .integer(let bits, let signed, let order):
      "\(bits)-bit \(signed ? "" : "unsigned ")integer\(order == .bigEndian ? ", big-endian" : "")"
    case .fixedString(let length): "text of at most \(length) bytes"
    case .variableString: "text"
    case .other(let name): name
    }
  }
}

extension HDF5Datatype {
  /// Describes an HDF5 type.
  init(_ type: hid_t) {
    let bits = H5Tget_size(type) * 8
    let order: ByteOrder = H5Tget_order(type) == H5T_ORDER_BE ? .bigEndian : .littleEndian
    switch H5Tget_class(type) {
    case H5T_FLOAT: self = .floatingPoint(bits: bits, order)
    case H5T_INTEGER where bits == 8:
      self = .integer(bits: 8, signed: H5Tget_sign(type) == H5T_SGN_2)
    case H5T_INTEGER: self = .integer(bits: bits, signed: H5Tget_sign(type) == H5T_SGN_2, order)
    case H5T_STRING:
      self = H5Tis_variable_str(type) > 0 ? .variableString : .fixedString(length: bits / 8)
    case H5T_COMPOUND: self = .other("compound")
    case H5T_ENUM: self = Self.base(of: type)
    case H5T_REFERENCE: self = .other("reference")
    case H5T_OPAQUE: self = .other("opaque")
    case H5T_ARRAY: self = .other("array")
    case H5T_VLEN: self = .other("variable-length sequence")
    case H5T_BITFIELD: self = .other("bit field")
    case H5T_TIME: self = .other("time")
    default: self = .other("unknown")
    }
  }

  /// The integers that an enumeration is stored as.
  private static func base(of type: hid_t) -> HDF5Datatype {
    let base = H5Tget_super(type)
    defer { H5Tclose(base) }
    return HDF5Datatype(base)
  }

  /// A new HDF5 type; the caller closes it.
  ///
  /// - Parameter isASCII: whether texts are marked as ASCII rather than UTF-8.
  func makeType(_ attempt: Attempt, isASCII: Bool = false) throws(HDF5Error) -> hid_t {
    switch self {
    case .floatingPoint(let bits, let order):
      return try copy(chdf5_ieee_float(Int32(bits), order == .bigEndian), attempt)
    case .integer(let bits, let signed, let order):
      return try copy(chdf5_integer(Int32(bits), signed, order == .bigEndian), attempt)
    case .fixedString(let length):
      return try makeStringType(size: max(length, 1), isASCII: isASCII, attempt)
    case .variableString:
      return try makeStringType(size: chdf5_variable_length(), isASCII: isASCII, attempt)
    case .other:
      throw attempt.failure(.wrongType, "data of type \(self) cannot be written")
    }
  }

  private func copy(_ type: hid_t, _ attempt: Attempt) throws(HDF5Error) -> hid_t {
    guard type >= 0 else { throw attempt.failure(.wrongType, "\(self) cannot be written") }
    return try attempt(H5Tcopy(type))
  }

  private func makeStringType(
    size: Int, isASCII: Bool, _ attempt: Attempt
  ) throws(HDF5Error) -> hid_t {
    let type = try attempt(H5Tcopy(chdf5_c_string()))
    do throws(HDF5Error) {
      try attempt(H5Tset_size(type, size))
      try attempt(H5Tset_strpad(type, H5T_STR_NULLPAD))
      try attempt(H5Tset_cset(type, isASCII ? H5T_CSET_ASCII : H5T_CSET_UTF8))
      return type
    } catch {
      H5Tclose(type)
      throw error
    }
  }
}
