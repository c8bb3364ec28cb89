import Testing

@testable import ClausiusDeclarations

@Suite("Values that a scenario can hold")
struct ValueTests {
  @Test(
    "Real numbers",
    arguments: [
      ("1", 1), ("-0.5", -0.5), ("+2", 2), ("1e-3", 1e-3), ("1E3", 1000), (".5", 0.5), ("5.", 5),
      ("1_000.5", 1000.5), ("0", 0),
    ])
  func reals(text: String, value: Double) throws {
    #expect(try Double(from: scalar(text), as: Double.kind) == value)
  }

  @Test(
    "What is no real number",
    arguments: [
      "abc", "nan", ".nan", "inf", ".inf", "-.inf", "1e400", "0x10", "1,5", "1 2", "", "~", "_",
    ])
  func notReal(text: String) {
    let what = text.isEmpty ? "nothing" : "'\(text)'"
    #expect(
      problems { () throws(Problems) in try Double(from: scalar(text), as: Double.kind) }
        == ["t:1:1: expected a real number, found \(what)"])
  }

  @Test(
    "Whole numbers",
    arguments: [
      ("1", 1), ("-7", -7), ("1e6", 1_000_000), ("1_000_000", 1_000_000), ("2.0", 2),
      ("1e12", 1_000_000_000_000),
    ])
  func integers(text: String, value: Int) throws {
    #expect(try Int(from: scalar(text), as: Int.kind) == value)
  }

  @Test("What is no whole number", arguments: ["2.5", "1e-3", "1e30", "0x10", "a", "inf"])
  func notInteger(text: String) {
    #expect(
      problems { () throws(Problems) in try Int(from: scalar(text), as: Int.kind) }
        == ["t:1:1: expected a whole number, found '\(text)'"])
  }

  @Test("Quotes make text of a number, and lists are no numbers")
  func kinds() {
    #expect(
      problems { () throws(Problems) in try Double(from: quoted("1"), as: Double.kind) }
        == ["t:1:1: expected a real number, found the text \"1\""])
    #expect(
      problems { () throws(Problems) in try Int(from: list(), as: Int.kind) }
        == ["t:1:1: expected a whole number, found a list"])
    #expect(
      problems { () throws(Problems) in try Bool(from: mapping(), as: Bool.kind) }
        == ["t:1:1: expected true or false, found a mapping"])
  }

  @Test("true and false, and no other words for them")
  func booleans() throws {
    #expect(try Bool(from: scalar("true"), as: Bool.kind))
    #expect(try !Bool(from: scalar("False"), as: Bool.kind))
    for word in ["yes", "no", "on", "off", "1", "y"] {
      #expect(
        problems { () throws(Problems) in try Bool(from: scalar(word), as: Bool.kind) }
          == ["t:1:1: expected true or false, found '\(word)'"])
    }
  }

  @Test("Text is any scalar but nothing")
  func text() throws {
    #expect(try String(from: scalar("1"), as: String.kind) == "1")
    #expect(try String(from: quoted(""), as: String.kind) == "")
    #expect(
      problems { () throws(Problems) in try String(from: scalar(""), as: String.kind) }
        == ["t:1:1: expected text, found nothing"])
  }

  @Test("Lists of an allowed length, with every wrong element named")
  func lists() throws {
    let kind = ValueKind.list(of: .real(.positive), count: 2...3)
    #expect(try [Double](from: list(scalar("1"), scalar("2")), as: kind) == [1, 2])
    #expect(
      problems { () throws(Problems) in try [Double](from: list(scalar("1")), as: kind) }
        == ["t:1:1: expected a list of 2 to 3, each a real number above 0, found 1"])
    #expect(
      problems { () throws(Problems) in
        try [Double](from: list(scalar("a"), scalar("1"), scalar("-1")), as: kind)
      } == [
        "t:1:1: expected a real number above 0, found 'a'",
        "t:1:1: expected a real number above 0, found '-1'",
      ])
    #expect(
      problems { () throws(Problems) in try [Double](from: scalar("1"), as: kind) }
        == ["t:1:1: expected a list of 2 to 3, each a real number above 0, found '1'"])
  }

  private enum Metal: String, DeclaredChoice {
    case iron, copper
    var about: String { rawValue }
  }

  @Test("Choices, with the nearest word")
  func choices() throws {
    #expect(try Metal(from: scalar("iron"), as: Metal.kind) == .iron)
    #expect(try Metal(from: quoted("copper"), as: Metal.kind) == .copper)
    #expect(
      problems { () throws(Problems) in try Metal(from: scalar("coper"), as: Metal.kind) } == [
        "t:1:1: expected one of iron, copper, found 'coper' (did you mean 'copper'?)"
      ])
    #expect(
      problems { () throws(Problems) in try Metal(from: scalar("gold"), as: Metal.kind) }
        == ["t:1:1: expected one of iron, copper, found 'gold'"])
  }

  @Test(
    "Ranges of real numbers",
    arguments: [
      (RealRange.positive, [false, true, true], "above 0"),
      (.nonNegative, [true, true, true], "at least 0"),
      (.fraction, [true, true, false], "at least 0 and at most 1"),
      (.between(0, and: 1), [false, false, false], "above 0 and below 1"),
      (.above(0, upTo: 1), [false, true, false], "above 0 and at most 1"),
      (.any, [true, true, true], ""),
    ])
  func ranges(range: RealRange, contained: [Bool], words: String) {
    #expect([0, 1, 2].map(range.contains) == contained)
    #expect(!range.contains(.nan))
    #expect(!range.contains(.infinity))
    #expect(ValueKind.real(range).inWords == "a real number" + (words.isEmpty ? "" : " " + words))
  }

  @Test("Ranges of whole numbers")
  func integerRanges() {
    #expect([0, 1, 2].map(IntegerRange.positive.contains) == [false, true, true])
    #expect([-1, 0].map(IntegerRange.nonNegative.contains) == [false, true])
    #expect([1, 2, 3, 4].map(IntegerRange(2, 3).contains) == [false, true, true, false])
    #expect(ValueKind.integer(IntegerRange(2, 3)).inWords == "a whole number from 2 to 3")
    #expect(ValueKind.integer(.atLeast(5)).inWords == "a whole number of at least 5")
    #expect(ValueKind.integer(IntegerRange(.min, 5)).inWords == "a whole number of at most 5")
  }

  @Test("Kinds in words")
  func words() {
    #expect(ValueKind.list(of: .text, count: 0...Int.max).inWords == "a list, each text")
    #expect(ValueKind.list(of: .text, count: 2...2).inWords == "a list of 2, each text")
    #expect(
      ValueKind.list(of: .text, count: 1...Int.max).inWords == "a list of 1 or more, each text")
    #expect(ValueKind.either([.boolean, .text]).inWords == "true or false, or text")
    #expect(ValueKind.named(.boolean).inWords == "names of your choice, each with true or false")
  }
}

@Suite("Nearest names")
struct NearestNameTests {
  @Test(
    "Distances count insertions, deletions, replacements and swaps",
    arguments: [
      ("", "", 0), ("abc", "", 3), ("kitten", "sitting", 3), ("ab", "ba", 1), ("ca", "abc", 3),
      ("orientation_with", "orientation_width", 1), ("same", "same", 0),
    ])
  func distance(first: String, second: String, distance: Int) {
    #expect(first.editDistance(to: second) == distance)
    #expect(second.editDistance(to: first) == distance)
  }

  @Test("The nearest name wins, the first of equals, and none when none is near")
  func nearest() {
    let known = ["speed", "spacing", "box", "individuals"]
    #expect(known.nearestName(to: "sped") == "speed")
    #expect(known.nearestName(to: "SPEED") == "speed")
    #expect(known.nearestName(to: "individual") == "individuals")
    #expect(known.nearestName(to: "bx") == "box")
    #expect(known.nearestName(to: "color") == nil)
    #expect(["ab", "ad"].nearestName(to: "ac") == "ab")
    #expect([].nearestName(to: "x") == nil)
  }
}
