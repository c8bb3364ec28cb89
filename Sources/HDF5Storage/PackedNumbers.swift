/// How a netCDF variable stores its numbers: packed, with some values that stand for missing ones.
///
/// A stored number n is `scale_factor n + add_offset`. `_FillValue`, `missing_value`, and what lies
/// outside of `valid_range` (or `valid_min` and `valid_max`) is missing; all are compared with the
/// stored numbers, limits in floating point of packed whole numbers with the unpacked ones. Without
/// `_FillValue`, 2^122.9 (9.97e36), with which netCDF fills floating-point numbers, is missing too.
/// Source: NetCDF Users Guide, appendix A; CF conventions 1.11, sections 2.5.1 and 8.1.
public struct PackedNumbers: Sendable, Hashable {
  /// The factor, `scale_factor`.
  public private(set) var scale = 1.0
  /// The offset, `add_offset`.
  public private(set) var offset = 0.0
  /// Stored numbers that stand for missing ones.
  public private(set) var missing: [Double] = []
  /// The least number that is valid.
  public private(set) var least = -Double.infinity
  /// The largest number that is valid.
  public private(set) var most = Double.infinity
  /// Whether ``least`` and ``most`` are unpacked numbers.
  public private(set) var areLimitsUnpacked = false
  /// The bits of whole numbers that are stored as signed and meant as unsigned (`_Unsigned`).
  public private(set) var unsignedBits: Int?
  /// Whether an attribute says that numbers are packed, or which are missing.
  public private(set) var isStated = false

  /// Reads the attributes of a dataset.
  ///
  /// - Throws: ``HDF5Error`` for attributes that cannot be read.
  public init(of dataset: HDF5Dataset) throws(HDF5Error) {
    let (attributes, type) = (dataset.attributes, try dataset.datatype)
    if case .integer(let bits, true, _) = type, bits < 64,
      try attributes.exists("_Unsigned"),
      (try? attributes.readString("_Unsigned"))?.lowercased() == "true"
    {
      unsignedBits = bits
    }
    let factor = try Self.numbers("scale_factor", attributes)?.first
    let shift = try Self.numbers("add_offset", attributes)?.first
    (scale, offset) = (factor ?? 1, shift ?? 0)
    for name in ["_FillValue", "missing_value"] {
      missing += try Self.numbers(name, attributes).map { $0.map { stored($0, type) } } ?? []
    }
    if case .floatingPoint = type, try !attributes.exists("_FillValue") {
      missing.append(Self.defaultFill)
    }
    try readLimits(attributes, type)
    isStated =
      factor != nil || shift != nil || unsignedBits != nil
      || missing.contains { $0 != Self.defaultFill } || least > -.infinity || most < .infinity
  }

  /// Whether the stored numbers differ from the unpacked ones.
  public var isPacked: Bool { scale != 1 || offset != 0 || unsignedBits != nil }

  /// What netCDF writes where nobody did, NC_FILL_FLOAT and NC_FILL_DOUBLE.
  private static let defaultFill = 0x1.ep+122

  /// Unpacks stored numbers; missing ones become NaN.
  public func unpack(_ numbers: inout [Double]) {
    guard isStated || !missing.isEmpty else { return }
    for index in numbers.indices { numbers[index] = unpacked(numbers[index]) }
  }

  /// The number that is stored as `number`; NaN where it is missing.
  public func unpacked(_ number: Double) -> Double {
    var stored = number
    if let unsignedBits, stored < 0 {
      stored += Double(sign: .plus, exponent: unsignedBits, significand: 1)
    }
    guard !missing.contains(stored) else { return .nan }
    let value = isPacked ? scale * stored + offset : stored
    let limited = areLimitsUnpacked ? value : stored
    return limited >= least && limited <= most ? value : .nan
  }

  /// A number of an attribute as the dataset would store it.
  private func stored(_ number: Double, _ type: HDF5Datatype) -> Double {
    if case .floatingPoint(32, _) = type { return Double(Float(number)) }
    guard let unsignedBits, number < 0 else { return number }
    return number + Double(sign: .plus, exponent: unsignedBits, significand: 1)
  }

  private mutating func readLimits(
    _ attributes: HDF5Attributes, _ type: HDF5Datatype
  ) throws(HDF5Error) {
    let names = ["valid_range", "valid_min", "valid_max"]
    for name in names {
      guard let limits = try Self.numbers(name, attributes) else { continue }
      if case .integer = type, case .floatingPoint = try attributes.datatype(name) {
        areLimitsUnpacked = isPacked
      }
      let numbers = limits.map { areLimitsUnpacked ? $0 : stored($0, type) }
      if name != "valid_max", least == -.infinity { least = numbers[0] }
      if name != "valid_min", most == .infinity { most = numbers[numbers.count - 1] }
    }
  }

  private static func numbers(
    _ name: String, _ attributes: HDF5Attributes
  ) throws(HDF5Error) -> [Double]? {
    guard try attributes.exists(name), try attributes.datatype(name).isNumeric else { return nil }
    let numbers = try attributes.readArray(name, as: Double.self)
    return numbers.isEmpty ? nil : numbers
  }
}

extension PackedNumbers: CustomStringConvertible {
  /// In words: `packed as 0.01 n + 20`; empty where the numbers are stored as they are.
  public var description: String {
    isPacked ? "packed as \(scale) n \(offset < 0 ? "-" : "+") \(abs(offset))" : ""
  }
}
