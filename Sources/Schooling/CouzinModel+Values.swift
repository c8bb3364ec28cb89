import ClausiusDeclarations

extension CouzinModel {
  /// The radii of a group's zones, or of those who belong to none, at the centers of the
  /// distributions.
  func radii(of group: SchoolGroup?, at time: Double? = nil) -> ZoneRadii {
    ZoneRadii {
      group?[$0]?.center
    } school: { trait in
      time.flatMap { schedule.value(of: trait, at: $0, timeStep: 0) } ?? self[trait]?.center
    }
  }

  /// The smallest radii over the groups and the schedule.
  var smallestRadii: (repulsion: Double, attraction: Double) {
    let times: [Double?] = [nil] + schedule.changing.flatMap { schedule[$0].map(\.from) }
    let parts: [SchoolGroup?] = [nil] + groups.all.map { $0.group }
    let all = times.flatMap { time in parts.map { radii(of: $0, at: time) } }
    return (all.map(\.repulsion).min() ?? 0, all.map(\.attraction).min() ?? 0)
  }

  /// The largest value that an individual is likely to have.
  func largest(_ trait: Trait) -> Double { values(trait).map(\.highest).max() ?? 0 }

  /// The smallest value that an individual is likely to have.
  func smallest(_ trait: Trait) -> Double { values(trait).map(\.lowest).min() ?? 0 }

  private func values(_ trait: Trait) -> [ParameterValue] {
    [self[trait]].compactMap(\.self) + groups.all.compactMap { $0.group[trait] }
      + schedule[trait].map { .constant($0.value) }
  }
}

extension Double {
  /// The number with 7 digits, for messages.
  var short: String { Double("\(Float(self))")?.scenarioText ?? scenarioText }
}
