import CHDF5

/// Shapes: the number of elements along each axis, the slowest axis first; no axes at all is a
/// single value.
enum Dataspace {
  /// A new dataspace; `nil` in `maximum` is an axis without limit. The caller closes it.
  static func make(
    shape: [Int], maximum: [Int?]? = nil, _ attempt: Attempt
  ) throws(HDF5Error) -> hid_t {
    guard shape.allSatisfy({ $0 >= 0 }) else {
      throw attempt.failure(.wrongShape, "the shape \(shape) has a negative length")
    }
    guard (maximum ?? []).allSatisfy({ ($0 ?? 0) >= 0 }) else {
      throw attempt.failure(.wrongShape, "the maximum shape has a negative length")
    }
    guard shape.count == (maximum ?? shape).count else {
      throw attempt.failure(.wrongShape, "the maximum shape has another rank than \(shape)")
    }
    if shape.isEmpty { return try attempt(H5Screate(H5S_SCALAR)) }
    let limits = (maximum ?? shape).map { $0.map { hsize_t($0) } ?? chdf5_unlimited() }
    return try attempt(H5Screate_simple(Int32(shape.count), shape.map { hsize_t($0) }, limits))
  }

  /// The present shape of a dataspace, and its maximum: `nil` is an axis without limit. A shape
  /// of more elements than ``mostElements``, lengths of 0 left out, is damage, and throws: so
  /// whoever multiplies lengths of a file cannot overflow.
  static func shape(
    of space: hid_t, _ attempt: Attempt
  ) throws(HDF5Error) -> (current: [Int], maximum: [Int?]) {
    if H5Sget_simple_extent_type(space) == H5S_NULL { return ([0], [0]) }
    let rank = Int(try attempt(H5Sget_simple_extent_ndims(space)))
    var current = [hsize_t](repeating: 0, count: rank)
    var maximum = current
    try attempt(H5Sget_simple_extent_dims(space, &current, &maximum))
    let lengths = current.map { Int(clamping: $0) }
    // In floating point, where a product may be as large as it likes.
    guard lengths.reduce(1.0, { $0 * Double(max(1, $1)) }) <= Double(mostElements) else {
      throw attempt.failure(.wrongShape, "the shape \(lengths) holds too many elements")
    }
    return (
      lengths,
      maximum.map { $0 == chdf5_unlimited() ? nil : Int(clamping: $0) }
    )
  }

  /// More than any disk holds, and few enough to count their bytes in an integer.
  private static let mostElements = 1 << 52

  /// The number of elements of `shape`; throws if it passes the largest integer.
  static func elementCount(_ shape: [Int], _ attempt: Attempt) throws(HDF5Error) -> Int {
    var product = 1
    for length in shape {
      let (next, overflow) = product.multipliedReportingOverflow(by: length)
      guard !overflow else {
        throw attempt.failure(.wrongShape, "the shape \(shape) holds too many elements")
      }
      product = next
    }
    return product
  }
}

/// A box of elements inside a dataset: where it starts and how far it reaches along each axis.
struct Hyperslab {
  var start: [Int]
  var count: [Int]

  /// Throws unless the box lies inside `shape`.
  func check(inside shape: [Int], _ attempt: Attempt) throws(HDF5Error) {
    guard start.count == shape.count, count.count == shape.count else {
      throw attempt.failure(
        .wrongShape,
        "a part of rank \(start.count) was asked for, the data have rank \(shape.count)")
    }
    for axis in shape.indices {
      let isInside =
        start[axis] >= 0 && count[axis] >= 0 && count[axis] <= shape[axis]
        && start[axis] <= shape[axis] - count[axis]
      guard isInside else {
        throw attempt.failure(
          .wrongShape, "the part at \(start) of size \(count) is not inside the shape \(shape)")
      }
    }
  }

  /// Selects the box in a dataspace.
  func select(in space: hid_t, _ attempt: Attempt) throws(HDF5Error) {
    guard !start.isEmpty else { return }
    try attempt(
      H5Sselect_hyperslab(
        space, H5S_SELECT_SET, start.map { hsize_t($0) }, nil, count.map { hsize_t($0) }, nil))
  }

  /// How far all the chunks together reach that the box touches, along each axis.
  func extent(inChunks chunk: [Int]) -> [Int] {
    chunk.indices.map { axis in
      guard count[axis] > 0 else { return 0 }
      let first = start[axis] / chunk[axis]
      let last = (start[axis] + count[axis] - 1) / chunk[axis]
      return (last - first + 1) * chunk[axis]
    }
  }
}
