import ClausiusSimulationCore

/// What one pair of kinks has come to at a frame.
struct CollisionState: Sendable {
  /// Whether the kinks are free.
  enum Outcome: Int, Sendable {
    case captured = 0
    case escaped = 1
    case passed = 2
    case undecided = 3

    /// The word in a document.
    var word: String {
      switch self {
      case .captured: "captured"
      case .escaped: "escaped"
      case .passed: "passed"
      case .undecided: "undecided"
      }
    }

    /// Whether the kinks are free.
    var isFree: Bool { self == .escaped || self == .passed }
  }

  var outcome: Outcome
  /// Collisions so far.
  var bounces: Int
  /// The time of the last collision; NaN before the first.
  var lastBounceTime: Double
  /// The speed of the outgoing kinks; NaN while there are none.
  var outgoingVelocity: Double

  /// What a run writes of its collisions: one number a member, or an observable of one field.
  static let names = ["outcome", "bounces", "last_bounce_time", "outgoing_velocity"]

  /// The states of all members of a frame; one state without an ensemble.
  ///
  /// - Throws: ``DiagnosticError`` when the frame reports no collision.
  static func states(of frame: Frame) throws(DiagnosticError) -> [CollisionState] {
    let columns = names.compactMap { name in
      frame[name] ?? frame.observables.first { $0.name == name }.map { [$0.value] }
    }
    guard columns.count == names.count else { throw .noCollision }
    return columns[0].indices.map { k in
      CollisionState(
        outcome: Int(exactly: columns[0][k]).flatMap(Outcome.init) ?? .undecided,
        bounces: Int(exactly: columns[1][k]) ?? 0, lastBounceTime: columns[2][k],
        outgoingVelocity: columns[3][k])
    }
  }
}

extension DiagnosticError {
  static let noCollision = DiagnosticError(
    "the frames report no collision (\(CollisionState.names.joined(separator: ", ")))",
    advice:
      "begin with one kink_antikink, or superpose a kink and an antikink of opposite velocities; of an ensemble write these quantities: output: {quantities: [...]}"
  )
}
