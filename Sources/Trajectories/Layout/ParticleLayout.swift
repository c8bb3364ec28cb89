import ClausiusHDF5Storage
import ClausiusSimulationCore

/// The layout of a particle trajectory: H5MD groups, a netCDF view of hard links in the root,
/// dimension scales.
///
/// One file is valid H5MD 1.1, netCDF-4 with named dimensions and AMBER-netCDF at once, and nothing
/// is stored twice. `docs/trajectory-format.md` shows the tree and names the readers that were
/// tried.
struct ParticleLayout: TrajectoryLayout {
  var growing: [String: GrowingDataset] = [:]
  let frameScale: HDF5Dataset?

  /// The names of the growing datasets that only particles have.
  enum Name {
    static let edges = "edges"
    static let cellLengths = "cell_lengths"
    static let cellAngles = "cell_angles"
  }

  /// Where the individuals are.
  static let particles = "particles/trajectory"

  static func create(in file: HDF5File, _ description: TrajectoryDescription) throws
    -> ParticleLayout
  {
    try FileHeader.write(file.root, conventions: "AMBER", description)
    try file.root.attributes.write("ConventionVersion", .fixed("1.0"))
    let scales = try Scales(root: file.root, individuals: description.context.individuals)
    var layout = ParticleLayout(frameScale: scales.frame)
    try layout.createPositionGrid(file.root, scales)
    try layout.createBox(file.root, description.box, scales)
    for quantity in description.quantities {
      try layout.createQuantity(quantity, file.root, description, scales)
    }
    try createProperties(file.root, description.context, scales)
    for series in description.observables {
      try layout.createObservable(series, file.root, scales)
    }
    try ParametersGroup.write(
      description, spatialDimension: description.box.spatialDimension, in: file.root)
    try ProvenanceGroup.write(description.provenance, in: file.root)
    return layout
  }

  static func reopen(_ file: HDF5File) throws -> ParticleLayout {
    let root = file.root
    var layout = ParticleLayout(frameScale: try root.openDataset("frame"))
    let position = particles + "/position"
    try layout.reopen(GrowingName.step, root, position + "/step")
    try layout.reopen(GrowingName.time, root, position + "/time")
    try layout.reopen(Name.cellLengths, root, "cell_lengths")
    try layout.reopen(Name.cellAngles, root, "cell_angles")
    let edges = particles + "/box/edges/value"
    if try root.exists(edges) { try layout.reopen(Name.edges, root, edges) }
    for child in try root.openGroup(particles).children() where child.kind == .group {
      let value = particles + "/" + child.name + "/value"
      if child.name != "box" { try layout.reopen(GrowingName.quantity(child.name), root, value) }
    }
    if try root.exists("observables") {
      for child in try root.openGroup("observables").children() {
        try layout.reopen(
          GrowingName.observable(child.name), root, "observables/" + child.name + "/value")
      }
    }
    return layout
  }

  private init(frameScale: HDF5Dataset) { self.frameScale = frameScale }

  func rows(of frame: borrowing Frame) -> [String: [Double]] {
    var rows = commonRows(of: frame)
    rows[Name.edges] = frame.box.edges
    rows[Name.cellLengths] = (0..<3).map {
      frame.box.boundary[$0] == .periodic ? frame.box.length($0) : 0
    }
    rows[Name.cellAngles] = [90, 90, 90]
    return rows
  }
}

// MARK: - The parts of the tree

extension ParticleLayout {
  /// The dimension scales, which live in the root.
  private struct Scales {
    let frame: HDF5Dataset
    let atom: HDF5Dataset
    let spatial: HDF5Dataset
    let cellSpatial: HDF5Dataset
    let cellAngular: HDF5Dataset

    init(root: HDF5Group, individuals: Int) throws {
      frame = try root.createDataset(
        "frame", datatype: .float32BigEndian, shape: [0], maximumShape: [nil],
        chunk: [ChunkPlan.seriesChunk])
      try frame.makePureDimension()
      atom = try root.createDataset("atom", datatype: .float32BigEndian, shape: [individuals])
      try atom.makePureDimension(length: individuals)
      cellAngular = try root.createDataset("cell_angular", datatype: .float32BigEndian, shape: [3])
      try cellAngular.makePureDimension(length: 3)
      spatial = try root.createDataset("spatial", .variable(["x", "y", "z"]))
      try spatial.makeScale("spatial")
      cellSpatial = try root.createDataset("cell_spatial", .variable(["a", "b", "c"]))
      try cellSpatial.makeScale("cell_spatial")
    }
  }

  private mutating func createPositionGrid(_ root: HDF5Group, _ scales: Scales) throws {
    let position = try root.createGroup(Self.particles + "/position")
    for (name, storage) in [
      (GrowingName.step, GrowingDataset.Storage.integer64), (GrowingName.time, .real),
    ] {
      let dataset = try GrowingDataset(
        in: position, name, rowShape: [], chunk: ChunkPlan.seriesChunk, storage: storage)
      try dataset.dataset.attachScale(scales.frame, axis: 0)
      try root.link(from: Self.particles + "/position/" + name, to: name)
      growing[name] = dataset
    }
    try growing[GrowingName.time]?.dataset.attributes.write("units", .fixed("1"))
    try growing[GrowingName.time]?.dataset.attributes.write("long_name", .fixed("time"))
  }

  private mutating func createBox(_ root: HDF5Group, _ box: Box, _ scales: Scales) throws {
    let group = try root.createGroup(Self.particles + "/box")
    try group.attributes.write("dimension", Int32(3))
    try group.attributes.write(
      "boundary", .fixed(box.boundary.map { $0 == .periodic ? "periodic" : "none" }))
    if box.boundary.contains(where: { $0 != .open }) {
      try group.attributes.write("extent_lower", box.lower)
      try group.attributes.write("extent_upper", box.upper)
    }
    if box.isPeriodic {
      let path = Self.particles + "/box/edges"
      let edges = try GrowingDataset(
        in: try root.createGroup(path), "value", rowShape: [3], chunk: ChunkPlan.seriesChunk)
      try edges.dataset.attachScale(scales.frame, axis: 0)
      try edges.dataset.attachScale(scales.spatial, axis: 1)
      try linkGrid(root, to: path)
      growing[Name.edges] = edges
    }
    for (name, second) in [
      (Name.cellLengths, scales.cellSpatial), (Name.cellAngles, scales.cellAngular),
    ] {
      let cell = try GrowingDataset(
        in: root, name, rowShape: [3], chunk: ChunkPlan.seriesChunk)
      try cell.dataset.attachScale(scales.frame, axis: 0)
      try cell.dataset.attachScale(second, axis: 1)
      growing[name] = cell
    }
    try growing[Name.cellAngles]?.dataset.attributes.write("units", .fixed("degree"))
  }

  private mutating func createQuantity(
    _ quantity: QuantityDescription, _ root: HDF5Group, _ description: TrajectoryDescription,
    _ scales: Scales
  ) throws {
    let path = Self.particles + "/" + quantity.name
    let individuals = description.context.individuals
    let isVector = quantity.shape == .vectorPerIndividual
    let value = try GrowingDataset(
      in: try root.exists(path) ? root.openGroup(path) : root.createGroup(path), "value",
      rowShape: isVector ? [individuals, 3] : [individuals],
      chunk: description.framesPerChunk, storage: quantity.storage == .real ? .real : .integer32,
      filters: description.compression.filters)
    try value.dataset.attachScale(scales.frame, axis: 0)
    try value.dataset.attachScale(scales.atom, axis: 1)
    if isVector { try value.dataset.attachScale(scales.spatial, axis: 2) }
    try value.dataset.attributes.write("units", .fixed("1"))
    try value.dataset.attributes.write("long_name", .fixed(quantity.about))
    if quantity.name == "position" {
      try value.dataset.attributes.write("coordinates", .fixed("time"))
    } else {
      try linkGrid(root, to: path)
    }
    if let view = ["position": "coordinates", "velocity": "velocities"][quantity.name] {
      try root.link(from: path + "/value", to: view)
    }
    growing[GrowingName.quantity(quantity.name)] = value
  }

  private static func createProperties(
    _ root: HDF5Group, _ context: FrameContext, _ scales: Scales
  ) throws {
    let group = try root.openGroup(particles)
    let identifiers = (0..<context.individuals).map { Int32($0) }
    var datasets = [try group.createDataset("id", of: Int32.self, shape: [context.individuals])]
    try datasets[0].write(identifiers)
    for (name, values) in context.properties.sorted(by: { $0.key < $1.key }) {
      if name == "species" {
        let dataset = try group.createDataset(name, of: Int32.self, shape: [values.count])
        try dataset.write(values.map { Int32($0) })
        datasets.append(dataset)
      } else {
        let dataset = try group.createDataset(name, of: Double.self, shape: [values.count])
        try dataset.write(values)
        datasets.append(dataset)
      }
    }
    for dataset in datasets { try dataset.attachScale(scales.atom, axis: 0) }
  }

  private mutating func createObservable(
    _ series: TrajectoryDescription.Series, _ root: HDF5Group, _ scales: Scales
  ) throws {
    let path = "observables/" + series.name
    let value = try GrowingDataset(
      in: try root.createGroup(path), "value", rowShape: [], chunk: ChunkPlan.seriesChunk)
    try value.dataset.attachScale(scales.frame, axis: 0)
    try value.dataset.attributes.write("units", .fixed(series.unit))
    try linkGrid(root, to: path)
    try root.link(from: path + "/value", to: series.name)
    growing[GrowingName.observable(series.name)] = value
  }

  /// Gives an H5MD element the step and time of the positions.
  private func linkGrid(_ root: HDF5Group, to path: String) throws {
    for name in [GrowingName.step, GrowingName.time] {
      try root.link(from: Self.particles + "/position/" + name, to: path + "/" + name)
    }
  }
}

extension Box {
  /// The edges that H5MD wants: L where periodic; elsewhere a placeholder of twice the extent, so
  /// that a reader which applies the minimum image on every axis changes nothing; in two dimensions
  /// z gets the longer of the other two.
  var edges: [Double] {
    let sides = (0..<3).map { axis -> Double in
      switch boundary[axis] {
      case .periodic: length(axis)
      case .wall: 2 * length(axis)
      case .open: 0
      }
    }
    let longest = sides.max() ?? 0
    return sides.map { $0 > 0 ? $0 : longest }
  }
}
