import ClausiusHDF5Storage

/// The units that a file states by the attributes `unit` of its datasets; our own files have
/// natural units and state none.
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

  init(_ found: [TrajectoryContents.Found]) {
    let position = found.first { $0.description.name == "position" }?.element
    length = position?.unit
    time = position?.timeUnit
    velocity = found.first { $0.description.name == "velocity" }?.element.unit
  }
}
