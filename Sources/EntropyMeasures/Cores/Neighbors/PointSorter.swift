/// A run of records that is to be parted on one of their places.
struct PointSorter<Record: SIMD<Double>> {
  let records: UnsafeMutablePointer<Record>
  let count: Int

  /// A number of a record, read from memory: an index into a register would be slow.
  @inline(__always)
  private func value(_ record: Int, _ axis: Int) -> Double {
    UnsafeRawPointer(records + record).load(
      fromByteOffset: 8 &* axis, as: Double.self)
  }

  /// The place of the widest range, as a sample of the records shows it; the last place holds no
  /// coordinate.
  func widestAxis() -> Int {
    let step = max(1, count / 32)
    var (low, high) = (records[0], records[0])
    for index in stride(from: step, to: count, by: step) {
      let record = records[index]
      low.replace(with: record, where: record .< low)
      high.replace(with: record, where: record .> high)
    }
    let widths = high - low
    var widest = 0
    for axis in 1..<max(2, Record.scalarCount &- 1)
    where axis < Record.scalarCount &- 1 && widths[axis] > widths[widest] { widest = axis }
    return widest
  }

  /// Moves the records so that none before `target` lies above those from `target` on (Hoare 1961,
  /// with the pivots of Floyd and Rivest 1975).
  func place(_ target: Int, axis: Int) {
    var (low, high) = (0, count)
    while high &- low > Self.shortRun {
      let pivot = pivot(for: target, low, high, axis)
      var middle = part(low, high, axis) { $0 < pivot }
      if target < middle {
        high = middle
        continue
      }
      // When nothing lies below the pivot, those equal to it come first, so that it gets on.
      if middle == low {
        middle = part(low, high, axis) { $0 <= pivot }
        if target <= middle { return }
      }
      low = middle
    }
    sort(low, high, axis)
  }

  /// A value a little beyond the target on the side where more records lie, so that the next run is
  /// short.
  private func pivot(for target: Int, _ low: Int, _ high: Int, _ axis: Int) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 63) { sample in
      let run = high &- low
      let size = run > 2048 ? 63 : run > 128 ? 15 : 7
      let step = run / size
      for index in 0..<size {
        let value = value(low &+ index &* step, axis)
        var place = index
        while place > 0, sample[place &- 1] > value {
          sample[place] = sample[place &- 1]
          place &-= 1
        }
        sample[place] = value
      }
      let shift = (size &+ 1) / 8
      let rank = (target &- low) &* size / run
      let beyond = 2 &* (target &- low) < run ? rank &+ shift : rank &- shift
      return sample[max(0, min(size &- 1, beyond))]
    }
  }

  /// Brings the records for which `comesFirst` holds to the front and returns their end; without
  /// branches (Lomuto's scheme).
  @inline(__always)
  private func part(
    _ low: Int, _ high: Int, _ axis: Int, _ comesFirst: (Double) -> Bool
  ) -> Int {
    var border = low
    var place = low
    while place < high {
      let record = records[place]
      let isFirst = comesFirst(value(place, axis))
      records[place] = records[border]
      records[border] = record
      border &+= isFirst.asInteger
      place &+= 1
    }
    return border
  }

  /// Sorts a short run by counting, for each record, those before it; of equal values the earlier
  /// comes first.
  private func sort(_ low: Int, _ high: Int, _ axis: Int) {
    let run = high &- low
    withUnsafeTemporaryAllocation(of: Int.self, capacity: Self.shortRun) { ranks in
      withUnsafeTemporaryAllocation(of: Record.self, capacity: Self.shortRun) { copies in
        guard let ranks = ranks.baseAddress, let copies = copies.baseAddress else { return }
        var index = 0
        while index < run {
          let value = value(low &+ index, axis)
          var rank = 0
          var other = 0
          while other < index {
            let isAfter = (self.value(low &+ other, axis) > value).asInteger
            ranks[other] &+= isAfter
            rank &+= 1 &- isAfter
            other &+= 1
          }
          ranks[index] = rank
          copies[index] = records[low &+ index]
          index &+= 1
        }
        for index in 0..<run { records[low &+ ranks[index]] = copies[index] }
      }
    }
  }

  /// Runs of up to so many records are sorted.
  private static var shortRun: Int { 20 }
}
