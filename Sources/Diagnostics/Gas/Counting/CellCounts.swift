import ClausiusEntropyMeasures

/// How many samples each occupied cell holds, for cells that are whole numbers of any size.
///
/// A hash table with open addressing: its memory follows the occupied cells, not the possible ones.
struct CellCounts {
  /// An occupied cell.
  struct Cell {
    /// The cell.
    var key: UInt64
    /// The number of samples in it.
    var count: UInt32
    /// The first of its samples.
    var first: UInt32
  }

  /// The key of a sample that is in no cell.
  static let nowhere = UInt64.max
  /// The number of a sample that is in no cell.
  static let noCell = UInt32.max

  /// The occupied cells, by their first samples.
  private(set) var cells: [Cell] = []
  /// The number of samples in them.
  private(set) var samples = 0
  private var slots = [UInt32](repeating: noCell, count: 1024)
  private var shift: UInt64 = 54

  /// The key of the cell with a number.
  static func key(ofNumber number: UInt32) -> UInt64 {
    number == noCell ? nowhere : UInt64(number)
  }

  /// The cells that `keys`, one a sample, occupy.
  init(keys: [UInt64]) {
    self.init(keys: keys) { _, _ in }
  }

  /// The cells that `keys` occupy, and for each sample the place of its cell among ``cells``;
  /// ``noCell`` for a sample in none.
  static func numbered(keys: [UInt64]) -> (cells: CellCounts, numbers: [UInt32]) {
    var numbers = [UInt32](repeating: noCell, count: keys.count)
    let cells = numbers.withUnsafeMutableBufferPointer { numbers in
      CellCounts(keys: keys) { sample, number in numbers[sample] = number }
    }
    return (cells, numbers)
  }

  @inline(__always)
  private init(keys: [UInt64], number: (_ sample: Int, _ number: UInt32) -> Void) {
    keys.withUnsafeBufferPointer { keys in
      for sample in keys.indices where keys[sample] != Self.nowhere {
        number(sample, add(keys[sample], sample: sample))
        samples += 1
      }
    }
  }

  /// The counts of the cells.
  var occupancy: Occupancy { Occupancy(cellCounts: cells.map { Int($0.count) }) }
}

extension CellCounts {
  @inline(__always)
  private mutating func add(_ key: UInt64, sample: Int) -> UInt32 {
    var slot = Self.slot(key, shift)
    while slots[slot] != Self.noCell {
      let number = slots[slot]
      if cells[Int(number)].key == key {
        cells[Int(number)].count += 1
        return number
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = UInt32(cells.count)
    slots[slot] = number
    cells.append(Cell(key: key, count: 1, first: UInt32(sample)))
    if 2 * cells.count > slots.count { grow() }
    return number
  }

  /// Multiplicative hashing by the golden ratio (Knuth 1998, section 6.4).
  @inline(__always)
  private static func slot(_ key: UInt64, _ shift: UInt64) -> Int {
    let mixed = (key ^ (key &>> 32)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed &>> shift)
  }

  private mutating func grow() {
    shift -= 1
    slots = [UInt32](repeating: Self.noCell, count: 2 * slots.count)
    for (number, cell) in cells.enumerated() {
      var slot = Self.slot(cell.key, shift)
      while slots[slot] != Self.noCell { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number)
    }
  }
}

extension Occupancy {
  /// The occupancy of cells that hold `cellCounts` samples, out of an unknown number of cells;
  /// zeros are cells not seen.
  init(cellCounts: [Int]) {
    var cellsByCount = [Int](repeating: 0, count: 1 + (cellCounts.max() ?? 0))
    for count in cellCounts { cellsByCount[count] += 1 }
    self.init(
      levels: cellsByCount.indices.dropFirst().filter { cellsByCount[$0] > 0 }.map {
        Level(count: $0, cells: Double(cellsByCount[$0]))
      }, samples: cellCounts.reduce(0, +), outcomes: nil)
  }
}
