/// Where a run stands on its time grid.
public struct Clock: Sendable, Hashable {
  /// The instants of the run.
  public var grid: TimeGrid
  /// Ticks done.
  public private(set) var tick = 0
  /// Frames shown to the observers.
  public private(set) var framesObserved = 0

  /// A clock at the start of `grid`.
  public init(grid: TimeGrid) { self.grid = grid }

  /// The time now, t = n tau.
  public var time: Double { grid.time(ofTick: tick) }

  /// Whether a frame falls on this tick and has not been shown yet.
  public var isFrameDue: Bool { tick == framesObserved * grid.ticksPerFrame }

  /// Whether the last tick is done.
  public var isFinished: Bool { tick >= grid.lastTick }

  /// The instant of the next tick.
  public var next: Instant { Instant(tick: tick + 1, time: grid.time(ofTick: tick + 1)) }

  mutating func advance() { tick += 1 }

  mutating func frameWasObserved() { framesObserved += 1 }

  func save(into archive: inout StateArchive) {
    archive.save(integers: [tick], as: "clock/tick")
    archive.save(integers: [framesObserved], as: "clock/frames_observed")
  }

  mutating func restore(from archive: StateArchive) throws(StateArchiveError) {
    tick = try archive.integers("clock/tick", count: 1)[0]
    framesObserved = try archive.integers("clock/frames_observed", count: 1)[0]
  }
}
