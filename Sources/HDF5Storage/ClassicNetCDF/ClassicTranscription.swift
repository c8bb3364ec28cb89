import CHDF5

/// Writes what a classic netCDF file holds into an HDF5 file, as netCDF-4 arranges it: dimensions
/// are scales, variables are datasets along them.
///
/// Values keep their bytes. Records are copied some at a time, so that memory does not grow with
/// the file.
struct ClassicTranscription {
  private let source: ClassicFile
  private let root: HDF5Group

  /// Bytes that are copied at once.
  private static let blockSize = 1 << 22

  /// Writes all of `source` below `root`.
  static func write(_ source: ClassicFile, to root: HDF5Group) throws(HDF5Error) {
    let transcription = ClassicTranscription(source: source, root: root)
    try transcription.write(source.header.attributes, to: root.attributes)
    try transcription.writeVariables()
  }

  private var header: ClassicHeader { source.header }

  private func writeVariables() throws(HDF5Error) {
    var datasets: [(variable: ClassicHeader.Variable, dataset: HDF5Dataset)] = []
    for variable in header.variables {
      let dataset = try create(variable)
      try write(variable.attributes, to: dataset.attributes)
      try copy(variable, to: dataset)
      datasets.append((variable, dataset))
    }
    let scales = try makeScales(datasets)
    for (variable, dataset) in datasets where !isCoordinate(variable) {
      let rank = try dataset.shape.count
      for (axis, dimension) in variable.dimensions.prefix(rank).enumerated() {
        try dataset.attachScale(scales[dimension], axis: axis)
      }
    }
  }

  /// A scale for each dimension: the variable of its name, or a length without data.
  private func makeScales(
    _ datasets: [(variable: ClassicHeader.Variable, dataset: HDF5Dataset)]
  ) throws(HDF5Error) -> [HDF5Dataset] {
    var scales: [HDF5Dataset] = []
    for (index, dimension) in header.dimensions.enumerated() {
      let own = datasets.first { isCoordinate($0.variable) && $0.variable.dimensions[0] == index }
      if let own {
        try own.dataset.makeScale(dimension.name)
        scales.append(own.dataset)
      } else {
        let length = dimension.countsRecords ? source.records : dimension.length
        let scale = try root.createDataset(
          dimension.name, datatype: .float32BigEndian, shape: [length])
        try scale.makePureDimension(length: length)
        scales.append(scale)
      }
    }
    return scales
  }

  /// Whether a variable has the name of its dimension, whose coordinates it holds then.
  private func isCoordinate(_ variable: ClassicHeader.Variable) -> Bool {
    guard let first = variable.dimensions.first else { return false }
    return header.dimensions[first].name == variable.name
  }

  /// Characters along the last dimension are a text, unless they are coordinates.
  private func textLength(_ variable: ClassicHeader.Variable, _ shape: [Int]) -> Int? {
    guard variable.type == .text, let last = variable.dimensions.last,
      !header.dimensions[last].countsRecords, shape.count > 1 || !isCoordinate(variable)
    else { return nil }
    return shape.last
  }

  private func create(_ variable: ClassicHeader.Variable) throws(HDF5Error) -> HDF5Dataset {
    let shape = header.shape(of: variable, records: source.records)
    // netCDF-4 so keeps variables apart from dimensions of the same name.
    let isTaken = header.dimensions.contains { $0.name == variable.name } && !isCoordinate(variable)
    let name = (isTaken ? "_nc4_non_coord_" : "") + variable.name
    guard let length = textLength(variable, shape) else {
      return try root.createDataset(name, datatype: variable.type.datatype, shape: shape)
    }
    return try root.createDataset(
      name, datatype: .fixedString(length: length), shape: Array(shape.dropLast()))
  }

  // MARK: - Values

  private func copy(
    _ variable: ClassicHeader.Variable, to dataset: HDF5Dataset
  ) throws(HDF5Error) {
    guard let size = header.size(of: variable), let record = header.recordSize else {
      throw Attempt(operation: "read", file: source.path, object: variable.name).failure(
        .damaged, "the head of the file claims more values than there can be")
    }
    // A length of 0 marks the dimension of the records, which is the first of a variable.
    if let empty = variable.dimensions.dropFirst().first(where: {
      header.dimensions[$0].countsRecords
    }) {
      throw Attempt(operation: "read", file: source.path, object: variable.name).failure(
        .wrongShape,
        "its dimension \(header.dimensions[empty].name) has no length: it holds no numbers",
        advice: "write the variable with at least one point along it")
    }
    let shape = try dataset.shape
    guard header.isRecorded(variable), !shape.isEmpty else {
      guard size > 0 else { return }
      let bytes = try source.bytes(variable.begin, size, of: variable.name)
      return try dataset.writeStored(bytes)
    }
    guard size > 0 else { return }
    let block = max(1, Self.blockSize / size)
    for first in stride(from: 0, to: source.records, by: block) {
      let rows = first..<min(first + block, source.records)
      // Room for what the file holds, not for what its head claims.
      var bytes: [UInt8] = []
      for row in rows {
        bytes += try source.bytes(variable.begin + row * record, size, of: variable.name)
      }
      let inner = shape.dropFirst()
      try dataset.writeStored(
        bytes, at: [first] + inner.map { _ in 0 }, count: [rows.count] + inner)
    }
  }

  // MARK: - Attributes

  private func write(
    _ attributes: [ClassicHeader.Attribute], to target: HDF5Attributes
  ) throws(HDF5Error) {
    for attribute in attributes {
      if attribute.type == .text {
        let text = String(decoding: attribute.bytes.prefix { $0 != 0 }, as: UTF8.self)
        try target.write(attribute.name, .fixed(text))
        continue
      }
      let size = attribute.type.size
      let bits = stride(from: 0, to: attribute.bytes.count, by: size).map { begin in
        attribute.bytes[begin..<begin + size].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      }
      if case .floatingPoint = attribute.type.datatype {
        try target.write(attribute.name, bits.map(attribute.type.real))
      } else {
        try target.write(attribute.name, bits.map(attribute.type.whole))
      }
    }
  }
}
