import Testing

@testable import ClausiusSimulationCore

@Suite("The run loop")
struct SimulationTests {
  private func grid(_ duration: Double = 6, every: Double = 1.5) throws -> TimeGrid {
    try TimeGrid(timeStep: 0.5, duration: duration, every: every)
  }

  private func simulation(
    _ system: Walkers, _ grid: TimeGrid, quantities: [String] = ["position"],
    diagnostics: LiveDiagnostics = .none, observers: [any Observer]
  ) -> Simulation {
    Simulation(
      system: system, grid: grid, quantities: quantities, diagnostics: diagnostics,
      observers: observers)
  }

  @Test("The system visits every tick once, and frames fall on exact times")
  func times() throws {
    let system = Walkers()
    let recorder = Recorder()
    let simulation = simulation(system, try grid(), observers: [recorder])
    #expect(try simulation.run() == .finished)
    #expect(system.instants == (1...12).map { Instant(tick: $0, time: Double($0) * 0.5) })
    #expect(recorder.records.map(\.index) == [0, 1, 2, 3, 4])
    #expect(recorder.records.map(\.step) == [0, 3, 6, 9, 12])
    #expect(recorder.records.map(\.time) == [0, 1.5, 3, 4.5, 6])
    #expect(simulation.clock.isFinished)
    #expect(simulation.clock.time == 6)
    #expect(simulation.clock.framesObserved == 5)
  }

  @Test("A run of no duration shows its one frame")
  func noDuration() throws {
    let recorder = Recorder()
    #expect(try simulation(Walkers(), try grid(0), observers: [recorder]).run() == .finished)
    #expect(recorder.records.map(\.time) == [0])
    #expect(
      recorder.records[0].positions.map(Double.init(bitPattern:)) == [0, 0, 0, 1, 0, 0, 2, 0, 0])
  }

  @Test("Frames carry the quantities that were asked for, in the order of the system")
  func quantities() throws {
    final class Names: Observer {
      var names: [[String]] = []
      func observe(_ frame: borrowing Frame) throws {
        names.append(frame.quantities.map(\.description.name))
      }
    }
    let names = Names()
    let run = simulation(
      Walkers(), try grid(0), quantities: ["path", "position"], observers: [names])
    #expect(try run.run() == .finished)
    #expect(names.names == [["position", "path"]])
  }

  @Test("Observers see each frame in their order; diagnostics follow the system's observables")
  func order() throws {
    let log = Recorder.Log()
    let first = Recorder("a", log: log)
    let columns = ["double", "index"].map { LiveDiagnostics.Column(name: $0, unit: "1") }
    let diagnostics = LiveDiagnostics(columns: columns) { frame in
      [2 * (frame.observables.first?.value ?? 0), Double(frame.index)]
    }
    let run = simulation(
      Walkers(), try grid(3), diagnostics: diagnostics,
      observers: [first, Recorder("b", log: log)])
    #expect(try run.run() == .finished)
    #expect(log.names == ["a 0", "b 0", "a 1", "b 1", "a 2", "b 2"])
    #expect(first.records[2].observables.map(\.name) == ["sum", "double", "index"])
    #expect(
      first.records[2].observables[1].value == 2 * first.records[2].observables[0].value)
    #expect(first.records[2].observables[2].value == 2)
    #expect(first.records[0].observables[0].value == 3)
  }

  @Test(
    "Stopped at any tick and restored, a run gives the same bits as an uninterrupted one",
    arguments: 0...12)
  func interruption(stopTick: Int) throws {
    let whole = Recorder()
    _ = try simulation(Walkers(), try grid(), observers: [whole]).run()

    let before = Recorder()
    var kept: StateArchive?
    let stopped = simulation(Walkers(), try grid(), observers: [before])
    var control = Simulation.Control()
    control.shouldStop = { stopped.clock.tick == stopTick }
    control.saveCheckpoint = { kept = $0 }
    let outcome = try stopped.run(control)
    #expect(outcome == (stopTick == 12 ? .finished : .interrupted))
    let archive = kept ?? stopped.archive()

    let after = Recorder()
    let system = Walkers()
    let resumed = simulation(system, try grid(), observers: [after])
    try resumed.restore(from: archive)
    #expect(resumed.clock.tick == stopTick)
    #expect(try resumed.run() == .finished)
    #expect(before.records + after.records == whole.records)
    #expect(system.instants.count == 12 - stopTick)
  }

  @Test("A checkpoint between frames forgets the frames after it, and they come again the same")
  func checkpoint() throws {
    var kept: [StateArchive] = []
    let whole = Recorder()
    let run = simulation(Walkers(), try grid(), observers: [whole])
    var control = Simulation.Control()
    control.isCheckpointDue = { run.clock.tick == 4 || run.clock.tick == 8 }
    control.saveCheckpoint = { kept.append($0) }
    _ = try run.run(control)
    #expect(kept.count == 2)

    for (archive, frames) in zip(kept, [2, 3]) {
      let after = Recorder()
      let resumed = simulation(Walkers(seed: 5), try grid(), observers: [after])
      try resumed.restore(from: archive)
      _ = try resumed.run()
      #expect(after.records == Array(whole.records[frames...]))
    }
  }

  @Test("A longer grid continues a finished run as if it had been that long from the start")
  func longer() throws {
    let whole = Recorder()
    _ = try simulation(Walkers(), try grid(12), observers: [whole]).run()
    let short = Recorder()
    let first = simulation(Walkers(), try grid(6), observers: [short])
    _ = try first.run()
    let rest = Recorder()
    let second = simulation(Walkers(), try grid(12), observers: [rest])
    try second.restore(from: first.archive())
    _ = try second.run()
    #expect(short.records + rest.records == whole.records)
  }

  @Test("Progress is reported after every tick")
  func progress() throws {
    var ticks: [Int] = []
    var control = Simulation.Control()
    control.progress = { ticks.append($0.tick) }
    _ = try simulation(Walkers(), try grid(3), observers: []).run(control)
    #expect(ticks == [1, 2, 3, 4, 5, 6])
  }

  @Test("A broken invariant stops the run at the next frame and is never shown")
  func brokenAtFrame() throws {
    let recorder = Recorder()
    let run = simulation(Walkers(breaksAtTick: 5), try grid(), observers: [recorder])
    let error = #expect(throws: BrokenInvariant.self) { try run.run() }
    #expect(error?.description == "individual 0 is at nan")
    #expect(recorder.records.map(\.step) == [0, 3])
    #expect(run.clock.tick == 6)
  }

  @Test("A broken state is kept neither by a checkpoint nor by an interruption")
  func brokenCheckpoint() throws {
    for isInterrupted in [false, true] {
      var kept = 0
      let run = simulation(Walkers(breaksAtTick: 4), try grid(), observers: [])
      var control = Simulation.Control()
      if isInterrupted {
        control.shouldStop = { run.clock.tick == 4 }
      } else {
        control.isCheckpointDue = { run.clock.tick == 4 }
      }
      control.saveCheckpoint = { _ in kept += 1 }
      #expect(throws: BrokenInvariant.self) { try run.run(control) }
      #expect(kept == 0)
    }
  }

  @Test("What an observer or a diagnostic throws ends the run")
  func throwing() throws {
    struct Full: Error {}
    final class Disk: Observer {
      func observe(_ frame: borrowing Frame) throws { if frame.index == 1 { throw Full() } }
    }
    let run = simulation(Walkers(), try grid(), observers: [Disk()])
    #expect(throws: Full.self) { try run.run() }
    #expect(run.clock.framesObserved == 1)
    let diagnostics = LiveDiagnostics(columns: []) { _ in throw Full() }
    let other = simulation(Walkers(), try grid(), diagnostics: diagnostics, observers: [])
    #expect(throws: Full.self) { try other.run() }
  }

  @Test("An archive of another scenario is refused")
  func foreignArchive() throws {
    let archive = simulation(Walkers(count: 4), try grid(), observers: []).archive()
    let run = simulation(Walkers(count: 3), try grid(), observers: [])
    let error = #expect(throws: StateArchiveError.self) { try run.restore(from: archive) }
    #expect(
      error?.description == "the checkpoint holds no 'system/position' with 3 values: "
        + "it belongs to another scenario or version")
  }
}
