import ClausiusDiagnostics

extension FigureFamily {
  /// Schools.
  static let school = FigureFamily(
    name: "school", about: "schools", serves: { $0.family == .school },
    kinds: [
      .snapshot, .orderParameters, .phase, .schoolEntropies, .velocityDistribution,
      .densityProfile, .meanSquaredDisplacement, .velocityAutocorrelation,
      .pairCorrelationFunction, .observables,
    ],
    overview: ["snapshot", "order_parameters", "phase", "entropies"],
    comparison: ["order_parameters", "phase"])
}

extension FigureKind {
  /// Polarization, rotation and the Oceanic Schooling Index.
  static let orderParameters = TimePanels.kind(
    "order_parameters",
    about: "polarization, rotation and Oceanic Schooling Index against time",
    calls: { _ in ["polarization", "rotation", "oceanic_schooling_index"] },
    style: { _ in
      TimePanels.Style(axis: "order parameter", legend: spelled, range: 0...1)
    })

  /// What the school does, frame by frame.
  static let phase = TimePanels.kind(
    "phase", about: "the phase of a school against time, as analyze names it, and its shares",
    calls: { run in [run.catalog.phase(of: run.context.family)].compactMap { $0 } },
    style: { _ in TimePanels.Style(axis: "phase") })

  /// The seven entropies of schools.
  static let schoolEntropies = TimePanels.kind(
    "entropies", about: "the entropies of schools against time",
    calls: { _ in
      [
        "cohesion_entropy", "polarization_entropy", "depth_stratification_entropy",
        "angular_momentum_entropy", "nearest_neighbor_entropy", "velocity_correlation_entropy",
        "shape_entropy",
      ]
    },
    style: { _ in
      TimePanels.Style(
        axis: "entropy / its maximum", legend: spelled,
        above: (1, "bias is removed: near the maximum, chance carries values above 1"))
    })

  /// The name of a diagnostic as it is spoken, where it is a name alone.
  static let spelled: @Sendable (String) -> String = { name in
    name.contains("(") ? name : name.replacing("_", with: " ")
  }
}
