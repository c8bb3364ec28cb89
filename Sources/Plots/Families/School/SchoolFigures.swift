import ClausiusDiagnostics

extension FigureFamily {
  /// Schools.
  static let school = FigureFamily(
    name: "couzin", about: "schools", serves: { $0.system == "couzin" },
    kinds: [
      .snapshot, .orderParameters, .schoolEntropies, .velocityDistribution, .densityProfile,
    ],
    overview: ["snapshot", "order_parameters", "entropies"], comparison: ["order_parameters"])
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
    style: { _ in TimePanels.Style(axis: "entropy / its maximum", legend: spelled) })

  /// The name of a diagnostic as it is spoken, where it is a name alone.
  static let spelled: @Sendable (String) -> String = { name in
    name.contains("(") ? name : name.replacing("_", with: " ")
  }
}
