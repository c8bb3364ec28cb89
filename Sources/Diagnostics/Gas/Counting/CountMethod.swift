import ClausiusDeclarations
import ClausiusEntropyMeasures

/// How the numbers of particles in cells become an entropy.
public enum CountMethod: String, DeclaredChoice {
  /// -sum f ln f with f = n/N, as published.
  case plugIn = "plug_in"
  /// The logarithm of the exact number of arrangements, ln(N!/prod n!)/N.
  case logFactorial = "log_factorial"
  /// The plug-in less its leading bias of -(occupied cells - 1)/(2N).
  case millerMadow = "miller_madow"
  /// The cells that were not seen inferred from those with one and with two particles.
  case chaoWangJost = "chao_wang_jost"

  /// What the method computes.
  public var about: String {
    switch self {
    case .plugIn: "-sum f ln f with f = n/N, as published"
    case .logFactorial: "ln(N!/prod n!)/N, the exact count without Stirling's formula"
    case .millerMadow: "the plug-in less its leading bias, (occupied cells - 1)/(2N)"
    case .chaoWangJost:
      "corrected for bias, unseen cells inferred from those with one and with two particles"
    }
  }

  /// The correction of bias that an estimate by this method has had.
  var correction: BiasCorrection {
    switch self {
    case .plugIn, .logFactorial: .none
    case .millerMadow: .millerMadow
    case .chaoWangJost: .chaoWangJost
    }
  }

  /// Refuses methods that a quantity which is not the entropy of counts alone does not have.
  func contradictions(allowing methods: [CountMethod], of what: String) -> [Contradiction] {
    guard !methods.contains(self) else { return [] }
    let words = methods.map(\.rawValue).joined(separator: " or ")
    return [
      Contradiction(
        at: "count", "there is no \(rawValue) estimate of \(what)", advice: "use \(words)")
    ]
  }
}
