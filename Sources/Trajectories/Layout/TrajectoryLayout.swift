import ClausiusHDF5Storage
import ClausiusSimulationCore

/// How the frames of a run are arranged in a file: which datasets grow, and what each frame adds to
/// them.
protocol TrajectoryLayout {
  /// The datasets that grow by one row a frame, by the names that ``rows(of:)`` uses.
  var growing: [String: GrowingDataset] { get set }

  /// The pure dimension that counts the frames, which has a length and no data; `nil` where a
  /// growing dataset is the scale.
  var frameScale: HDF5Dataset? { get }

  /// Makes everything that is there before the first frame.
  static func create(in file: HDF5File, _ description: TrajectoryDescription) throws -> Self

  /// Finds the growing datasets of a file that ``create(in:_:)`` made.
  static func reopen(_ file: HDF5File) throws -> Self

  /// The row that a frame adds to each growing dataset.
  func rows(of frame: borrowing Frame) -> [String: [Double]]
}

/// The names of growing datasets that all layouts share.
enum GrowingName {
  static let step = "step"
  static let time = "time"
  static func quantity(_ name: String) -> String { "quantity/" + name }
  static func observable(_ name: String) -> String { "observable/" + name }
}

extension TrajectoryLayout {
  /// Calls `body` with every growing dataset, in the order of their names.
  mutating func forEachGrowing(_ body: (String, inout GrowingDataset) throws -> Void) rethrows {
    for name in growing.keys.sorted() {
      guard var dataset = growing[name] else { continue }
      growing[name] = nil
      defer { growing[name] = dataset }
      try body(name, &dataset)
    }
  }

  /// Adds the row of `frame` to those that wait.
  mutating func append(_ frame: borrowing Frame) {
    let rows = rows(of: frame)
    forEachGrowing { name, dataset in dataset.append(rows[name] ?? []) }
  }

  /// Takes up the dataset at `path` as `name`.
  mutating func reopen(_ name: String, _ root: HDF5Group, _ path: String) throws {
    growing[name] = try GrowingDataset(reopening: root.openDataset(path))
  }

  /// The rows of the grid, the quantities and the observables, which every layout has.
  func commonRows(of frame: borrowing Frame) -> [String: [Double]] {
    var rows = [GrowingName.step: [Double(frame.step)], GrowingName.time: [frame.time]]
    for quantity in frame.quantities {
      rows[GrowingName.quantity(quantity.description.name)] = quantity.values
    }
    for observable in frame.observables {
      rows[GrowingName.observable(observable.name)] = [observable.value]
    }
    return rows
  }
}

/// Chooses the layout: that of a field where there is a grid, that of particles otherwise.
enum TrajectoryLayouts {
  /// Makes everything that is there before the first frame.
  static func create(
    in file: HDF5File, _ description: TrajectoryDescription
  ) throws -> any TrajectoryLayout {
    description.context.isField
      ? try FieldLayout.create(in: file, description)
      : try ParticleLayout.create(in: file, description)
  }

  /// Finds the growing datasets of a file that ``create(in:_:)`` made.
  static func reopen(_ file: HDF5File) throws -> any TrajectoryLayout {
    try file.root.exists("particles")
      ? try ParticleLayout.reopen(file) : try FieldLayout.reopen(file)
  }
}
