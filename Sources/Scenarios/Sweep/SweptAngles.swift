import ClausiusDeclarations
import ClausiusSimulationCore

/// The keys of a system that take angles, for the values that a sweep gives them: `15 deg` becomes
/// a number in the unit of the key, so that ranges have ends and columns of tables numbers.
public struct SweptAngles: Sendable {
  private struct Place {
    let words: [Substring]
    let key: KeyDescription
  }

  private let places: [Place]
  private let timeUnit: String?

  /// Those of a system, for a scenario with times in `timeUnit`.
  init(of system: any SystemModel.Type, timeUnit: String?) {
    places = system.keyDescriptions.paths.compactMap { place in
      guard place.key.angleKind != nil else { return nil }
      return Place(words: "\(system.name).\(place.path)".split(separator: "."), key: place.key)
    }
    self.timeUnit = timeUnit
  }

  /// The value, values or range that the key at `path` is given, with plain numbers for angles.
  ///
  /// - Throws: an angle per another time than the key's.
  public func plain(_ value: Node, ofKey path: String) throws(Problems) -> Node {
    let words = path.split(separator: ".")
    // A key below that of an angle, as of one that changes in time, is such an angle.
    let place = places.filter { place in
      place.words.count <= words.count
        && zip(place.words, words).allSatisfy { $0 == "NAME" || $0 == $1 }
    }.max { $0.words.count < $1.words.count }
    guard let place else { return value }
    do throws(Problems) {
      return try place.key.withoutAngleUnits(value.stating(timeUnit: timeUnit))
    } catch {
      throw error.prefixed(with: path)
    }
  }

  /// The group `sweep` with plain numbers for angles.
  func plain(sweep: Node) throws(Problems) -> Node {
    try sweep.mappingEntries { (entry) throws(Problems) in
      switch entry.key {
      case "grid": return try settings(entry.value)
      case "list":
        guard case .list(let members) = entry.value.content else { return entry.value }
        let plain = try members.map { (member) throws(Problems) in try settings(member) }
        return Node(.list(plain), at: entry.value.position)
      case "random":
        return try entry.value.mappingEntries { (entry) throws(Problems) in
          entry.key == "ranges" ? try settings(entry.value) : entry.value
        }
      default: return entry.value
      }
    }
  }

  /// A mapping of paths of keys to what they are given.
  private func settings(_ node: Node) throws(Problems) -> Node {
    try node.mappingEntries { (entry) throws(Problems) in
      try plain(entry.value, ofKey: entry.key)
    }
  }
}

extension Node {
  /// The mapping with other values; what is no mapping as it is.
  fileprivate func mappingEntries(
    _ value: (Entry) throws(Problems) -> Node
  ) throws(Problems) -> Node {
    guard let entries else { return self }
    var problems = Problems()
    let changed = entries.compactMap { entry in
      problems.collect { () throws(Problems) in
        Entry(key: entry.key, position: entry.position, value: try value(entry))
      }
    }
    try problems.throwIfAny()
    return Node(.mapping(changed), at: position)
  }
}
