import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The entropy production per particle in the medium, or the contraction, of all particles or of a
/// class of local density.
///
/// The mean over the particles of the class of (convention, form)
///
///     even, work  u.(u + F)/D_t    even, heat  |u + F|^2/D_t + div F
///     odd, work   -u.F/D_t         odd, heat   F^2/D_t + div F
///     contraction -div F
///
/// in nats per unit time (1/time for the contraction). Both forms have the same mean over the
/// stationary state; the work forms of the two conventions add up to u^2/D_t at every frame. The
/// classes are sorted by the local packing with a Gaussian of `width` mean diameters: `interface`
/// is the fifth of the particles where it is steepest, `gas` and `dense` are the others below and
/// above two packings, `between` those between them; sums over the four classes are that over all.
/// With `per: area` the sum over the particles of the class over the area of the box (its length on
/// a line, its volume in space) stands in place of the mean: those of the four classes add up.
/// Where particles differ in D_t only the heat form, then the default, is a rate.
/// With `position`, a table follows with the sum over the particles of the class in every cell at
/// every frame.
/// The standard error is that of the sums over regions of space of four diameters; in open space
/// that of independent particles.
/// Source: Seifert 2012; Dabelow, Bo and Eichhorn 2019; contraction: Boffi and Vanden-Eijnden 2024.
public struct EntropyProduction: Diagnostic {
  /// What becomes of the self-propulsion when time runs backward.
  public var convention = ProductionConvention.even
  /// By which expression; `nil` for `work`, or `heat` where particles differ in D_t.
  public var form: ProductionForm?
  /// Whether the rate is one per particle or per area.
  public var per = ProductionShare.particle
  /// The particles that count.
  public var `class` = DensityClass.all
  /// The standard deviation of the Gaussian of the local packing, in mean diameters.
  public var width = DensityRule().width
  /// The packing below which particles are in the gas.
  public var gasBelow = DensityRule().gasBelow
  /// The packing above which particles are in the dense phase.
  public var denseAbove = DensityRule().denseAbove
  /// The translational diffusivity, or `nil` for that of the run.
  public var diffusivity: Double?
  /// The number of cells along each axis of the table, or `nil` for no table.
  public var position: [Int]?

  /// The even work rate of all particles.
  public init() {}

  /// The word in a call.
  public static let name = "entropy_production"
  /// What it is.
  public static let about =
    "the entropy production per particle in the medium, of all or of a class of local density"
  /// What it computes.
  public static let formula =
    "even: u.(u + F)/D_t or |u + F|^2/D_t + div F; odd: -u.F/D_t or F^2/D_t + div F; contraction: -div F; mean over the particles, or sum over the area"
  /// Nats per time.
  public static let unit = EntropyUnit.natPerTime
  /// Its range.
  public static let bounds =
    "0 or more in the mean over the stationary state; any number at a frame"
  /// Where it is defined.
  public static let source =
    "Seifert 2012; Dabelow, Bo and Eichhorn 2019; contraction: Boffi and Vanden-Eijnden 2024"
  /// What a frame must carry.
  public static let quantities = ["self_propulsion", "force"]
  /// More for some of its parameters.
  public static let needs =
    "self_propulsion, force and the diffusivity; for form: heat also force_divergence, for convention: contraction it alone; for a class also position and the radii, for a table position"
  /// How several kinds count.
  public static let mixtures: String? = "all kinds together, each by its own diffusivity"
  /// The parameters of the call.
  public static let keys: [Key<EntropyProduction>] = [
    Key("convention", \.convention, about: "the parity of the self-propulsion, or contraction"),
    .productionForm(\.form), Key("per", \.per, about: "what the rate is divided by"),
    Key("class", \.class, about: "the particles that count"),
    .packingWidth(\.width),
    Key(
      "gas_below", \.gasBelow, in: .positive,
      about: "the local packing below which a particle is in the gas"),
    Key(
      "dense_above", \.denseAbove, in: .positive,
      about: "the local packing above which a particle is in the dense phase"),
    .diffusivity(\.diffusivity),
    Key(
      "position", \.position, as: .list(of: .integer(IntegerRange(1, 10_000)), count: 1...3),
      about:
        "the cells along each axis of a table of sums over the particles of the class; no table when left out"
    ),
  ]

  /// Refuses a form of the contraction, and a gas that is denser than the dense phase.
  public func contradictions() -> [Contradiction] {
    var found: [Contradiction] = []
    if convention == .fodor {
      found.append(
        Contradiction(
          at: "convention",
          "the rate of Fodor et al. needs the second derivatives of the energy between particles, which frames do not carry",
          advice:
            "use the observable entropy_production_fodor of a run of aoup with translational_diffusivity 0"
        ))
    }
    if convention == .contraction, form != nil {
      found.append(Contradiction(at: "form", "the contraction has no form: leave it out"))
    }
    if gasBelow > denseAbove {
      found.append(
        Contradiction(
          at: "gas_below", "the gas ends at \(gasBelow), above the dense phase at \(denseAbove)"))
    }
    return found
  }

  /// The rate of a particle.
  var rate: ProductionRate {
    ProductionRate(convention: convention, form: form, diffusivity: diffusivity)
  }

  /// The rule for classes.
  private var rule: DensityRule {
    DensityRule(width: width, gasBelow: gasBelow, denseAbove: denseAbove)
  }

  /// 1/time for the contraction; per area also over the area.
  public var unit: EntropyUnit {
    switch (convention, per) {
    case (.contraction, .particle): .perTime
    case (_, .particle): .natPerTime
    case (.contraction, .area): .perTimeAndArea
    case (_, .area): .natPerTimeAndArea
    }
  }

  /// Those of the rate, and positions where they matter.
  public var quantities: [String] {
    rate.quantities + (`class` == .all && position == nil ? [] : ["position"])
  }

  /// A table of cells, where they are asked for.
  public var hasTable: Bool { position != nil }

  /// Refuses frames that lack a quantity, a size or a diffusivity above 0.
  public func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    try rate.check(quantities: quantities, context: context)
    for quantity in self.quantities where !quantities.contains(quantity) {
      throw .missing(quantity)
    }
    if `class` != .all { _ = try ParticleSizes(context: context) }
  }

  /// Refuses cells and areas in open space, and cells that do not fit the dimension.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    if per == .area, (0..<box.spatialDimension).contains(where: { box.boundary[$0] == .open }) {
      throw DiagnosticError("open space has no area", advice: "use per: particle")
    }
    if let position {
      if (0..<box.spatialDimension).contains(where: { box.boundary[$0] == .open }) {
        throw DiagnosticError(
          "position: cells fill a box, and the space is open",
          advice: "leave it out; local_entropy_production_even is the rate of each particle")
      }
      _ = try PositionGrid(GasRegion(box, lower: nil, upper: nil), counts: position)
    }
  }

  /// The mean over the particles of the class, undefined where there is none, or the sum over the
  /// area.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let particles: Particles = try frame.view()
    let rates = try particles.rates(rate)
    let members = try members(of: particles)
    guard !members.isEmpty else {
      guard per == .particle else { return Estimate(0, unit: unit, samples: 0) }
      return Estimate(undefined: .tooFewSamples(found: 0, needed: 1), unit: unit, samples: 0)
    }
    var sum = CompensatedSum()
    for member in members { sum.add(rates[member]) }
    let scatter = RegionalScatter(particles)
    var error = scatter.error(of: members.map { (rates[$0], $0) })
    let space = particles.frame.space
    let area = (0..<space.spatialDimension).reduce(1) { $0 * space.length($1) }
    let size = per == .area ? area : Double(members.count)
    error?.value *= Double(members.count) / size
    var estimate = Estimate(
      sum.value / size, unit: unit, samples: members.count, standardError: error)
    estimate.state(missing: .tooFewSamples(found: members.count, needed: scatter.needed))
    return estimate
  }

  /// The numbers of the particles of the class.
  private func members(of particles: Particles) throws(DiagnosticError) -> [Int] {
    guard `class` != .all else { return Array(0..<particles.count) }
    let classes = rule.classes(of: try particles.packing(width: width))
    return classes.indices.filter { classes[$0] == `class` }
  }

  /// What the numbers are, and the sums of cells at every frame.
  public func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    ProductionMapRecord(rate: rate, per: per, counts: position, context: context) {
      particles throws(DiagnosticError) in try members(of: particles)
    }
  }
}

extension Key {
  /// The key `width`.
  static func packingWidth(_ path: WritableKeyPath<Root, Double> & Sendable) -> Key {
    Key(
      "width", path, in: .positive,
      about: "the standard deviation of the Gaussian of the local packing in mean diameters")
  }
}
