import ClausiusHDF5Storage
import ClausiusSimulationCore

/// What readers of molecular dynamics need beside the positions: H5MD's box, AMBER's cell.
extension TrajectoryLayout {
  /// Makes the box of the individuals and, for readers of AMBER files, the lengths and angles of
  /// its cell.
  mutating func createBox(
    _ root: HDF5Group, _ box: Box, frame: HDF5Dataset, _ scales: AxisScales, hasCell: Bool
  ) throws {
    let group = try root.createGroup(Self.particles + "/box")
    try group.attributes.write("dimension", Int32(3))
    try group.attributes.write(
      "boundary", .fixed(box.boundary.map { $0 == .periodic ? "periodic" : "none" }))
    if box.boundary.contains(where: { $0 != .open }) {
      try group.attributes.write("extent_lower", box.lower)
      try group.attributes.write("extent_upper", box.upper)
    }
    if box.isPeriodic { try createEdges(root, frame: frame, scales) }
    if hasCell { try createCell(root, frame: frame) }
  }

  /// Writes the unit of the positions onto the lengths of the box and of the cell, where the run
  /// names units.
  func stateLengths(_ description: TrajectoryDescription) throws {
    guard description.units != nil else { return }
    let position = description.quantities.first { $0.name == QuantityDescription.position.name }
    let unit = position?.unit ?? description.context.lengthUnit
    if let edges = growing[Name.edges] { try Self.state(unit, of: edges, in: description) }
    if let lengths = growing[Name.cellLengths] {
      try lengths.dataset.attributes.write("units", .fixed(unit))
    }
  }

  private mutating func createEdges(
    _ root: HDF5Group, frame: HDF5Dataset, _ scales: AxisScales
  ) throws {
    let path = Self.particles + "/box/edges"
    let edges = try GrowingDataset(
      in: try root.createGroup(path), "value", rowShape: [3], chunk: ChunkPlan.seriesChunk)
    try edges.dataset.attachScale(frame, axis: 0)
    try scales.attach([.space], to: edges.dataset, from: 1)
    for name in [Name.step, Name.time] { try root.link(from: name, to: path + "/" + name) }
    growing[Name.edges] = edges
  }

  private mutating func createCell(_ root: HDF5Group, frame: HDF5Dataset) throws {
    let lengths = try root.createDataset("cell_spatial", .variable(["a", "b", "c"]))
    try lengths.makeScale("cell_spatial")
    let angles = try root.createDataset(
      "cell_angular", datatype: .float32BigEndian, shape: [3])
    try angles.makePureDimension(length: 3)
    for (name, second) in [(Name.cellLengths, lengths), (Name.cellAngles, angles)] {
      let cell = try GrowingDataset(
        in: root, name, rowShape: [3], chunk: ChunkPlan.seriesChunk)
      try cell.dataset.attachScale(frame, axis: 0)
      try cell.dataset.attachScale(second, axis: 1)
      growing[name] = cell
    }
    try growing[Name.cellAngles]?.dataset.attributes.write("units", .fixed("degree"))
  }
}

extension FrameContext {
  /// The unit of lengths: the word that stands for it, else "length".
  var lengthUnit: String { words["length_unit"] ?? "length" }
}

extension TrajectoryDescription {
  /// Whether individuals with positions in space are written, which readers of molecular dynamics
  /// can open.
  var isParticleView: Bool {
    quantities.contains { $0.name == QuantityDescription.position.name && $0.isVectorOfIndividuals }
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
