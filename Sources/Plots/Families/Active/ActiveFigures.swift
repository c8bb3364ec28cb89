import ClausiusDiagnostics

extension FigureFamily {
  /// Active particles.
  static let active = FigureFamily(
    name: "active", about: "active particles", serves: { $0.family == .active },
    kinds: [
      .snapshot, .productionMaps, .productionByDensity, .packingHistogram, .phase,
      .productionByPersistence, .meanSquaredDisplacement, .velocityAutocorrelation,
      .pairCorrelationFunction, .activeRates, .densityProfile, .velocityDistribution,
      .observables,
    ],
    overview: [
      "entropy_production_maps", "entropy_production_by_density", "packing_histogram", "phase",
    ],
    comparison: [
      "entropy_production_by_persistence", "packing_histogram", "entropy_production_by_density",
      "mean_squared_displacement",
    ])
}

extension ProductionConvention {
  /// The three of them, in the order in which they are drawn.
  static let drawn: [ProductionConvention] = [.even, .odd, .contraction]

  /// What is drawn, in the words of a legend.
  var legend: String { "\(word): \(formula)" }

  /// The convention in a few words.
  var title: String {
    switch self {
    case .even: "even parity"
    case .odd: "odd parity"
    case .contraction: "contraction"
    case .fodor: "parity of u + F"
    }
  }

  /// What is drawn under that title.
  var note: String {
    switch self {
    case .even: "u stays under time reversal"
    case .odd: "u turns under time reversal"
    case .contraction: "no entropy production"
    case .fodor: "u + F turns under time reversal"
    }
  }

  /// The rate of a particle.
  var formula: String {
    switch self {
    case .even: "u·(u + F)/D_t"
    case .odd: "−u·F/D_t"
    case .contraction: "−div F"
    case .fodor: "−(τ/c) (H p)·dp/dt"
    }
  }

  /// The unit of the rate.
  var unit: String { self == .contraction ? "1/time" : "nat/time" }

  /// The call that measures its mean over the particles.
  var call: String { "entropy_production(convention: \(word))" }

  /// The observable that holds its mean over the samples of a run.
  var observable: String {
    self == .contraction ? "contraction" : "entropy_production_\(word)"
  }
}

extension FigureKind {
  /// The rates of the three conventions against time.
  static let activeRates = TimePanels.kind(
    "entropy_production",
    about: "entropy production of both parities and contraction, per particle, against time",
    calls: { _ in ProductionConvention.drawn.map(\.call) },
    style: { _ in
      TimePanels.Style(
        axis: "rate per particle",
        legend: { call in
          ProductionConvention.drawn.first { $0.call == call }?.legend ?? call
        })
    })
}
