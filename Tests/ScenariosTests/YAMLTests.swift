import ClausiusDeclarations
import Testing

@testable import ClausiusScenarios

@Suite("YAML to nodes")
struct YAMLTests {
  private func node(_ text: String) throws -> Node {
    let (node, problems) = try YAMLReader.read(text, source: "t")
    #expect(problems.isEmpty)
    return try #require(node)
  }

  private func at(_ line: Int, _ column: Int) -> SourcePosition {
    SourcePosition(source: "t", line: line, column: column)
  }

  @Test("Every node knows where it begins, also behind characters of several bytes")
  func positions() throws {
    let node = try node("é: {ü: [1, \"ö\"]}\r\nb:\r\n  - x\r\n")
    let entries = try #require(node.entries)
    #expect(entries.map(\.key) == ["é", "b"])
    #expect(entries[0].value.position == at(1, 4))
    #expect(entries[0].value["ü"]?.position == at(1, 8))
    #expect(
      entries[0].value["ü"]?.content
        == .list([
          Node(.scalar(text: "1", isQuoted: false), at: at(1, 9)),
          Node(.scalar(text: "ö", isQuoted: true), at: at(1, 12)),
        ]))
    #expect(entries[1].position == at(2, 1))
    #expect(
      entries[1].value.content == .list([Node(.scalar(text: "x", isQuoted: false), at: at(3, 5))]))
  }

  @Test(
    "Quotes, blocks and the tag !!str make text",
    arguments: [
      ("1", false), ("'1'", true), ("\"1\"", true), ("|\n 1", true), (">-\n 1", true),
      ("!!str 1", true), ("!!int 1", false),
    ])
  func quoting(text: String, isQuoted: Bool) throws {
    guard case .scalar(let value, let found) = try node("a: \(text)")["a"]?.content else {
      Issue.record("not a scalar")
      return
    }
    #expect(value.first == "1")
    #expect(found == isQuoted)
  }

  @Test("Anchors, aliases and merges")
  func aliases() throws {
    let node = try node("a: &x {p: 1, q: 2}\nb: *x\nc: {<<: *x, p: 3}\nd: {<<: [{r: 4}, *x]}\n")
    #expect(node["b"] == node["a"])
    #expect(node["c"]?.json == ["p": 3, "q": 2])
    #expect(node["d"]?.json == ["r": 4, "p": 1, "q": 2])
    let (_, problems) = try YAMLReader.read("<<: 3\n", source: "t")
    #expect(problems.all == [Problem("'<<' takes a mapping or a list of mappings", at: at(1, 5))])
  }

  @Test("Aliases of aliases cannot fill the memory")
  func bomb() throws {
    var text = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
    for level in 1..<30 {
      let aliases = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    let (_, problems) = try YAMLReader.read(text, source: "t")
    #expect(problems.all.map(\.message) == ["the text has too many values"])
  }

  @Test("Repeated keys keep the first value, and every other character stays")
  func repetitions() throws {
    let text = "k: 1\nk: 2\nother: {\"k\": 3, 'k': 4, k : 5}\nx: k\n"
    let (node, problems) = try YAMLReader.read(text, source: "t")
    #expect(node?.json == ["k": 1, "other": ["k": 3], "x": "k"])
    #expect(problems.all.map(\.position) == [at(2, 1), at(3, 17), at(3, 25)])
  }

  @Test("A text that already uses private characters")
  func privateCharacters() throws {
    let (node, problems) = try YAMLReader.read("\u{E000}: 1\na: 2\na: 3\n", source: "t")
    #expect(node?.json == ["\u{E000}": 1, "a": 2])
    #expect(problems.all.map(\.position) == [at(3, 1)])
  }
}
