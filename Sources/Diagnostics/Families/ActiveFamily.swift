import ClausiusSimulationCore

extension FrameContents {
  /// Whether frames are of active particles: as their system declares, or because particles of a
  /// file that names no family have a self-propulsion.
  var isOfActiveParticles: Bool {
    context.family.map { $0 == .active }
      ?? (context.individuals > 0 && quantities.contains("self_propulsion"))
  }
}

extension DiagnosticFamily {
  /// Active particles: individuals that propel themselves.
  static let active = DiagnosticFamily(
    .active, about: "active particles", allows: \.isOfActiveParticles,
    orderParameters: [
      EntropyProduction.name, "\(EntropyProduction.name)(convention: odd)",
      "\(LocalPackingFraction.name)(method: cells, statistic: variance)", LargestCluster.name,
      CoarseningLength.name,
    ],
    phase: Phase.name,
    quantities: [
      .derived(LocalProductionEven.self), .derived(LocalProductionOdd.self),
      .derived(LocalContraction.self),
    ],
    absence: whyThereIsNo
  ) { contents in
    ratesOfRuns.filter(contents.observables.contains)
      + [
        EntropyProduction.name, "\(EntropyProduction.name)(convention: odd)",
        "\(EntropyProduction.name)(convention: contraction)", Phase.name,
        LocalPackingFraction.name,
        "\(LocalPackingFraction.name)(method: cells, statistic: variance)", LargestCluster.name,
        CoarseningLength.name, Binodal.name, StructureFactor.name, PairEntropy.name,
        NearestNeighborEntropy.name, MeanSquaredDisplacement.name, DiffusionCoefficient.name,
      ]
  }

  /// The rates that a run writes with its frames, from more samples than those hold.
  private static let ratesOfRuns = [
    "entropy_production_even", "entropy_production_odd", "entropy_production_fodor", "contraction",
    "effective_swim_speed", "force_balance_defect", "interaction_pressure", "swim_pressure",
    "pressure",
  ]

  /// Why a run has no rate of some name: its convention makes it infinite, or does not hold.
  @Sendable
  private static func whyThereIsNo(_ name: String, in contents: FrameContents) -> String? {
    let stem = name.replacing("mean_", with: "").replacing("standard_error_", with: "")
    guard stem.hasPrefix("entropy_production_") else { return nil }
    let each = contents.context.properties["translational_diffusivity"]
    let diffusivity = each?.min() ?? contents.context.parameters["translational_diffusivity"]
    guard stem.hasPrefix("entropy_production_fodor") else {
      return diffusivity == 0
        ? "without translational_diffusivity the rate is infinite; 'entropy_production_fodor' (aoup) and 'contraction' are finite"
        : nil
    }
    if let model = contents.context.words["propulsion"], model != "aoup" {
      return "the rate of Fodor et al. is that of aoup, not of \(model)"
    }
    return (diffusivity ?? 0) > 0
      ? "the rate of Fodor et al. holds for translational_diffusivity 0; with noise 'entropy_production_even' and 'entropy_production_odd' do"
      : nil
  }
}
