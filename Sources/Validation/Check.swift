/// One expectation of a scenario and what came out.
public struct Check: Sendable, Hashable, Codable {
  /// The scenario's name: "torus".
  public var scenario: String
  /// What was measured: "mean of rotation, last_half".
  public var name: String
  /// The bound in words: "above 0.65".
  public var expected: String
  /// The number that came out, `nil` where it is undefined.
  public var measured: Double?
  /// Its standard error, `nil` where none is known.
  public var standardError: Double?
  /// Whether the bound is satisfied.
  public var passed: Bool
  /// Where the expected value comes from.
  public var source: String?
  /// Why there is no number, or what casts doubt on it.
  public var remark: String?
  /// What the scenario says about the expected value.
  public var note: String?

  /// A check with its outcome.
  public init(
    scenario: String, name: String, expected: String, measured: Double?, standardError: Double?,
    passed: Bool, source: String?, remark: String? = nil, note: String? = nil
  ) {
    self.scenario = scenario
    self.name = name
    self.expected = expected
    self.measured = measured
    self.standardError = standardError
    self.passed = passed
    self.source = source
    self.remark = remark
    self.note = note
  }
}
