/// The order of all suffixes of a text of symbols, in linear time and memory by induced sorting
/// (Nong, Zhang and Chan 2009).
struct SuffixArray {
  /// The starts of the suffixes in their order.
  let starts: [Int32]

  /// Sorts the suffixes of `text`, whose symbols lie from 0 to `kinds` - 1. A suffix that is the
  /// beginning of another comes first.
  init(_ text: [Int32], kinds: Int) {
    starts = text.isEmpty ? [] : InducedSort(text, kinds: kinds).sorted()
  }

  /// For each place in the text the nearest suffixes before and after its own in the order that
  /// begin earlier in the text. -1 for none.
  ///
  /// Among suffixes that begin earlier these two share the longest beginnings with that of the
  /// place (Crochemore and Ilie 2008).
  func earlierNeighbors() -> (before: [Int32], after: [Int32]) {
    var before = [Int32](repeating: -1, count: starts.count)
    var after = before
    var stack: [Int32] = []
    for start in starts {
      while let top = stack.last, top > start {
        after[Int(top)] = start
        stack.removeLast()
      }
      before[Int(start)] = stack.last ?? -1
      stack.append(start)
    }
    return (before, after)
  }

  /// For each place from `boundary` on the nearest suffixes before and after its own in the order
  /// that begin below `boundary`. -1 for none.
  func neighbors(below boundary: Int) -> (before: [Int32], after: [Int32]) {
    var before = [Int32](repeating: -1, count: starts.count)
    var after = before
    var last: Int32 = -1
    for start in starts {
      if start < boundary { last = start } else { before[Int(start)] = last }
    }
    last = -1
    for start in starts.reversed() {
      if start < boundary { last = start } else { after[Int(start)] = last }
    }
    return (before, after)
  }
}

/// One level of induced sorting: suffixes smaller than their successor's (S) and larger (L), S
/// after L being the landmarks that are sorted first.
private struct InducedSort {
  let text: [Int32]
  let kinds: Int
  private let isSmall: [Bool]
  private let bucketEnds: [Int]

  init(_ text: [Int32], kinds: Int) {
    self.text = text
    self.kinds = kinds
    var isSmall = [Bool](repeating: false, count: text.count)
    for i in stride(from: text.count - 2, through: 0, by: -1) {
      isSmall[i] = text[i] < text[i + 1] || (text[i] == text[i + 1] && isSmall[i + 1])
    }
    self.isSmall = isSmall
    var ends = [Int](repeating: 0, count: kinds)
    for symbol in text { ends[Int(symbol)] += 1 }
    for kind in 1..<max(1, kinds) { ends[kind] += ends[kind - 1] }
    bucketEnds = ends
  }

  private func isLandmark(_ i: Int) -> Bool { i > 0 && isSmall[i] && !isSmall[i - 1] }

  func sorted() -> [Int32] {
    let landmarks = text.indices.filter(isLandmark).map { Int32($0) }
    let roughly = induced(from: landmarks)
    guard landmarks.count > 1 else { return roughly }
    let (names, distinct) = named(roughly.filter { isLandmark(Int($0)) })
    var order = landmarks
    let reduced = landmarks.map { names[Int($0)] }
    if distinct < landmarks.count {
      order = InducedSort(reduced, kinds: distinct).sorted().map { landmarks[Int($0)] }
    } else {
      for (place, name) in reduced.enumerated() { order[Int(name)] = landmarks[place] }
    }
    return induced(from: order)
  }

  /// Numbers the landmarks by the order of their stretches up to the next landmark; equal stretches
  /// get equal numbers.
  private func named(_ order: [Int32]) -> (names: [Int32], distinct: Int) {
    var names = [Int32](repeating: -1, count: text.count)
    var name: Int32 = 0
    for (place, landmark) in order.enumerated() {
      if place > 0, !sameStretch(Int(order[place - 1]), Int(landmark)) { name += 1 }
      names[Int(landmark)] = name
    }
    return (names, Int(name) + 1)
  }

  private func sameStretch(_ a: Int, _ b: Int) -> Bool {
    var offset = 0
    while true {
      let (i, j) = (a + offset, b + offset)
      guard i < text.count, j < text.count, text[i] == text[j], isSmall[i] == isSmall[j] else {
        return false
      }
      if offset > 0, isLandmark(i) || isLandmark(j) { return isLandmark(i) && isLandmark(j) }
      offset += 1
    }
  }

  /// The order of all suffixes that follows from an order of the landmarks.
  private func induced(from landmarks: [Int32]) -> [Int32] {
    var result = [Int32](repeating: -1, count: text.count)
    var ends = bucketEnds
    for landmark in landmarks.reversed() {
      let symbol = Int(text[Int(landmark)])
      ends[symbol] -= 1
      result[ends[symbol]] = landmark
    }
    result.withUnsafeMutableBufferPointer { result in
      text.withUnsafeBufferPointer { text in
        isSmall.withUnsafeBufferPointer { isSmall in
          induceLarge(result, text, isSmall)
          induceSmall(result, text, isSmall)
        }
      }
    }
    return result
  }

  private func induceLarge(
    _ result: UnsafeMutableBufferPointer<Int32>, _ text: UnsafeBufferPointer<Int32>,
    _ isSmall: UnsafeBufferPointer<Bool>
  ) {
    var first = [0] + bucketEnds.dropLast()
    func place(_ start: Int) {
      let symbol = Int(text[start])
      result[first[symbol]] = Int32(start)
      first[symbol] &+= 1
    }
    // The last suffix is followed by nothing, which is smaller than all.
    place(text.count - 1)
    for slot in 0..<result.count {
      let start = Int(result[slot]) &- 1
      if start >= 0, !isSmall[start] { place(start) }
    }
  }

  private func induceSmall(
    _ result: UnsafeMutableBufferPointer<Int32>, _ text: UnsafeBufferPointer<Int32>,
    _ isSmall: UnsafeBufferPointer<Bool>
  ) {
    var ends = bucketEnds
    for slot in stride(from: result.count - 1, through: 0, by: -1) {
      let start = Int(result[slot]) &- 1
      guard start >= 0, isSmall[start] else { continue }
      let symbol = Int(text[start])
      ends[symbol] &-= 1
      result[ends[symbol]] = Int32(start)
    }
  }
}
