import ClausiusSimulationCore

extension DiagnosticFamily {
  /// The order parameters and entropies of groups, which hold of any individuals that move.
  static let measuresOfGroups = [
    Polarization.name, Rotation.name, Clusters.name, LargestClusterPolarization.name,
    LargestClusterRotation.name, CohesionEntropy.name, PolarizationEntropy.name,
    DepthStratificationEntropy.name, AngularMomentumEntropy.name, NearestNeighborEntropy.name,
    VelocityCorrelationEntropy.name, ShapeEntropy.name,
  ]

  /// Schools: individuals that are attracted to each other from a distance that the run states.
  static let school = DiagnosticFamily(
    .school, about: "schools",
    allows: { $0.context.individuals > 0 && $0.context.parameters["attraction_radius"] != nil },
    orderParameters: [Polarization.name, Rotation.name, OceanicSchoolingIndex.name],
    phase: Phase.name
  ) { _ in measuresOfGroups + [OceanicSchoolingIndex.name, Phase.name] }

  /// Individuals of which nothing more is known: order and entropies, and no verdict on the phase.
  static let individuals = DiagnosticFamily(
    .individuals, about: "individuals", allows: { $0.context.individuals > 0 },
    orderParameters: [Polarization.name, Rotation.name],
    quantities: [
      .carried(.position, liesInBox: true), .carried(.velocity), .derived(Heading.self),
      .derived(Speed.self), .derived(NeighborDistance.self),
      .derived(DriftVelocity.self), .derived(LocalPacking.self),
      .property(
        "species", about: "the species of the individuals, whole numbers", meaning: .category([])),
      .property("mass", about: "the masses of the individuals"),
      .property("radius", about: "the radii of the individuals"),
    ]
  ) { _ in measuresOfGroups }
}
