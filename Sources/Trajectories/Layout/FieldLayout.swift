import ClausiusHDF5Storage
import ClausiusSimulationCore

/// The layout of a field trajectory: a netCDF file with CF attributes whose root holds the data,
/// and H5MD elements that are hard links to them.
///
/// The scales `time`, `x` and, for an ensemble, `member` live in the root, where every netCDF
/// reader finds them. `docs/trajectory-format.md` shows the tree.
struct FieldLayout: TrajectoryLayout {
  var growing: [String: GrowingDataset] = [:]
  /// The times are the scale, so there is none without data.
  var frameScale: HDF5Dataset? { nil }

  /// The dimension scales of a frame.
  enum Scale {
    static let grid = "x"
    static let member = "member"
  }

  static func create(
    in file: HDF5File, _ description: TrajectoryDescription
  ) throws -> FieldLayout {
    let root = file.root
    try FileHeader.write(root, conventions: "CF-1.10", description)
    var layout = FieldLayout()
    let time = try layout.createGrid(root)
    let scales = try Self.createScales(root, description.context)
    for quantity in description.quantities {
      guard let scale = scales[quantity.shape] else { continue }
      try layout.createQuantity(quantity, root, description, time: time, scale: scale)
    }
    for series in description.observables {
      let value = try layout.createElement(
        series.name, GrowingName.observable(series.name), root, rowShape: [],
        chunk: ChunkPlan.seriesChunk, unit: series.unit)
      try value.attachScale(time, axis: 0)
      try value.attributes.write("long_name", .fixed(series.name))
    }
    try ParametersGroup.write(description, spatialDimension: 1, in: root)
    try ProvenanceGroup.write(description.provenance, in: root)
    return layout
  }

  static func reopen(_ file: HDF5File) throws -> FieldLayout {
    let root = file.root
    var layout = FieldLayout()
    try layout.reopen(GrowingName.step, root, "step")
    try layout.reopen(GrowingName.time, root, "time")
    for child in try root.openGroup("observables").children() {
      let path = "observables/" + child.name + "/value"
      let isSeries = try root.openDataset(path).shape.count == 1
      try layout.reopen(
        isSeries ? GrowingName.observable(child.name) : GrowingName.quantity(child.name), root, path
      )
    }
    return layout
  }

  func rows(of frame: borrowing Frame) -> [String: [Double]] { commonRows(of: frame) }
}

// MARK: - The parts of the tree

extension FieldLayout {
  /// Makes `time`, which is a scale, and `step` along it.
  private mutating func createGrid(_ root: HDF5Group) throws -> HDF5Dataset {
    let time = try GrowingDataset(in: root, "time", rowShape: [], chunk: ChunkPlan.seriesChunk)
    let step = try GrowingDataset(
      in: root, "step", rowShape: [], chunk: ChunkPlan.seriesChunk, storage: .integer64)
    try time.dataset.makeScale("time")
    try step.dataset.attachScale(time.dataset, axis: 0)
    // CF's "seconds" would become dates or durations in readers; time has no unit but its own.
    try time.dataset.attributes.write("units", .fixed("1"))
    try time.dataset.attributes.write("long_name", .fixed("time"))
    try step.dataset.attributes.write("long_name", .fixed("number of the time step"))
    growing[GrowingName.time] = time
    growing[GrowingName.step] = step
    try root.createGroup("observables")
    return time.dataset
  }

  /// Makes the scale of the grid points and, for an ensemble, that of its members with what tells
  /// them apart.
  private static func createScales(
    _ root: HDF5Group, _ context: FrameContext
  ) throws -> [QuantityDescription.Shape: HDF5Dataset] {
    let grid = try root.createDataset(Scale.grid, context.gridPoints)
    try grid.makeScale(Scale.grid)
    try grid.attributes.write("units", .fixed("1"))
    try grid.attributes.write("long_name", .fixed("where the grid points are"))
    guard context.members > 0 else { return [.perGridPoint: grid] }
    let member = try root.createDataset(Scale.member, (0..<context.members).map { Int32($0) })
    try member.makeScale(Scale.member)
    try member.attributes.write("long_name", .fixed("number of the field in the ensemble"))
    for (name, values) in context.properties.sorted(by: { $0.key < $1.key }) {
      let property = try root.createDataset(name, values)
      try property.attachScale(member, axis: 0)
      try property.attributes.write("units", .fixed("1"))
    }
    return [.perGridPoint: grid, .perMember: member]
  }

  private mutating func createQuantity(
    _ quantity: QuantityDescription, _ root: HDF5Group, _ description: TrajectoryDescription,
    time: HDF5Dataset, scale: HDF5Dataset
  ) throws {
    let value = try createElement(
      quantity.name, GrowingName.quantity(quantity.name), root,
      rowShape: [quantity.count(in: description.context)], chunk: description.framesPerChunk,
      unit: "1", storage: quantity.storage == .real ? .real : .integer32,
      filters: description.compression.filters)
    try value.attachScale(time, axis: 0)
    try value.attachScale(scale, axis: 1)
    try value.attributes.write("long_name", .fixed(quantity.about))
    let properties = description.context.properties.keys.sorted()
    if quantity.shape == .perMember, !properties.isEmpty {
      try value.attributes.write("coordinates", .fixed(properties.joined(separator: " ")))
    }
  }

  /// Makes a growing dataset `name` in the root, and the H5MD element that is made of links to it,
  /// its steps and its times.
  private mutating func createElement(
    _ name: String, _ key: String, _ root: HDF5Group, rowShape: [Int], chunk: Int, unit: String,
    storage: GrowingDataset.Storage = .real, filters: [HDF5Filter] = []
  ) throws -> HDF5Dataset {
    let value = try GrowingDataset(
      in: root, name, rowShape: rowShape, chunk: chunk, storage: storage, filters: filters)
    try value.dataset.attributes.write("units", .fixed(unit))
    let element = "observables/" + name
    try root.createGroup(element)
    try root.link(from: name, to: element + "/value")
    for grid in ["step", "time"] { try root.link(from: grid, to: element + "/" + grid) }
    growing[key] = value
    return value.dataset
  }
}
