/// Three columns of numbers, one an axis: the x, y and z components of a vector for each
/// individual.
///
/// Columns are aligned to 64 bytes and padded to whole blocks of 16 numbers; what stands in the
/// padding is never a neighbor of anyone because its positions are NaN.
public struct VectorColumns: @unchecked Sendable {
  /// The x components.
  public var x: UnsafeMutablePointer<Double>
  /// The y components.
  public var y: UnsafeMutablePointer<Double>
  /// The z components.
  public var z: UnsafeMutablePointer<Double>

  /// Columns at these addresses.
  public init(
    x: UnsafeMutablePointer<Double>, y: UnsafeMutablePointer<Double>,
    z: UnsafeMutablePointer<Double>
  ) {
    self.x = x
    self.y = y
    self.z = z
  }
}

/// How often each individual has crossed the faces of a periodic box, one column an axis.
public struct ImageColumns: @unchecked Sendable {
  /// Crossings along x.
  public var x: UnsafeMutablePointer<Int32>
  /// Crossings along y.
  public var y: UnsafeMutablePointer<Int32>
  /// Crossings along z.
  public var z: UnsafeMutablePointer<Int32>

  /// Columns at these addresses.
  public init(
    x: UnsafeMutablePointer<Int32>, y: UnsafeMutablePointer<Int32>, z: UnsafeMutablePointer<Int32>
  ) {
    self.x = x
    self.y = y
    self.z = z
  }
}

/// A parameter that is either one number for everyone or one number an individual.
///
/// Individual i finds its value at `base[i * stride]`. With stride 0 the base is followed by 15
/// copies of the number, so that a block of lanes can be read there as well.
public struct ParameterColumn: @unchecked Sendable {
  /// The first value.
  public var base: UnsafePointer<Double>
  /// 1 when every individual has its own value, 0 when all share one.
  public var stride: Int

  /// The parameter at this address.
  public init(base: UnsafePointer<Double>, stride: Int) {
    self.base = base
    self.stride = stride
  }
}

/// Three numbers, one an axis.
public struct AxisValues: Sendable {
  /// The value on x.
  public var x: Double
  /// The value on y.
  public var y: Double
  /// The value on z.
  public var z: Double

  /// The values on the three axes.
  public init(_ x: Double, _ y: Double, _ z: Double) {
    self.x = x
    self.y = y
    self.z = z
  }
}
