import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The entropy of mixing per particle, s = -sum_a f_a sum_s c_as ln c_as, c_as the share of species
/// s in position cell a.
///
/// From 0, where no cell holds two species, to the entropy of the shares of the species in the
/// whole, ln 2 for two of equal numbers. In nats. `count` as for `boltzmann_entropy`; the plug-in
/// of separate species that are mixed at random is low by about (occupied pairs of cell and
/// species - occupied cells)/(2N).
/// Source: Gibbs 1876.
public struct MixingEntropy: GasDiagnostic {
  /// The number of position cells along each axis.
  public var position: [Int] = []
  /// How counts become an entropy.
  public var count = CountMethod.plugIn
  /// The lower ends of the region, or `nil` for those of the box.
  public var lower: [Double]?
  /// The upper ends of the region, or `nil` for those of the box.
  public var upper: [Double]?

  /// An entropy whose position cells are still to be given.
  public init() {}

  /// The word in a call.
  public static let name = "mixing_entropy"
  /// What it is.
  public static let about = "how far the species are mixed within position cells"
  /// What it computes.
  public static let formula = "s = -sum_a f_a sum_s c_as ln c_as, c_as = N_as/N_a"
  /// Nats.
  public static let unit = EntropyUnit.nat
  /// Its range.
  public static let bounds = "0 to -sum_s c_s ln c_s of the whole"
  /// Where it is defined.
  public static let source = "Gibbs 1876"
  /// What a frame must carry.
  public static let quantities = ["position"]
  /// Positions, and who is of which kind.
  public static let needs = "position and the species of the individuals"
  /// How several kinds count.
  public static let mixtures: String? = "the kinds are what it tells apart"
  /// The parameters of the call.
  public static let keys: [Key<MixingEntropy>] = Key.positionCells + [.count(\.count)]

  /// Refuses frames without species, and what every gas diagnostic refuses.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    _ = try grid(box)
    _ = try species(context)
  }

  /// The entropy of a frame; undefined when no particle is in the region.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let gas: Gas = try frame.view()
    let species = try species(frame.frame.context)
    let cells = try gas.positionCells(try grid(frame.frame.space))
    let numbers = CellCounts.numbered(keys: species.map { ($0 + 0).bitPattern }).numbers
    let keys = numbers.indices.map { i in
      cells.numbers[i] == CellCounts.noCell
        ? CellCounts.nowhere : UInt64(cells.numbers[i]) << 32 | UInt64(numbers[i])
    }
    return Estimate(
      cells: CellCounts(keys: keys), within: cells.numbers,
      groupCount: cells.cells.cells.count, logVolume: 0, of: gas.count, by: count,
      bounds: .nonNegative)
  }

  private func species(_ context: FrameContext) throws(DiagnosticError) -> [Double] {
    guard let species = context.properties["species"], species.count == context.individuals else {
      throw DiagnosticError(
        "the frames do not state the species of the individuals",
        advice: "mixing needs a run with species")
    }
    return species
  }
}
