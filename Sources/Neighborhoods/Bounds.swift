import ClausiusKernelInterface
import ClausiusSimulationCore

/// The smallest box around the individuals.
public struct Bounds: Sendable, Hashable {
  /// The lowest coordinates.
  public var lower: SIMD3<Double>
  /// The highest coordinates.
  public var upper: SIMD3<Double>

  /// The box from `lower` to `upper`.
  public init(lower: SIMD3<Double>, upper: SIMD3<Double>) {
    self.lower = lower
    self.upper = upper
  }

  /// The smallest box around the first `count` places; the origin when there are none.
  public init(of position: VectorColumns, count: Int) {
    self.init(lower: .zero, upper: .zero)
    guard count > 0 else { return }
    for (axis, column) in [position.x, position.y, position.z].enumerated() {
      var low = Double.infinity
      var high = -Double.infinity
      for i in 0..<count {
        low = Swift.min(low, column[i])
        high = Swift.max(high, column[i])
      }
      lower[axis] = low
      upper[axis] = high
    }
  }
}

extension VectorColumns {
  /// The addresses of three columns, which must outlive their use.
  public init(_ columns: [AlignedColumn<Double>]) {
    self.init(x: columns[0].base, y: columns[1].base, z: columns[2].base)
  }
}
