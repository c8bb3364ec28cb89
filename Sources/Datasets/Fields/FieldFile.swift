import ClausiusHDF5Storage

/// A field and its momentum from a file of any program: [X], or [T][X], of which a frame is taken.
///
/// In HDF5 and netCDF files they are datasets, in archives of NumPy arrays, in tables columns; an
/// `.npy` file and a table without names hold one array.
public struct FieldFile: Sendable {
  /// What they are called; `nil` for the usual names.
  public struct Names: Sendable {
    /// The field: `phi`, or the only one there is.
    public var phi: String?
    /// Its momentum: `pi` where there is one; `none` where there is none to be.
    public var pi: String?
    /// The places of the points: the scale of phi, or `x`.
    public var x: String?
    /// The file of the momentum, where it is another.
    public var piPath: String?

    /// These names.
    public init(phi: String?, pi: String?, x: String?, piPath: String?) {
      (self.phi, self.pi, self.x, self.piPath) = (phi, pi, x, piPath)
    }
  }

  /// The field.
  public private(set) var phi: [Double]
  /// Its momentum; `nil` where there is none.
  public private(set) var pi: [Double]?
  /// The places of the points; `nil` where the file does not state them.
  public private(set) var points: [Double]?
  /// The number of the frame.
  public private(set) var frame: Int
  /// What was taken, where the names do not say it.
  public private(set) var notes: [String] = []

  /// Reads frame `frame` of the file at `path`; negative numbers count from the end.
  ///
  /// - Throws: ``DatasetError`` when there is no such array or frame, or its shape is no field's;
  ///   `HDF5Error` when the file cannot be read.
  public init(path: String, frame: Int, names: Names) throws {
    let source = try Self.source(path)
    let field = try Self.field(names.phi, in: source, path)
    if names.phi == nil, field.name != "phi", !field.name.isEmpty {
      notes.append("'\(field.name)' of \(path) is taken as phi")
    }
    self.frame = try Self.number(frame, of: field, path)
    phi = try field.numbers(frame: self.frame)
    points = try Self.places(names.x, of: field, in: source, path)
    pi = try Self.momentum(names, beside: field, in: source, path)?.numbers(frame: self.frame)
  }

  private static func source(_ path: String) throws -> any FieldSource {
    switch try FileContent(path) {
    case .hdf5: try StoredFields(path: path)
    case .array(let array): ArrayFields(array, path: path)
    case .archive(let archive): ArchiveFields(archive: archive, path: path)
    case .table(let table): try TableFields(table)
    }
  }

  private static func field(
    _ name: String?, in source: any FieldSource, _ path: String
  ) throws -> FieldArray {
    if let array = try source.array(name ?? "phi") { return array }
    let others = source.names.filter { !["x", "pi"].contains($0) }
    if name == nil, others.count == 1, let array = try source.array(others[0]) { return array }
    let list = source.names.filter { !$0.isEmpty }.joined(separator: ", ")
    throw DatasetError(
      .request,
      "\(path): holds no '\(name ?? "phi")'; "
        + (list.isEmpty ? "it holds no field" : "say which is phi: \(list)"))
  }

  private static func number(_ frame: Int, of field: FieldArray, _ path: String) throws -> Int {
    guard let frames = field.frames else {
      guard frame == -1 || frame == 0 else {
        throw DatasetError(
          .request, "\(path): there is no frame \(frame): \(field.name) does not change with time")
      }
      return 0
    }
    let index = frame < 0 ? frame + frames : frame
    guard (0..<frames).contains(index) else {
      throw DatasetError(
        .request, "\(path): there is no frame \(frame); the file holds \(frames) frames")
    }
    return index
  }

  private static func places(
    _ name: String?, of field: FieldArray, in source: any FieldSource, _ path: String
  ) throws -> [Double]? {
    if name == nil, let places = field.places { return places }
    guard let array = try source.array(name ?? "x"), array.shape.count == 1 else {
      guard let name else { return nil }
      throw DatasetError(.request, "\(path): holds no list '\(name)' of places")
    }
    guard array.points == field.points else {
      throw DatasetError(
        .request,
        "\(path): \(array.name) has \(array.points) places, \(field.name) \(field.points) points")
    }
    return try array.numbers(frame: 0)
  }

  /// The momentum, which lies as the field does.
  private static func momentum(
    _ names: Names, beside field: FieldArray, in source: any FieldSource, _ path: String
  ) throws -> FieldArray? {
    if names.pi == "none" { return nil }
    let other = names.piPath ?? path
    let place = try names.piPath.map { try Self.source($0) } ?? source
    var found = try place.array(names.pi ?? "pi")
    if found == nil, names.piPath != nil, place.names.count == 1 {
      found = try place.array(place.names[0])
    }
    guard let found else {
      guard names.pi != nil || names.piPath != nil else { return nil }
      throw DatasetError(.request, "\(other): holds no '\(names.pi ?? "pi")'")
    }
    guard found.shape == field.shape else {
      throw DatasetError(
        .request,
        "\(other): \(found.name) has the shape \(found.shape), \(field.name) \(field.shape)")
    }
    return found
  }
}
