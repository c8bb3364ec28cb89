import Foundation
import Testing

@testable import ClausiusDeclarations

@Suite("JSON and scenario text")
struct JSONTests {
  @Test("A document keeps its order and is indented")
  func text() {
    let json: JSON = [
      "b": 1, "a": [.number(0.5), "x", true, .null], "e": [], "f": .object([]),
      "g": [["h": 2], 3],
    ]
    #expect(
      json.text == """
        {
          "b": 1,
          "a": [0.5, "x", true, null],
          "e": [],
          "f": {},
          "g": [
            {
              "h": 2
            },
            3
          ]
        }
        """)
    #expect(json["a"] == [.number(0.5), "x", true, .null])
    #expect(json["z"] == nil)
  }

  @Test("Text with every kind of character survives Foundation's reader")
  func escapes() throws {
    let text = "\"\\/\n\r\t\u{0}\u{1F}\u{7F}\u{85}\u{2028}é\u{FEFF}\u{1F41F}"
    let data = Data(JSON.text(text).text.utf8)
    let read = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
    #expect(read as? String == text)
    #expect("a\"\u{7}".quotedForJSON == "\"a\\\"\\u0007\"")
  }

  @Test("Numbers are the shortest that read back; what is not finite is null")
  func numbers() {
    #expect(JSON.number(0.1).text == "0.1")
    #expect(JSON.number(3).text == "3")
    #expect(JSON.number(-1e-300).text == "-1e-300")
    #expect(JSON.number(1e300).text == "1e+300")
    #expect(JSON.number(.nan).text == "null")
    #expect(JSON.number(.infinity).text == "null")
    #expect(JSON.integer(.max).text == "9223372036854775807")
  }

  @Test("Nodes become what they are")
  func nodes() {
    let node = mapping(
      ("a", scalar("1_000")), ("b", scalar("2.5")), ("c", scalar("true")), ("d", scalar("word")),
      ("e", quoted("1")), ("f", list(scalar("1e3"), scalar("yes"))))
    #expect(
      node.json == [
        "a": 1000, "b": .number(2.5), "c": true, "d": "word", "e": "1", "f": [1000, "yes"],
      ])
  }

  @Test(
    "Text is written without quotes only where it reads back as that text",
    arguments: [
      ("word", "word"), ("two words", "two words"), ("path/to.file-1", "path/to.file-1"),
      ("", "\"\""), ("1", "\"1\""), ("true", "\"true\""), ("No", "\"No\""), ("none", "\"none\""),
      ("a: b", "\"a: b\""), ("a #b", "\"a #b\""), ("trailing ", "\"trailing \""),
      ("-x", "\"-x\""), ("[a]", "\"[a]\""), ("é", "\"é\""), ("f(a, b)", "\"f(a, b)\""),
    ])
  func scenarioText(text: String, expected: String) {
    #expect(text.scenarioText == expected)
  }

  @Test(
    "Numbers in scenarios",
    arguments: [
      (1.0, "1"), (0.1, "0.1"), (-2.5e-9, "-2.5e-09"), (1e16, "1e+16"), (1e14, "100000000000000"),
    ])
  func numberText(value: Double, expected: String) {
    #expect(value.scenarioText == expected)
  }
}
