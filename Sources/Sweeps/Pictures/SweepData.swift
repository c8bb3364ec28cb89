import ClausiusHDF5Storage
import ClausiusPlots
import Foundation

/// The table of a sweep, read back from `sweep.h5`.
public struct SweepData: Sendable {
  /// What tells members apart: an axis of a grid, or a column along `member`.
  struct Axis: Sendable {
    var name: String
    /// The values of a grid, each once; of a list those of the members.
    var values: [Double]
    /// The values as words, where they are no numbers.
    var words: [String]

    /// How many values there are.
    var count: Int { max(values.count, words.count) }
  }

  /// What was measured, a value for each member.
  enum Column: Sendable {
    case numbers([Double], unit: String)
    case words([String])
  }

  let title: String
  /// The axes; of a grid the slowest first.
  let axes: [Axis]
  /// Whether members lie on a grid.
  let isGrid: Bool
  /// The columns by their names, in alphabetical order.
  let columns: [(name: String, column: Column)]

  /// A table with these contents.
  init(title: String, axes: [Axis], isGrid: Bool, columns: [(name: String, column: Column)]) {
    (self.title, self.axes, self.isGrid, self.columns) = (title, axes, isGrid, columns)
  }

  private static let others: Set = ["member", "status", "trajectory", "wall_time", "seed"]

  /// Whether a file is the table of a sweep.
  public static func isSweep(_ path: String) -> Bool {
    guard HDF5File.isHDF5(path), let file = try? HDF5File.openForReading(path) else { return false }
    defer { try? file.close() }
    return (try? file.root.attributes.exists("sweep")) == true
      && (try? file.root.exists("status")) == true
  }

  /// Reads the table at `path`.
  ///
  /// - Throws: `PlotError` where it is none; `HDF5Error`.
  public init(_ path: String) throws {
    let file = try HDF5File.openForReading(path)
    defer { try? file.close() }
    let root = file.root
    guard Self.isSweep(path) else {
      throw PlotError(.request, "\(path): is no table of a sweep")
    }
    title = try root.attributes.readString("title")
    let names = try root.attributes.readStrings("axes")
    let shape = try root.openDataset("status").shape
    isGrid =
      try shape.count == names.count && root.openDataset("member").shape == shape
      && (shape.count > 1 || root.openDataset(names[0]).isScale)
    axes = try names.map { try Self.axis($0, in: root) }
    let count = shape.reduce(1, *)
    columns = try root.children().compactMap { child in
      guard child.kind == .dataset, !names.contains(child.name), !Self.others.contains(child.name)
      else { return nil }
      let dataset = try root.openDataset(child.name)
      guard try dataset.shape.reduce(1, *) == count else { return nil }
      return (child.name, try Self.column(dataset))
    }
  }

  private static func axis(_ name: String, in root: HDF5Group) throws -> Axis {
    switch try column(root.openDataset(name)) {
    case .numbers(let values, _): Axis(name: name, values: values, words: [])
    case .words(let words): Axis(name: name, values: [], words: words)
    }
  }

  private static func column(_ dataset: HDF5Dataset) throws -> Column {
    if try dataset.datatype.isText { return .words(try dataset.readStrings()) }
    let hasUnit = try dataset.attributes.exists("units")
    return .numbers(
      try dataset.read(as: Double.self),
      unit: hasUnit ? try dataset.attributes.readString("units") : "1")
  }
}
