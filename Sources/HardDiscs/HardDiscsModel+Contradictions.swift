import ClausiusDeclarations

extension HardDiscsModel {
  /// What is wrong with the parameters taken together.
  public func contradictions() -> [Contradiction] {
    let found = sizeContradictions() + startContradictions() + momentContradictions()
    return found.isEmpty ? roomContradictions() : found
  }

  /// Walls take momentum and energy up and give them back: the currents of a gas between walls are
  /// bounded, and their integrals do not spread.
  private func momentContradictions() -> [Contradiction] {
    guard helfandMoments, !isPeriodic.x || !isPeriodic.y else { return [] }
    return [
      Contradiction(
        at: "helfand_moments",
        "'helfand_moments' need a box that is periodic in x and y: between walls they do not spread for ever",
        advice: "write 'boundary: periodic', or leave 'helfand_moments' out")
    ]
  }

  private func sizeContradictions() -> [Contradiction] {
    var found: [Contradiction] = []
    if diameter != nil, packingFraction != nil {
      found.append(
        Contradiction(
          at: "packing_fraction", "'diameter' and 'packing_fraction' say the same thing twice",
          advice: "give one of them"))
    }
    found += scaleContradictions()
    guard !species.isEmpty else { return found }
    for (key, isGiven) in [
      ("diameter", diameter != nil), ("packing_fraction", packingFraction != nil),
      ("mass", mass != Self().mass),
    ] where isGiven {
      found.append(
        Contradiction(
          at: key, "'\(key)' is given beside 'species'",
          advice: "give each species its \(key == "mass" ? key : "diameter")"))
    }
    let names = species.compactMap(\.name)
    for (k, name) in names.enumerated() where names[..<k].contains(name) {
      found.append(
        Contradiction(
          at: "species", "two species are called '\(name)'", advice: "give each its own name"))
    }
    let sum = species.reduce(0) { $0 + $1.count }
    if let count, count != sum {
      found.append(
        Contradiction(
          at: "count", "the species add up to \(sum) discs, not \(count)",
          advice: "leave 'count' out, or make them agree"))
    }
    return found
  }

  /// Numbers so large or so small that their squares and products are no numbers any more.
  private func scaleContradictions() -> [Contradiction] {
    let numbers =
      box.map { ("box", $0) }
      + species.flatMap { [("species", $0.diameter), ("species", $0.mass)] }
      + [("diameter", diameter ?? 0), ("mass", mass), ("temperature", temperature)]
    return numbers.filter { $0.1 != 0 && !(1e-60...1e60).contains($0.1) }.map {
      Contradiction(
        at: $0.0, "\($0.1.scenarioText) is out of reach of double precision",
        advice: "choose units in which it lies between 1e-60 and 1e60")
    }
  }

  /// What is allowed and yet may surprise.
  public func warnings() -> [Contradiction] {
    guard start == .halfBox, boundary.x == .periodic else { return [] }
    return [
      Contradiction(
        at: "boundary", "the box is periodic in x: the gas expands through both of its sides",
        advice: "'reflecting' in x makes it expand to the right only")
    ]
  }

  /// What a start from a file leaves nothing to say about.
  private func fileContradictions() -> [Contradiction] {
    guard start == .file else { return [] }
    var found: [Contradiction] = []
    if count == nil, species.isEmpty {
      found.append(
        Contradiction(
          at: "start", "'count' is missing", advice: "say how many discs the file holds"))
    }
    for (key, isGiven) in [
      ("temperature", temperature != Self().temperature),
      ("velocities", velocities != Self().velocities),
    ] where isGiven {
      found.append(
        Contradiction(
          at: key, "'\(key)' is given, but the velocities come from a file",
          advice: "leave '\(key)' out"))
    }
    return found
  }

  private func startContradictions() -> [Contradiction] {
    var found = fileContradictions()
    if start == .twoSpecies, !species.isEmpty, species.count != 2 {
      found.append(
        Contradiction(
          at: "start", "'two_species' needs two species, not \(species.count)",
          advice: "list two in 'species', or leave it out for two like ones"))
    }
    if start == .file, startFile == nil {
      found.append(
        Contradiction(at: "start", "'start_file' is missing", advice: "name a trajectory"))
    }
    if start != .file, startFile != nil {
      found.append(
        Contradiction(
          at: "start_file", "a file is named, but 'start' is '\(start.rawValue)'",
          advice: "write 'start: file', or leave 'start_file' out"))
    }
    if let startGroup, start != .file {
      found.append(
        Contradiction(
          at: "start_group", "the group '\(startGroup)' is named, but no 'start_file'",
          advice: "write 'start: file' and 'start_file', or leave 'start_group' out"))
    }
    if let equilibration, equilibration > 0, start == .lattice || start == .file {
      found.append(
        Contradiction(
          at: "equilibration", "a start from '\(start.rawValue)' is left as it is",
          advice: "leave 'equilibration' out, or count from a later time: 'statistics_from'"))
    }
    return found
  }

  /// Discs that are wider than the box, or too many for it.
  private func roomContradictions() -> [Contradiction] {
    let all = resolvedSpecies
    guard let widest = all.max(by: { $0.diameter < $1.diameter }) else { return [] }
    for (axis, side) in zip([boundary.x, boundary.y], box) {
      let least = axis == .periodic ? 2.1 * widest.diameter : widest.diameter
      if side <= least, widest.diameter > 0 {
        return [
          Contradiction(
            at: "box",
            "a side of \(side.scenarioText) is too short for discs of diameter \(widest.diameter.scenarioText)",
            advice:
              "a \(axis.rawValue) side must be longer than \(axis == .periodic ? "2.1 diameters" : "one diameter"), \(Float(least))"
          )
        ]
      }
    }
    for region in regions where region.fraction > Self.largestPackingFraction * (1 + 1e-9) {
      return [
        Contradiction(
          at: sizeKey,
          "the discs cover \(Float(region.fraction)) of \(region.name), more than \(Self.largestPackingFraction)",
          advice: roomAdvice)
      ]
    }
    return []
  }

  /// The key that says how large the discs are.
  var sizeKey: String {
    species.isEmpty ? (diameter == nil ? "packing_fraction" : "diameter") : "species"
  }

  /// What to do where the discs find no room.
  var roomAdvice: String {
    switch sizeKey {
    case "packing_fraction": "lower 'packing_fraction'"
    case "species": "lower 'count' or 'diameter' of its species, or enlarge 'box'"
    default: "lower 'count' or 'diameter', or enlarge 'box'"
    }
  }

  /// The parts of the box that are filled at the start, with the share of their area that is
  /// covered.
  private var regions: [(name: String, fraction: Double)] {
    let all = resolvedSpecies
    let share = { (species: [Species], part: Double) in
      Self.packingFraction(species, area: area * part)
    }
    switch start {
    case .halfBox: return [("the left half of the box", share(all, 0.5))]
    case .twoSpecies:
      return zip(["the left half of the box", "the right half of the box"], all).map {
        ($0, share([$1], 0.5))
      }
    default: return [("the box", share(all, 1))]
    }
  }
}
