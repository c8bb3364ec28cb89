import Foundation
import Testing

/// A small file system `disk`, in a namespace of its own.
private enum SmallDisk {
  /// Runs a line of the shell; `$C` is the command.
  static func shell(_ line: String, in command: Command) throws -> Command.Result {
    let program = "mount -t tmpfs -o size=2m tmpfs disk && { \(line); }"
    return try command.start(
      ["-rm", "/bin/bash", "-c", program],
      environment: ["C": Command.executable.path(percentEncoded: false)],
      executable: URL(filePath: "/usr/bin/unshare")
    ).wait()
  }

  /// Whether this system lets a test mount.
  static let canMount: Bool = {
    guard let command = try? Command() else { return false }
    defer { command.clean() }
    try? command.makeFolder("disk")
    return (try? shell("true", in: command).status) == 0
  }()
}

@Suite(
  "A disk that is full before anything begins",
  .enabled(if: SmallDisk.canMount, "needs a system that lets a test mount"), .serialized)
struct FullDiskTests {
  /// Fills the disk to the last byte.
  private static let full = "dd if=/dev/zero of=disk/fill bs=4k 2>/dev/null; "
  /// Makes the disk refuse every write.
  private static let readOnly = "mount -o remount,ro disk; "
  private static let track = "--frame frame --id id --x x --y y --rate 1"

  private func prepared() throws -> Command {
    let command = try Command()
    try command.makeFolder("disk")
    try command.write(Command.school(), to: "s.yaml")
    let rows = (0..<100).flatMap { k in (0..<3).map { "\(k),\($0),\(k + $0),\($0)" } }
    try command.write("frame,id,x,y\n" + rows.joined(separator: "\n") + "\n", to: "t.csv")
    try #require(command.run("run", "s.yaml", "-o", "a.h5md").status == 0)
    return command
  }

  @Test(
    "Every verb that writes ends with one line and status 3, and leaves nothing",
    arguments: [
      "run s.yaml -o disk/b.h5md", "run s.yaml -o disk/new/b.h5md", "run s.yaml -o disk/",
      "import t.csv \(track) -o disk/t.h5md", "repair a.h5md -o disk/r.h5md",
      "analyze a.h5md --diagnostics polarization -o disk/r.csv",
      "analyze a.h5md --diagnostics polarization -o disk/r.h5",
      "analyze a.h5md --diagnostics polarization --format json -o disk/r.json",
      "compare a.h5md a.h5md --diagnostics polarization -o disk/c.txt",
      "plot a.h5md --data -o disk/p.png",
    ], [full, readOnly])
  func verbs(verb: String, state: String) throws {
    let command = try prepared()
    defer { command.clean() }
    let result = try SmallDisk.shell(
      "\(state) $C \(verb); s=$?; find disk -type f ! -name fill >left; exit $s", in: command)
    #expect(result.status == 3, "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    #expect(try String(contentsOfFile: command.path("left"), encoding: .utf8) == "")
  }

  @Test(
    "A run that is to go on stays as it is",
    arguments: ["resume disk/a.h5md --until 40", "run s.yaml --force -o disk/a.h5md"],
    [full, readOnly])
  func finished(verb: String, state: String) throws {
    let command = try prepared()
    defer { command.clean() }
    let result = try SmallDisk.shell(
      "cp a.h5md disk; \(state) $C \(verb); s=$?; cmp a.h5md disk/a.h5md; "
        + "find disk -type f ! -name fill >left; exit $s", in: command)
    #expect(result.status == 3, "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    #expect(result.output == "")
    #expect(try String(contentsOfFile: command.path("left"), encoding: .utf8) == "disk/a.h5md\n")
  }
}
