import ClausiusDeclarations

/// A physical system in motion: a state, and the rule that moves it. Knows no file and no
/// diagnostic.
public protocol System: AnyObject {
  /// What stays the same over all frames.
  var context: FrameContext { get }

  /// The space that individuals live in; none unless the system says so.
  var box: Box? { get }

  /// The quantities that can be written, the default ones first.
  var quantities: [QuantityDescription] { get }

  /// What is allowed and yet may surprise in the state at the start, beside the warnings of its
  /// model; nothing by default.
  ///
  /// Keys are paths within the model's group, or from the root where they begin with `run.`.
  var warnings: [Contradiction] { get }

  /// What a user should know of the run once it has ended, such as a conserved number that changed;
  /// nothing by default.
  var closingWarnings: [Contradiction] { get }

  /// Moves the state to exactly `instant`, which lies one tick ahead.
  func advance(to instant: Instant) throws

  /// Moves the state to `instant`, or to any earlier time at which `shouldPause` says so.
  ///
  /// A system whose ticks take long (event-driven ones, whose ticks are frames) asks now and then;
  /// what it saves after a pause must go on to the same bits. All others move on to `instant`.
  ///
  /// - Returns: whether `instant` was reached.
  func advance(to instant: Instant, unless shouldPause: () -> Bool) throws -> Bool

  /// Copies one of the ``quantities`` into `values`, laid out as the description says.
  func copy(_ quantity: QuantityDescription, into values: inout [Double])

  /// Numbers of the system's own that belong to a frame (energy, collisions); empty when it has
  /// none.
  func observables() -> [Observable]

  /// Finds a state that cannot be: a number that is not finite, an overlap, a heading that is not a
  /// unit vector.
  ///
  /// - Throws: ``BrokenInvariant`` with the individual and the value.
  func checkInvariants() throws(BrokenInvariant)

  /// Saves everything that the next step depends on.
  func save(into archive: inout StateArchive)

  /// Takes up the state that ``save(into:)`` saved: the next step gives the same bits as if nothing
  /// had happened.
  func restore(from archive: StateArchive) throws
}

extension System {
  /// No space.
  public var box: Box? { nil }

  /// Nothing to warn of.
  public var warnings: [Contradiction] { [] }

  /// Nothing to report.
  public var closingWarnings: [Contradiction] { [] }

  /// Moves the state to `instant` without a pause.
  public func advance(to instant: Instant, unless shouldPause: () -> Bool) throws -> Bool {
    try advance(to: instant)
    return true
  }
}

/// A point on the time grid of a run.
public struct Instant: Sendable, Hashable {
  /// The number of the tick that ends here, from 1; 0 is the start.
  public var tick: Int
  /// The time, t = n tau.
  public var time: Double

  /// Tick `tick` at `time`.
  public init(tick: Int, time: Double) {
    self.tick = tick
    self.time = time
  }
}

/// A state that cannot be, found by a system's own checks.
public struct BrokenInvariant: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is broken, with the individual and the value.
  public var description: String

  /// The broken invariant in words.
  public init(_ description: String) { self.description = description }
}
