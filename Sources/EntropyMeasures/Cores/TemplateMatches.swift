/// The pairs of stretches of a series that agree within a radius in m and in m + 1 successive
/// values.
///
/// Stretches are sorted by their first value, so that only those near it are compared, eight at a
/// time.
struct TemplateMatches {
  /// Pairs that agree in m values, B.
  private(set) var shorter = 0
  /// Pairs that agree in m + 1 values, A.
  private(set) var longer = 0
  /// How many stretches agree with each one in m values and in m + 1; empty unless asked for.
  private(set) var ofEach: [(shorter: Int, longer: Int)] = []

  /// The pairs among the n - m d stretches that have m + 1 values d steps apart, none with itself
  /// nor with those up to `window` steps away.
  ///
  /// With `countsEach` also those of each stretch.
  init(
    _ series: [Double], length: Int, radius: Double, delay: Int = 1, window: Int = 0,
    countsEach: Bool = false
  ) {
    let count = series.count - length * delay
    let order = SortedOrder(Array(series[..<count])).places
    let padded = count + 8
    // Value by value; infinities after the end agree with nothing.
    var columns = [Double](repeating: .infinity, count: padded * (length + 1))
    for offset in 0...length {
      for (place, start) in order.enumerated() {
        columns[offset * padded + place] = series[Int(start) + offset * delay]
      }
    }
    var each = StretchCounts(count: countsEach ? padded : 0)
    columns.withUnsafeBufferPointer { columns in
      guard let base = columns.baseAddress else { return }
      for place in 0..<count {
        compare(
          base, place, count: count, padded: padded, length: length, radius: radius, each: &each)
      }
    }
    if countsEach {
      ofEach = [(shorter: Int, longer: Int)](repeating: (0, 0), count: count)
      for (place, start) in order.enumerated() { ofEach[Int(start)] = each.counts(at: place) }
    }
    for gap in stride(from: 1, through: min(window, count - 1), by: 1) {
      takeOut(series, gap, count: count, length: length, radius: radius, delay: delay)
    }
  }

  /// What is to be said of the logarithm of A/B: with fewer than a hundred pairs it scatters by
  /// more than 0.1.
  var warnings: [EstimateWarning] {
    longer < 100 ? [.fewMatches(longer: longer, shorter: shorter)] : []
  }

  /// Takes out the pairs that are `gap` steps apart.
  private mutating func takeOut(
    _ series: [Double], _ gap: Int, count: Int, length: Int, radius: Double, delay: Int
  ) {
    for start in 0..<count - gap {
      var alike = 0
      while alike <= length,
        abs(series[start + alike * delay] - series[start + gap + alike * delay]) <= radius
      { alike += 1 }
      if alike >= length { shorter -= 1 }
      if alike > length { longer -= 1 }
      guard !ofEach.isEmpty else { continue }
      for stretch in [start, start + gap] {
        if alike >= length { ofEach[stretch].shorter -= 1 }
        if alike > length { ofEach[stretch].longer -= 1 }
      }
    }
  }

  /// Compares the stretch at `place` with those after it whose first value is near.
  @inline(__always)
  private mutating func compare(
    _ columns: UnsafePointer<Double>, _ place: Int, count: Int, padded: Int, length: Int,
    radius: Double, each: inout StretchCounts
  ) {
    let limit = SIMD8<Double>(repeating: radius)
    var (shorter, longer) = (SIMD8<Int64>.zero, SIMD8<Int64>.zero)
    var other = place + 1
    while other < count, columns[other] - columns[place] <= radius {
      var agree = SIMDMask<SIMD8<Int64>>(repeating: true)
      for offset in 0..<length {
        agree = agree .& Self.isNear(columns + offset * padded, place, other, limit)
      }
      shorter &-= unsafeBitCast(agree, to: SIMD8<Int64>.self)
      let both = agree .& Self.isNear(columns + length * padded, place, other, limit)
      longer &-= unsafeBitCast(both, to: SIMD8<Int64>.self)
      each.add(agree, both, from: other)
      other += 8
    }
    each.add(Int(shorter.wrappedSum()), Int(longer.wrappedSum()), at: place)
    self.shorter += Int(shorter.wrappedSum())
    self.longer += Int(longer.wrappedSum())
  }

  @inline(__always)
  private static func isNear(
    _ column: UnsafePointer<Double>, _ place: Int, _ other: Int, _ limit: SIMD8<Double>
  ) -> SIMDMask<SIMD8<Int64>> {
    let gap =
      UnsafeRawPointer(column + other).loadUnaligned(as: SIMD8<Double>.self) - column[place]
    return (gap .<= limit) .& (gap .>= -limit)
  }
}

/// How many stretches agree with each one, by their places in the order of first values.
private struct StretchCounts {
  private var shorter: [Int32]
  private var longer: [Int32]

  /// Nothing for `count` stretches, a multiple of eight at the end being room; with 0 nothing is
  /// counted.
  init(count: Int) {
    shorter = [Int32](repeating: 0, count: count)
    longer = shorter
  }

  /// Adds 1 to each of eight stretches that agrees.
  @inline(__always)
  mutating func add(
    _ agree: SIMDMask<SIMD8<Int64>>, _ both: SIMDMask<SIMD8<Int64>>, from first: Int
  ) {
    guard !shorter.isEmpty, agree != SIMDMask(repeating: false) else { return }
    for lane in 0..<8 where agree[lane] {
      shorter[first &+ lane] &+= 1
      if both[lane] { longer[first &+ lane] &+= 1 }
    }
  }

  /// Adds what one stretch agrees with.
  mutating func add(_ shorter: Int, _ longer: Int, at place: Int) {
    guard !self.shorter.isEmpty else { return }
    self.shorter[place] &+= Int32(truncatingIfNeeded: shorter)
    self.longer[place] &+= Int32(truncatingIfNeeded: longer)
  }

  func counts(at place: Int) -> (shorter: Int, longer: Int) {
    (Int(shorter[place]), Int(longer[place]))
  }
}
