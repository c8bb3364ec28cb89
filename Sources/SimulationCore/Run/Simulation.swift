import Synchronization

/// One run of one system: the only loop over time in the engine.
///
/// Between ticks it shows frames to the observers, saves checkpoints and heeds a request to stop.
public final class Simulation {
  /// How a run ended.
  public enum Outcome: Sendable, Hashable {
    /// The last tick is done.
    case finished
    /// A request to stop was heeded; the state was saved.
    case interrupted
  }

  /// What the run does besides moving the system.
  public struct Control {
    /// Asked before every tick, and by some systems within; `true` stops the run there.
    public var shouldStop: () -> Bool
    /// How long ticks may follow one another without a question; zero asks at every tick.
    public var patience = Duration.zero
    /// Called after every tick, or as often as ``patience`` says, for a progress line; must return
    /// quickly.
    public var progress: (Clock) -> Void
    /// Asked after every tick, and by some systems within; `true` saves a checkpoint there.
    public var isCheckpointDue: () -> Bool
    /// Keeps a checkpoint safe.
    public var saveCheckpoint: (StateArchive) throws -> Void

    /// A run that is never stopped and keeps no checkpoint, by default.
    public init(
      shouldStop: @escaping () -> Bool = { false },
      progress: @escaping (Clock) -> Void = { _ in },
      isCheckpointDue: @escaping () -> Bool = { false },
      saveCheckpoint: @escaping (StateArchive) throws -> Void = { _ in }
    ) {
      self.shouldStop = shouldStop
      self.progress = progress
      self.isCheckpointDue = isCheckpointDue
      self.saveCheckpoint = saveCheckpoint
    }
  }

  /// What is moved.
  public let system: any System
  /// Where the run stands.
  public private(set) var clock: Clock
  private let observers: [any Observer]
  private let diagnostics: LiveDiagnostics
  private let written: Set<String>
  private var frame: Frame

  /// A run of `system` over `grid`.
  ///
  /// - Parameters:
  ///   - system: what is moved.
  ///   - grid: the instants of the run.
  ///   - quantities: the names of the quantities of the frames that observers see.
  ///   - diagnostics: numbers computed from each frame, also from quantities that observers do not
  ///     see; observers find them in `frame.observables`.
  ///   - observers: who sees the frames, in this order.
  public init(
    system: any System, grid: TimeGrid, quantities: [String], diagnostics: LiveDiagnostics = .none,
    observers: [any Observer]
  ) {
    self.system = system
    clock = Clock(grid: grid)
    self.diagnostics = diagnostics
    self.observers = observers
    written = Set(quantities)
    let needed = written.union(diagnostics.quantities)
    frame = Frame(
      context: system.context, box: system.box,
      quantities: system.quantities.filter { needed.contains($0.name) })
  }

  /// Moves the system to the end of the grid, or to a request to stop.
  ///
  /// - Throws: ``BrokenInvariant`` as soon as a state cannot be; what observers and the system
  ///   throw.
  public func run(_ control: Control = Control()) throws -> Outcome {
    var stride = 1
    while true {
      try showFrameIfDue()
      if clock.isFinished { return .finished }
      if control.shouldStop() {
        try system.checkInvariants()
        try control.saveCheckpoint(archive())
        return .interrupted
      }
      if control.isCheckpointDue() {
        try system.checkInvariants()
        try control.saveCheckpoint(archive())
      }
      guard control.patience > .zero else {
        if try advance(ticks: 1, control) { control.progress(clock) }
        continue
      }
      let start = ContinuousClock.now
      guard try advance(ticks: stride, control) else { continue }
      control.progress(clock)
      let elapsed = ContinuousClock.now - start
      if elapsed < control.patience / 2 { stride = min(2 * stride, 1 << 20) }
      if elapsed > control.patience { stride = max(1, stride / 2) }
    }
  }

  /// Makes at most `ticks` ticks, up to the next frame; false when the system paused within one.
  private func advance(ticks: Int, _ control: Control) throws -> Bool {
    for _ in 0..<ticks {
      let isReached = try system.advance(to: clock.next) {
        control.shouldStop() || control.isCheckpointDue()
      }
      guard isReached else { return false }
      clock.advance()
      if clock.isFrameDue || clock.isFinished { break }
    }
    return true
  }

  /// The whole state of the run between two ticks.
  public func archive() -> StateArchive {
    var archive = StateArchive()
    clock.save(into: &archive)
    system.save(into: &archive)
    for observer in observers { observer.save(into: &archive) }
    return archive
  }

  /// Takes up a run where `archive` left it.
  ///
  /// - Throws: ``StateArchiveError`` when the archive belongs to another scenario.
  public func restore(from archive: StateArchive) throws {
    try clock.restore(from: archive)
    try system.restore(from: archive)
    for observer in observers { try observer.restore(from: archive) }
  }

  private func showFrameIfDue() throws {
    guard clock.isFrameDue else { return }
    try system.checkInvariants()
    frame.index = clock.framesObserved
    frame.step = clock.tick
    frame.time = clock.time
    frame.box = system.box
    for k in frame.quantities.indices {
      system.copy(frame.quantities[k].description, into: &frame.quantities[k].values)
      frame.quantities[k].roundToStorage()
    }
    frame.observables = system.observables()
    let values = try diagnostics.evaluate(frame)
    precondition(values.count == diagnostics.columns.count, "one value for each column")
    for (column, value) in zip(diagnostics.columns, values) {
      frame.observables.append(Observable(name: column.name, unit: column.unit, value: value))
    }
    var shown = frame
    shown.quantities.removeAll { !written.contains($0.description.name) }
    for observer in observers { try observer.observe(shown) }
    clock.frameWasObserved()
  }
}
