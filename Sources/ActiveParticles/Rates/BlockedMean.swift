import ClausiusSimulationCore

/// A mean of correlated numbers with its standard error, in bounded memory: at most 64 blocks of
/// equal length, which double when all are full.
///
/// The error is the scatter of block means over the root of their number, for blocks as they are,
/// of twice and of four times the length; the largest of the three counts, since short blocks are
/// still correlated.
///
/// Source: Flyvbjerg, Petersen, J. Chem. Phys. 91 (1989) 461.
struct BlockedMean: Sendable, Hashable {
  private static let mostBlocks = 64
  /// Fewer blocks give no error.
  private static let fewestBlocks = 8
  private(set) var blocks: [Double] = []
  private(set) var blockLength = 1
  private(set) var open = 0.0
  private(set) var openCount = 0

  init() {}

  /// Takes in `value`.
  mutating func add(_ value: Double) {
    open += value
    openCount += 1
    guard openCount == blockLength else { return }
    blocks.append(open / Double(blockLength))
    (open, openCount) = (0, 0)
    guard blocks.count == Self.mostBlocks else { return }
    blocks = Self.merged(blocks)
    blockLength *= 2
  }

  /// The mean of all numbers; NaN of none.
  var mean: Double {
    let count = Double(blocks.count * blockLength + openCount)
    return (blocks.reduce(0, +) * Double(blockLength) + open) / count
  }

  /// The standard error of the mean; NaN of too few numbers.
  var standardError: Double {
    var level = blocks
    var largest = Double.nan
    for _ in 0..<3 where level.count >= Self.fewestBlocks {
      let error = Self.scatter(level) / Double(level.count).squareRoot()
      largest = largest.isNaN ? error : max(largest, error)
      level = Self.merged(level)
    }
    return largest
  }

  private static func merged(_ blocks: [Double]) -> [Double] {
    (0..<blocks.count / 2).map { (k: Int) -> Double in (blocks[2 * k] + blocks[2 * k + 1]) / 2 }
  }

  private static func scatter(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    var squares = 0.0
    for value in values { squares += (value - mean) * (value - mean) }
    return (squares / Double(values.count - 1)).squareRoot()
  }

  func save(into archive: inout StateArchive, as name: String) {
    archive.save(reals: blocks, as: name + "/blocks")
    archive.save(reals: [open], as: name + "/open")
    archive.save(integers: [blockLength, openCount], as: name + "/lengths")
  }

  init(from archive: StateArchive, as name: String) throws {
    blocks = try archive.reals(name + "/blocks")
    open = try archive.reals(name + "/open", count: 1)[0]
    let lengths = try archive.integers(name + "/lengths", count: 2)
    (blockLength, openCount) = (max(1, lengths[0]), lengths[1])
  }
}
