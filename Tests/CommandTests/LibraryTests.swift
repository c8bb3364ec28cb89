import ClausiusRuns
import ClausiusScenarios
import Testing

@Suite("The command as a library") struct LibraryTests {
  @Test("Three lines of Swift write the numbers that the command writes")
  func run() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    #expect(try command.run("run", "school.yaml", "-o", "command.h5md").status == 0)
    let scenario = try Scenario.read(path: command.path("school.yaml"))
    let run = try Run(scenario, output: command.path("swift.h5md"))
    try run.start()
    #expect(try command.sameNumbers("command.h5md", "swift.h5md"))
  }
}
