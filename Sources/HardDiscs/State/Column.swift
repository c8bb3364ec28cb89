import ClausiusSimulationCore

/// Memory for one column of plain values that may grow; freed with its owner.
struct Column<Element: BitwiseCopyable>: ~Copyable {
  /// The first element.
  private(set) var base: UnsafeMutablePointer<Element>
  /// The elements in use.
  private(set) var count = 0
  /// The elements that there is room for.
  private(set) var capacity: Int

  /// An empty column with room for `capacity` elements.
  init(capacity: Int = 64) {
    self.capacity = max(1, capacity)
    base = Self.allocate(self.capacity)
  }

  /// A column of `count` elements of `value`, with `padding` more behind them.
  init(repeating value: Element, count: Int, padding: Int = 0) {
    capacity = max(1, count + padding)
    base = Self.allocate(capacity)
    base.initialize(repeating: value, count: capacity)
    self.count = count
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }

  // By address, so that who changes one element touches no other.
  @inline(__always)
  subscript(index: Int) -> Element {
    unsafeAddress { UnsafePointer(base + index) }
    nonmutating unsafeMutableAddress { base + index }
  }

  /// Adds one element at the end.
  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: 2 * capacity) }
    base[count] = element
    count += 1
  }

  /// Takes the last element off.
  @inline(__always)
  mutating func removeLast() -> Element {
    count -= 1
    return base[count]
  }

  /// Keeps the first `count` elements.
  mutating func truncate(to count: Int) { self.count = min(count, self.count) }

  /// Makes room for `count` elements and uses them; new ones hold anything.
  mutating func resize(to count: Int) {
    if count > capacity { grow(to: max(count, capacity + capacity / 2)) }
    self.count = count
  }

  /// The memory held, in bytes.
  var bytes: Int { capacity * MemoryLayout<Element>.stride }

  private mutating func grow(to newCapacity: Int) {
    let larger = Self.allocate(newCapacity)
    larger.update(from: base, count: count)
    UnsafeMutableRawPointer(base).deallocate()
    base = larger
    capacity = newCapacity
  }

  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Element> {
    LargeMemory.allocate(byteCount: capacity * MemoryLayout<Element>.stride)
      .bindMemory(to: Element.self, capacity: capacity)
  }
}
