import ClausiusHDF5Storage

/// The units that a file states by the attributes `unit` of its datasets, in netCDF `units`; those
/// of an import stand in its parameters. A run states those that its scenario names.
///
/// Source: de Buyl, Colberg, Höfling, Comput. Phys. Commun. 185 (2014) 1546, H5MD 1.1, "Units".
public struct FileUnits: Sendable, Hashable {
  /// The unit of positions.
  public let length: String?
  /// The unit of times.
  public let time: String?
  /// The unit of velocities.
  public let velocity: String?
  /// The units of quantities and observables, by name, where the file states them.
  public let named: [String: String]
  /// The date from which times count, as CF states it behind "since"; `nil` where there is none.
  public let timeOrigin: String?

  /// The first unit that both state and in which they differ, in words; `nil` where there is none.
  public func difference(from other: FileUnits) -> String? {
    let pairs = [
      ("length", length, other.length), ("time", time, other.time),
      ("velocity", velocity, other.velocity),
    ]
    for (name, own, theirs) in pairs {
      if let own, let theirs, !UnitSpelling.areSame(own, theirs) {
        return "\(name) in \(own) and in \(theirs)"
      }
    }
    return nil
  }

  /// The first of these quantities and observables that both state a unit of and in which they
  /// differ, in words; `nil` where there is none.
  public func difference(from other: FileUnits, in names: some Sequence<String>) -> String? {
    for name in names {
      if let own = named[name], let theirs = other.named[name],
        !UnitSpelling.areSame(own, theirs)
      {
        return "\(name) in \(own) and in \(theirs)"
      }
    }
    return nil
  }

  /// The units of what was found.
  ///
  /// - Parameter words: those of the file's parameters; an import names its units there.
  init(
    _ found: [TrajectoryContents.Found], _ observables: [TrajectoryContents.FoundObservable],
    _ words: [String: String]
  ) {
    let position = found.first { $0.description.name == "position" }?.element
    let velocity = found.first { $0.description.name == "velocity" }
    length = position?.unit ?? words["length_unit"]
    let stated =
      position?.timeUnit ?? found.lazy.compactMap(\.element.timeUnit).first
      ?? observables.lazy.compactMap(\.element.timeUnit).first
    let parts = stated?.split(separator: " since ", maxSplits: 1).map(String.init) ?? []
    time = parts.first ?? words["time_unit"]
    timeOrigin = parts.count > 1 ? parts[1] : nil
    let units =
      found.map { ($0.description.name, $0.element.unit) }
      + observables.map { ($0.description.name, $0.element.unit) }
    named = Dictionary(
      units.compactMap { name, unit in unit.flatMap { $0 == "1" ? nil : (name, $0) } },
      uniquingKeysWith: { first, _ in first })
    self.velocity =
      velocity?.element.unit
      ?? (words["length_unit"] == nil ? nil : velocity?.description.unit)
  }
}
