import ClausiusKernelInterface

/// A vector of three components in each lane.
struct LaneVector {
  var x: Lanes
  var y: Lanes
  var z: Lanes

  @inline(__always)
  init(_ x: Lanes, _ y: Lanes, _ z: Lanes) {
    self.x = x
    self.y = y
    self.z = z
  }

  /// The zero vector in all lanes.
  @inline(__always)
  init() { self.init(Lanes(repeating: 0), Lanes(repeating: 0), Lanes(repeating: 0)) }

  /// The vector of individual i in all lanes.
  @inline(__always)
  init(repeating columns: VectorColumns, at i: Int) {
    self.init(
      Lanes(repeating: columns.x[i]), Lanes(repeating: columns.y[i]), Lanes(repeating: columns.z[i])
    )
  }

  /// The vectors of the individuals i, i + 1 and so on.
  @inline(__always)
  init(_ columns: VectorColumns, at i: Int) {
    self.init(load(columns.x + i), load(columns.y + i), load(columns.z + i))
  }

  /// Writes the vectors of the individuals i, i + 1 and so on.
  @inline(__always)
  func store(_ columns: VectorColumns, at i: Int) {
    save(x, columns.x + i)
    save(y, columns.y + i)
    save(z, columns.z + i)
  }

  /// The scalar product.
  @inline(__always)
  func dot(_ other: LaneVector) -> Lanes {
    multiplyAdd(z, other.z, multiplyAdd(y, other.y, x * other.x))
  }

  /// The vector with its length made 1; NaN for the zero vector.
  @inline(__always)
  var normalized: LaneVector {
    let inverse = 1 / dot(self).squareRoot()
    return LaneVector(x * inverse, y * inverse, z * inverse)
  }

  /// factor self + other.
  @inline(__always)
  func scaled(by factor: Lanes, plus other: LaneVector) -> LaneVector {
    LaneVector(
      multiplyAdd(factor, x, other.x), multiplyAdd(factor, y, other.y),
      multiplyAdd(factor, z, other.z))
  }

  /// factor self.
  @inline(__always)
  func scaled(by factor: Lanes) -> LaneVector { LaneVector(factor * x, factor * y, factor * z) }

  /// The vector, with the lanes of `mask` taken from `other`.
  @inline(__always)
  func replacing(with other: LaneVector, where mask: Mask) -> LaneVector {
    LaneVector(
      x.replacing(with: other.x, where: mask), y.replacing(with: other.y, where: mask),
      z.replacing(with: other.z, where: mask))
  }
}

/// The numbers at an address, which need not be aligned.
@inline(__always)
func load(_ address: UnsafePointer<Double>) -> Lanes {
  UnsafeRawPointer(address).loadUnaligned(as: Lanes.self)
}

/// Writes the numbers to an address, which need not be aligned.
@inline(__always)
func save(_ lanes: Lanes, _ address: UnsafeMutablePointer<Double>) {
  UnsafeMutableRawPointer(address).storeBytes(of: lanes, as: Lanes.self)
}

extension ParameterColumn {
  /// The value of individual i in all lanes.
  @inline(__always)
  func repeating(at i: Int) -> Lanes { Lanes(repeating: base[i &* stride]) }

  /// The values of the individuals i, i + 1 and so on.
  @inline(__always)
  func lanes(at i: Int) -> Lanes { load(base + i &* stride) }
}
