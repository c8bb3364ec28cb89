import ClausiusHDF5Storage
import Foundation
import Testing

/// What becomes of the journal of an interrupted run, and of what a recovery keeps.
extension AccidentTests {
  @Test("Damage of a journal is said, and no verb shows an earlier state without a word")
  func damagedJournal() throws {
    let command = try Command()
    defer { command.clean() }
    try end(try running(command))
    let whole = try command.run("inspect", "a.h5md.partial").output
    let journal = URL(filePath: command.path("a.h5md.partial.journal"))
    let bytes = try Data(contentsOf: journal)
    try command.copy("a.h5md.partial", to: "kept")
    for k in 0..<24 {
      var changed = bytes
      let place = k * (bytes.count - 1) / 23
      changed[place] ^= 1 << UInt8(k % 8)
      try changed.write(to: journal)
      let inspect = try command.run("inspect", "a.h5md.partial")
      let isSaid = [inspect.output, inspect.errors].contains {
        $0.contains("the last flushes are not whole") || $0.contains("its journal")
      }
      #expect(isSaid || inspect.output == whole, "byte \(place): \(inspect.errors)")
      let repair = try command.run("repair", "a.h5md.partial", "-o", "r\(k).h5md")
      #expect(isSaid == repair.errors.contains("journal"), "byte \(place): \(repair.errors)")
    }
    try bytes.write(to: journal)
    #expect(try command.run("inspect", "a.h5md.partial").output == whole)
  }

  @Test("A damaged journal is refused by resume as by every verb, and nothing is changed")
  func resumeWithDamagedJournal() throws {
    let command = try Command()
    defer { command.clean() }
    try endWithFrames(command, try running(command))
    let journal = URL(filePath: command.path("a.h5md.partial.journal"))
    var bytes = try Data(contentsOf: journal)
    bytes[12] ^= 1
    try bytes.write(to: journal)
    let partial = URL(filePath: command.path("a.h5md.partial"))
    let before = try Data(contentsOf: partial)
    for call in [
      ["inspect", "a.h5md.partial"], ["repair", "a.h5md.partial"], ["resume", "a.h5md"],
    ] {
      let refused = try command.run(call)
      #expect(refused.status == 3)
      #expect(refused.errors.contains("its journal a.h5md.partial.journal is damaged"))
      #expect(try Data(contentsOf: partial) == before && Data(contentsOf: journal) == bytes)
    }
    // Without its journal the file is what its writer had written last.
    try FileManager.default.removeItem(at: journal)
    #expect(try command.run("resume", "a.h5md", "--until", "400").status == 0)
  }

  @Test("Links to an interrupted file show what its journal has")
  func links() throws {
    let command = try Command()
    defer { command.clean() }
    try endWithFrames(command, try running(command))
    let whole = try command.run("inspect", "a.h5md.partial", "--format", "json").json()
    try command.link("link.h5md", to: "a.h5md.partial")
    try command.makeFolder("elsewhere")
    try command.link("elsewhere/b.h5md.partial", to: "../a.h5md.partial")
    for link in ["link.h5md", "elsewhere/b.h5md.partial"] {
      let shown = try command.run("inspect", link, "--format", "json").json()
      #expect(shown["frames"] as? Int == whole["frames"] as? Int)
    }
    #expect(try command.run("repair", "link.h5md").status == 0)
    #expect(!command.exists("a.h5md.partial.journal"))
    let repaired = try command.run("inspect", "a.h5md.partial", "--format", "json").json()
    #expect(repaired["frames"] as? Int == whole["frames"] as? Int)
  }

  @Test("What a recovery kept is no run to go on with before it has its name again")
  func keptFile() throws {
    let command = try Command()
    defer { command.clean() }
    try endWithFrames(command, try running(command))
    #expect(try command.run("repair", "a.h5md.partial").status == 0)
    try command.move("a.h5md.partial", to: "a.h5md.partial.unrecovered-2")
    let inspected = try command.run("inspect", "a.h5md.partial.unrecovered-2", "--format", "json")
    #expect(try inspected.json()["finished"] as? Bool == false)
    let refused = try command.run("resume", "a.h5md.partial.unrecovered-2")
    #expect(refused.status == 2)
    #expect(refused.errors.hasSuffix("mv a.h5md.partial.unrecovered-2 a.h5md.partial\n"))
    try command.move("a.h5md.partial.unrecovered-2", to: "a.h5md.partial")
    #expect(try command.run("resume", "a.h5md", "--until", "400").status == 0)
  }

  /// A device kept some of the first writes and not all, and the journal does not know of them:
  /// libhdf5 crashes on what is there.
  @Test("What a power failure left of a beginning is resumed, or begun again with --force")
  func afterAPowerFailure() throws {
    let command = try Command()
    defer { command.clean() }
    let scenario = Command.package.appending(path: "scenarios/couzin/torus.yaml").path()
    let settings = [
      "couzin.individuals=4000", "couzin.start_radius=40", "run.duration=1.2", "output.every=0.1",
      "diagnostics=[]", "output.compression=none",
    ]
    let run = ["run", scenario] + settings.flatMap { ["--set", $0] }
    try #require(command.run(run + ["-o", "whole.h5md"]).status == 0)
    for name in ["forced.h5md", "resumed.h5md"] {
      for ending in ["partial", "partial.journal"] {
        try command.unpack("Tests/PowerFailures/begun.h5md.\(ending).gz", to: "\(name).\(ending)")
      }
    }
    let refused = try command.run(run + ["-o", "forced.h5md"])
    #expect(refused.status == 3)
    #expect(
      refused.errors
        == "forced.h5md.partial: an interrupted run is there already (clausius resume forced.h5md, "
        + "or use --force to begin again)\n")
    for (name, call) in [
      ("forced.h5md", run + ["-o", "forced.h5md", "--force"]),
      ("resumed.h5md", ["resume", "resumed.h5md"]),
    ] {
      let result = try command.run(call)
      #expect(result.status == 0, "\(result.errors)")
      let moved = try command.numbers("coordinates", of: name)
      #expect(moved == (try command.numbers("coordinates", of: "whole.h5md")))
    }
  }
}
