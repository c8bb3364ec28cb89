import ClausiusSimulationCore
import Foundation
import Testing

@Suite("Frames shown on another thread")
struct BackgroundObserverTests {
  private func grid() throws -> TimeGrid {
    try TimeGrid(timeStep: 0.1, duration: 2, every: 0.1)
  }

  private func run(_ observer: any Observer) throws -> Simulation {
    Simulation(
      system: Walkers(), grid: try grid(), quantities: ["position"], observers: [observer])
  }

  @Test("They are the same frames in the same order, also for an observer slower than the run")
  func order() throws {
    final class Slow: Observer {
      let recorder = Recorder()
      func observe(_ frame: borrowing Frame) throws {
        Thread.sleep(forTimeInterval: 0.002)
        try recorder.observe(frame)
      }
    }
    let (direct, slow) = (Recorder(), Slow())
    _ = try run(direct).run()
    let background = BackgroundObserver(slow)
    _ = try run(background).run()
    try background.settle()
    #expect(direct.records.count == 21)
    #expect(slow.recorder.records == direct.records)
  }

  @Test("An archive waits for the frame under way")
  func archive() throws {
    final class Late: Observer {
      var count = 0
      func observe(_ frame: borrowing Frame) throws {
        Thread.sleep(forTimeInterval: 0.01)
        count += 1
      }
      func save(into archive: inout StateArchive) { archive.save(integers: [count], as: "late") }
      func restore(from archive: StateArchive) throws {
        count = try archive.integers("late", count: 1)[0]
      }
    }
    let late = Late()
    let run = try run(BackgroundObserver(late))
    _ = try run.run()
    let archive = run.archive()
    #expect(try archive.integers("late", count: 1) == [21])
    let other = Late()
    try self.run(BackgroundObserver(other)).restore(from: archive)
    #expect(other.count == 21)
  }

  @Test("Frames that come soon after each other are handed on together, all and in order")
  func together() throws {
    let (direct, late) = (Recorder(), Recorder())
    _ = try run(direct).run()
    let background = BackgroundObserver(late, longestWait: .seconds(1000))
    _ = try run(background).run()
    try background.settle()
    #expect(late.records == direct.records)
    try background.settle()
    #expect(late.records.count == 21)
  }

  @Test("What the observer throws ends the run one frame later, or is thrown at the end, once")
  func failure() throws {
    struct Full: Error {}
    final class Disk: Observer {
      let last: Int
      var seen: [Int] = []
      init(last: Int) { self.last = last }
      func observe(_ frame: borrowing Frame) throws {
        seen.append(frame.index)
        if frame.index == last { throw Full() }
      }
    }
    let disk = Disk(last: 3)
    let run = try run(BackgroundObserver(disk, longestWait: .zero))
    #expect(throws: Full.self) { try run.run() }
    #expect(disk.seen == [0, 1, 2, 3] && run.clock.framesObserved == 4)

    let end = BackgroundObserver(Disk(last: 20))
    #expect(try self.run(end).run() == .finished)
    #expect(throws: Full.self) { try end.settle() }
    try end.settle()

    let together = Disk(last: 3)
    let background = BackgroundObserver(together, longestWait: .seconds(1000))
    #expect(try self.run(background).run() == .finished)
    #expect(throws: Full.self) { try background.settle() }
    #expect(together.seen == [0, 1, 2, 3])
  }
}
