import ClausiusHDF5Storage

/// Walks through a file and takes the checksum of everything that its numbers depend on.
///
/// Left out are `/provenance`, `/checkpoint`, `/h5md` and the attributes of the root, which say who
/// made the file, and how.
struct ChecksumWalk {
  /// What is done with the datasets that grow with the frames.
  enum Frames {
    /// They are left out, their attributes are not.
    case leftOut
    /// They are read, a chunk at a time.
    case read
    /// The hashes of their numbers are known.
    case known([ObjectIdentity: SHA256])
  }

  private static let leftOut: Set = ["/provenance", "/checkpoint", "/h5md"]

  private let frames: Frames
  /// The dimension scales in the root.
  private var scales: [(name: String, scale: HDF5Dataset)] = []
  /// Objects that have been met, under the first of their names.
  private var datasets: [ObjectIdentity: (data: String?, attributes: String?)] = [:]
  private var groups: Set<ObjectIdentity> = []
  private var checksums = Checksums()

  /// The checksums of the file below `root`.
  ///
  /// - Throws: `HDF5Error` when something cannot be read.
  static func checksums(of root: HDF5Group, _ frames: Frames) throws -> Checksums {
    var walk = ChecksumWalk(frames: frames)
    for child in try root.children() where child.kind == .dataset {
      let dataset = try root.openDataset(child.name)
      if try dataset.isScale { walk.scales.append((child.name, dataset)) }
    }
    try walk.visit(root, "")
    return walk.checksums
  }

  private init(frames: Frames) { self.frames = frames }

  private mutating func visit(_ group: HDF5Group, _ path: String) throws {
    guard groups.insert(try group.identity).inserted else { return }
    if !path.isEmpty {
      checksums.parts[path + "@"] = try AttributeChecksum.of(group.attributes)
    }
    for child in try group.children() {
      let path = path + "/" + child.name
      if child.kind == .dataset {
        try add(group.openDataset(child.name), path)
      } else if child.kind == .group, !Self.leftOut.contains(path) {
        try visit(group.openGroup(child.name), path)
      }
    }
  }

  private mutating func add(_ dataset: HDF5Dataset, _ path: String) throws {
    let identity = try dataset.identity
    let known = try datasets[identity] ?? (data(dataset), attributes(dataset))
    datasets[identity] = known
    checksums.parts[path] = known.data
    checksums.parts[path + "@"] = known.attributes
  }

  /// Hash, type and shape of the numbers or texts of a dataset.
  private func data(_ dataset: HDF5Dataset) throws -> String? {
    guard let type = try dataset.datatype.nameInChecksums else { return nil }
    let shape = try dataset.shape
    let grows = try dataset.maximumShape.first.map { $0 == nil } ?? false
    if grows, case .leftOut = frames { return nil }
    var hash = SHA256()
    if case .known(let hashes) = frames, let known = hashes[try dataset.identity] {
      hash = known
    } else {
      try dataset.add(to: &hash)
    }
    return "\(hash.hexadecimal) \(type) \(Checksums.text(of: shape, grows: grows))"
  }

  private func attributes(_ dataset: HDF5Dataset) throws -> String? {
    try AttributeChecksum.of(dataset.attributes, scales: scaleNames(dataset))
  }

  /// The name of the scale of each axis, empty where there is none; `nil` where no axis has one.
  private func scaleNames(_ dataset: HDF5Dataset) throws -> [String]? {
    guard try dataset.attributes.exists("DIMENSION_LIST") else { return nil }
    return try dataset.shape.indices.map { axis in
      try scales.first { try dataset.hasScale($0.scale, axis: axis) }?.name ?? ""
    }
  }
}

extension Checksums {
  /// `101x3`, `scalar`; where the first axis counts frames, `[101]x3`.
  static func text(of shape: [Int], grows: Bool = false) -> String {
    guard let first = shape.first else { return "scalar" }
    return ([grows ? "[\(first)]" : "\(first)"] + shape.dropFirst().map(String.init))
      .joined(separator: "x")
  }
}
