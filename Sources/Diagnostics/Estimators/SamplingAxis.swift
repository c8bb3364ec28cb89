import ClausiusDeclarations
import ClausiusEntropyMeasures

/// Which numbers of a trajectory are one data set of an estimator.
public enum SamplingAxis: DeclaredChoice {
  case space, time, spaceTime, pooled

  /// What the case selects.
  public var about: String {
    switch self {
    case .space: "every frame by itself: a row an individual or grid point; one value a frame"
    case .time:
      "the series of every individual or grid point by itself; one value, the mean over them"
    case .spaceTime: "one array, a row a frame and a column an individual or grid point; one value"
    case .pooled: "the individuals or grid points of all frames together as samples; one value"
    }
  }

  /// The axis of a call that names none.
  ///
  /// A number of the whole frame goes along time. Many numbers a frame are samples of that frame,
  /// unless the estimator needs an order that they do not have: individuals follow each other in
  /// time alone, as the sites of a lattice do, and fields are taken as a whole by estimators of
  /// fields: a lattice at each frame, points on a line over all frames.
  static func standard(
    for places: QuantityPlaces, order: InputShape.RowOrder
  ) -> SamplingAxis {
    switch (places, order) {
    case (.one, _): .time
    case (.lattice, .grid): .space
    case (_, .field), (_, .grid): .spaceTime
    case (.points, .series), (_, .none): .space
    case (_, .series), (_, .increments): .time
    }
  }

  /// Whether places without an order would be taken for a series.
  func confuses(_ places: QuantityPlaces, _ order: InputShape.RowOrder) -> Bool {
    guard order == .series || order == .increments else { return false }
    return self == .pooled || (self == .space && places != .points)
  }
}

/// The parameters that every estimator has beside its own when it is applied to a trajectory.
struct EstimatorUse: Declared {
  var of: String?
  var to: String?
  var given: String?
  var along: SamplingAxis?
  var increments: Bool?

  static let keys: [Key<Self>] = [
    Key(
      "of", \.of,
      about: "the quantity, or a list of quantities whose numbers stand side by side"),
    Key("to", \.to, about: "the second quantity, of estimators that take two arrays"),
    Key("given", \.given, about: "the third quantity, of estimators that take three arrays"),
    Key("along", \.along, about: "which numbers are one data set; see entropy-measures.md"),
    Key(
      "increments", \.increments,
      about:
        "whether differences between frames are taken, on periodic axes to the nearest image"),
  ]

  /// The names of the keys.
  static let names = keys.map(\.description.name)

  /// The parts that are read as they are; quantities are read apart.
  static let plain = ["along", "increments"]

  /// The keys that name quantities, in the order of the arrays.
  static let quantities = ["of", "to", "given"]
}
