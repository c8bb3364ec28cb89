import Foundation
import Testing

@Suite("Lines that must fit")
struct LineLengthTests {
  private static let long = String(repeating: "word ", count: 25)

  /// What `Tests/check_line_length` says of a file with this text.
  private func report(_ text: String, in name: String) throws -> (status: Int32, lines: [String]) {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(text.utf8).write(to: file)
    let process = Process()
    process.executableURL = SourceTree.package.appending(path: "Tests/check_line_length")
    process.arguments = [file.path()]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map {
      String($0).replacing(file.path() + ":", with: "")
    }
    return (process.terminationStatus, lines)
  }

  @Test(
    "Comments of every language of the tree are seen, and code is left alone",
    arguments: [
      ("a.swift", "/// \(long)\nlet a = \"\(long)\"\n"),
      ("a.h", "// \(long)\nint a; char *text = \"\(long)\";\n"),
      ("Makefile", "# \(long)\nall:\n\techo \(long)\n"),
      ("run", "#!/usr/bin/env bash\n# \(long)\necho \(long)\n"),
      ("a.py", "a = 1\n# \(long)\nprint('\(long)')\n"),
      ("script", "#!/usr/bin/env python3\n# \(long)\nprint('\(long)')\n"),
      ("a.yaml", "# \(long)\ntitle: \(long)\n"),
      ("a.md", "\(long)\nshort\n"),
    ])
  func comments(name: String, text: String) throws {
    let (status, lines) = try report(text, in: name)
    #expect(status == 1)
    let line = (text.split(separator: "\n").firstIndex { $0.hasSuffix(Self.long) } ?? 0) + 1
    let columns = text.split(separator: "\n")[line - 1].count
    #expect(lines == ["\(line): \(columns) columns, at most 100 fit"])
  }

  @Test("Documentation strings of Python are comments")
  func documentation() throws {
    let (status, lines) = try report(
      "\"\"\"\(Self.long)\n\n\(Self.long)\n\"\"\"\nprint(\"\"\"\(Self.long)\"\"\")\n", in: "a.py")
    #expect(status == 1)
    #expect(lines.map { $0.prefix(2) } == ["1:", "3:"])
  }

  @Test("A line that no break could shorten is left alone")
  func links() throws {
    let link = "https://example.org/" + String(repeating: "a", count: 120)
    for (name, mark) in [("a.swift", "// "), ("a.md", "- "), ("a.py", "# ")] {
      #expect(try report(mark + link + "\n", in: name).status == 0)
    }
  }
}
