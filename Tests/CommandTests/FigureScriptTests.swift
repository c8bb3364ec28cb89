import Foundation
import Testing

@Suite("Scripts that make figures")
struct FigureScriptTests {
  /// Runs a script of docs/ with a command that fails where `failure` stands in its arguments.
  private func run(_ script: String, _ folders: [String], failure: String) throws -> (
    Int32, Command
  ) {
    let command = try Command()
    let fake = "#!/bin/sh\ncase \"$*\" in *'\(failure)'*) exit 2 ;; esac\nexit 0\n"
    try command.write(fake, to: "fake")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: command.path("fake"))
    let running = try command.start(
      folders.map(command.path), environment: ["CLAUSIUS": command.path("fake")],
      executable: Command.package.appending(path: script))
    return (try running.wait().status, command)
  }

  @Test("The first failure ends a script, and nothing is replaced")
  func failure() throws {
    for (script, failure) in [
      ("docs/validation/hard-discs/make-figures", "--format json"),
      ("docs/figures/make-figures", "velocity-scan"), ("docs/figures/make-check-figures", "--list"),
    ] {
      let (status, command) = try run(script, ["runs", "figures"], failure: failure)
      defer { command.clean() }
      #expect(status != 0, "\(script)")
      let made = try? FileManager.default.contentsOfDirectory(atPath: command.path("figures"))
      #expect((made ?? []).isEmpty, "\(script) left \(made ?? [])")
    }
  }
}
