import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The mean speed of the individuals, <|v_i|>.
///
/// As a quantity, `speed` is the speed of every individual: `quantile(of: speed, p: 0.9)` and
/// `kernel_density_entropy(of: speed)` tell of its distribution.
public struct MeanSpeed: GroupMeasure {
  /// The species that is meant, or `nil` for all individuals.
  public var species: Int?
  /// The unit of the velocities, as the frames state it; `nil` before they are known.
  private var stated: String?

  /// The mean over all individuals.
  public init() {}

  /// The word in a call.
  public static let name = "speed"
  /// What it is.
  public static let about = "how fast the individuals move: the mean of their speeds"
  /// What it computes.
  public static let formula = "sum |v_i|/N, v_i the velocity of individual i"
  /// A speed.
  public static let unit = EntropyUnit.speed
  /// Its range.
  public static let bounds = "0 and above"
  /// Where it is defined.
  public static let source = "as the name says"
  /// What a frame must carry.
  public static let quantities = ["velocity"]
  /// The parameters of the call.
  public static let keys: [Key<MeanSpeed>] = [.onlySpecies(\.species)]

  /// That of the velocities, which need not be that of positions over that of times.
  public var unitName: String { stated ?? Self.unit.rawValue }

  /// The mean in the unit of the velocities of these frames.
  public func fitted(to contents: FrameContents) throws(DiagnosticError) -> any FrameMeasure {
    var fitted = self
    fitted.stated = contents.described.first { $0.name == "velocity" }?.unit
    return fitted
  }

  func value(of school: School) throws(DiagnosticError) -> Estimate {
    let sum = try school.velocities().reduce(0) { $0 + $1.length }
    return Estimate(
      sum / Double(school.count), unit: Self.unit, samples: school.count, bounds: .nonNegative)
  }
}
