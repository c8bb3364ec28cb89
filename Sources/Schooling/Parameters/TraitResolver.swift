import ClausiusRandomNumbers
import ClausiusSimulationCore

/// The parameters of one individual, drawn and combined, in the units of the scenario.
struct IndividualTraits: Sendable, Hashable {
  var zones: ZoneRadii
  var fieldOfPerception: Double
  var speed: Double
  var turningRate: Double
  /// Of the desired direction, a step; 0 where there is a rate.
  var angularNoise: Double
  /// Of the heading, a square root of the unit of time.
  var angularNoiseRate: Double
  var orientationWeight: Double
  /// w g, zero for the uninformed.
  var preference: SIMD3<Double>
}

/// Finds every individual's parameters: its own draw from its group's value, else from the
/// scheduled one, else from the school's.
struct TraitResolver: Sendable {
  let model: CouzinModel
  private let random: CounterRandom
  private let timeStep: Double
  /// The group of each individual's number range, and the first number behind it.
  private let groupEnds: [(end: Int, group: SchoolGroup)]

  init(model: CouzinModel, seed: UInt64, timeStep: Double) {
    self.model = model
    self.timeStep = timeStep
    random = CounterRandom(seed: seed, stream: .individualParameters)
    var end = 0
    groupEnds = model.groups.all.map { named in
      end += named.group.individuals
      return (end, named.group)
    }
  }

  /// The times at which a piece of the schedule begins, as steps, 0 first.
  var changes: [Int] {
    let times = model.schedule.changing.flatMap { model.schedule[$0].map(\.from) }
    let steps = times.map { Int(($0 / timeStep - 1e-6).rounded(.up)) }
    return Set(steps + [0]).sorted()
  }

  /// The columns that hold from step `step` to the next change.
  func columns(step: Int) -> TraitColumns {
    TraitColumns(
      count: model.individuals, isUniform: isUniform, timeStep: timeStep
    ) { traits(of: $0, step: step) }
  }

  /// The number of the individual's group, from 1; 0 for those of no group.
  func groupIndex(of individual: Int) -> Int {
    groupEnds.firstIndex { individual < $0.end }.map { $0 + 1 } ?? 0
  }

  /// The value that the schedule gives a trait in a step, or the school's own at its center.
  func scheduledValue(_ trait: Trait, step: Int) -> Double {
    scheduled(trait, step: step)?.center ?? .nan
  }

  /// Whether all individuals have the same parameters.
  private var isUniform: Bool {
    groupEnds.isEmpty && Trait.allCases.allSatisfy { model[$0]?.isConstant ?? true }
  }

  /// The parameters of one individual; a zone that its draws would turn inside out has no width.
  func traits(of individual: Int, step: Int) -> IndividualTraits {
    let group = groupEnds.first { individual < $0.end }?.group
    func own(_ trait: Trait) -> Double? {
      group?[trait].map { draw($0, of: trait, individual: individual) }
    }
    func school(_ trait: Trait) -> Double? {
      scheduled(trait, step: step).map { draw($0, of: trait, individual: individual) }
    }
    func value(_ trait: Trait) -> Double { own(trait) ?? school(trait) ?? 0 }
    // A group that gives the noise of a step does not take the school's rate.
    let rate =
      own(.angularNoiseRate) ?? (own(.angularNoise) == nil ? school(.angularNoiseRate) : nil)
    return IndividualTraits(
      zones: ZoneRadii(group: own, school: school).nested,
      fieldOfPerception: value(.fieldOfPerception), speed: value(.speed),
      turningRate: value(.turningRate), angularNoise: rate == nil ? value(.angularNoise) : 0,
      angularNoiseRate: rate ?? 0, orientationWeight: value(.orientationWeight),
      preference: Self.preference(of: group))
  }

  private func scheduled(_ trait: Trait, step: Int) -> ParameterValue? {
    let time = Double(step) * timeStep
    return model.schedule.value(of: trait, at: time, timeStep: timeStep).map { .constant($0) }
      ?? model[trait]
  }

  private func draw(_ value: ParameterValue, of trait: Trait, individual: Int) -> Double {
    let first = trait.rawValue << 16
    switch value {
    case .constant(let constant): return constant
    case .uniform(let ends):
      let u = random.uniforms(step: 0, individual: individual, draw: first).0
      return ends.from + u * (ends.to - ends.from)
    case .normal(let distribution):
      for attempt in 0..<1000 {
        let normal = random.normals(step: 0, individual: individual, draw: first + attempt).0
        let drawn = distribution.mean + distribution.standardDeviation * normal
        if trait.range.contains(drawn) { return drawn }
      }
      return distribution.mean
    }
  }

  private static func preference(of group: SchoolGroup?) -> SIMD3<Double> {
    guard let group, let direction = group.preferredDirection else { return .zero }
    let vector = SIMD3(direction[0], direction[1], direction.count > 2 ? direction[2] : 0)
    return vector * (group.preferredDirectionWeight / (vector * vector).sum().squareRoot())
  }
}
