import ClausiusHDF5Storage
import ClausiusSimulationCore

/// A dataset that grows by one row a frame: rows wait in memory until a whole chunk of them is
/// written at once.
struct GrowingDataset {
  /// The dataset in the file.
  let dataset: HDF5Dataset
  private let rowShape: [Int]
  private let storage: Storage
  /// The rows that wait, one after the other.
  private(set) var waiting: [Double] = []

  /// How rows are stored.
  enum Storage {
    case real
    case integer32
    case integer64
  }

  /// Adds a dataset named `name` to `group`; `chunk` rows make a chunk.
  ///
  /// Real datasets are filled with NaN, so that a reader of an unfinished file sees that a value is
  /// missing.
  init(
    in group: HDF5Group, _ name: String, rowShape: [Int], chunk: Int, storage: Storage = .real,
    filters: [HDF5Filter] = []
  ) throws {
    self.rowShape = rowShape
    self.storage = storage
    let shape = [0] + rowShape
    let maximum: [Int?] = [nil] + rowShape.map { $0 }
    let chunks = [chunk] + rowShape
    switch storage {
    case .real:
      dataset = try group.createDataset(
        name, of: Double.self, shape: shape, maximumShape: maximum, chunk: chunks,
        filters: filters, fill: Double.nan)
    case .integer32:
      dataset = try group.createDataset(
        name, of: Int32.self, shape: shape, maximumShape: maximum, chunk: chunks, filters: filters)
    case .integer64:
      dataset = try group.createDataset(
        name, of: Int64.self, shape: shape, maximumShape: maximum, chunk: chunks, filters: filters)
    }
  }

  /// Takes up a dataset that an earlier part of the run made.
  init(reopening dataset: HDF5Dataset) throws {
    self.dataset = dataset
    rowShape = Array(try dataset.shape.dropFirst())
    storage =
      switch try dataset.datatype {
      case .integer(bits: 32, _, _): .integer32
      case .integer: .integer64
      default: .real
      }
  }

  /// Values a row.
  private var rowCount: Int { rowShape.reduce(1, *) }

  /// Adds a row to those that wait.
  mutating func append(_ row: [Double]) {
    waiting.append(contentsOf: row)
  }

  /// Writes all waiting rows as the rows from `firstRow` on; they keep waiting.
  func write(at firstRow: Int) throws { try write(waiting, at: firstRow) }

  /// Writes `values`, one or more whole rows, as the rows from `firstRow` on.
  func write(_ values: [Double], at firstRow: Int) throws {
    let rows = values.count / max(1, rowCount)
    guard rows > 0 else { return }
    try dataset.setShape([firstRow + rows] + rowShape)
    let start = [firstRow] + rowShape.map { _ in 0 }
    let count = [rows] + rowShape
    switch storage {
    case .real: try dataset.write(values, at: start, count: count)
    case .integer32: try dataset.write(values.map { Int32($0) }, at: start, count: count)
    case .integer64: try dataset.write(values.map { Int64($0) }, at: start, count: count)
    }
  }

  /// Forgets the waiting rows; the memory is kept for the next ones.
  mutating func forgetWaiting() { waiting.removeAll(keepingCapacity: true) }

  /// Cuts the dataset to `rows` rows and lets `waiting` wait.
  mutating func rewind(toRows rows: Int, waiting: [Double]) throws {
    try dataset.setShape([rows] + rowShape)
    self.waiting = waiting
  }
}
