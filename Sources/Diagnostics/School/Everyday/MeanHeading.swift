import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import RealModule

/// What is told of the mean heading.
public enum HeadingPart: DeclaredChoice {
  case angle, x, y, z

  /// What the case selects.
  public var about: String {
    switch self {
    case .angle: "the angle from the x axis in the plane of x and y, -pi to pi"
    case .x: "the x component of the unit vector"
    case .y: "its y component"
    case .z: "its z component"
    }
  }
}

/// The mean heading of a group: the direction of the sum of the unit vectors along the velocities.
///
/// The angle is the circular mean of the headings. Over frames it may pass from pi to -pi, where a
/// mean of numbers is no direction; the circular mean of the frames and their circular variance
/// stand beside the numbers, and a warning tells when it passes. Undefined where the headings
/// cancel.
/// Source: Mardia and Jupp, Directional Statistics (2000), section 2.2.
public struct MeanHeading: GroupMeasure {
  /// What is told.
  public var part = HeadingPart.angle
  /// The species that is meant, or `nil` for all individuals.
  public var species: Int?

  /// The angle of the mean heading of all individuals.
  public init() {}

  /// The word in a call.
  public static let name = "mean_heading"
  /// What it is.
  public static let about = "where the group goes: the direction of the mean heading"
  /// What it computes.
  public static let formula = "atan2(sum sin a_i, sum cos a_i), or a component of the unit vector"
  /// An angle.
  public static let unit = EntropyUnit.radian
  /// Its range.
  public static let bounds = "-pi to pi; components -1 to 1"
  /// Where it is defined.
  public static let source = "Mardia and Jupp 2000"
  /// What a frame must carry.
  public static let quantities = ["velocity"]
  /// The parameters of the call.
  public static let keys: [Key<MeanHeading>] = [
    Key("part", \.part, about: "what is told of the mean heading"), .onlySpecies(\.species),
  ]

  /// An angle, or a component of a unit vector.
  public var unit: EntropyUnit { part == .angle ? .radian : .dimensionless }

  func value(of school: School) throws(DiagnosticError) -> Estimate {
    let bounds = part == .angle ? Bounds(-Double.pi, Double.pi) : Bounds(-1, 1)
    guard let heading = try school.direction() else {
      return Estimate(undefined: .noMotion, unit: unit, samples: school.count, bounds: bounds)
    }
    let value =
      switch part {
      case .angle: Double.atan2(y: heading.y, x: heading.x)
      case .x: heading.x
      case .y: heading.y
      case .z: heading.z
      }
    return Estimate(value, unit: unit, samples: school.count, bounds: bounds)
  }

  /// Follows the angle around the circle.
  public func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    part == .angle ? HeadingRecord(heading: self) : nil
  }
}

/// The angles of a mean heading, as directions.
struct HeadingRecord: SeriesRecord {
  let heading: MeanHeading
  private var sum = SIMD2<Double>.zero
  private var frames = 0
  private var last: Double?
  private var passes = 0

  init(heading: MeanHeading) { self.heading = heading }

  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) {
    guard let angle = try frame.estimate(of: heading).value else { return }
    sum += SIMD2(Double.cos(angle), Double.sin(angle))
    frames += 1
    if let last, abs(angle - last) > Double.pi { passes += 1 }
    last = angle
  }

  private var length: Double { (sum * sum).sum().squareRoot() / Double(max(1, frames)) }
  private var mean: Double { Double.atan2(y: sum.y, x: sum.x) }

  var details: [JSON.Member] {
    guard frames > 0 else { return [] }
    return [
      .init("circular_mean", .number(mean)), .init("circular_variance", .number(1 - length)),
    ]
  }

  var notes: [String] {
    frames > 0
      ? [
        "over the frames: circular mean \(mean.text(decimals: 4)), circular variance "
          + (1 - length).text(decimals: 4)
      ] : []
  }

  var warnings: [String] {
    passes > 0
      ? [
        "the heading passes from one end of -pi to pi to the other \(passes) times: take the "
          + "circular mean, or the components (part: x)"
      ] : []
  }
}

/// The circular variance of the headings, 1 - |sum e_i|/N with the unit headings e_i of the N
/// individuals that move.
///
/// 0 where all head the same way, 1 where the headings cancel: what polarization lacks to 1, with
/// individuals at rest left out.
/// Source: Mardia and Jupp, Directional Statistics (2000), equation 2.3.11.
public struct CircularVariance: GroupMeasure {
  /// The species that is meant, or `nil` for all individuals.
  public var species: Int?

  /// The variance of all individuals.
  public init() {}

  /// The word in a call.
  public static let name = "circular_variance"
  /// What it is.
  public static let about = "how much the headings differ: what the mean heading lacks to 1"
  /// What it computes.
  public static let formula =
    "1 - |sum e_i|/N over the N individuals that move, e_i the unit heading"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 to 1"
  /// Where it is defined.
  public static let source = "Mardia and Jupp 2000"
  /// What a frame must carry.
  public static let quantities = ["velocity"]
  /// The parameters of the call.
  public static let keys: [Key<CircularVariance>] = [.onlySpecies(\.species)]

  func value(of school: School) throws(DiagnosticError) -> Estimate {
    let moving = try school.movingHeadings()
    guard !moving.isEmpty else { return .undefined(.noMotion, samples: school.count) }
    return Estimate(
      max(0, 1 - polarization(moving)), unit: Self.unit, samples: moving.count, bounds: .unit)
  }
}
