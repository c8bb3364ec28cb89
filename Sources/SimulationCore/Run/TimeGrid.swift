import ClausiusDeclarations

/// The instants of a run: ticks, and the frames that fall on them. Time is never accumulated: t = n
/// tau.
///
/// A tick is a time step of a system that moves in steps, or the time between two frames of an
/// event-driven one.
public struct TimeGrid: Sendable, Hashable {
  /// The time between two ticks, tau.
  public let tickDuration: Double
  /// Ticks between two frames.
  public let ticksPerFrame: Int
  /// The tick at which the run ends.
  public var lastTick: Int

  /// The grid of a fixed-step system.
  ///
  /// - Throws: a contradiction when `every` or `duration` is not a whole number of steps, to one
  ///   part in 10^9.
  public init(timeStep: Double, duration: Double, every: Double) throws(ContradictionError) {
    tickDuration = timeStep
    ticksPerFrame = try Self.ticks(
      in: every, of: timeStep, called: "the time step", key: "output.every", atLeast: 1)
    lastTick = try Self.ticks(
      in: duration, of: timeStep, called: "the time step", key: "run.duration", atLeast: 0)
  }

  /// The grid of a discrete system, whose steps have the length 1.
  ///
  /// - Throws: a contradiction when `every` or `steps` is not a whole number.
  public init(steps: Double, every: Double) throws(ContradictionError) {
    tickDuration = 1
    ticksPerFrame = try Self.ticks(in: every, of: 1, key: "output.every", atLeast: 1)
    lastTick = try Self.ticks(in: steps, of: 1, key: "run.duration", atLeast: 0)
  }

  /// The grid of an event-driven system, whose only instants are its frames.
  public init(duration: Double, every: Double) throws(ContradictionError) {
    tickDuration = every
    ticksPerFrame = 1
    lastTick = try Self.ticks(
      in: duration, of: every, called: "output.every", key: "run.duration", atLeast: 0)
  }

  /// The time of a tick, t = n tau.
  public func time(ofTick tick: Int) -> Double { Double(tick) * tickDuration }

  /// The number of frames of the whole run, the one at the start included.
  public var frames: Int { lastTick / ticksPerFrame + 1 }

  /// - Parameter name: what a tick is; `nil` for a step of length 1.
  private static func ticks(
    in span: Double, of tick: Double, called name: String? = nil, key: String,
    atLeast minimum: Int
  ) throws(ContradictionError) -> Int {
    let ratio = span / tick
    let whole = ratio.rounded()
    guard whole < 0x1p53 else {
      let limit = name.map { "times \($0), \(tick.scenarioText)" } ?? "steps"
      throw ContradictionError(
        Contradiction(
          at: key, "\(span.scenarioText) is more than 2^53 \(limit)",
          advice: "shorten it" + (name.map { ", or lengthen \($0)" } ?? "")))
    }
    guard abs(ratio - whole) <= 1e-9 * max(1, whole), whole >= Double(minimum) else {
      let nearest = Float(max(1, whole) * tick)
      let unit = name.map { "multiple of \($0), \(tick.scenarioText)" } ?? "number of steps"
      throw ContradictionError(
        Contradiction(
          at: key, "\(span.scenarioText) is not a whole \(unit)",
          advice: "the nearest that is: \(Double("\(nearest)")?.scenarioText ?? "\(nearest)")"))
    }
    return Int(whole)
  }
}

/// A contradiction between values of a scenario, found while a run is prepared.
public struct ContradictionError: Error, Sendable, Hashable {
  /// What contradicts what; its key is a path from the root of the scenario ("output.every").
  public var contradiction: Contradiction

  /// The error of `contradiction`.
  public init(_ contradiction: Contradiction) { self.contradiction = contradiction }
}
