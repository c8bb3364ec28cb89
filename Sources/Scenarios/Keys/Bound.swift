import ClausiusDeclarations

/// What a number must satisfy: above, below or between limits, or near a value.
public struct Bound: Declared, Hashable {
  /// The number lies above this.
  public var above: Double?
  /// The number lies below this.
  public var below: Double?
  /// The number lies between these two, both included.
  public var between: [Double]?
  /// The number is this, ...
  public var value: Double?
  /// ... to within this much, ...
  public var within: Double?
  /// ... or to within this many standard errors of the measurement.
  public var standardErrors: Double?

  /// A bound that everything satisfies, to be filled in by reading.
  public init() {}

  /// The keys of a bound.
  public static let keys = [
    Key("above", \Bound.above, about: "the number is larger than this"),
    Key("below", \Bound.below, about: "the number is smaller than this"),
    Key(
      "between", \Bound.between, as: .list(of: .real(.any), count: 2...2),
      about: "the number lies between these two, both included"),
    Key(
      "value", \Bound.value,
      about: "the expected number; goes with 'within' or 'standard_errors', or both"),
    Key(
      "within", \Bound.within, in: .nonNegative,
      about: "how far the number may be from 'value', in either direction"),
    Key(
      "standard_errors", \Bound.standardErrors, in: .positive,
      about:
        "how many standard errors of the measurement the number may be from 'value'; they add to 'within'"
    ),
  ]

  /// Whether `number`, measured with `standardError`, satisfies the bound; NaN never does, and
  /// neither does a number without an error where the bound is in standard errors.
  public func isSatisfied(by number: Double, standardError: Double? = nil) -> Bool {
    guard number.isFinite else { return false }
    if let above, !(number > above) { return false }
    if let below, !(number < below) { return false }
    if let between, !(between[0] <= number && number <= between[1]) { return false }
    if let value {
      var tolerance = within ?? 0
      if let standardErrors {
        guard let standardError else { return false }
        tolerance += standardErrors * standardError
      }
      if !((number - value).magnitude <= tolerance) { return false }
    }
    return true
  }

  /// The bound in words: "above 0.65", "0.19 within 0.01".
  public var inWords: String {
    var words: [String] = []
    if let above { words.append("above \(above.scenarioText)") }
    if let below { words.append("below \(below.scenarioText)") }
    if let between {
      words.append("between \(between[0].scenarioText) and \(between[1].scenarioText)")
    }
    if let value {
      let tolerances = [
        within?.scenarioText, standardErrors.map { "\($0.scenarioText) standard errors" },
      ]
      words.append(
        "\(value.scenarioText) within "
          + tolerances.compactMap { $0 }.joined(separator: " and "))
    }
    return words.joined(separator: " and ")
  }

  /// One form is used, and its limits leave room.
  public func contradictions() -> [Contradiction] {
    let forms = [
      above != nil || below != nil, between != nil,
      value != nil || within != nil || standardErrors != nil,
    ].filter { $0 }.count
    guard forms == 1 else {
      return [
        Contradiction(
          at: "", forms == 0 ? "a bound is missing" : "several bounds are given",
          advice:
            "give {above, below}, {between: [a, b]}, {value, within} or {value, standard_errors}")
      ]
    }
    if (value == nil) != (within == nil && standardErrors == nil) {
      return [
        Contradiction(
          at: "", "'value' goes with 'within' or 'standard_errors'", advice: "give both")
      ]
    }
    if let above, let below, above >= below {
      return [
        Contradiction(
          at: "below", "no number is above \(above.scenarioText) and below \(below.scenarioText)")
      ]
    }
    if let between, between[0] > between[1] {
      return [
        Contradiction(
          at: "between", "the first limit is larger than the second", advice: "swap them")
      ]
    }
    return []
  }
}
