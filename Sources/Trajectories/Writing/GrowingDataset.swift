import ClausiusHDF5Storage
import ClausiusSimulationCore

/// A dataset that grows by one row a frame: rows wait in memory until a whole chunk of them is
/// written at once.
struct GrowingDataset {
  /// The dataset in the file.
  let dataset: HDF5Dataset
  /// The shape of a row.
  let rowShape: [Int]
  private let storage: Storage
  /// The rows that wait, one after the other.
  private(set) var waiting: [Double] = []
  /// The rows in the file.
  private(set) var rows = 0
  /// The hash of the rows that are settled, which are those before the waiting ones.
  var checksum = SHA256()

  /// How rows are stored.
  enum Storage {
    case real
    case float32
    case integer8
    case integer32
    case integer64

    /// As a quantity says.
    init(_ storage: QuantityDescription.Storage) {
      self =
        switch storage {
        case .real: .real
        case .float32: .float32
        case .int32: .integer32
        case .int8: .integer8
        }
    }

    /// As a dataset is stored.
    init(_ datatype: HDF5Datatype) {
      self =
        switch datatype {
        case .integer(bits: 8, _, _): .integer8
        case .integer(bits: 32, _, _): .integer32
        case .integer: .integer64
        case .floatingPoint(bits: 32, _): .float32
        default: .real
        }
    }

    var datatype: HDF5Datatype {
      switch self {
      case .real: .float64
      case .float32: .float32
      case .integer8: .integer(bits: 8, signed: true)
      case .integer32: .int32
      case .integer64: .int64
      }
    }

    /// The whole numbers that it holds; `nil` for all numbers.
    var range: ClosedRange<Double>? {
      switch self {
      case .real, .float32: nil
      case .integer8: -128...127
      case .integer32: -0x1p31...0x1p31 - 1
      case .integer64: -0x1p53...0x1p53
      }
    }
  }

  /// Adds a dataset named `name` to `group`; `chunk` rows make a chunk.
  ///
  /// Real datasets are filled with NaN, so that a reader of an unfinished file sees that a value is
  /// missing.
  init(
    in group: HDF5Group, _ name: String, rowShape: [Int], chunk: Int, storage: Storage = .real,
    filters: [HDF5Filter] = [.fletcher32]
  ) throws {
    self.rowShape = rowShape
    self.storage = storage
    dataset = try group.createDataset(
      name, datatype: storage.datatype, shape: [0] + rowShape,
      maximumShape: [nil] + rowShape.map { $0 }, chunk: [chunk] + rowShape, filters: filters,
      fill: storage.range == nil ? Double.nan : nil)
  }

  /// Takes up a dataset that an earlier part of the run made.
  init(reopening dataset: HDF5Dataset) throws {
    self.dataset = dataset
    let shape = try dataset.shape
    rowShape = Array(shape.dropFirst())
    rows = shape.first ?? 0
    storage = Storage(try dataset.datatype)
  }

  /// A row of a frame that lacks it: NaN, or 0 among whole numbers.
  var missingRow: [Double] {
    [Double](repeating: storage.range == nil ? .nan : 0, count: rowCount)
  }

  /// Whether numbers are stored as they are.
  var isReal: Bool { storage == .real }

  /// Values a row.
  private var rowCount: Int { rowShape.reduce(1, *) }

  /// Adds a row to those that wait.
  mutating func append(_ row: [Double]) {
    waiting.append(contentsOf: row)
  }

  /// Writes all waiting rows as the rows from `firstRow` on; they keep waiting.
  mutating func write(at firstRow: Int) throws { try write(waiting, at: firstRow) }

  /// Writes `values`, one or more whole rows, as the rows from `firstRow` on; rows behind them
  /// stay.
  mutating func write(_ values: [Double], at firstRow: Int) throws {
    let new = values.count / max(1, rowCount)
    guard new > 0 else { return }
    try setRows(max(rows, firstRow + new))
    let start = [firstRow] + rowShape.map { _ in 0 }
    let count = [new] + rowShape
    if let range = storage.range { try requireWhole(values, in: range) }
    // Converted here: for any number of values HDF5 clears a megabyte first.
    switch storage {
    case .real: try dataset.write(values, at: start, count: count)
    case .float32: try dataset.write(values.map(Float.init), at: start, count: count)
    case .integer8, .integer32:
      try dataset.write(values.map { Int32($0) }, at: start, count: count)
    case .integer64: try dataset.write(values.map { Int64($0) }, at: start, count: count)
    }
  }

  /// Refuses numbers that the storage cannot hold: the library would change them silently.
  private func requireWhole(_ values: [Double], in range: ClosedRange<Double>) throws {
    guard let bad = values.first(where: { !range.contains($0) || $0 != $0.rounded() }) else {
      return
    }
    throw TrajectoryError(
      dataset.path, "\(bad) is no whole number from \(range.lowerBound) to \(range.upperBound)",
      advice: "the system offers the quantity with another storage than its values need")
  }

  /// Forgets the waiting rows, which are settled; the memory is kept for the next ones.
  mutating func forgetWaiting() { waiting.removeAll(keepingCapacity: true) }

  /// Takes rows into the checksum, as they are stored.
  mutating func settle(_ values: [Double]) {
    switch storage {
    case .real: checksum.update(values)
    case .float32: checksum.update(values.map(Float.init))
    case .integer8: checksum.add(values.map { Int64($0) }, bits: 8)
    case .integer32: checksum.add(values.map { Int64($0) }, bits: 32)
    case .integer64: checksum.add(values.map { Int64($0) }, bits: 64)
    }
  }

  /// Takes rows into the checksums of two datasets at once.
  static func settle(
    _ first: inout GrowingDataset, _ firstValues: [Double], _ second: inout GrowingDataset,
    _ secondValues: [Double]
  ) {
    guard first.isReal, second.isReal else {
      first.settle(firstValues)
      second.settle(secondValues)
      return
    }
    firstValues.withUnsafeBytes { one in
      secondValues.withUnsafeBytes { two in
        SHA256.update(&first.checksum, with: one, &second.checksum, with: two)
      }
    }
  }

  /// Numbers as they come back from the file.
  func stored(_ values: [Double]) -> [Double] {
    switch storage {
    case .real: values
    case .float32: values.map { Double(Float($0)) }
    // Whole numbers have no negative zero.
    case .integer8, .integer32, .integer64: values.map { $0 + 0 }
    }
  }

  /// Reads a row.
  func read(row: Int) throws -> [Double] {
    try dataset.read(
      as: Double.self, at: [row] + rowShape.map { _ in 0 }, count: [1] + rowShape)
  }

  /// The hash of the settled rows and of those that wait.
  var wholeChecksum: SHA256 {
    var whole = self
    whole.settle(waiting)
    return whole.checksum
  }

  /// Takes the checksum of the first `count` rows of the file.
  mutating func readChecksum(rows count: Int) throws {
    checksum = SHA256()
    try dataset.add(to: &checksum, rows: count)
  }

  /// Lets `waiting` wait in place of what does.
  mutating func wait(_ waiting: [Double]) { self.waiting = waiting }

  /// Cuts or lengthens the dataset in the file.
  mutating func setRows(_ count: Int) throws {
    guard count != rows else { return }
    try dataset.setShape([count] + rowShape)
    rows = count
  }
}
