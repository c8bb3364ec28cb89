import ClausiusHDF5Storage
import ClausiusSimulationCore

/// The axes of a file: the dimension scales in its root.
///
/// An axis says what it counts by its attribute `kind`; without one by its name (`atom`, `spatial`,
/// `member`), or by its values: texts label components, whole numbers count, others are places on a
/// grid.
struct AxisReader {
  /// The axes with their scales.
  private let scales: [(axis: FrameAxis, scale: HDF5Dataset)]
  private let path: String

  /// Finds the scales below `root`, those of time left out.
  ///
  /// - Parameter path: the file, for messages.
  init(_ root: HDF5Group, _ path: String) throws {
    self.path = path
    var scales: [(axis: FrameAxis, scale: HDF5Dataset)] = []
    let clock = try NetCDFVariables.clock(root)?.name
    for child in try root.children() where child.kind == .dataset {
      guard !["time", "frame", "step"].contains(child.name), child.name != clock else { continue }
      let scale = try root.openDataset(child.name)
      guard try scale.isScale, try scale.shape.count == 1 else { continue }
      scales.append((try Self.axis(child.name, scale), scale))
    }
    self.scales = scales
  }

  /// The axes of a file, in the order of their names.
  var axes: [FrameAxis] { scales.map(\.axis) }

  /// The axes of `dataset` from axis `first` on; a length without a scale is a plain index.
  ///
  /// - Throws: ``TrajectoryError`` when a scale that is attached has another length.
  func axes(of dataset: HDF5Dataset, from first: Int) throws -> [FrameAxis] {
    let shape = try dataset.shape
    return try shape.indices.dropFirst(first).map { axis in
      if try dataset.scaleCount(axis: axis) > 0 {
        for (known, scale) in scales where try dataset.hasScale(scale, axis: axis) {
          guard known.count == shape[axis] else {
            throw TrajectoryError(
              path,
              "\(dataset.path) has \(shape[axis]) values along \(known.id.name), which has "
                + "\(known.count): the file is damaged")
          }
          return known
        }
      }
      return .plain(count: shape[axis])
    }
  }

  private static func axis(_ name: String, _ scale: HDF5Dataset) throws -> FrameAxis {
    let count = try scale.shape[0]
    let attributes = scale.attributes
    func text(_ name: String) throws -> String? {
      try attributes.exists(name) ? attributes.readString(name) : nil
    }
    let labels = try scale.datatype.isText ? scale.readStrings() : []
    let kind = try kind(name, scale, told: text("kind"))
    let hasData = try scale.datatype.isNumeric && scale.storageSize > 0
    return FrameAxis(
      FrameAxis.ID(name), kind: kind, count: count,
      coordinates: try hasData && kind != .members ? scale.read(as: Double.self) : nil,
      labels: labels,
      period: try attributes.exists("period")
        ? attributes.readScalar("period", as: Double.self) : nil,
      unit: try text("units") ?? "1", about: try text("long_name") ?? name)
  }

  private static func kind(
    _ name: String, _ scale: HDF5Dataset, told: String?
  ) throws -> FrameAxis.Kind {
    if let told, let kind = FrameAxis.Kind(rawValue: told) { return kind }
    switch FrameAxis.ID(name) {
    case .individuals: return .individuals
    case .space: return .components
    case .members: return .members
    default: break
    }
    if try scale.datatype.isText { return .components }
    if case .floatingPoint = try scale.datatype, try scale.storageSize > 0 { return .grid }
    return .index
  }
}

extension FrameAxis {
  /// A named axis that counts whole numbers, or of which only the length is known, as places on a
  /// grid: what netCDF calls a dimension of a field.
  var asGrid: FrameAxis {
    guard kind == .index, !id.name.hasPrefix("index_"), count > 1 else { return self }
    var grid = self
    grid.kind = .grid
    grid.coordinates = coordinates ?? (0..<count).map(Double.init)
    return grid
  }

  /// An axis of which a file states nothing but the length.
  static func plain(count: Int) -> FrameAxis {
    FrameAxis(ID("index_\(count)"), kind: .index, count: count, about: "numbers from 0")
  }
}
