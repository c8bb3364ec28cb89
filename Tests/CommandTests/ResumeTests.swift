import Foundation
import Testing

@Suite("Interrupted runs") struct ResumeTests {
  /// Long enough to be killed in the middle on any machine; every frame is written, and checkpoints
  /// come often.
  private static let long = Command.school(
    individuals: "300", run: "{duration: 800, time_step: 0.1, checkpoint: 0.05}",
    output: "{every: 1}")

  /// A run that was never interrupted.
  private func whole(_ command: Command) throws {
    try command.write(Self.long, to: "school.yaml")
    let run = try command.run("run", "school.yaml", "-o", "whole.h5md")
    #expect(run.status == 0, "\(run.errors)")
  }

  /// Starts the same run and sends it `signal` once its partial file holds frames.
  private func interrupt(_ command: Command, with signal: Int32) throws -> Command.Result {
    let running = try command.start(["run", "school.yaml", "-o", "a.h5md"])
    let deadline = Date(timeIntervalSinceNow: 60)
    while Date.now < deadline, running.process.isRunning {
      let size = try? FileManager.default.attributesOfItem(atPath: command.path("a.h5md.partial"))[
        .size]
      if (size as? Int ?? 0) > 1_000_000, command.exists("a.h5md.checkpoint") { break }
      usleep(1000)
    }
    kill(running.process.processIdentifier, signal)
    return try running.wait()
  }

  @Test func killedAndResumedGivesTheSameNumbers() throws {
    let command = try Command()
    defer { command.clean() }
    try whole(command)
    let killed = try interrupt(command, with: SIGKILL)
    #expect(killed.status == 128 + SIGKILL)
    #expect(!command.exists("a.h5md"))
    let resumed = try command.run("resume", "a.h5md", "--format", "json")
    #expect(resumed.status == 0, "\(resumed.errors)")
    let steps = try #require(try resumed.json()["steps"] as? Int)
    #expect(steps < 8_000, "the run began again instead of going on")
    #expect(try command.sameNumbers("whole.h5md", "a.h5md"))
    #expect(!command.exists("a.h5md.checkpoint"))
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func asked(signal: Int32, status: Int32) throws {
    let command = try Command()
    defer { command.clean() }
    try whole(command)
    let interrupted = try interrupt(command, with: signal)
    #expect(interrupted.status == status)
    #expect(interrupted.errors.contains("clausius resume a.h5md"))
    let inspect = try command.run("inspect", "a.h5md.partial", "--format", "json")
    #expect(inspect.status == 0, "\(inspect.errors)")
    #expect(try inspect.json()["finished"] as? Bool == false)
    let resumed = try command.run("resume", "a.h5md.partial")
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(try command.sameNumbers("whole.h5md", "a.h5md"))
  }

  @Test func aFinishedRunCanBeMadeLonger() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    #expect(try command.run("run", "school.yaml", "-o", "a.h5md").status == 0)
    #expect(
      try command.run("run", "school.yaml", "-o", "whole.h5md", "--set", "run.duration=35").status
        == 0)
    let finished = try command.run("resume", "a.h5md")
    #expect(finished.status == 2)
    #expect(finished.errors.contains("--until"))
    let tooLong = try command.run("resume", "a.h5md", "--until", "1e12")
    #expect(tooLong.status == 3, "\(tooLong.errors)")
    #expect(command.exists("a.h5md"))
    #expect(!command.exists("a.h5md.partial"))
    let longer = try command.run("resume", "a.h5md", "--until", "35", "--threads", "1")
    #expect(longer.status == 0, "\(longer.errors)")
    #expect(try command.sameNumbers("whole.h5md", "a.h5md"))
    let again = try command.run("resume", "a.h5md", "--until", "30")
    #expect(again.status == 2)
  }

  @Test func theFileThatARunStartedFromMayBeGone() throws {
    let command = try Command()
    defer { command.clean() }
    let gas = """
      system: hard_discs
      hard_discs: {count: 50, packing_fraction: 0.1}
      run: {duration: 0.1}
      output: {every: 0.05}

      """
    try command.write(gas, to: "first.yaml")
    try command.write(
      gas.replacing("count: 50", with: "count: 50, start: file, start_file: first.h5md"),
      to: "second.yaml")
    #expect(try command.run("run", "first.yaml", "-o", "first.h5md").status == 0)
    #expect(try command.run("run", "second.yaml", "-o", "second.h5md").status == 0)
    try FileManager.default.removeItem(atPath: command.path("first.h5md"))
    let longer = try command.run("resume", "second.h5md", "--until", "0.2")
    #expect(longer.status == 0, "\(longer.errors)")
    #expect(try command.run("inspect", "second.h5md").output.contains("all 5 frames read"))
  }

  @Test func anInterruptedRunIsNotWrittenOver() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Self.long, to: "school.yaml")
    _ = try interrupt(command, with: SIGINT)
    let second = try command.run("run", "school.yaml", "-o", "a.h5md")
    #expect(second.status == 3)
    #expect(second.errors.contains("clausius resume"))
  }
}
