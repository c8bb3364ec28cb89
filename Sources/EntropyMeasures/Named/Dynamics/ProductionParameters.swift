import ClausiusDeclarations

/// What the numbers of a dataset of a production estimator are.
public enum PathSource: String, DeclaredChoice {
  case positions, increments

  /// What the case selects.
  public var about: String {
    switch self {
    case .positions: "states at successive times"
    case .increments: "steps between successive times, independent of the state"
    }
  }
}

extension Key {
  /// The time between samples.
  static func timeStep(_ path: WritableKeyPath<Root, Double> & Sendable) -> Key {
    Key(
      "time_step", path, in: .positive, unit: "time", isRequired: true,
      about: "the time between samples")
  }
}

extension InputArray {
  /// e x row by row: the states with the columns turned that time turns.
  func mirrored(_ parity: [Double]) -> InputArray {
    InputArray(
      values.enumerated().map { $1 * parity[$0 % columns] }, shape: [rows, columns], name: name)
  }

  /// The rows from which a step leads to the next: none leads across a break.
  var stepStarts: [Int] {
    let broken = Set(breaks)
    return (0..<max(0, rows - 1)).filter { !broken.contains($0 + 1) }
  }

  /// (x_t, x_(t+1)) row by row, and (e x_(t+1), e x_t) with the parities e: what the film shows
  /// when it runs backward.
  func steps(parity: [Double]) -> (forward: [Double], backward: [Double]) {
    var (forward, backward) = ([Double](), [Double]())
    for t in stepStarts {
      let now = values[t * columns..<(t + 1) * columns]
      let next = values[(t + 1) * columns..<(t + 2) * columns]
      forward += now + next
      backward += zip(next, parity).map { $0 * $1 } + zip(now, parity).map { $0 * $1 }
    }
    return (forward, backward)
  }
}
