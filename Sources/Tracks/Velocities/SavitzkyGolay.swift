import ClausiusDeclarations

/// How velocities follow from positions: the slope of a polynomial fitted to the frames around each
/// frame.
///
///     savitzky_golay(window: 7, degree: 2)
public struct SavitzkyGolay: Declared, Hashable {
  /// Frames that a fit sees, an odd number.
  public var window = 7
  /// The degree of the polynomial.
  public var degree = 2

  /// A window of 7 frames and degree 2.
  public init() {}

  /// A window of `window` frames and degree `degree`.
  public init(window: Int, degree: Int) {
    self.window = window
    self.degree = degree
  }

  /// The word in a call.
  public static let name = "savitzky_golay"

  /// The parameters.
  public static let keys = [
    Key(
      "window", \SavitzkyGolay.window, in: IntegerRange(3, 101),
      about: "frames that a fit sees, an odd number; at ends and gaps the nearest ones",
      source: "Savitzky, Golay 1964"),
    Key(
      "degree", \SavitzkyGolay.degree, in: IntegerRange(1, 5),
      about: "degree of the polynomial; lower where fewer frames are there"),
  ]

  /// An even window, and a degree that needs more frames than there are.
  public func contradictions() -> [Contradiction] {
    if window % 2 == 0 {
      return [Contradiction(at: "window", "\(window) is even", advice: "take an odd number")]
    }
    guard degree >= window else { return [] }
    return [
      Contradiction(
        at: "degree", "a polynomial of degree \(degree) needs more than \(window) frames",
        advice: "take a degree below \(window)")
    ]
  }

  /// `savitzky_golay(window: 7, degree: 2)`.
  public var text: String { "\(Self.name)(window: \(window), degree: \(degree))" }
}
