import ClausiusDeclarations
import ClausiusKernelDispatch
import ClausiusKernelInterface
import ClausiusSimulationCore

extension CouzinModel {
  /// The memory of the state, the working columns and one frame: about 300 bytes an individual, 430
  /// when individuals differ.
  public func memory(run: RunSettings) -> MemoryEstimate {
    let differs = !groups.all.isEmpty || Trait.allCases.contains { self[$0]?.isConstant == false }
    return MemoryEstimate(count: individuals, bytesPerElement: differs ? 430 : 300)
  }

  /// The traits that the schedule changes, each with what the frames report of it.
  var scheduledObservables: [(trait: Trait, description: ObservableDescription)] {
    schedule.changing.map { ($0, Self.scheduled($0)) }
  }

  private static func scheduled(_ trait: Trait) -> ObservableDescription {
    ObservableDescription(
      trait.name, unit: trait.unit,
      about: "the scheduled value of \(trait.name) in the step that ends here")
  }

  /// The traits that a schedule can change.
  public static let optionalObservables = Trait.allCases.map { trait in
    let description = scheduled(trait)
    return OptionalObservable(
      description.name, unit: description.unit, about: description.about, dependingOn: "schedule")
  }

  /// The traits that the schedule changes.
  public var offeredObservables: [ObservableDescription] {
    scheduledObservables.map(\.description)
  }

  /// The school at its start.
  ///
  /// - Throws: `ContradictionError` when no such start exists, `UnavailableKernelVariant` when the
  ///   environment asks for kernels that this processor cannot run, and what `run.loadFrame`
  ///   throws.
  public func makeSystem(run: RunSettings) throws -> any System {
    guard individuals <= Int32.max else {
      throw ContradictionError(
        Contradiction(
          at: "couzin.individuals", "individuals are numbered in 32 bits",
          advice: "give at most \(Int32.max)"))
    }
    return try SchoolSystem(model: self, run: run, variant: KernelVariant.selected())
  }

  /// What stays the same over all frames: the groups as species, mass 1, and the parameters at the
  /// start.
  func frameContext(_ resolver: TraitResolver) -> FrameContext {
    let own = resolver.traits(of: individuals - 1, step: 0)
    var parameters = [
      "repulsion_radius": own.zones.repulsion, "orientation_radius": own.zones.orientation,
      "attraction_radius": own.zones.attraction, "field_of_perception": own.fieldOfPerception,
      "speed": own.speed, "turning_rate": own.turningRate, "angular_noise": own.angularNoise,
    ]
    if own.angularNoiseRate > 0 { parameters["angular_noise_rate"] = own.angularNoiseRate }
    for (name, length) in zip(["box_x", "box_y", "box_z"], box ?? []) { parameters[name] = length }
    parameters["tank_radius"] = tankRadius
    return FrameContext(
      system: Self.name, family: Self.family, individuals: individuals,
      properties: [
        "species": (0..<individuals).map { Double(resolver.groupIndex(of: $0)) },
        "mass": [Double](repeating: 1, count: individuals),
      ],
      parameters: parameters)
  }
}

extension ParameterColumn {
  /// The value of individual i.
  subscript(i: Int) -> Double { base[i * stride] }
}

extension SchoolStepper {
  /// Whether individual i has any zone at all.
  func canDetect(_ i: Int) -> Bool { columns.traits.attractionSquared[i] > 0 }
}
