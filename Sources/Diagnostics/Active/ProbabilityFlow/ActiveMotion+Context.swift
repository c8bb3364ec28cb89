import ClausiusSimulationCore
import RealModule

extension ActiveMotion {
  /// The motion that a run states: parameters for all particles, or properties `speed`,
  /// `persistence_time` and `translational_diffusivity` for each.
  ///
  /// - Throws: ``DiagnosticError`` for a model that no score describes, a parameter that is not
  ///   stated, or a motion without noise.
  public init(_ context: FrameContext, box: Box) throws(DiagnosticError) {
    guard let model = context.words["propulsion"] else { throw .unstatedModel }
    let particles = try context.particles()
    let isPropelled = particles.contains { $0.speed > 0 }
    self.init(
      dimension: box.spatialDimension, particles: particles,
      turning: isPropelled ? try Self.turning(model, dimension: box.spatialDimension) : .none,
      contactScale: context.words["interaction"] == "wca" ? Double.root(2, 6) : 1)
    guard coordinates > 0 else {
      throw DiagnosticError("nothing is noisy: translational_diffusivity and speed are 0")
    }
    guard !movesPositions || particles.allSatisfy({ $0.diffusivity > 0 }) else {
      throw DiagnosticError("translational_diffusivity is 0 for some particles and not for others")
    }
  }

  private static func turning(_ model: String, dimension: Int) throws(DiagnosticError) -> Turning {
    switch (model, dimension) {
    case ("aoup", _): return .components
    case ("abp", 2): return .angle
    case ("abp", _):
      throw DiagnosticError(
        "abp is supported in the plane only: its angle diffuses there (here dimension \(dimension))"
      )
    default:
      throw DiagnosticError(
        "model \(model) is not supported"
          + (model == "rtp" ? ": it turns by jumps, which have no score" : ""),
        advice: "aoup, and abp in two dimensions, are")
    }
  }
}

extension FrameContext {
  /// The numbers of all particles, one for all where they are alike.
  fileprivate func particles() throws(DiagnosticError) -> [ActiveMotion.Particle] {
    func values(_ parameter: String, _ property: String) throws(DiagnosticError) -> [Double] {
      if let each = properties[property], each.count == individuals { return each }
      guard let value = parameters[parameter], value.isFinite else { throw .unstated(parameter) }
      return [value]
    }
    let speeds = try values("self_propulsion_speed", "speed")
    let times = try values("persistence_time", "persistence_time")
    let diffusivities = try values("translational_diffusivity", "translational_diffusivity")
    guard speeds.allSatisfy({ $0 >= 0 }), times.allSatisfy({ $0 > 0 }),
      diffusivities.allSatisfy({ $0 >= 0 })
    else {
      throw DiagnosticError(
        "speeds and diffusivities are 0 or above, persistence times above 0: the run states others")
    }
    let count = max(speeds.count, times.count, diffusivities.count)
    return (0..<count).map { i in
      ActiveMotion.Particle(
        speed: speeds[speeds.count == 1 ? 0 : i],
        persistenceTime: times[times.count == 1 ? 0 : i],
        diffusivity: diffusivities[diffusivities.count == 1 ? 0 : i])
    }
  }
}

extension DiagnosticError {
  fileprivate static func unstated(_ name: String) -> DiagnosticError {
    DiagnosticError(
      "the file does not state \(name) of its particles",
      advice: "write it as an attribute of the group /parameters")
  }

  fileprivate static var unstatedModel: DiagnosticError {
    DiagnosticError(
      "the file does not state what moves the self-propulsion",
      advice: "write propulsion as a text attribute of /parameters: aoup, or abp in the plane")
  }
}
