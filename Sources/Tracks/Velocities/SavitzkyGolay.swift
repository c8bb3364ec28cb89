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

extension SavitzkyGolay {
  /// What it is, for `describe`.
  public static var description: Description {
    let facts = [
      ("role", "velocities of imported tracks (import --velocity)"),
      ("formula", "v = sum_j w_j x_j, the slope at the frame of the polynomial nearest to x_j"),
      ("unit", "unit of length / unit of time"),
      (
        "error",
        "root mean square over all velocities of noise sum_j w_j^2, and of what the residuals tell of "
          + "velocities that diffuse and of bends"
      ),
      ("source", "A. Savitzky, M. J. E. Golay, Anal. Chem. 36 (1964) 1627"),
    ]
    return Description(
      name, about: "slopes of polynomials fitted to the frames around each frame",
      parts: facts.map { .fact($0, $1) } + [
        .parameters(keys.map { .parameter($0.description) })
      ])
  }
}
