import ClausiusHDF5Storage
import ClausiusSimulationCore

/// The individuals of a file: one group under `/particles`, ours or any other writer's of H5MD.
struct ParticleGroup {
  /// Its path from the root.
  let name: String
  /// The number of individuals.
  let individuals: Int
  /// The components of their vectors: 2 or 3.
  let components: Int
  /// What changes with time or is a vector, by name; positions first.
  let elements: [(name: String, element: H5MDElement)]
  /// Who they are, with the numbers that do not change.
  let roster: Roster
  /// The names of the species, by their numbers; empty where the file has numbers only.
  let speciesNames: [Int: String]
  /// The other groups of individuals.
  let others: [String]

  /// The group called `wanted`; else `/particles/trajectory`, or the only or first group under
  /// `/particles` that has positions, or else any element; `nil` where there is none.
  ///
  /// - Throws: ``TrajectoryError`` when there is no group called `wanted`, its positions are no
  ///   vectors, or nothing in it says how many individuals there are.
  static func find(
    in root: HDF5Group, _ path: String, wanted: String?
  ) throws -> ParticleGroup? {
    guard try root.kind(of: "particles") == .group else {
      if wanted != nil { throw TrajectoryError(path, "the file holds no groups of individuals") }
      return nil
    }
    let children = try root.openGroup("particles").children()
    let groups = children.filter { $0.kind == .group }.map(\.name)
    let dangling = children.filter { $0.kind == .danglingLink }.map(\.name)
    if let lost = dangling.first(where: { $0 == wanted || groups.isEmpty }) {
      let link = "particles/" + lost
      throw TrajectoryError(path, danglingLink: link, to: try root.target(ofLink: link))
    }
    if let wanted, !groups.contains(wanted) {
      throw TrajectoryError(
        path, "no group of individuals is called '\(wanted)'",
        advice: "its groups are \(groups.joined(separator: ", "))")
    }
    let withPositions = try groups.filter { try root.exists("particles/\($0)/position") }
    let candidates = withPositions.isEmpty ? groups : withPositions
    let first = candidates.first(where: { $0 == "trajectory" }) ?? candidates.first
    guard let chosen = wanted ?? first else {
      throw TrajectoryError(path, "no group under /particles holds individuals")
    }
    return try ParticleGroup(
      "particles/" + chosen, others: groups.filter { $0 != chosen }, root, path)
  }

  private init(_ name: String, others: [String], _ root: HDF5Group, _ path: String) throws {
    var elements: [(name: String, element: H5MDElement)] = []
    for child in try root.openGroup(name).children() where child.name != "box" {
      guard let element = try Self.element(name + "/" + child.name, child.name, root, path) else {
        continue
      }
      elements.append((child.name, element))
    }
    try self.init(
      name, elements, others: others, species: try SpeciesNames(name + "/species", root), path)
  }

  /// The individuals of these elements.
  ///
  /// - Throws: ``TrajectoryError`` when the positions are no vectors, or nothing says how many
  ///   individuals there are.
  init(
    _ name: String, _ elements: [(name: String, element: H5MDElement)], others: [String] = [],
    species: SpeciesNames, _ path: String
  ) throws {
    self.name = name
    self.others = others
    let position = elements.first { $0.name == "position" }?.element
    try position?.requireVectors()
    guard let sized = position ?? elements.first(where: { $0.element.dependsOnTime })?.element,
      let count = sized.rowShape.first
    else { throw TrajectoryError(path, "/\(name) holds no positions") }
    try TrajectoryContents.requirePlausible(count, "individuals", path)
    individuals = count
    let vectors = elements.first {
      $0.element.rowShape.count == 2 && $0.element.rowShape[0] == count
    }
    components = position?.rowShape[1] ?? min(3, vectors?.element.rowShape[1] ?? 3)
    let properties = try Self.properties(elements, rows: count)
    speciesNames = species.names
    roster = try Roster(
      rows: count, identities: properties.changing["id"],
      changing: properties.changing.filter { $0.key != "id" },
      properties: properties.fixed.merging(species.numbers(rows: count)) { $1 }, path)
    let known = Set(properties.fixed.keys).union(properties.changing.keys)
    self.elements = elements.filter { !known.contains($0.name) }.sorted { first, second in
      Self.order(first.name) < Self.order(second.name)
    }
  }

  /// The other groups under `/particles`, which no frame carries, with the reason.
  var reasonsForNeighbors: [String: String] {
    Dictionary(
      uniqueKeysWithValues: others.map { other in
        ("particles/" + other, "frames carry the individuals of /\(name); see --group")
      })
  }

  /// What ends the word on several groups.
  static let choice = " (choose with --group)"

  /// Which of several groups is read, and what the numbers of named species are.
  var notes: [String] {
    var notes: [String] = []
    if !others.isEmpty {
      notes.append(
        "read are the \(roster.count) individuals of /\(name); others: "
          + others.joined(separator: ", ") + Self.choice)
    }
    if !speciesNames.isEmpty {
      let names = speciesNames.sorted { $0.key < $1.key }.map { "\($0.key) is \($0.value)" }
      notes.append("of the species " + names.joined(separator: ", "))
    }
    return notes
  }

  /// Positions, velocities, images, and then the others in the order of the file.
  private static func order(_ name: String) -> Int {
    ["position", "velocity", "image"].firstIndex(of: name) ?? 3
  }

  /// The element at a path. A group of positions or velocities that holds no values is refused,
  /// unless nothing was ever to be written there; any other that is no element is left out.
  private static func element(
    _ path: String, _ name: String, _ root: HDF5Group, _ file: String
  ) throws -> H5MDElement? {
    let isWanted = ["position", "velocity", "image"].contains(name)
    if isWanted, try root.kind(of: path) == .group, try !root.exists(path + "/value"),
      try root.exists(path + "/step")
    {
      return nil
    }
    do {
      guard let element = try H5MDElement.open(path, in: root, file: file),
        try element.value.datatype.isNumeric
      else { return nil }
      return element
    } catch {
      if isWanted { throw error }
      return nil
    }
  }

  /// One number an individual: what does not change, and what names individuals or weighs them and
  /// is given for every frame.
  private static func properties(
    _ elements: [(name: String, element: H5MDElement)], rows: Int
  ) throws -> (fixed: [String: [Double]], changing: [String: H5MDElement]) {
    let naming = ["species", "mass", "radius", "id"]
    var fixed: [String: [Double]] = [:]
    var changing: [String: H5MDElement] = [:]
    for (name, element) in elements where element.rowShape == [rows] && element.frames > 0 {
      if !element.dependsOnTime {
        fixed[name] = try element.read(frame: 0)
      } else if naming.contains(name) {
        changing[name] = element
      }
    }
    return (fixed, changing)
  }

  /// The axes of an element of the group; `nil` for one that does not belong to its individuals.
  ///
  /// - Throws: ``TrajectoryError`` for velocities and images of other individuals.
  func axes(
    of element: H5MDElement, _ name: String, _ path: String, in known: AxisReader
  ) throws -> [FrameAxis]? {
    let isWanted = ["velocity", "image"].contains(name)
    if isWanted { try element.requireVectors() }
    guard element.rowShape.first == individuals else {
      guard isWanted else { return nil }
      throw TrajectoryError(
        path, "\(name) has \(element.rowShape.first ?? 0) individuals, position has \(individuals)")
    }
    let isVector = element.rowShape.count == 2 && element.rowShape[1] == components
    if name == "velocity", !isVector {
      throw TrajectoryError(
        path, "\(name) has \(element.rowShape[1]) components, position has \(components)",
        advice: "write both in the plane or both in space")
    }
    if isVector { return [.individuals(individuals), .space] }
    let others = try known.axes(of: element.value, from: element.dependsOnTime ? 2 : 1)
    return [.individuals(individuals)] + others
  }
}
