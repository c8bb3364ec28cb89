import CHDF5

extension HDF5Group {
  /// Creates a dataset of numbers, stored as `Element` is, little-endian.
  ///
  /// - Parameters:
  ///   - name: a name or path; groups on the way are created.
  ///   - type: the type of the elements.
  ///   - shape: the number of elements along each axis, slowest first; empty for a single value.
  ///   - maximumShape: how far each axis may grow, `nil` without limit; all of it absent: the shape
  ///     is final.
  ///   - chunk: the part that is stored, filtered and read as one. Needed to grow and to filter.
  ///   - filters: what is done to each chunk, in this order.
  ///   - fill: the value of elements that were never written; absent: zero.
  /// - Throws: ``HDF5Error``; ``HDF5Error/Reason/alreadyExists`` if the name is taken.
  @discardableResult
  public func createDataset<Element: HDF5Element>(
    _ name: String, of type: Element.Type, shape: [Int] = [], maximumShape: [Int?]? = nil,
    chunk: [Int]? = nil, filters: [HDF5Filter] = [], fill: Element? = nil
  ) throws(HDF5Error) -> HDF5Dataset {
    try createDataset(
      name, datatype: Element.datatype, shape: shape, maximumShape: maximumShape, chunk: chunk,
      filters: filters, fill: fill)
  }

  /// Creates a dataset of the given type: for numbers stored otherwise than in memory, and for
  /// texts.
  ///
  /// `fill` is converted to the type of the file. The other parameters are those of
  /// ``createDataset(_:of:shape:maximumShape:chunk:filters:fill:)``.
  @discardableResult
  public func createDataset(
    _ name: String, datatype: HDF5Datatype, shape: [Int] = [], maximumShape: [Int?]? = nil,
    chunk: [Int]? = nil, filters: [HDF5Filter] = [], fill: (any HDF5Element)? = nil
  ) throws(HDF5Error) -> HDF5Dataset {
    try create(name) { (attempt) throws(HDF5Error) in
      let type = try datatype.makeType(attempt)
      defer { H5Tclose(type) }
      let layout = Layout(maximumShape: maximumShape, chunk: chunk, filters: filters, fill: fill)
      return try createDataset(name, type: type, shape: shape, layout, attempt)
    }
  }

  /// Creates a dataset of exactly these numbers; `shape` is that of a list if it is absent.
  @discardableResult
  public func createDataset<Element: HDF5Element>(
    _ name: String, _ values: [Element], shape: [Int]? = nil
  ) throws(HDF5Error) -> HDF5Dataset {
    let dataset = try createDataset(name, of: Element.self, shape: shape ?? [values.count])
    try dataset.write(values)
    return dataset
  }

  /// Creates a dataset and writes texts into it: one value, or a list.
  @discardableResult
  public func createDataset(_ name: String, _ text: HDF5Text) throws(HDF5Error) -> HDF5Dataset {
    let dataset = try create(name) { (attempt) throws(HDF5Error) in
      let type = try text.datatype.makeType(attempt, isASCII: text.isASCII)
      defer { H5Tclose(type) }
      return try createDataset(name, type: type, shape: text.shape, Layout(), attempt)
    }
    try dataset.write(text.values)
    return dataset
  }

  private func create(
    _ name: String, _ body: (Attempt) throws(HDF5Error) -> hid_t
  ) throws(HDF5Error) -> HDF5Dataset {
    let path = handle.path(of: name)
    return try handle.perform("create dataset", on: path) { (attempt) throws(HDF5Error) in
      let id = try body(attempt)
      return HDF5Dataset(Handle(id, in: handle.file, path: path, closedBy: { H5Dclose($0) }))
    }
  }

  private func createDataset(
    _ name: String, type: hid_t, shape: [Int], _ layout: Layout, _ attempt: Attempt
  ) throws(HDF5Error) -> hid_t {
    let space = try Dataspace.make(shape: shape, maximum: layout.maximumShape, attempt)
    defer { H5Sclose(space) }
    let properties = try layout.makeProperties(shape: shape, attempt)
    defer { H5Pclose(properties) }
    let links = try HDF5Group.makeLinkProperties(attempt)
    defer { H5Pclose(links) }
    return try attempt(
      H5Dcreate2(handle.id, name, type, space, links, properties, chdf5_default()))
  }
}

/// How a dataset lies in the file.
private struct Layout {
  var maximumShape: [Int?]?
  var chunk: [Int]?
  var filters: [HDF5Filter] = []
  var fill: (any HDF5Element)?

  /// A new dataset creation property list; the caller closes it.
  func makeProperties(shape: [Int], _ attempt: Attempt) throws(HDF5Error) -> hid_t {
    let properties = try attempt(H5Pcreate(chdf5_dataset_creation_class()))
    do throws(HDF5Error) {
      try attempt(H5Pset_obj_track_times(properties, false))
      try setChunk(of: properties, shape: shape, attempt)
      for filter in filters { try filter.add(to: properties, attempt) }
      if let fill { try set(fill: fill, of: properties, attempt) }
      return properties
    } catch {
      H5Pclose(properties)
      throw error
    }
  }

  private func setChunk(
    of properties: hid_t, shape: [Int], _ attempt: Attempt
  ) throws(HDF5Error) {
    guard let chunk else {
      guard filters.isEmpty, maximumShape.map({ $0 == shape }) ?? true else {
        throw attempt.failure(.wrongShape, "a dataset that grows or is filtered needs a chunk")
      }
      return
    }
    guard chunk.count == shape.count, !chunk.isEmpty, chunk.allSatisfy({ $0 > 0 }) else {
      throw attempt.failure(.wrongShape, "the chunk \(chunk) does not suit the shape \(shape)")
    }
    try attempt(H5Pset_chunk(properties, Int32(chunk.count), chunk.map { hsize_t($0) }))
  }

  private func set<Element: HDF5Element>(
    fill: Element, of properties: hid_t, _ attempt: Attempt
  ) throws(HDF5Error) {
    var value = fill
    try attempt(H5Pset_fill_value(properties, Element.memoryType, &value))
  }
}
