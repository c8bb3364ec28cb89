import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import RealModule

/// Differential entropy of the path of one place through its phase space (phi, pi), over all
/// frames.
///
/// h = -sum p ln p + ln(cell area) over n x n cells whose range follows the path. Nats, of any
/// sign; it changes with the units of phi and time. A point at rest has none. Frames are
/// correlated: the standard error is by leaving out blocks of frames; the bias, about -(m - 1)/(2T)
/// for m cells seen in T frames, is not corrected.
/// Source: Cover and Thomas 2006, theorem 8.3.1.
public struct PhaseSpaceEntropy: CellDiagnostic {
  /// The place.
  public var at: Double?
  /// Cells on each axis.
  public var cells = 32

  /// The first probe of the run, or the middle of the domain; 32 cells on each axis.
  public init() {}

  /// The word in a call.
  public static let name = "phase_space_entropy"
  /// What it is.
  public static let about = "how much of its phase space (phi, pi) one place of a field visits"
  /// What it computes.
  public static let formula = "h = -sum p ln p + ln(cell area), cells of (phi, pi) over all frames"
  /// Nats.
  public static let unit = EntropyUnit.nat
  /// Its range.
  public static let bounds = "none; it changes with the units of phi and time"
  /// Where it is defined.
  public static let source = "Cover and Thomas 2006"
  /// What a frame must carry.
  public static let quantities = ["phi", "pi"]
  /// The parameters of the call.
  public static let keys: [Key<PhaseSpaceEntropy>] = [.place(\.at), .cells(\.cells)]

  var dimension: Int { 2 }
  func coordinates(_ frame: AnalyzedFrame) throws(DiagnosticError) -> [Double] {
    [try field(frame), try momentum(frame)]
  }
  func points(of coordinates: [Double], in history: inout [[Double]]) -> [Double]? { coordinates }
}

/// Differential entropy of the path of one place through delayed values of the field, (phi(t),
/// phi(t - tau), ..., phi(t - (d - 1) tau)), over all frames.
///
/// By the theorem of Takens the delayed values are coordinates of the place's motion where the
/// momentum is not known. h = -sum p ln p + ln(cell volume). Nats, of any sign. Frames are
/// correlated: the standard error is by leaving out blocks of frames; the bias, about
/// -(m - 1)/(2T), is not corrected.
/// Source: Takens 1981.
public struct DelayEmbeddingEntropy: CellDiagnostic {
  /// The place.
  public var at: Double?
  /// Cells on each axis.
  public var cells = 32
  /// Values in a point, d.
  public var dimension = 2
  /// Frames between them, tau.
  public var delay = 1

  /// The first probe of the run, or the middle of the domain; two values one frame apart; 32 cells
  /// on each axis.
  public init() {}

  /// The word in a call.
  public static let name = "delay_embedding_entropy"
  /// What it is.
  public static let about =
    "how much of the space of its delayed values one place of a field visits"
  /// What it computes.
  public static let formula =
    "h = -sum p ln p + ln(cell volume), cells of (phi(t), phi(t - tau), ...) over all frames"
  /// Nats.
  public static let unit = EntropyUnit.nat
  /// Its range.
  public static let bounds = "none; it changes with the unit of phi"
  /// Where it is defined.
  public static let source = "Takens 1981"
  /// What a frame must carry.
  public static let quantities = ["phi"]
  /// The parameters of the call.
  public static let keys: [Key<DelayEmbeddingEntropy>] = [
    .place(\.at), .cells(\.cells),
    Key("dimension", \.dimension, in: IntegerRange(1, 6), about: "values in a point, d"),
    Key(
      "delay", \.delay, in: IntegerRange(1, 1_000_000),
      about: "analyzed frames between them, tau"),
  ]

  func coordinates(_ frame: AnalyzedFrame) throws(DiagnosticError) -> [Double] {
    [try field(frame)]
  }
  func points(of coordinates: [Double], in history: inout [[Double]]) -> [Double]? {
    let span = (dimension - 1) * delay + 1
    history.append(coordinates)
    if history.count > span { history.removeFirst() }
    guard history.count == span else { return nil }
    return (0..<dimension).map { history[span - 1 - $0 * delay][0] }
  }
}
