/// How often each ordinal pattern occurs in a series or a field that is in memory as a whole: the
/// fast way to the counts of ``OrdinalPatterns``.
struct OrdinalCounts {
  /// The windows of each pattern, D! numbers.
  private(set) var counts: [Int]
  /// The shape of a window.
  let window: OrdinalWindow

  /// Windows whose values lie at `offsets` from the first, the first offset being 0.
  init(offsets: [Int]) {
    window = OrdinalWindow(offsets: offsets)
    counts = [Int](repeating: 0, count: (1...offsets.count).reduce(1, *))
  }

  /// The windows of a series of `order` values `delay` steps apart; none reaches from one of the
  /// `segments` into the next.
  init(of series: [Double], in segments: [Range<Int>]? = nil, order: Int, delay: Int) {
    self.init(offsets: (0..<order).map { $0 * delay })
    for segment in segments ?? [series.indices] {
      let end = segment.upperBound - (order - 1) * delay
      add(series, from: segment.lowerBound..<max(segment.lowerBound, end))
    }
  }

  /// The windows of a series counted in blocks of successive ones, as `BlockedWeights` wants
  /// them.
  static func blocks(
    of series: [Double], in segments: [Range<Int>], order: Int, delay: Int
  ) -> BlockedWeights {
    let starts = Self.starts(in: segments, order: order, delay: delay)
    let ranges = BlockedWeights.ranges(samples: starts.reduce(0) { $0 + $1.count })
    return BlockedWeights(
      ranges.map { range in
        var counts = OrdinalCounts(offsets: (0..<order).map { $0 * delay })
        for part in starts.part(range) { counts.add(series, from: part) }
        return counts.counts.map(Double.init)
      })
  }

  /// Where the windows begin that lie within a segment each.
  static func starts(in segments: [Range<Int>], order: Int, delay: Int) -> [Range<Int>] {
    segments.map { segment in
      segment.lowerBound..<max(segment.lowerBound, segment.upperBound - (order - 1) * delay)
    }
  }

  /// Counts the windows whose first value lies in `starts`.
  mutating func add(_ values: [Double], from starts: Range<Int>) {
    guard !starts.isEmpty else { return }
    precondition(starts.upperBound - 1 + (window.offsets.max() ?? 0) < values.count)
    let window = window
    values.withUnsafeBufferPointer { values in
      counts.withUnsafeMutableBufferPointer { counts in
        guard let base = values.baseAddress else { return }
        var start = starts.lowerBound
        while start + 8 <= starts.upperBound {
          let patterns = window.patterns(base + start)
          for lane in 0..<8 { counts[Int(patterns[lane])] &+= 1 }
          start += 8
        }
        while start < starts.upperBound {
          counts[window.pattern(base + start)] += 1
          start += 1
        }
      }
    }
  }
}

/// The places of the values of a window, and the number of the order that they have.
///
/// The values lie at fixed offsets from the first, so that windows next to each other are compared
/// eight at a time. A pattern's number is that of ``OrdinalPatterns``; of two equal values the
/// earlier is the smaller.
struct OrdinalWindow {
  /// Places relative to the first value.
  let offsets: [Int]
  /// (D - 1 - i)!: what a value weighs for each later value below it.
  private let weights: [Int64]

  init(offsets: [Int]) {
    self.offsets = offsets
    weights = offsets.indices.map { i in
      (1..<max(2, offsets.count - i)).reduce(1) { $0 * Int64($1) }
    }
  }

  /// The patterns of eight windows that begin next to each other.
  @inline(__always)
  func patterns(_ first: UnsafePointer<Double>) -> SIMD8<Int64> {
    var number = SIMD8<Int64>.zero
    offsets.withUnsafeBufferPointer { offsets in
      for i in 0..<offsets.count &- 1 {
        let value = Self.load(first + offsets[i])
        var smaller = SIMD8<Int64>.zero
        for j in i &+ 1..<offsets.count {
          smaller &-= Self.mask(Self.load(first + offsets[j]) .< value)
        }
        number &+= smaller &* SIMD8(repeating: weights[i])
      }
    }
    return number
  }

  @inline(__always)
  private static func load(_ pointer: UnsafePointer<Double>) -> SIMD8<Double> {
    UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Double>.self)
  }

  /// -1 where the condition holds, 0 elsewhere.
  @inline(__always)
  private static func mask(_ condition: SIMDMask<SIMD8<Int64>>) -> SIMD8<Int64> {
    unsafeBitCast(condition, to: SIMD8<Int64>.self)
  }

  /// The pattern of the window that begins at `first`.
  func pattern(_ first: UnsafePointer<Double>) -> Int {
    var number = 0
    for i in offsets.indices.dropLast() {
      for j in i + 1..<offsets.count where first[offsets[j]] < first[offsets[i]] {
        number += Int(weights[i])
      }
    }
    return number
  }
}

extension [Range<Int>] {
  /// What these ranges, put one after another, hold at the places of `range`.
  func part(_ range: Range<Int>) -> [Range<Int>] {
    var (parts, first) = ([Range<Int>](), 0)
    for own in self {
      let lower = own.lowerBound + Swift.max(0, range.lowerBound - first)
      let upper = own.lowerBound + Swift.min(own.count, range.upperBound - first)
      if lower < upper { parts.append(lower..<upper) }
      first += own.count
    }
    return parts
  }
}
