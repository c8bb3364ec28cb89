/// Points of a plane by the ranks of their coordinates, for counting those in rectangles: a wavelet
/// matrix with its counts written out.
///
/// The ranks along y, in the order of x, are parted bit by bit from the highest; in every level the
/// count of ones before a place leads from a range of places to that of the next. A rectangle costs
/// O(log N), memory is 4 N log2 N bytes. Source: Claude, Navarro and Ordonez 2015.
struct RankPlane: Sendable {
  private let count: Int
  /// Bits of a rank.
  private let levels: Int
  /// For each level, for each place and the end, how many ones are before it.
  private let ones: [Int32]
  private let x: SortedLine
  private let placesAlongY: [Int32]

  /// The points whose coordinates are those of two lines.
  init(_ x: SortedLine, _ y: SortedLine) {
    let (places, count) = (y.places, y.order.count)
    let levels = max(1, Int.bitWidth - max(0, count - 1).leadingZeroBitCount)
    var ranks = x.order.map { places[Int($0)] }
    var next = ranks
    ones = [Int32](unsafeUninitializedCapacity: levels * (count + 1)) { ones, initialized in
      for level in 0..<levels {
        let first = level * (count + 1)
        let bit = Int32(levels - 1 - level)
        var before: Int32 = 0
        for place in 0..<count {
          ones.initializeElement(at: first &+ place, to: before)
          before &+= ranks[place] &>> bit & 1
        }
        ones.initializeElement(at: first + count, to: before)
        // Ranks whose bit is 0, then those whose bit is 1, each in their order.
        let zeros = count - Int(before)
        for place in 0..<count {
          let one = Int(ones[first &+ place])
          let isHigh = Int(ranks[place] &>> bit & 1)
          next[isHigh &* (zeros &+ one) &+ (1 &- isHigh) &* (place &- one)] = ranks[place]
        }
        swap(&ranks, &next)
      }
      initialized = levels * (count + 1)
    }
    (self.x, placesAlongY, self.count, self.levels) = (x, places, count, levels)
  }

  /// For each point, as the caller counts, how many others lie within its intervals along both
  /// lines.
  func counts(within alongX: SortedLine.Intervals, _ alongY: SortedLine.Intervals) -> [Int] {
    [Int](unsafeUninitializedCapacity: count) { buffer, initialized in
      let result = PerPoint(buffer: buffer)
      shareOut(count) { places in
        ones.withUnsafeBufferPointer { ones in
          for place in places {
            let number = Int(x.order[place])
            let y = Int(placesAlongY[number])
            let held = inside(
              ones, place &- Int(alongX.below[number]), place &+ Int(alongX.above[number]) &+ 1,
              y &- Int(alongY.below[number]), y &+ Int(alongY.above[number]) &+ 1)
            result[number] = held &- 1
          }
        }
      }
      initialized = count
    }
  }

  /// How many of the places from `first` to before `end` have a rank from `lower` to before
  /// `upper`.
  @inline(__always)
  private func inside(
    _ ones: UnsafeBufferPointer<Int32>, _ first: Int, _ end: Int, _ lower: Int, _ upper: Int
  ) -> Int {
    guard let base = ones.baseAddress else { return 0 }
    // The places that share the leading bits of the lower and of the upper rank, and how many lie
    // below each.
    var (a, b, c, d) = (first, end, first, end)
    var (belowLower, belowUpper) = (0, 0)
    for level in 0..<levels {
      let shift = levels &- 1 &- level
      let row = base + level &* (count &+ 1)
      let zeros = count &- Int(row[count])
      Self.step(row, zeros, lower &>> shift & 1, &a, &b, &belowLower)
      Self.step(row, zeros, upper &>> shift & 1, &c, &d, &belowUpper)
    }
    // A rank of all the bits and one more: every place is below.
    return (upper == 1 &<< levels ? end &- first : belowUpper) &- belowLower
  }

  @inline(__always)
  private static func step(
    _ row: UnsafePointer<Int32>, _ zeros: Int, _ bit: Int, _ first: inout Int, _ end: inout Int,
    _ below: inout Int
  ) {
    let (one, other) = (Int(row[first]), Int(row[end]))
    let (low, high) = (first &- one, end &- other)
    // Without branches: bits are as good as random.
    below &+= bit &* (high &- low)
    first = low &+ bit &* (zeros &+ one &- low)
    end = high &+ bit &* (zeros &+ other &- high)
  }
}
