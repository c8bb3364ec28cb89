import ClausiusDeclarations

/// The group `sweep.refine`: the one axis of a grid gets the middles of intervals between whose
/// ends something happens, generation after generation.
///
/// An interval is split where its ends have different words (a phase, an outcome), or where their
/// numbers lie on two sides of a threshold, each by more than three standard errors. Every interval
/// of the axis is looked at, so that windows inside of windows are found at every width at which an
/// end falls into them; bisection between two ends would find one edge of many.
public struct SweepRefinement: Declared, Hashable {
  /// The call that is looked at, one of those that the sweep measures.
  public var diagnostic: DiagnosticCall?
  /// A field of its result, such as `outcome` of `kink_collision`; `nil` for its number or word.
  public var field: String?
  /// The number that the ends of an interval lie on two sides of; `nil` for words.
  public var threshold: Double?
  /// The width below which intervals are left as they are; `nil` for no such width.
  public var width: Double?
  /// The most members, seeds among them; `nil` for no such number.
  public var count: Int?

  /// No refinement, to be filled in by reading.
  public init() {}

  /// The keys of `refine`.
  public static let keys = [
    Key(
      "diagnostic", \SweepRefinement.diagnostic,
      about: "the call that is looked at, one that the sweep measures; its only one by default"),
    Key(
      "field", \SweepRefinement.field,
      about: "a field of its result, such as outcome; its number or word by default"),
    Key(
      "threshold", \SweepRefinement.threshold, in: .any,
      about: "the number that the ends of an interval lie on two sides of; words differ without it"
    ),
    Key(
      "width", \SweepRefinement.width, in: .positive, unit: "that of the axis",
      about: "intervals that are no wider are left as they are"),
    Key(
      "count", \SweepRefinement.count, in: IntegerRange(1, SweepKeys.largestCount),
      about: "the most members of the sweep"),
  ]

  /// A refinement without an end.
  public func contradictions() -> [Contradiction] {
    guard width == nil, count == nil else { return [] }
    return [
      Contradiction(
        at: "", "nothing says when intervals are fine enough", advice: "give width, count, or both")
    ]
  }
}

/// The group `sweep.keep_where`: of which members the trajectory is kept.
public struct SweepCondition: Declared, Hashable {
  /// The call that is asked, one of those that the sweep measures.
  public var diagnostic: DiagnosticCall?
  /// A field of its result; `nil` for its number or word.
  public var field: String?
  /// The word that it must have.
  public var word: String?
  /// The number that it must be above.
  public var above: Double?
  /// The number that it must be below.
  public var below: Double?

  /// No condition, to be filled in by reading.
  public init() {}

  /// The keys of `keep_where`.
  public static let keys = [
    Key(
      "diagnostic", \SweepCondition.diagnostic,
      about: "the call that is asked, one that the sweep measures; its only one by default"),
    Key(
      "field", \SweepCondition.field,
      about: "a field of its result, such as bounces; its number or word by default"),
    Key("is", \SweepCondition.word, about: "the word that it must have, such as torus"),
    Key("above", \SweepCondition.above, in: .any, about: "the number that it must be above"),
    Key("below", \SweepCondition.below, in: .any, about: "the number that it must be below"),
  ]

  /// A condition that asks nothing, or a word and a number at once.
  public func contradictions() -> [Contradiction] {
    let isNumber = above != nil || below != nil
    guard isNumber == (word != nil) else { return [] }
    return [
      isNumber
        ? Contradiction(
          at: "is", "a word and a number are asked at once", advice: "remove one of them")
        : Contradiction(
          at: "", "nothing is asked", advice: "give 'is' with a word, or 'above', 'below'")
    ]
  }
}
