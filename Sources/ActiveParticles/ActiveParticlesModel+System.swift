import ClausiusDeclarations
import ClausiusKernelDispatch
import ClausiusSimulationCore

extension ActiveParticlesModel {
  /// Position, self-propulsion and force, what rates are made of; the rest on request.
  public static let quantities: [QuantityDescription] = [
    .position, .image(about: "how often the particles have crossed the periodic faces"),
    QuantityDescription(
      "self_propulsion", unit: "length/time", about: "self-propulsion u of the particles",
      along: [.individuals, .space]),
    QuantityDescription(
      "force", unit: "length/time", about: "force F on the particles, whose mobility is 1",
      along: [.individuals, .space]),
    QuantityDescription(
      "force_divergence", unit: "1/time",
      about: "divergence of the force on a particle with respect to its own position",
      along: [.individuals]),
    QuantityDescription(
      "velocity", unit: "length/time", about: "drift velocity u + F, without the thermal noise",
      along: [.individuals, .space], parity: .odd),
    QuantityDescription(
      "active_work", unit: "length^2/time",
      about: "work of the self-propulsion since the frame before, the integral of u o dx",
      along: [.individuals]),
    QuantityDescription(
      "heat", unit: "length^2/time",
      about: "heat given off since the frame before, the integral of (u + F) o dx",
      along: [.individuals]),
  ]

  /// What frames carry where nothing is said.
  public static let usualQuantities: [String]? = [
    "position", "image", "self_propulsion", "force", "force_divergence",
  ]

  /// Images in a periodic box alone, work and heat where they are counted.
  public var offeredQuantities: [QuantityDescription] {
    Self.quantities.filter {
      switch $0.name {
      case "image": boundary == .periodic
      case "active_work", "heat": workAndHeat
      default: true
      }
    }
  }

  /// The memory of the columns, the lists of neighbors and one frame: about 600 bytes a particle.
  public func memory(run: RunSettings) -> MemoryEstimate {
    MemoryEstimate(count: total, bytesPerElement: 600)
  }

  /// The particles at their start.
  ///
  /// - Throws: `ContradictionError` when no such start exists, `UnavailableKernelVariant` when the
  ///   environment asks for kernels that this processor cannot run, and what `run.loadFrame`
  ///   throws.
  public func makeSystem(run: RunSettings) throws -> any System {
    try ActiveParticlesSystem(model: self, run: run, variant: KernelVariant.selected())
  }

  /// What stays the same over all frames; species are numbered from 0.
  func frameContext(timeStep: Double) -> FrameContext {
    let species = resolvedSpecies
    let each = { (value: (Int, ResolvedSpecies) -> Double) in
      species.enumerated().flatMap { [Double](repeating: value($0, $1), count: $1.count) }
    }
    var parameters = [
      "self_propulsion_speed": meanSpeed, "stiffness": stiffness,
      "cosine_amplitude": cosineAmplitude, "dimension": Double(dimension), "time_step": timeStep,
    ]
    // Where species differ there is no one number; properties hold that of each particle.
    let shared: [(name: String, value: KeyPath<ResolvedSpecies, Double>)] = [
      ("persistence_time", \.persistence), ("diameter", \.diameter),
      ("translational_diffusivity", \.diffusivity), ("trap_stiffness", \.trapStiffness),
    ]
    for (name, value) in shared {
      let all = Set(species.map { $0[keyPath: value] })
      if all.count == 1 { parameters[name] = all.first }
    }
    if interaction == .softplus { parameters["sharpness"] = sharpness }
    if let volume {
      parameters["packing_fraction"] = coveredVolume / volume
      for (name, side) in zip(["box_x", "box_y", "box_z"], sides) { parameters[name] = side }
    }
    var properties = [
      "species": each { index, _ in Double(index) }, "mass": each { _, _ in 1 },
      "radius": each { $1.diameter / 2 },
    ]
    if species.count > 1 {
      properties["speed"] = each { $1.speed }
      properties["persistence_time"] = each { $1.persistence }
      properties["translational_diffusivity"] = each { $1.diffusivity }
      properties["trap_stiffness"] = each { $1.trapStiffness }
    }
    return FrameContext(
      system: Self.name, family: Self.family, individuals: total, properties: properties,
      parameters: parameters,
      words: [
        "propulsion": model.word, "interaction": interaction.word, "boundary": boundary.word,
        "scheme": scheme.word,
      ])
  }
}
