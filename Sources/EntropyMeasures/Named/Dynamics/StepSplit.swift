import ClausiusDeclarations

/// How the steps are shared out between the forward and the reversed sample.
public enum StepSplit: String, DeclaredChoice {
  case none, halves, alternate

  /// What the case selects.
  public var about: String {
    switch self {
    case .none: "all steps in both; of each, steps within the window in time are left out in both"
    case .halves: "the first half forward, the second reversed; only for stationary series"
    case .alternate:
      "even steps forward, odd ones reversed; low, since each shares a state with the next"
    }
  }

  /// The numbers of the forward and of the reversed steps.
  func share(_ steps: Int) -> (forward: [Int], backward: [Int]) {
    switch self {
    case .none: (Array(0..<steps), Array(0..<steps))
    case .halves: (Array(0..<steps / 2), Array(steps / 2..<steps))
    case .alternate:
      (Array(stride(from: 0, to: steps, by: 2)), Array(stride(from: 1, to: steps, by: 2)))
    }
  }
}
