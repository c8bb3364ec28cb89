import ClausiusHDF5Storage
import ClausiusSimulationCore

/// The group `/checkpoint`: a state archive in an HDF5 file, one dataset a name.
///
/// Attributes say to which run it belongs (`run_id`, `scenario_sha256`), which `kernels` computed
/// it, and the `digest` of all this.
enum CheckpointGroup {
  private static let path = "checkpoint"
  /// Names of arrays have fewer parts than this; links in circles have more.
  private static let mostLevels = 8

  /// What the group holds.
  struct Contents {
    var state = StateArchive()
    /// The run that it belongs to; `nil` from an early version.
    var run: RunIdentity?
    var kernels = ""
    /// The digest that was written; `nil` from an early version.
    var digest: String?

    /// Whether everything is as it was written, as far as can be known.
    var isSound: Bool { digest == nil || digest == state.digest(of: run, kernels: kernels) }

    /// The frames that must be in the trajectory to go on from the state.
    var framesBefore: Int { (try? state.integers("writer/frames", count: 2))?[0] ?? 0 }

    /// Why `run`, whose trajectory holds so many frames, cannot go on from the state; `nil` where
    /// it can.
    func refusal(by run: RunIdentity?, frames: Int?) -> String? {
      guard self.run == run else { return "the checkpoint belongs to another run" }
      guard let frames, framesBefore > frames else { return nil }
      return "the checkpoint rests on \(framesBefore) frames, the file holds \(frames)"
    }
  }

  /// Writes `archive`, in place of what an earlier part of the run left.
  static func write(
    _ archive: StateArchive, of run: RunIdentity?, kernels: String, in root: HDF5Group
  ) throws {
    if try root.exists(path) { try root.removeLink(path) }
    let group = try root.createGroup(path)
    if let run { try run.write(into: group.attributes) }
    try group.attributes.write("kernels", .fixed(kernels))
    try group.attributes.write("digest", .fixed(archive.digest(of: run, kernels: kernels)))
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

  /// Reads the group, or returns `nil` when the file has none.
  static func read(from root: HDF5Group) throws -> Contents? {
    guard try root.exists(path) else { return nil }
    let group = try root.openGroup(path)
    var contents = Contents()
    contents.run = try RunIdentity.read(from: group.attributes)
    if try group.attributes.exists("kernels") {
      contents.kernels = try group.attributes.readString("kernels")
    }
    if try group.attributes.exists("digest") {
      contents.digest = try group.attributes.readString("digest")
    }
    try read(group, prefix: "", level: 0, into: &contents.state)
    return contents
  }

  /// Takes the group away from a file that is about to grow.
  static func remove(from root: HDF5Group) throws {
    if try root.exists(path) { try root.removeLink(path) }
  }

  private static func read(
    _ group: HDF5Group, prefix: String, level: Int, into archive: inout StateArchive
  ) throws {
    guard level < mostLevels else { return }
    for child in try group.children() {
      if child.kind == .group {
        try read(
          try group.openGroup(child.name), prefix: prefix + child.name + "/", level: level + 1,
          into: &archive)
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
