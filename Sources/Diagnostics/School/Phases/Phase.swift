import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The phase of a school: swarm, torus, dynamic parallel, highly parallel, fragmented, or
/// intermediate, which is none of them.
///
/// Of the largest group, polarization p and rotation m are averaged over a window of time. p and m
/// below 0.35 are a swarm, p below 0.35 with m above 0.65 a torus, p above 0.65 with m below 0.35 a
/// parallel group (limits of Tunstrom et al. 2013); a phase is left when p or m is beyond 0.5. A
/// parallel group is highly parallel when p is above 0.98 and 1 - p below 0.0014 or more than 0.96
/// of the five nearest neighbors are kept while individuals travel twice the distance to the
/// nearest; 0.0014 is the geometric mean of the two phases of Couzin et al. 2002 in the canonical
/// scenarios, 2.1e-3 and 0.9e-3. When fewer than 0.9 are in the largest group the school is
/// fragmented, until 0.95 are again. A phase shorter than the dwell time is none, but for the
/// first, of which nobody saw the beginning. Without a radius all individuals are one group.
///
/// The value at a frame alone is the place in the list of names, without regard to other frames; it
/// is not final, and no run writes it.
public struct Phase: Diagnostic {
  /// The linking radius, or `nil` for the attraction radius of the run.
  public var radius: Double?
  /// Over how long the evidence is averaged, or `nil` for the usual time.
  public var window: Double?
  /// How long a phase must last, or `nil` for the usual time.
  public var dwell: Double?

  /// The phase with the usual times.
  public init() {}

  /// The word in a call.
  public static let name = "phase"
  /// What it is.
  public static let about = "the collective phase of a school, with its evidence and transitions"
  /// What it computes.
  public static let formula =
    "p, m < 0.35: swarm; p < 0.35, m > 0.65: torus; p > 0.65, m < 0.35: parallel, highly if p > 0.98 and (1 - p < 0.0014 or neighbors kept > 0.96); "
    + "left beyond 0.5; largest group < 0.9: fragmented; else intermediate"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = SchoolPhase.allCases.map { "\($0.code) \($0.rawValue)" }
    .joined(separator: ", ")
  /// Where it is defined.
  public static let source =
    "Couzin et al. 2002 (phases); Tunstrom et al., PLoS Comput. Biol. 9 (2013) e1002915 (0.35, 0.65); the rest measured, docs/couzin.md"
  /// What a frame must carry.
  public static let quantities = ["position", "velocity"]
  /// The words that values stand for.
  public static let names = SchoolPhase.allCases.map(\.rawValue)
  /// The parameters of the call.
  public static let keys: [Key<Phase>] = [
    Key(
      "radius", \.radius, in: .positive, unit: "length",
      about:
        "individuals at most this far apart belong together; the attraction radius of the run when left out, and one group of all where there is none"
    ),
    Key(
      "window", \.window, in: .nonNegative, unit: "time",
      about:
        "over how long evidence is averaged; when left out, 20 times as long as an individual needs to its nearest neighbor, at most a tenth of the frames"
    ),
    Key(
      "dwell", \.dwell, in: .nonNegative, unit: "time",
      about: "how long a phase must last to count; as the window when left out"),
  ]

  private func linkingRadius(_ context: FrameContext) -> Double? {
    [radius, context.parameters["attraction_radius"]].compactMap { $0 }
      .first { $0 > 0 && $0.isFinite }
  }

  /// The place in the list of names of the phase that one frame alone looks like.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let school: School = try frame.view()
    let radius = linkingRadius(frame.frame.context)
    let evidence = try PhaseEvidence(school, radius: radius)
    let phase = evidence.map { PhaseRule().entered($0) } ?? .intermediate
    return Estimate(
      Double(phase.code), unit: Self.unit, samples: school.count,
      bounds: Bounds(0, Double(SchoolPhase.allCases.count - 1)))
  }

  /// Finds the neighbors of a parallel group, the larger part of the record's work.
  public func prepare(_ frame: AnalyzedFrame) throws(DiagnosticError) {
    let school: School = try frame.view()
    let evidence = try PhaseEvidence(school, radius: linkingRadius(frame.frame.context))
    if let evidence, PhaseRecord.asksForNeighbors(evidence), school.count > 1 {
      _ = try school.neighbors(NeighborMemory.neighbors)
    }
  }

  /// Names every frame, with regard to those before and after.
  public func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    PhaseRecord(radius: linkingRadius(context), window: window, dwell: dwell)
  }
}
