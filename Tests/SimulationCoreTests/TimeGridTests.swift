import ClausiusDeclarations
import Testing

@testable import ClausiusSimulationCore

@Suite("Time grids")
struct TimeGridTests {
  @Test("Ticks and frames of a fixed-step run")
  func fixedStep() throws {
    let grid = try TimeGrid(timeStep: 0.1, duration: 2000, every: 1)
    #expect(grid.tickDuration == 0.1)
    #expect(grid.ticksPerFrame == 10)
    #expect(grid.lastTick == 20_000)
    #expect(grid.frames == 2001)
  }

  @Test("Time is a product, never a sum: tick 10^7 of 0.1 is 10^6 exactly")
  func product() throws {
    let grid = try TimeGrid(timeStep: 0.1, duration: 1e6, every: 0.1)
    #expect(grid.time(ofTick: 10_000_000) == 1e6)
    #expect(grid.time(ofTick: 3) == 3 * 0.1)
  }

  @Test("A last frame that does not fall on the end is left out")
  func unevenEnd() throws {
    let grid = try TimeGrid(timeStep: 1, duration: 10, every: 3)
    #expect(grid.frames == 4)
    #expect(grid.lastTick == 10)
  }

  @Test("An event-driven run has its frames as ticks")
  func eventDriven() throws {
    let grid = try TimeGrid(duration: 5, every: 0.5)
    #expect(grid.ticksPerFrame == 1)
    #expect(grid.lastTick == 10)
    #expect(grid.frames == 11)
  }

  @Test("A discrete run has steps of length 1, counted in whole numbers")
  func discrete() throws {
    let grid = try TimeGrid(steps: 1000, every: 4)
    #expect(grid.tickDuration == 1)
    #expect(grid.ticksPerFrame == 4)
    #expect(grid.lastTick == 1000)
    #expect(grid.frames == 251)
    #expect(grid.time(ofTick: 12) == 12)
    let uneven = #expect(throws: ContradictionError.self) { try TimeGrid(steps: 2.5, every: 1) }
    #expect(
      uneven?.contradiction
        == Contradiction(
          at: "run.duration", "2.5 is not a whole number of steps",
          advice: "the nearest that is: 3"))
    let fine = #expect(throws: ContradictionError.self) { try TimeGrid(steps: 2, every: 0.5) }
    #expect(fine?.contradiction.key == "output.every")
    #expect(fine?.contradiction.advice == "the nearest that is: 1")
  }

  @Test("The step of each kind of time")
  func steps() {
    #expect(TimeKind.fixedStep.step(given: 0.1) == 0.1)
    #expect(TimeKind.fixedStep.step(given: nil) == nil)
    #expect(TimeKind.discrete.step(given: nil) == 1)
    #expect(TimeKind.eventDriven.step(given: 0.1) == nil)
  }

  @Test("A run of no duration has one frame")
  func nothing() throws {
    #expect(try TimeGrid(timeStep: 0.5, duration: 0, every: 0.5).frames == 1)
  }

  @Test(
    "Times that are no whole number of steps",
    arguments: [
      (0.5, 10.0, 0.75, "output.every", "0.75 is not a whole multiple of the time step, 0.5"),
      (0.5, 10.0, 0.2, "output.every", "0.2 is not a whole multiple of the time step, 0.5"),
      (0.5, 10.2, 0.5, "run.duration", "10.2 is not a whole multiple of the time step, 0.5"),
      (1e-9, 1e9, 1, "run.duration", "1000000000 is more than 2^53 times the time step, 1e-09"),
      (
        1e-300, 1e300, 1e-300, "run.duration",
        "1e+300 is more than 2^53 times the time step, 1e-300"
      ),
    ])
  func contradictions(
    timeStep: Double, duration: Double, every: Double, key: String, message: String
  ) {
    let error = #expect(throws: ContradictionError.self) {
      try TimeGrid(timeStep: timeStep, duration: duration, every: every)
    }
    #expect(error?.contradiction.key == key)
    #expect(error?.contradiction.message == message)
  }

  @Test("The nearest time that fits is named")
  func advice() {
    let error = #expect(throws: ContradictionError.self) {
      try TimeGrid(timeStep: 0.1, duration: 1, every: 0.26)
    }
    #expect(error?.contradiction.advice == "the nearest that is: 0.3")
    let eventDriven = #expect(throws: ContradictionError.self) {
      try TimeGrid(duration: 1, every: 0.3)
    }
    #expect(
      eventDriven?.contradiction.message == "1 is not a whole multiple of output.every, 0.3")
  }
}
