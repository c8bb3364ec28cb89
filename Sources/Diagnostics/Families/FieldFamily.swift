import ClausiusDeclarations
import ClausiusSimulationCore

extension DiagnosticFamily {
  /// Fields on a line, and ensembles of them.
  static let field = DiagnosticFamily(
    .field, about: "fields on a line",
    allows: { contents in
      contents.context.isField && contents.context.individuals == 0
        && (contents.context.members > 0
          || ["phi", "energy_density"].contains { contents.quantities.contains($0) })
    },
    orderParameters: [ShannonEntropy.name, ModeEntropy.name],
    quantities: [
      .derived(FieldValue.self), .derived(FieldMomentum.self), .derived(FieldEnergyDensity.self),
      .derived(ModeEnergy.self), .derived(ModeAmplitude.self), .derived(ModeMomentum.self),
    ]
  ) { _ in
    [ShannonEntropy.name]
      + [0.5, 2, 10].map { "\(RenyiEntropy.name)(order: \($0.scenarioText))" }
      + [0.5, 2].map { "\(TsallisEntropy.name)(order: \($0.scenarioText))" }
      + [
        CompositeEntropy.name, InverseParticipationRatio.name, ParticipationLength.name,
        ModeEntropy.name, EffectiveModes.name, AmplitudeEntropy.name,
        "\(AmplitudeEntropy.name)(method: kernel_density)", ProbeField.name, ProbeMomentum.name,
        PhaseSpaceEntropy.name, DelayEmbeddingEntropy.name, PermutationEntropy.name,
        PermutationComplexity.name, KinkCollision.name,
      ]
  }
}
