/// Memory for a row of numbers, aligned to 64 bytes as transforms and kernels want it, and zero at
/// first.
package final class AlignedRow: @unchecked Sendable {
  /// The numbers that there is room for.
  package let count: Int
  /// The first number; valid as long as the row lives.
  package let base: UnsafeMutablePointer<Double>

  /// A row of `count` zeros.
  package init(count: Int) {
    self.count = count
    base = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, count) * MemoryLayout<Double>.stride, alignment: 64
    ).bindMemory(to: Double.self, capacity: max(1, count))
    base.initialize(repeating: 0, count: max(1, count))
  }

  /// A row of these numbers, followed by zeros up to a multiple of 16.
  package convenience init(_ numbers: [Double]) {
    self.init(count: AlignedRow.padded(numbers.count))
    for (k, number) in numbers.enumerated() { base[k] = number }
  }

  deinit { base.deallocate() }

  /// The next multiple of 16.
  package static func padded(_ count: Int) -> Int { (count + 15) / 16 * 16 }

  /// The number at `index`.
  @inlinable package subscript(index: Int) -> Double {
    get { base[index] }
    set { base[index] = newValue }
  }

  /// The numbers as an array.
  package func array(count: Int? = nil) -> [Double] {
    Array(UnsafeBufferPointer(start: base, count: count ?? self.count))
  }
}
