import ClausiusDeclarations

extension CouzinModel {
  /// What is wrong with the parameters taken together.
  public func contradictions() -> [Contradiction] {
    zoneContradictions() + noiseContradictions() + spaceContradictions() + startContradictions()
      + groupContradictions()
      + scheduleContradictions()
  }

  /// A step in which an individual would cross a zone, or the whole space.
  public func contradictions(timeStep: Double) -> [Contradiction] {
    let step = largest(.speed) * timeStep
    var found = noiseContradictions(timeStep: timeStep)
    let radii = smallestRadii
    for (radius, zone) in [
      (radii.repulsion, "the zone of repulsion"), (radii.attraction, "all zones"),
    ]
    where radius > 0 && step >= radius && !found.contains(where: { $0.key == "speed" }) {
      found.append(
        Contradiction(
          at: "speed",
          "an individual swims \(step.short) in a step and would cross \(zone), radius \(radius.short)",
          advice: "give a time_step below \((radius / largest(.speed)).short)"))
    }
    if let side = extents.min(), step >= side {
      found.append(
        Contradiction(
          at: "speed", "an individual swims \(step.short) in a step, as far as the space is wide",
          advice: "give a shorter time_step or a larger box"))
    }
    return found
  }

  private func zoneContradictions() -> [Contradiction] {
    let both = Self.bothForms { traits[$0] != nil }
    guard both.isEmpty else {
      return both.map {
        Contradiction(
          at: $0.radius.name, Self.bothFormsMessage($0), advice: Self.bothFormsAdvice($0))
      }
    }
    return Self.disorder(in: radii(of: nil), at: "")
  }

  /// An error that is added to the heading, beside one that rotates it.
  private func noiseContradictions() -> [Contradiction] {
    guard noise == .additive, largest(.angularNoiseRate) > 0 else { return [] }
    return [
      Contradiction(
        at: "noise",
        "'additive' says how angular_noise enters, and angular_noise_rate rotates the heading",
        advice: "leave 'noise' out, or give angular_noise")
    ]
  }

  /// A rate that turns headings around within a step.
  private func noiseContradictions(timeStep: Double) -> [Contradiction] {
    let rate = largest(.angularNoiseRate)
    let angle = rate * timeStep.squareRoot()
    guard angle > .pi / 2 else { return [] }
    let quarter = Double.pi / 2 / rate
    return [
      Contradiction(
        at: rateKey,
        "an error of \(angle.short) radian is more than a quarter of a turn in every step",
        advice: "give a time_step below \((quarter * quarter).short), or a lower rate")
    ]
  }

  /// The key that gives the largest rate of noise.
  private var rateKey: String {
    let name = Trait.angularNoiseRate.name
    if traits[.angularNoiseRate] != nil { return name }
    return groups.all.first { $0.group[.angularNoiseRate] != nil }.map {
      "groups.\($0.name).\(name)"
    } ?? "schedule.\(name)"
  }

  /// Zones that lie inside the zone that they should surround.
  private static func disorder(in zones: ZoneRadii, at path: String) -> [Contradiction] {
    let pairs = [
      (Trait.repulsionRadius, zones.repulsion, Trait.orientationRadius, zones.orientation),
      (.orientationRadius, zones.orientation, .attractionRadius, zones.attraction),
    ]
    return pairs.filter { $0.3 < $0.1 }.map { inner, limit, outer, value in
      Contradiction(
        at: path + outer.name,
        "\(outer.name) \(value.short) lies inside \(inner.name) \(limit.short)",
        advice: "zones lie one around the other: repulsion, orientation, attraction")
    }
  }

  private func groupContradictions() -> [Contradiction] {
    var found: [Contradiction] = []
    let members = groups.all.reduce(0.0) { $0 + Double($1.group.individuals) }
    if members > Double(individuals) {
      found.append(
        Contradiction(
          at: "groups", "the groups have \(members.short) individuals, the school \(individuals)",
          advice: "individuals counts those of the groups too"))
    }
    for (name, group) in groups.all.map({ ($0.name, $0.group) }) {
      let both = Self.bothForms { group[$0] != nil }
      found += both.map {
        Contradiction(
          at: "groups.\(name)", Self.bothFormsMessage($0), advice: Self.bothFormsAdvice($0))
      }
      if both.isEmpty { found += Self.disorder(in: radii(of: group), at: "groups.\(name).") }
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
    let both = Self.bothForms { !schedule[$0].isEmpty || traits[$0] != nil }
      .filter { !schedule[$0.radius].isEmpty || !schedule[$0.width].isEmpty }
    guard both.isEmpty else {
      return both.map {
        Contradiction(
          at: "schedule", Self.bothFormsMessage($0), advice: Self.bothFormsAdvice($0))
      }
    }
    let times = schedule.changing.flatMap { schedule[$0].map(\.from) }
    let parts: [SchoolGroup?] = [nil] + groups.all.map { $0.group }
    let isDisordered = times.contains { time in
      parts.contains { !Self.disorder(in: radii(of: $0, at: time), at: "").isEmpty }
    }
    guard isDisordered else { return [] }
    return [
      Contradiction(
        at: "schedule", "at some time a zone lies inside the zone that it should surround",
        advice: "zones lie one around the other: repulsion, orientation, attraction")
    ]
  }

  private static func bothForms(_ isGiven: (Trait) -> Bool) -> [(radius: Trait, width: Trait)] {
    Trait.allCases.compactMap { width in width.replacement.map { (radius: $0, width: width) } }
      .filter { isGiven($0.radius) && isGiven($0.width) }
  }

  private static func bothFormsMessage(_ pair: (radius: Trait, width: Trait)) -> String {
    pair.width == .angularNoise
      ? "\(pair.radius.name) and \(pair.width.name) are given together"
      : "\(pair.radius.name) and \(pair.width.name) say the same in two ways"
  }

  private static func bothFormsAdvice(_ pair: (radius: Trait, width: Trait)) -> String {
    pair.width == .angularNoise
      ? "give the error of a step or its rate" : "give the radius or the width"
  }
}
