import ClausiusHDF5Storage

/// The datasets of an HDF5 or netCDF file that may be fields.
struct StoredFields: FieldSource {
  private let root: HDF5Group
  private let path: String
  /// Those in the root that are numbers along one or two axes, and no scales.
  let names: [String]

  init(path: String) throws {
    self.path = path
    let root = try HDF5File.openForReading(path).root
    self.root = root
    names = try root.children().filter { $0.kind == .dataset }.map(\.name).filter { name in
      let dataset = try root.openDataset(name)
      let rank = try dataset.shape.filter { $0 != 1 }.count
      return try dataset.datatype.isNumeric && !dataset.isScale && (1...2).contains(rank)
    }
  }

  func array(_ name: String) throws -> FieldArray? {
    guard try root.kind(of: name) == .dataset else { return nil }
    let dataset = try root.openDataset(name)
    guard try dataset.datatype.isNumeric else {
      throw DatasetError(.request, "\(path): \(name) holds \(try dataset.datatype), not numbers")
    }
    try dataset.requireSources()
    let shape = try dataset.shape
    let axes = try FieldArray.axes(shape, of: "\(path): \(name)")
    let scales = try axes.map { try scale(of: dataset, axis: $0) }
    let isTransposed = axes.count == 2 && scales[1].isClock && !scales[0].isClock
    let along = isTransposed ? scales[0] : scales[scales.count - 1]
    let packing = try PackedNumbers(of: dataset)
    return FieldArray(
      name: name, shape: axes.map { shape[$0] }, isTransposed: isTransposed, places: along.places
    ) { start, count in
      var (first, lengths) = (shape.map { _ in 0 }, shape.map { _ in 1 })
      for (k, axis) in axes.enumerated() { (first[axis], lengths[axis]) = (start[k], count[k]) }
      var values = try dataset.read(as: Double.self, at: first, count: lengths)
      packing.unpack(&values)
      return values
    }
  }

  /// What is known of an axis.
  private struct Scale {
    var isClock = false
    var places: [Double]?
  }

  private func scale(of dataset: HDF5Dataset, axis: Int) throws -> Scale {
    guard try dataset.scaleCount(axis: axis) > 0 else { return Scale() }
    for child in try root.children() where child.kind == .dataset {
      let scale = try root.openDataset(child.name)
      guard try scale.isScale, try dataset.hasScale(scale, axis: axis) else { continue }
      let unit = (try? scale.attributes.readString("units")) ?? ""
      let isClock =
        ["time", "t"].contains(child.name.lowercased()) || unit.contains(" since ")
      let hasPlaces = try scale.datatype.isNumeric && scale.storageSize > 0
      return Scale(
        isClock: isClock, places: hasPlaces ? try scale.read(as: Double.self) : nil)
    }
    return Scale()
  }
}
