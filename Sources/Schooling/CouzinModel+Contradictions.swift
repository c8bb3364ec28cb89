import ClausiusDeclarations

extension CouzinModel {
  /// What is wrong with the parameters taken together.
  public func contradictions() -> [Contradiction] {
    zoneContradictions() + spaceContradictions() + startContradictions() + groupContradictions()
      + scheduleContradictions()
  }

  /// A step in which an individual would cross a zone, or the whole space.
  public func contradictions(timeStep: Double) -> [Contradiction] {
    let step = largest(.speed) * timeStep
    var found: [Contradiction] = []
    for (trait, zone) in [
      (Trait.repulsionRadius, "the zone of repulsion"), (.attractionRadius, "all of its zones"),
    ] {
      let radius = smallestRadius(trait)
      if radius > 0, step >= radius {
        found.append(
          Contradiction(
            at: "speed",
            "an individual swims \(text(step)) in a step and would cross \(zone), radius \(text(radius))",
            advice: "give a time_step below \(text(radius / largest(.speed)))"))
        break
      }
    }
    if let side = extents.min(), step >= side {
      found.append(
        Contradiction(
          at: "speed", "an individual swims \(text(step)) in a step, as far as the space is wide",
          advice: "give a shorter time_step or a larger box"))
    }
    return found
  }

  private func zoneContradictions() -> [Contradiction] {
    var found = Self.bothForms { self.given($0) != nil }.map {
      Contradiction(at: $0.radius.name, Self.bothFormsMessage($0), advice: Self.bothFormsAdvice)
    }
    guard found.isEmpty else { return found }
    let radii = [Trait.repulsionRadius, .orientationRadius, .attractionRadius]
    for (inner, outer) in zip(radii, radii.dropFirst()) {
      guard let limit = radius(inner), let value = radius(outer), value < limit else { continue }
      found.append(
        Contradiction(
          at: outer.name,
          "\(outer.name) \(text(value)) lies inside \(inner.name) \(text(limit))",
          advice: "zones lie one around the other: repulsion, orientation, attraction"))
    }
    return found
  }

  private func spaceContradictions() -> [Contradiction] {
    var found: [Contradiction] = []
    if let box, box.count != dimension {
      found.append(
        Contradiction(at: "box", "box has \(box.count) side lengths in \(dimension) dimensions"))
    }
    if boundary == .periodic, box == nil {
      found.append(
        Contradiction(at: "boundary", "a periodic boundary needs a box", advice: "give box"))
    }
    if boundary == .tank, (box == nil) == (tankRadius == nil) {
      found.append(
        Contradiction(
          at: "boundary", "a tank is a box or a sphere", advice: "give either box or tank_radius"))
    }
    if boundary != .tank, tankRadius != nil {
      found.append(
        Contradiction(
          at: "tank_radius", "tank_radius has no meaning without 'boundary: tank'"))
    }
    return found
  }

  private func startContradictions() -> [Contradiction] {
    var found: [Contradiction] = []
    if start == .uniform, box == nil, tankRadius == nil {
      found.append(
        Contradiction(
          at: "start", "a uniform start needs a box or a tank_radius to fill",
          advice: "give box, or 'start: ball'"))
    }
    if (start == .file) != (startFile != nil) {
      found.append(
        Contradiction(
          at: startFile == nil ? "start" : "start_file",
          "'start: file' and start_file belong together"))
    }
    if start == .ball || start == .mill, boundary != .open, let room = extents.min(),
      effectiveStartRadius > room / 2
    {
      found.append(
        Contradiction(
          at: "start_radius",
          "a start of radius \(text(effectiveStartRadius)) does not fit into the space",
          advice: "give at most \(text(room / 2))"))
    }
    return found
  }

  private func groupContradictions() -> [Contradiction] {
    var found: [Contradiction] = []
    let members = groups.all.reduce(0.0) { $0 + Double($1.group.individuals) }
    if members > Double(individuals) {
      found.append(
        Contradiction(
          at: "groups", "the groups have \(text(members)) individuals, the school \(individuals)",
          advice: "individuals counts those of the groups too"))
    }
    for (name, group) in groups.all.map({ ($0.name, $0.group) }) {
      found += Self.bothForms { group[$0] != nil }.map {
        Contradiction(at: "groups.\(name)", Self.bothFormsMessage($0), advice: Self.bothFormsAdvice)
      }
      if let direction = group.preferredDirection, direction.count != dimension {
        found.append(
          Contradiction(
            at: "groups.\(name).preferred_direction",
            "preferred_direction has \(direction.count) components in \(dimension) dimensions"))
      }
    }
    return found
  }

  private func scheduleContradictions() -> [Contradiction] {
    Self.bothForms { trait in !schedule[trait].isEmpty || given(trait) != nil }
      .filter { !schedule[$0.radius].isEmpty || !schedule[$0.width].isEmpty }
      .map {
        Contradiction(at: "schedule", Self.bothFormsMessage($0), advice: Self.bothFormsAdvice)
      }
  }

  private static func bothForms(_ isGiven: (Trait) -> Bool) -> [(radius: Trait, width: Trait)] {
    [(.orientationRadius, .orientationWidth), (.attractionRadius, .attractionWidth)]
      .filter { isGiven($0.0) && isGiven($0.1) }
  }

  private static func bothFormsMessage(_ pair: (radius: Trait, width: Trait)) -> String {
    "\(pair.radius.name) and \(pair.width.name) say the same in two ways"
  }

  private static let bothFormsAdvice = "give the radius or the width"
}

extension CouzinModel {
  /// A width or radius as the scenario gives it, without the default.
  private func given(_ trait: Trait) -> ParameterValue? {
    switch trait {
    case .orientationWidth: orientationWidth
    case .attractionWidth: attractionWidth
    case .orientationRadius: orientationRadius
    case .attractionRadius: attractionRadius
    default: self[trait]
    }
  }

  /// A radius of the school's own zones at the centers of the distributions.
  private func radius(_ trait: Trait) -> Double? {
    let widths: (own: Trait, inner: Trait)? =
      switch trait {
      case .orientationRadius: (.orientationWidth, .repulsionRadius)
      case .attractionRadius: (.attractionWidth, .orientationRadius)
      default: nil
      }
    if let value = self[trait] { return value.center }
    guard let widths, let width = self[widths.own], let inner = radius(widths.inner) else {
      return nil
    }
    return inner + width.center
  }

  /// The smallest radius over the groups and the schedule, at the centers of the distributions.
  private func smallestRadius(_ trait: Trait) -> Double {
    guard trait == .repulsionRadius else { return radius(trait) ?? 0 }
    return values(trait).map(\.center).min() ?? 0
  }

  /// The largest value that an individual is likely to have.
  func largest(_ trait: Trait) -> Double { values(trait).map(\.highest).max() ?? 0 }

  private func values(_ trait: Trait) -> [ParameterValue] {
    [self[trait]].compactMap(\.self) + groups.all.compactMap { $0.group[trait] }
      + schedule[trait].map { .constant($0.value) }
  }

  private func text(_ value: Double) -> String { Double("\(Float(value))")?.scenarioText ?? "" }
}
