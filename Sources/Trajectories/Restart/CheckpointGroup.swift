import ClausiusHDF5Storage
import ClausiusSimulationCore

/// The group `/checkpoint`: a state archive in an HDF5 file, one dataset a name.
enum CheckpointGroup {
  private static let path = "checkpoint"

  /// Writes `archive`, in place of what an earlier part of the run left.
  static func write(_ archive: StateArchive, in root: HDF5Group) throws {
    if try root.exists(path) { try root.removeLink(path) }
    let group = try root.createGroup(path)
    for (name, value) in archive.values.sorted(by: { $0.key < $1.key }) {
      let parts = name.split(separator: "/").dropLast().joined(separator: "/")
      if !parts.isEmpty, try !group.exists(parts) { try group.createGroup(parts) }
      switch value {
      case .reals(let reals):
        let dataset = try group.createDataset(name, of: Double.self, shape: [reals.count])
        if !reals.isEmpty { try dataset.write(reals) }
      case .integers(let integers):
        let dataset = try group.createDataset(name, of: Int64.self, shape: [integers.count])
        if !integers.isEmpty { try dataset.write(integers) }
      case .text(let text): _ = try group.createDataset(name, .variable(text))
      }
    }
  }

  /// Reads the archive, or returns `nil` when the file has none.
  static func read(from root: HDF5Group) throws -> StateArchive? {
    guard try root.exists(path) else { return nil }
    var archive = StateArchive()
    try read(try root.openGroup(path), prefix: "", into: &archive)
    return archive
  }

  /// Takes the group away from a file that is about to grow.
  static func remove(from root: HDF5Group) throws {
    if try root.exists(path) { try root.removeLink(path) }
  }

  private static func read(
    _ group: HDF5Group, prefix: String, into archive: inout StateArchive
  ) throws {
    for child in try group.children() {
      if child.kind == .group {
        try read(
          try group.openGroup(child.name), prefix: prefix + child.name + "/", into: &archive)
        continue
      }
      let dataset = try group.openDataset(child.name)
      let isEmpty = try dataset.shape == [0]
      switch try dataset.datatype {
      case .floatingPoint:
        archive.values[prefix + child.name] = .reals(
          isEmpty ? [] : try dataset.read(as: Double.self))
      case .integer:
        archive.values[prefix + child.name] = .integers(
          isEmpty ? [] : try dataset.read(as: Int64.self))
      default: archive.values[prefix + child.name] = .text(try dataset.readString())
      }
    }
  }
}
