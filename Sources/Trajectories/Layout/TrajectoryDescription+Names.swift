import ClausiusSimulationCore

extension TrajectoryDescription {
  /// What the root of a file holds besides axes, quantities and observables.
  private static let ownNames = [
    "time", "step", "frame", "h5md", "particles", "observables", "parameters", "provenance",
    "checkpoint", "coordinates", "velocities", "cell_lengths", "cell_angles", "cell_spatial",
    "cell_angular",
  ]

  /// Refuses two things of one name: an axis, a quantity and an observable are datasets of the
  /// root, each under its name.
  ///
  /// - Parameter path: the file, for the message.
  /// - Throws: ``TrajectoryError`` with the name and what has it.
  func requireDistinctNames(_ path: String) throws(TrajectoryError) {
    var owners: [String: String] = [:]
    for name in Self.ownNames { owners[name] = "a part of every file" }
    let names =
      context.axes.map { ($0.id.name, "an axis") } + quantities.map { ($0.name, "a quantity") }
      + observables.map { ($0.name, "an observable") }
    for (name, owner) in names {
      guard let first = owners.updateValue(owner, forKey: name) else { continue }
      throw TrajectoryError(
        path, "'\(name)' names two things: \(first) and \(owner)",
        advice: "each axis, quantity and observable needs a name of its own")
    }
  }
}
