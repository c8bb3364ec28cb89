import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The phase of a school: swarm, torus, dynamic parallel, highly parallel, fragmented, or
/// intermediate, which is none of them; or of active particles and gases: uniform, separated or
/// percolating.
///
/// Of a school: polarization p and rotation m of the largest group are averaged over a window. p
/// and m below 0.35 are a swarm, p below 0.35 with m above 0.65 a torus, p above 0.65 with m below
/// 0.35 a parallel group (limits of Tunstrom et al. 2013); a phase is left when p or m is beyond
/// 0.5. A parallel group is highly parallel when p is above 0.98 and 1 - p below 0.0014 or more
/// than 0.96 of the five nearest neighbors are kept while individuals travel twice the distance to
/// the nearest; 0.0014 is the geometric mean of the two phases of Couzin et al. 2002 in the
/// canonical scenarios, 2.1e-3 and 0.9e-3. When fewer than 0.9 are in the largest group the school
/// is fragmented, until 0.95 are again. A phase shorter than the dwell time is none, but for the
/// first, of which nobody saw the beginning. Without a radius all individuals are one group.
///
/// Of active particles and gases (their families say so), and of particles with sizes and without
/// velocities: the packing of cells of `cell` mean diameters has a variance above 0.05, with more
/// than 0.15 of the cells below 0.35 and more than 0.15 above 0.75, where phases have separated; or
/// else particles percolate where the largest cluster in contact (or linked within `radius`) spans
/// the box; or else they are uniform. The evidence is averaged over the window.
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
  /// The side of the cells of active particles and gases in mean diameters.
  public var cell = 4.0
  /// Whether the frames are of active particles; `nil` while only a frame can tell.
  private var isActive: Bool?

  /// The phase with the usual times.
  public init() {}

  /// The word in a call.
  public static let name = "phase"
  /// What it is.
  public static let about =
    "the collective phase of a school, of active particles or of a gas, with its evidence and transitions"
  /// What it computes.
  public static let formula =
    "p, m < 0.35: swarm; p < 0.35, m > 0.65: torus; p > 0.65, m < 0.35: parallel, highly if p > 0.98 and (1 - p < 0.0014 or neighbors kept > 0.96); "
    + "left beyond 0.5; largest group < 0.9: fragmented; else intermediate; active particles and gases: variance of the "
    + "packing of cells > 0.05, > 0.15 of them < 0.35 and > 0.15 above 0.75: separated; else largest cluster "
    + "spans the box: percolating; else uniform"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds =
    SchoolPhase.allCases.map { "\($0.code) \($0.rawValue)" }.joined(separator: ", ")
    + "; active particles and gases: "
    + DensityPhase.allCases.map { "\($0.code) \($0.rawValue)" }.joined(separator: ", ")
  /// Where it is defined.
  public static let source =
    "Couzin et al. 2002 (phases); Tunstrom et al., PLoS Comput. Biol. 9 (2013) e1002915 (0.35, 0.65); the rest measured, docs/couzin.md, docs/active-particles.md"
  /// What a frame must carry.
  public static let quantities = ["position", "velocity"]
  /// Velocities of schools, sizes of particles.
  public static let needs =
    "position; of schools also velocity, of active particles and gases the radii"
  /// The words that values stand for.
  public static let names =
    SchoolPhase.allCases.map(\.rawValue) + DensityPhase.allCases.map(\.rawValue)
  /// The parameters of the call.
  public static let keys: [Key<Phase>] = [
    Key(
      "radius", \.radius, in: .positive, unit: "length",
      about:
        "individuals at most this far apart belong together; the attraction radius of the run when left out, and one group of all where there is none; of active particles and gases those in contact"
    ),
    Key(
      "window", \.window, in: .nonNegative, unit: "time",
      about:
        "over how long evidence is averaged; when left out, 20 times as long as an individual needs to its nearest neighbor, at most a tenth of the frames; of active particles and gases a fifth of the frames"
    ),
    Key(
      "dwell", \.dwell, in: .nonNegative, unit: "time",
      about: "how long a phase must last to count; as the window when left out; of schools alone"),
    Key(
      "cell", \.cell, in: .positive,
      about: "the side of the cells in mean diameters; of active particles and gases alone"),
  ]

  private func linkingRadius(_ context: FrameContext) -> Double? {
    [radius, context.parameters["attraction_radius"]].compactMap { $0 }
      .first { $0 > 0 && $0.isFinite }
  }

  /// The place in the list of names of the phase that one frame alone looks like.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    if isActive(frame.frame.context) { return try evaluateDensity(frame) }
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
    guard !isActive(frame.frame.context) else { return }
    let school: School = try frame.view()
    let evidence = try PhaseEvidence(school, radius: linkingRadius(frame.frame.context))
    if let evidence, PhaseRecord.asksForNeighbors(evidence), school.count > 1 {
      _ = try school.neighbors(NeighborMemory.neighbors)
    }
  }

  /// Names every frame, with regard to those before and after.
  public func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    isActive(context)
      ? DensityPhaseRecord(cell: cell, rule: ContactRule(radius: radius), window: window)
      : PhaseRecord(radius: linkingRadius(context), window: window, dwell: dwell)
  }
}

extension Phase {
  /// Whether frames are of active particles, or of a gas, whose phases are those of the density: as
  /// known from all, or by what their system declares.
  private func isActive(_ context: FrameContext) -> Bool {
    isActive ?? Self.isOfDensity(context.family)
  }

  /// Whether the phases of a family are those of the density.
  private static func isOfDensity(_ family: SystemFamily?) -> Bool {
    family == .active || family == .gas
  }

  /// The words of schools, or of active particles; all while the frames are not known.
  public var names: [String] {
    switch isActive {
    case true?: DensityPhase.allCases.map(\.rawValue)
    case false?: SchoolPhase.allCases.map(\.rawValue)
    case nil: Self.names
    }
  }

  /// The words of the density for active particles and gases, those of schools for any other.
  public func names(of family: SystemFamily?) -> [String] {
    Self.isOfDensity(family)
      ? DensityPhase.allCases.map(\.rawValue) : SchoolPhase.allCases.map(\.rawValue)
  }

  /// Positions, and of schools velocities.
  public var quantities: [String] { isActive == true ? ["position"] : Self.quantities }

  /// The phase of the family of the frames.
  public func fitted(to contents: FrameContents) throws(DiagnosticError) -> any FrameMeasure {
    var fitted = self
    // Particles with sizes and without velocities are no school.
    let areParticles =
      contents.context.family == nil && !contents.names.contains("velocity")
      && (try? ParticleSizes(context: contents.context)) != nil
    fitted.isActive =
      contents.isOfActiveParticles || Self.isOfDensity(contents.context.family) || areParticles
    return fitted
  }

  /// Refuses frames without positions, and of schools without velocities, of active particles
  /// without sizes.
  public func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    let needed = isActive(context) ? ["position"] : Self.quantities
    for quantity in needed where !quantities.contains(quantity) { throw .missing(quantity) }
    if isActive(context) { _ = try ParticleSizes(context: context) }
  }

  /// Refuses boxes of active particles that hold no cells.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    guard isActive(context) else { return }
    let diameter = try ParticleSizes(context: context).meanDiameter
    _ = try PackingCells.counts(in: box, side: cell * diameter)
  }

  /// The place in the list of names of the phase of active particles that one frame looks like.
  private func evaluateDensity(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let particles: Particles = try frame.view()
    let evidence = try DensityEvidence(
      particles, cell: cell, rule: ContactRule(radius: radius))
    let word = DensityPhaseRule.phase(evidence).rawValue
    return Estimate(
      Double(names.firstIndex(of: word) ?? 0), unit: Self.unit, samples: particles.count,
      bounds: Bounds(0, Double(names.count - 1)))
  }
}
