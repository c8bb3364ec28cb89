import Foundation

/// Calls `body` with ranges that cover `0..<count`, on all processors where there are `many` or
/// more.
///
/// What a call writes must belong to its range; then the result does not depend on the number of
/// processors.
func shareOut(_ count: Int, many: Int = 4096, _ body: @Sendable (Range<Int>) -> Void) {
  let processors = count < many ? 1 : ProcessInfo.processInfo.activeProcessorCount
  guard processors > 1 else { return body(0..<count) }
  let parts = min(count, 16 * processors)
  DispatchQueue.concurrentPerform(iterations: parts) { part in
    body(part * count / parts..<(part + 1) * count / parts)
  }
}

extension Array {
  /// The array of `count` values `value(place)`, found on all processors where there are many.
  init(
    sharedOut count: Int, many: Int = 4096, _ value: @Sendable (Int) -> Element
  ) where Element: Sendable {
    self.init(unsafeUninitializedCapacity: count) { buffer, initialized in
      let result = UninitializedPlaces(buffer: buffer)
      shareOut(count, many: many) { range in
        for place in range { result.set(place, value(place)) }
      }
      initialized = count
    }
  }
}

/// Memory that processors fill at the same time, each its own places.
private struct UninitializedPlaces<Value>: @unchecked Sendable {
  let buffer: UnsafeMutableBufferPointer<Value>

  @inline(__always)
  func set(_ place: Int, _ value: Value) { buffer.initializeElement(at: place, to: value) }
}
