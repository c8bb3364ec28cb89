import ClausiusHDF5Storage
import Foundation

/// What tells runs apart, as attributes of the root: `system`, `seed`, `version`, `commit`, and
/// each parameter of the scenario under its path, `couzin.orientation_width`.
///
/// So `xarray.open_mfdataset` of several runs keeps what differs between them.
enum RootAttributes {
  private static let taken: Set = ["Conventions", "program", "title", "system", "seed"]

  /// Writes those of a run; an import has only `version` and `commit`.
  static func write(_ description: TrajectoryDescription, in root: HDF5Group) throws {
    let attributes = root.attributes
    try attributes.write("version", .fixed(description.provenance.version))
    try attributes.write("commit", .fixed(description.provenance.commit))
    guard case .run(let record) = description.origin else { return }
    let system = description.context.system
    try attributes.write("system", .fixed(system.isEmpty ? "unknown" : system))
    try attributes.write("seed", Int64(bitPattern: record.seed))
    try writeParameters(of: record, in: root)
  }

  /// Writes the parameters of a scenario, in place of older ones.
  static func writeParameters(of record: RunRecord, in root: HDF5Group) throws {
    let configuration = Data(record.configuration.utf8)
    let tree = try? JSONDecoder().decode(ConfigurationTree.self, from: configuration)
    for (path, leaf) in tree?.leaves() ?? [] where !taken.contains(path) {
      switch leaf {
      case .number(let number): try root.attributes.write(path, number)
      case .truth(let isTrue): try root.attributes.write(path, .variable(isTrue ? "true" : "false"))
      case .text(let text): try root.attributes.write(path, .variable(text))
      case .numbers(let numbers): try root.attributes.write(path, numbers)
      }
    }
  }
}
