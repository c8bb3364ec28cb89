import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The probability flow of self-propelled particles, learned from all frames, and how much of their
/// entropy production it explains.
///
/// dX = b dt + sqrt(2 D) dW has the flow v = b - D s with the score s = grad log rho of the
/// stationary density, and produces <|v|^2> nats per time in the norm of D^-1, at every point as
/// much as |v|^2. The score is learned as a combination of vector features by implicit score
/// matching (`LearnedScore`) and judged on stretches of frames that it was not learned from
/// (`HeldOutFlow`): `plug` = <|b - D s|^2>, `bound` = <b D^-1 b> + 2 <div b> - <s D s + 2 div D
/// s>. The true rate needs no learning, so that (rate - bound)/rate, the `gap`, is the squared
/// error of the learned current. The rate is the entropy production with even self-propulsion,
/// <|u + F|^2>/D_t
/// + <div F>; where D_t = 0 only self-propulsions have noise, and it is the contraction -<div F>.
/// All numbers are per particle. Self-propulsions of `aoup`, and of `abp` in the plane, are
/// supported.
///
/// A document holds all numbers, the coefficients and the rates by class of local packing; the
/// table has a row for each class, or, with `velocities: true`, the flow of every particle of the
/// last frame.
/// Source: Boffi and Vanden-Eijnden 2024; score matching: Hyvarinen 2005.
public struct ProbabilityFlow: Diagnostic {
  /// What the value is.
  public enum Field: String, DeclaredChoice {
    case bound, plug, gap
    case knownRate = "known_rate"

    /// What the value is.
    public var about: String {
      switch self {
      case .bound: "<b D^-1 b> + 2 <div b> - <s D s + 2 div D s>: at most the rate, in the mean"
      case .plug: "<|b - D s|^2>: the total production of the learned flow"
      case .gap: "(rate - bound)/rate: the squared error of the learned current"
      case .knownRate: "the rate of the same frames that needs no learning"
      }
    }
  }

  /// The sets of features; `nil` takes those that suit the run.
  public var features: [FlowFeature]?
  /// The number of hats of pair features.
  public var hats = 12
  /// The range of pair features in contact distances.
  public var range = 2.5
  /// The edges of the hats in contact distances; `nil` finds them.
  public var edges: [Double]?
  /// What is added to the diagonal of 1 of the normal equations; `nil` for what suits held-out
  /// frames best.
  public var ridge: Double?
  /// The packing at which classes of particles meet.
  public var densities = [0.2, 0.4, 0.6, 0.8]
  /// What the value is.
  public var field = Field.bound
  /// Whether the table holds the flow of the last frame.
  public var velocities = false

  /// The features that suit the run, and the bound.
  public init() {}

  /// The word in a call.
  public static let name = "probability_flow"
  /// What it is.
  public static let about =
    "the probability flow of active particles, learned, and what it explains of their production"
  /// What it computes.
  public static let formula =
    "v = b - D s, s = sum_k c_k V_k by score matching; held out: plug <|v|^2>, bound <b D^-1 b> + 2 <div b> - <s D s + 2 div D s>"
  /// Nats per time.
  public static let unit = EntropyUnit.natPerTime
  /// Its range.
  public static let bounds = "the rate: 0 and above; the bound may be below"
  /// Where it is defined.
  public static let source = "Boffi and Vanden-Eijnden 2024; Hyvarinen 2005"
  /// What a frame must carry.
  public static let quantities = ["position", "self_propulsion", "force", "force_divergence"]
  /// One number of all frames.
  public static let isOfWholeSeries = true
  /// The parameters of the call.
  public static let keys: [Key<ProbabilityFlow>] = [
    Key(
      "features", \.features, as: .list(of: FlowFeature.kind, count: 1...4),
      about: "the sets of features; without it those that suit the interaction"),
    Key("hats", \.hats, in: IntegerRange(2, 80), about: "the number of hats of pair features"),
    Key(
      "range", \.range, in: .above(1),
      about: "the range of pair features, in contact distances (sums of two radii)"),
    Key(
      "edges", \.edges, as: .list(of: .real(.positive), count: 2...81),
      about: "the edges of the hats in contact distances, ascending, in place of hats and range"),
    Key(
      "ridge", \.ridge, in: .positive,
      about:
        "added to the diagonal of 1; what suits held-out frames best, when left out"
    ),
    Key(
      "densities", \.densities, as: .list(of: .real(.positive), count: 0...9),
      about: "the packing within the range at which classes of particles meet, ascending"),
    Key("field", \.field, about: "what the value is"),
    Key(
      "velocities", \.velocities,
      about: "whether the table holds the flow of every particle of the last frame"),
  ]

  /// Refuses edges and densities that do not ascend, and features named twice.
  public func contradictions() -> [Contradiction] {
    var found: [Contradiction] = []
    for (key, numbers) in [("edges", edges ?? []), ("densities", densities)]
    where !zip(numbers, numbers.dropFirst()).allSatisfy(<) {
      found.append(Contradiction(at: key, "\(key) must ascend"))
    }
    if let features, Set(features).count < features.count {
      found.append(Contradiction(at: "features", "a set of features is named twice"))
    }
    return found
  }

  /// A pure number for the gap, nats per time for all others.
  public var unit: EntropyUnit { field == .gap ? .dimensionless : .natPerTime }

  /// It ends in a table of classes or particles.
  public var hasTable: Bool { true }

  /// Refuses motions and features that are not supported.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    _ = try FlowSetup(self, context, box: box)
  }

  /// Undefined: the value belongs to all frames.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    Estimate(undefined: .wholeSeries, unit: unit, samples: 1)
  }

  /// Learns from the frames.
  public func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    ProbabilityFlowRecord(self)
  }
}
