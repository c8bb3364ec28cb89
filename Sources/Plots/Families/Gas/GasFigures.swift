import ClausiusDiagnostics
import Foundation

extension FigureFamily {
  /// Gases of hard discs.
  static let gas = FigureFamily(
    name: "gas", about: "gases", serves: { $0.family == .gas },
    kinds: [
      .snapshot, .densityProfile, .velocityDistribution, .gasEntropies, .gasDivergence,
      .pairCorrelationFunction, .meanSquaredDisplacement, .velocityAutocorrelation, .observables,
    ],
    overview: ["snapshot", "density_profile", "velocity_distribution", "entropies"],
    comparison: ["density_profile", "velocity_distribution", "entropies"])
}

extension FigureKind {
  /// Entropies for every coarse graining.
  static let gasEntropies = TimePanels.kind(
    "entropies", about: "the entropies of a gas for every coarse graining, against time",
    calls: { GasEntropies.calls($0) },
    style: { runs in
      let words = GasEntropies.Words(runs.flatMap(GasEntropies.calls))
      return TimePanels.Style(
        axis: "s(t) − s(0) per disc", isRelative: true,
        references: GasEntropies.references(runs), legend: { words.legend($0) },
        notes: words.common.isEmpty ? [] : [words.common])
    })

  /// How far the gas is from the local Maxwellian.
  static let gasDivergence = TimePanels.kind(
    "maxwellian_divergence",
    about: "how far velocities are from the local Maxwellian, against time",
    calls: { _ in
      [
        MaxwellianDivergence.name, "\(MaxwellianDivergence.name)(part: anisotropy)",
        "\(MaxwellianDivergence.name)(part: shape)",
      ]
    },
    style: { _ in
      TimePanels.Style(
        axis: "divergence per disc",
        legend: { ShownCall($0)?.word(of: "part") ?? "whole" })
    })
}
