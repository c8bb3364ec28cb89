import ClausiusKernelInterface

/// A vector of three components in each lane.
struct LaneVector {
  var x: Lanes
  var y: Lanes
  var z: Lanes

  @inline(always)
  init(_ x: Lanes, _ y: Lanes, _ z: Lanes) {
    self.x = x
    self.y = y
    self.z = z
  }

  /// The zero vector in all lanes.
  @inline(always)
  init() { self.init(Lanes(repeating: 0), Lanes(repeating: 0), Lanes(repeating: 0)) }

  /// The vector of individual i in all lanes.
  @inline(always)
  init(repeating columns: VectorColumns, at i: Int) {
    self.init(
      Lanes(repeating: columns.x[i]), Lanes(repeating: columns.y[i]), Lanes(repeating: columns.z[i])
    )
  }

  /// The vectors of the individuals i, i + 1 and so on.
  @inline(always)
  init(_ columns: VectorColumns, at i: Int) {
    self.init(load(columns.x + i), load(columns.y + i), load(columns.z + i))
  }

  /// Writes the vectors of the individuals i, i + 1 and so on.
  @inline(always)
  func store(_ columns: VectorColumns, at i: Int) {
    save(x, columns.x + i)
    save(y, columns.y + i)
    save(z, columns.z + i)
  }

  /// The vectors of the individuals i, i + 1 and so on, in the plane z = 0 unless `isSpatial`.
  @inline(always)
  init(_ columns: VectorColumns, at i: Int, isSpatial: Bool) {
    self.init(
      load(columns.x + i), load(columns.y + i),
      isSpatial ? load(columns.z + i) : Lanes(repeating: 0))
  }

  /// Writes the vectors of the individuals i, i + 1 and so on; z only if `isSpatial`.
  @inline(always)
  func store(_ columns: VectorColumns, at i: Int, isSpatial: Bool) {
    save(x, columns.x + i)
    save(y, columns.y + i)
    if isSpatial { save(z, columns.z + i) }
  }

  /// The scalar product.
  @inline(always)
  func dot(_ other: LaneVector) -> Lanes {
    multiplyAdd(z, other.z, multiplyAdd(y, other.y, x * other.x))
  }

  /// The vector with its length made 1; NaN for the zero vector.
  @inline(always)
  var normalized: LaneVector {
    let inverse = 1 / squareRoot(ofMagnitude: dot(self))
    return LaneVector(x * inverse, y * inverse, z * inverse)
  }

  /// factor self + other.
  @inline(always)
  func scaled(by factor: Lanes, plus other: LaneVector) -> LaneVector {
    LaneVector(
      multiplyAdd(factor, x, other.x), multiplyAdd(factor, y, other.y),
      multiplyAdd(factor, z, other.z))
  }

  /// The sum.
  @inline(always)
  func plus(_ other: LaneVector) -> LaneVector {
    LaneVector(x + other.x, y + other.y, z + other.z)
  }

  /// The difference.
  @inline(always)
  func minus(_ other: LaneVector) -> LaneVector {
    LaneVector(x - other.x, y - other.y, z - other.z)
  }

  /// factor self.
  @inline(always)
  func scaled(by factor: Lanes) -> LaneVector { LaneVector(factor * x, factor * y, factor * z) }

  /// The vector, with the lanes of `mask` taken from `other`.
  @inline(always)
  func replacing(with other: LaneVector, where mask: Mask) -> LaneVector {
    LaneVector(
      x.replacing(with: other.x, where: mask), y.replacing(with: other.y, where: mask),
      z.replacing(with: other.z, where: mask))
  }
}

/// The numbers at an address, which need not be aligned.
@inline(always)
func load(_ address: UnsafePointer<Double>) -> Lanes {
  UnsafeRawPointer(address).loadUnaligned(as: Lanes.self)
}

/// Writes the numbers to an address, which need not be aligned.
@inline(always)
func save(_ lanes: Lanes, _ address: UnsafeMutablePointer<Double>) {
  UnsafeMutableRawPointer(address).storeBytes(of: lanes, as: Lanes.self)
}

/// The square root of |x|.
///
/// The sign is cleared so that the compiler sees that the root exists; a possible domain error
/// would keep it from becoming one instruction for all lanes.
@inline(always)
func squareRoot(ofMagnitude x: Lanes) -> Lanes {
  let bits = unsafeBitCast(x, to: Words.self) & Words(repeating: 0x7FFF_FFFF_FFFF_FFFF)
  return unsafeBitCast(bits, to: Lanes.self).squareRoot()
}

/// The product a b rounded to the nearest whole number, ties to even, where it is smaller than
/// 2^51.
///
/// Adding 3 x 2^51 pushes the fraction out of the significand: two instructions on every processor,
/// and no call.
@inline(always)
func nearestWhole(_ a: Lanes, times b: Lanes) -> Lanes {
  multiplyAdd(a, b, Lanes(repeating: 0x1.8p52)) - 0x1.8p52
}

extension ParameterColumn {
  /// The value of individual i in all lanes.
  @inline(always)
  func repeating(at i: Int) -> Lanes { Lanes(repeating: base[i &* stride]) }

  /// The values of the individuals i, i + 1 and so on.
  @inline(always)
  func lanes(at i: Int) -> Lanes { load(base + i &* stride) }
}
