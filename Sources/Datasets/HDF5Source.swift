import ClausiusEntropyMeasures
import ClausiusHDF5Storage

/// Datasets of an HDF5 file as numbers.
struct HDF5Source {
  let path: String

  /// The dataset called `name`, or a field of it behind a point, with a part in brackets behind.
  func read(_ name: String?, called text: String) throws -> Dataset {
    let root = try HDF5File.openForReading(path).root
    let (whole, part) = DatasetPart.split(name ?? "")
    guard let name, !whole.isEmpty else {
      throw DatasetError(.request, "\(path): say which dataset: \(path):/PATH")
    }
    if try root.kind(of: name) == .dataset { return try dataset(root, name, text) }
    if let part, let block = try block(root, whole, part, text) { return block }
    var dataset = try dataset(root, whole, text)
    if let part {
      let unit = dataset.array.unit
      dataset.array = try part.cut(dataset.array, called: text)
      dataset.array.unit = unit
    }
    return dataset
  }

  /// A part of a dataset of which only the block around it is read; `nil` where the whole must be:
  /// fields, and integers of 64 bits, which are looked at one by one.
  private func block(
    _ root: HDF5Group, _ name: String, _ part: DatasetPart, _ text: String
  ) throws -> Dataset? {
    let (owner, field) = try Self.field(name, in: root)
    let stored = try HDF5Names(root, file: path).dataset(owner)
    guard field == nil, try stored.fieldNames.isEmpty, try stored.datatype.isNumeric else {
      return nil
    }
    if case .integer(64, _, _) = try stored.datatype { return nil }
    let shape = try stored.shape
    guard let (start, count) = try part.block(in: shape, called: text) else { return nil }
    let values = try stored.read(as: Double.self, at: start, count: count)
    var dataset = try numbers(values, shape: count, of: stored, text)
    let unit = dataset.array.unit
    dataset.array = try part.cut(dataset.array, called: text, from: start, of: shape)
    dataset.array.unit = unit
    return dataset
  }

  private func dataset(_ root: HDF5Group, _ name: String, _ text: String) throws -> Dataset {
    let (owner, field) = try Self.field(name, in: root)
    let stored = try HDF5Names(root, file: path).dataset(owner)
    if let field {
      let (values, shape, isSingle) = try stored.readField(field)
      var array = InputArray(values, shape: shape, name: text)
      array.isSinglePrecision = isSingle
      return Dataset(array: array)
    }
    let fields = try stored.fieldNames
    guard fields.isEmpty else {
      throw DatasetError(
        .request,
        "\(path): \(owner) holds rows of fields; name one, \(path):\(owner).\(fields[0]); fields: "
          + fields.joined(separator: ", "))
    }
    return try numbers(of: stored, "\(path):\(name)", text)
  }

  private func numbers(of stored: HDF5Dataset, _ place: String, _ text: String) throws -> Dataset {
    try numbers(
      try WholeNumbers.read(stored, called: place), shape: try stored.shape, of: stored, text)
  }

  private func numbers(
    _ values: [Double], shape: [Int], of stored: HDF5Dataset, _ text: String
  ) throws -> Dataset {
    var values = values
    let packing = try PackedNumbers(of: stored)
    let hasUnwritten = packing.missing.contains(where: values.contains)
    packing.unpack(&values)
    var array = InputArray(values, shape: shape, name: text)
    array.unit = stored.unit
    if case .floatingPoint(32, _) = try stored.datatype {
      array.isSinglePrecision = !packing.isPacked
    }
    return Dataset(
      array: array, reading: packing.isPacked ? packing.description : nil,
      hasMissing: (packing.isStated || hasUnwritten) && values.contains(where: \.isNaN))
  }

  /// `/table.x` is field `x` of `/table` where no dataset has the whole name.
  private static func field(
    _ name: String, in root: HDF5Group
  ) throws -> (dataset: String, field: String?) {
    if try root.kind(of: name) == .dataset { return (name, nil) }
    for point in name.indices.reversed() where name[point] == "." {
      let owner = String(name[..<point])
      if !owner.isEmpty, try root.kind(of: owner) == .dataset,
        try !root.openDataset(owner).fieldNames.isEmpty
      {
        return (owner, String(name[name.index(after: point)...]))
      }
    }
    return (name, nil)
  }
}

extension HDF5Dataset {
  /// The unit that the attribute `unit` (H5MD) or `units` (CF) states; `nil` without one.
  fileprivate var unit: String? {
    for name in ["unit", "units"] {
      if let text = try? attributes.readString(name), !text.isEmpty { return text }
    }
    return nil
  }
}
