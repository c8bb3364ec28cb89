/// A sum that carries its own rounding error: exact to about one unit in the last place of the
/// result.
///
/// Source: Neumaier, ZAMM 54 (1974) 39, algorithm IV.
public struct CompensatedSum: Sendable, Hashable {
  private var sum = 0.0
  private var compensation = 0.0

  /// The sum of nothing.
  public init() {}

  /// Adds `value`.
  @inlinable
  public mutating func add(_ value: Double) { accumulate(value) }

  /// The sum of what was added.
  public var value: Double { sum + compensation }

  @usableFromInline
  mutating func accumulate(_ value: Double) {
    let total = sum + value
    compensation += sum.magnitude >= value.magnitude ? (sum - total) + value : (value - total) + sum
    sum = total
  }
}
