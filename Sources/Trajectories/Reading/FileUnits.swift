import ClausiusHDF5Storage

/// The units that a file states by the attributes `unit` of its datasets, in netCDF `units`; those
/// of an import stand in its parameters. Runs have natural units and state none.
///
/// Source: de Buyl, Colberg, Höfling, Comput. Phys. Commun. 185 (2014) 1546, H5MD 1.1, "Units".
public struct FileUnits: Sendable, Hashable {
  /// The unit of positions.
  public let length: String?
  /// The unit of times.
  public let time: String?
  /// The unit of velocities.
  public let velocity: String?

  /// The first unit that both state and in which they differ, in words; `nil` where there is none.
  public func difference(from other: FileUnits) -> String? {
    let pairs = [
      ("length", length, other.length), ("time", time, other.time),
      ("velocity", velocity, other.velocity),
    ]
    for (name, own, theirs) in pairs {
      if let own, let theirs, own != theirs { return "\(name) in \(own) and in \(theirs)" }
    }
    return nil
  }

  /// The units of what was found.
  ///
  /// - Parameter words: those of the file's parameters; an import names its units there.
  init(_ found: [TrajectoryContents.Found], _ words: [String: String]) {
    let position = found.first { $0.description.name == "position" }?.element
    let velocity = found.first { $0.description.name == "velocity" }
    length = position?.unit ?? words["length_unit"]
    time = position?.timeUnit ?? words["time_unit"]
    self.velocity =
      velocity?.element.unit
      ?? (words["length_unit"] == nil ? nil : velocity?.description.unit)
  }
}
