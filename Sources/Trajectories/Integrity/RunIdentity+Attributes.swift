import ClausiusHDF5Storage

/// The attributes `run_id` and `scenario_sha256`, of `/provenance` and of `/checkpoint`.
extension RunIdentity {
  func write(into attributes: HDF5Attributes) throws {
    try attributes.write("run_id", .fixed(id))
    try attributes.write("scenario_sha256", .fixed(scenario))
  }

  /// The identity; `nil` in a file of an early version, or another writer's.
  static func read(from attributes: HDF5Attributes) throws -> RunIdentity? {
    guard try attributes.exists("run_id"), try attributes.exists("scenario_sha256") else {
      return nil
    }
    return RunIdentity(
      id: try attributes.readString("run_id"),
      scenario: try attributes.readString("scenario_sha256"))
  }
}
