import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// What a kink-antikink collision has come to: captured, escaped after bounces, passed, or
/// undecided; how many bounces, and how fast the kinks leave.
///
/// The run watches the field in the middle at every step and writes what it has seen. The value at
/// a frame is the mean of one `field` over the members of an ensemble: of `outcome` the share of
/// pairs that are free (escaped or passed), of `bounces` their number, of `outgoing_velocity` the
/// mean over those that have one. A document lists every member with its outcome at the last frame
/// and the times of its bounces. A pair that has escaped by the clock alone may still turn back
/// later: outcomes belong to the time of observation.
/// Source: Campbell, Schonfeld and Wingate 1983.
public struct KinkCollision: Diagnostic {
  /// What the value at a frame is made of.
  public enum Field: String, DeclaredChoice {
    /// Whether the kinks are free.
    case outcome
    /// Collisions so far.
    case bounces
    /// The speed of the outgoing kinks.
    case outgoingVelocity = "outgoing_velocity"

    /// What the value is.
    public var about: String {
      switch self {
      case .outcome:
        "the share of pairs that are free: 0 captured or undecided, 1 escaped or passed"
      case .bounces: "meetings so far, bounces and passages"
      case .outgoingVelocity: "the speed of the outgoing kinks; undefined while there are none"
      }
    }
  }

  /// What the value at a frame is made of.
  public var field = Field.outcome

  /// The outcome.
  public init() {}

  /// The word in a call.
  public static let name = "kink_collision"
  /// What it is.
  public static let about = "what a kink-antikink collision comes to, for one field or every member"
  /// What it computes.
  public static let formula =
    "meetings: phi in the middle leaves one side of the kink's core and comes back (bounce) or reaches a third vacuum (passage); escaped, or passed, when 12/m from the middle, or after a time of 40/m without another; captured after 4 without that; undecided before"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 to 1 for the outcome, 0 and above for the bounces"
  /// Where it is defined.
  public static let source = "Campbell, Schonfeld, Wingate 1983"
  /// What a frame must carry.
  public static let quantities = CollisionState.names
  /// The parameters of the call.
  public static let keys: [Key<KinkCollision>] = [
    Key("field", \.field, about: "what the value at a frame is made of")
  ]

  /// Refuses frames of runs that watched no collision.
  public func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    guard CollisionState.names.allSatisfy(quantities.contains) else { throw .noCollision }
  }

  /// The mean over the members of a frame; undefined where none has a value.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let states = try CollisionState.states(of: frame.frame)
    let values = states.map(value).filter(\.isFinite)
    guard !values.isEmpty else {
      return .undefined(.tooFewSamples(found: 0, needed: 1))
    }
    return Estimate(
      values.reduce(0, +) / Double(values.count), unit: Self.unit, samples: values.count)
  }

  private func value(_ state: CollisionState) -> Double {
    switch field {
    case .outcome: state.outcome.isFree ? 1 : 0
    case .bounces: Double(state.bounces)
    case .outgoingVelocity: state.outgoingVelocity
    }
  }

  /// Follows the bounces of every member.
  public func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    CollisionHistory(context)
  }
}
