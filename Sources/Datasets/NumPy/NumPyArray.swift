/// An array of numbers as NumPy stores it (`.npy`, format 1 to 3): any rank, either order of bytes
/// and of axes.
///
/// Source: NumPy Enhancement Proposal 1.
public struct NumPyArray: Sendable, Hashable {
  /// The numbers, the last axis fastest.
  public let values: [Double]
  /// The length of each axis; empty for one number.
  public let shape: [Int]
  /// Whether the file holds numbers of single precision.
  public let isSinglePrecision: Bool

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// Reads a file.
  ///
  /// - Throws: ``DatasetError`` for a file that cannot be read or holds something else.
  public static func read(path: String) throws(DatasetError) -> NumPyArray {
    try NumPyArray(try FileBytes.read(path)[...], path: path)
  }

  /// Reads the bytes of a file that came from `path`.
  ///
  /// - Throws: ``DatasetError`` for objects (pickles), texts, complex numbers and records, whole
  ///   numbers beyond 2^53 that change, and for a file that ends early.
  public init(_ bytes: ArraySlice<UInt8>, path: String) throws(DatasetError) {
    let header = try NumPyHeader(bytes, path: path)
    guard let type = NumPyType(header.description) else {
      throw DatasetError(
        .request, "\(path): " + Self.advice(header.description) + "; save numbers")
    }
    let data = bytes[header.end...]
    let (size, overflow) = header.count.multipliedReportingOverflow(by: type.size)
    guard !overflow, size <= data.count else {
      throw DatasetError(
        .storage,
        "\(path): the file ends early: \(header.count) numbers are promised, "
          + "\(data.count / type.size) are there")
    }
    var changed: Int?
    let numbers = data.withUnsafeBytes { data in
      (0..<header.count).map { index -> Double in
        if let number = type.number(data, at: index * type.size) { return number }
        changed = changed ?? index
        return .nan
      }
    }
    if let changed {
      throw DatasetError(
        .request, "\(path): element \(changed + 1): " + WholeNumbers.tooLarge("the whole number"))
    }
    values =
      header.isFortran && header.shape.count > 1
      ? Self.reordered(numbers, header.shape) : numbers
    shape = header.shape
    isSinglePrecision = type.isSingle
  }

  private static func advice(_ description: String) -> String {
    switch description.dropFirst().first {
    case "O": "holds Python objects (a pickle), which are not read"
    case "U", "S": "holds texts, not numbers"
    case "c": "holds complex numbers; save the real and the imaginary part"
    case "M", "m": "holds dates or times; save seconds as numbers"
    default: "holds '\(description)', which is not read"
    }
  }

  /// Numbers whose first axis is fastest, with the last one fastest.
  private static func reordered(_ numbers: [Double], _ shape: [Int]) -> [Double] {
    guard !numbers.isEmpty else { return [] }
    var strides = [1]
    for length in shape.dropLast() { strides.append((strides.last ?? 1) * length) }
    var index = shape.map { _ in 0 }
    return numbers.indices.map { _ in
      defer {
        var axis = shape.count - 1
        while axis >= 0 {
          index[axis] += 1
          if index[axis] < shape[axis] { break }
          index[axis] = 0
          axis -= 1
        }
      }
      return numbers[zip(index, strides).reduce(0) { $0 + $1.0 * $1.1 }]
    }
  }
}
