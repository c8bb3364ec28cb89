import Foundation
import Testing

@Suite("Short and odd runs")
struct ShortRunTests {
  /// A scenario that expects something at its end.
  private static let school =
    Command.school()
    + "\nexpect:\n  - {diagnostic: polarization, over: {from: 15, to: 20}, mean: {above: 0}}\n"

  @Test("A run that ends before a window of an expectation goes on with a warning")
  func windowAfterTheEnd() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Self.school, to: "school.yaml")
    let run = try command.run("run", "school.yaml", "-o", "a.h5md", "--set", "run.duration=5")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.errors.contains(
        "warning: school.yaml:12:39: the window begins after the end of the run (the run ends at 5)"
      ))
    #expect(try command.numbers("time", of: "a.h5md").last == 5)
    let validation = try command.run("validate", "school.yaml", "--set", "run.duration=5")
    #expect(validation.status == 2)
    #expect(validation.errors.contains("school.yaml:12:39: the window begins after the end"))
    let longer = try command.run("resume", "a.h5md", "--until", "10", "--quiet")
    #expect(longer.status == 0, "\(longer.errors)")
  }

  /// Each with the time of its last frame, which need not be the end of the run.
  @Test("Shipped scenarios run for a step, and for times that their steps and frames do not divide")
  func shippedScenarios() throws {
    let command = try Command()
    defer { command.clean() }
    for (scenario, duration, end) in [
      ("couzin/hysteresis", "5", 4.0), ("couzin/leaders", "0.1", 0.1),
      ("hard-discs/equilibrium", "0.5", 0.4445), ("hard-discs/equilibrium", "0.01", 0.01),
      ("hard-discs/reversal", "0.1", 0.1), ("klein-gordon/thermalization", "5", 5),
      ("klein-gordon/critical-velocity", "5", 4.0), ("klein-gordon/dispersion", "5", 5),
    ] {
      let run = try command.run(
        "run", Command.scenario(scenario), "-o", "a.h5", "--force", "--quiet", "--set",
        "run.duration=\(duration)")
      #expect(run.status == 0, "\(scenario): \(run.errors)")
      let last = try #require(try command.numbers("time", of: "a.h5").last)
      #expect(abs(last - end) < 1e-12, "\(scenario)")
    }
  }

  @Test("A run that ends between two frames or steps says where")
  func oddEnds() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    let uneven = try command.run("run", "school.yaml", "-o", "a.h5md", "--set", "run.duration=1.04")
    #expect(uneven.status == 0)
    #expect(
      uneven.errors.contains(
        "warning: --set run.duration=1.04:1:5: 1.04 is not a whole multiple of the time step, 0.1: "
          + "the run ends at 1 (the nearest that is: 1)"))
    let short = try command.run("run", "school.yaml", "-o", "b.h5md", "--set", "run.duration=0.3")
    #expect(short.errors.contains("the run ends at 0.3, before the second frame at 0.5"))
    #expect(try command.numbers("time", of: "b.h5md") == [0, 3 * 0.1])
    let none = try command.run("run", "school.yaml", "-o", "c.h5md", "--set", "run.duration=0.03")
    #expect(none.status == 2)
    #expect(none.errors.contains("the nearest that is: 0.1"))
  }

  @Test("A reversal after the end is warned of")
  func lateReversal() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(
      "system: hard_discs\nhard_discs: {count: 20}\nrun: {duration: 1, reverse_at: 2}\n",
      to: "gas.yaml")
    let run = try command.run("run", "gas.yaml", "-o", "a.h5md", "--quiet")
    #expect(run.status == 0)
    #expect(
      run.errors.contains(
        "gas.yaml:3:20: the run ends at 1, before its velocities are turned around at 2"))
  }

  @Test("Counting and schedules after the end of the run are warned of")
  func lateParameters() throws {
    let command = try Command()
    defer { command.clean() }
    let gas = try command.run(
      "run", Command.scenario("hard-discs/equilibrium"), "-o", "a.h5md", "--quiet", "--set",
      "run.duration=0.127")
    #expect(gas.errors.contains("the run ends at 0.127, before counting begins at 1.1"))
    let school = try command.run(
      "run", Command.scenario("couzin/hysteresis"), "-o", "b.h5md", "--quiet", "--set",
      "run.duration=400")
    #expect(school.errors.contains("the run ends at 400, before 15 of 17 scheduled values hold"))
  }

  @Test("The scenario of a file can be printed and run again, with what options had set")
  func scenarioOfAFile() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Self.school, to: "school.yaml")
    let run = { (arguments: String...) in
      try command.run(["run"] + arguments + ["--quiet"])
    }
    #expect(try run("school.yaml", "-o", "plain.h5md").status == 0)
    #expect(try command.run("inspect", "plain.h5md", "--scenario").output == Self.school)
    #expect(try command.run("inspect", "plain.h5md").output.contains(Self.school))
    #expect(
      try run("school.yaml", "-o", "a.h5md", "--seed", "7", "--set", "couzin.individuals=20")
        .status == 0)
    let printed = try command.run("inspect", "a.h5md", "--scenario").output
    #expect(printed.hasPrefix(Self.school))
    try command.write(printed, to: "again.yaml")
    #expect(try run("again.yaml", "-o", "again.h5md").status == 0)
    #expect(try command.sameNumbers("a.h5md", "again.h5md"))
    #expect(try command.numbers("coordinates", of: "again.h5md").count == 41 * 20 * 3)
    #expect(try run("again.yaml", "-o", "b.h5md", "--seed", "8").status == 0)
    try command.write(
      command.run("inspect", "b.h5md", "--scenario").output, to: "twice.yaml")
    #expect(try run("twice.yaml", "-o", "c.h5md").status == 0)
    #expect(try command.sameNumbers("b.h5md", "c.h5md"))
    #expect(try !command.sameNumbers("a.h5md", "c.h5md"))
  }

  @Test("Starts that cannot be placed are refused at once, with the key that helps")
  func hopelessStarts() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(
      """
      system: hard_discs
      hard_discs: {count: 20000, diameter: 0.1, box: [1600, 0.15], boundary: reflecting}
      run: {duration: 0.1}
      """, to: "gas.yaml")
    try command.write(
      """
      system: couzin
      couzin: {individuals: 100000, start_radius: 6000}
      run: {duration: 0.1, time_step: 0.1}
      """, to: "school.yaml")
    for (scenario, words) in [
      ("gas.yaml", "'start: lattice'"), ("school.yaml", "smaller 'start_radius'"),
    ] {
      let run = try command.run("run", scenario, "-o", "a.h5md")
      #expect(run.status == 2)
      #expect(run.errors.contains(words), "\(run.errors)")
    }
  }
}
