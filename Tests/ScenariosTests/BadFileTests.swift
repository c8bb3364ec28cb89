import ClausiusDeclarations
import Foundation
import Testing

@testable import ClausiusScenarios

@Suite("Files that are no scenarios")
struct BadFileTests {
  /// The one problem of a file with these bytes, its folder replaced by nothing.
  private func problem(bytes: [UInt8], name: String = "s.yaml") throws -> String {
    let folder = try TemporaryFolder()
    try Data(bytes).write(to: folder.url.appendingPathComponent(name))
    return problem(path: folder.path(name)).replacing(folder.path(""), with: "")
  }

  private func problem(path: String) -> String {
    do throws(Problems) {
      _ = try Scenario.read(
        path: path, systems: testCatalog, diagnostics: testDiagnostics)
      return "no problem"
    } catch {
      return error.description
    }
  }

  @Test("A file that is not there, with the nearest one that is")
  func missing() throws {
    let folder = try TemporaryFolder()
    try Data("system: beads".utf8).write(to: folder.url.appendingPathComponent("torus.yaml"))
    #expect(
      problem(path: folder.path("tours.yaml")) == "\(folder.path("tours.yaml")): there is no such "
        + "file (did you mean '\(folder.path("torus.yaml"))'?)")
    #expect(
      problem(path: folder.path("else/where.yaml"))
        == "\(folder.path("else/where.yaml")): there is no such file")
    #expect(problem(path: "") == "the path of the scenario is empty")
  }

  @Test("A folder")
  func folder() throws {
    let folder = try TemporaryFolder()
    #expect(
      problem(path: folder.url.path)
        == "\(folder.url.path): is a folder (name a scenario file in it)")
  }

  @Test("Empty files", arguments: ["", "\n\n", "# only a comment\n", "---\n", "\u{FEFF}"])
  func empty(text: String) throws {
    let found = try problem(bytes: Array(text.utf8))
    #expect(found == "s.yaml: is empty (a scenario needs at least 'system' and 'run')")
  }

  @Test("Binary files")
  func binary() throws {
    #expect(
      try problem(bytes: [0x7F, 0x45, 0x4C, 0x46, 0, 1])
        == "s.yaml: is a binary file (a scenario is YAML text in UTF-8)")
    #expect(
      try problem(bytes: [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A, 0], name: "t.h5md")
        == "t.h5md: is an HDF5 file, not a scenario (a trajectory is read by 'clausius inspect' "
        + "and 'clausius analyze')")
    #expect(
      try problem(bytes: Array("a: b\nc: \u{7}".utf8))
        == "s.yaml:2:4: the control character U+7 is not allowed in a scenario")
    let zeros = [UInt8](repeating: 0x20, count: ScenarioFile.largestSize + 1)
    #expect(
      try problem(bytes: zeros) == "s.yaml: is larger than 4 MiB, so it is no scenario file")
  }

  @Test("Text in another encoding")
  func encoding() throws {
    let latin1 = Array("system: beads\ntitle: caf".utf8) + [0xE9, 0x0A]
    #expect(
      try problem(bytes: latin1)
        == "s.yaml:2:11: this is not UTF-8 text (save the file as UTF-8)")
    #expect(
      try problem(bytes: [0xFF, 0xFE, 0x61, 0x00])
        == "s.yaml: is UTF-16 text (save the file as UTF-8)")
  }

  @Test("A byte order mark moves no column")
  func byteOrderMark() throws {
    #expect(
      try problem(bytes: Array("\u{FEFF}sistem: beads\nsystem: beads\n".utf8))
        == "s.yaml:1:1: unknown key 'sistem' (did you mean 'system'?)\n"
        + "s.yaml:1:1: 'run' is missing (how long, how fine, and on what)")
  }
}

/// A folder that is removed with the value.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("clausius-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  func path(_ name: String) -> String { url.path + "/" + name }

  deinit { try? FileManager.default.removeItem(at: url) }
}
