/// Memory for one column of numbers: aligned to 64 bytes and padded to whole blocks of 16 elements,
/// as kernels want it.
public final class AlignedColumn<Element: BitwiseCopyable>: @unchecked Sendable {
  /// The elements that are used.
  public let count: Int
  /// The first element; valid as long as the column lives.
  public let base: UnsafeMutablePointer<Element>

  /// The elements that there is room for, a multiple of 16, with at least 16 behind the last one
  /// used.
  public var capacity: Int { Self.capacity(for: count) }

  /// A column of `count` elements; they and the padding are set to `value`.
  public init(repeating value: Element, count: Int) {
    self.count = count
    let capacity = Self.capacity(for: count)
    base = LargeMemory.allocate(byteCount: capacity * MemoryLayout<Element>.stride)
      .bindMemory(to: Element.self, capacity: capacity)
    base.initialize(repeating: value, count: capacity)
  }

  deinit { base.deallocate() }

  /// The element at `index`.
  @inlinable
  public subscript(index: Int) -> Element {
    get { base[index] }
    set { base[index] = newValue }
  }

  /// The elements that are used.
  public var elements: UnsafeMutableBufferPointer<Element> {
    UnsafeMutableBufferPointer(start: base, count: count)
  }

  private static func capacity(for count: Int) -> Int { (count / 16 + 2) * 16 }
}
