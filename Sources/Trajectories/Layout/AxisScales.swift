import ClausiusHDF5Storage
import ClausiusSimulationCore

/// The axes of a trajectory as dimension scales in the root of its file, where every netCDF reader
/// finds them.
///
/// An axis with coordinates is a list of numbers, one with labels a list of texts; that of the
/// individuals has their identities; any other is a length without data.
struct AxisScales {
  private var scales: [FrameAxis.ID: HDF5Dataset] = [:]

  /// Makes the scales of `axes`.
  ///
  /// - Parameter identities: who the individuals are; `nil` for their numbers from 0.
  init(
    creating axes: [FrameAxis], identities: [Double]? = nil, in root: HDF5Group
  ) throws {
    for axis in axes {
      scales[axis.id] =
        axis.kind == .individuals
        ? try Self.create(axis, identities, in: root) : try Self.create(axis, in: root)
    }
  }

  /// The scale of individuals: their identities, which stand under `id` too, since netCDF calls the
  /// coordinates of an axis as it calls the axis.
  private static func create(
    _ axis: FrameAxis, _ identities: [Double]?, in root: HDF5Group
  ) throws -> HDF5Dataset {
    let numbers = identities?.map { Int32($0) } ?? (0..<axis.count).map { Int32($0) }
    let scale = try root.createCheckedDataset(axis.id.name, numbers)
    try scale.makeScale(axis.id.name)
    try scale.attributes.write("long_name", .fixed("identity of the individual"))
    return scale
  }

  /// Names the axes of `dataset` from `first` on.
  func attach(_ axes: [FrameAxis.ID], to dataset: HDF5Dataset, from first: Int) throws {
    for (offset, id) in axes.enumerated() {
      if let scale = scales[id] { try dataset.attachScale(scale, axis: first + offset) }
    }
  }

  private static func create(_ axis: FrameAxis, in root: HDF5Group) throws -> HDF5Dataset {
    let name = axis.id.name
    if !axis.labels.isEmpty {
      let scale = try root.createDataset(name, .variable(axis.labels))
      try scale.makeScale(name)
      return scale
    }
    switch (axis.kind, axis.coordinates) {
    case (.grid, let coordinates?):
      let scale = try root.createCheckedDataset(name, coordinates)
      try scale.makeScale(name)
      try describe(axis, scale)
      return scale
    case (.members, _), (.index, _):
      let first = axis.kind == .index ? 1 : 0
      let scale = try root.createCheckedDataset(
        name, (0..<axis.count).map { Int32($0 + first) })
      try scale.makeScale(name)
      if axis.kind == .index { try scale.attributes.write("kind", .fixed(axis.kind.rawValue)) }
      try scale.attributes.write("long_name", .fixed(axis.about.isEmpty ? name : axis.about))
      return scale
    default:
      let scale = try root.createDataset(name, datatype: .float32BigEndian, shape: [axis.count])
      try scale.makePureDimension(length: axis.count)
      try scale.attributes.write("kind", .fixed(axis.kind.rawValue))
      return scale
    }
  }

  private static func describe(_ axis: FrameAxis, _ scale: HDF5Dataset) throws {
    try scale.attributes.write("units", .fixed(axis.unit))
    try scale.attributes.write("long_name", .fixed(axis.about))
    try scale.attributes.write("kind", .fixed(axis.kind.rawValue))
    if let period = axis.period { try scale.attributes.write("period", period) }
  }
}
