import Testing

@testable import ClausiusDeclarations

private struct Beam: Declared {
  var spread = 30.0
  var tilt = [0.0, 0.0]

  static let keys = [
    Key("spread", \Beam.spread, in: .above(0, upTo: 360), unit: "degree", about: "full angle"),
    Key("tilt", \Beam.tilt, unit: "radian/time", about: "turns"),
  ]
}

private struct Lamp: Declared {
  var power = 60.0
  var count = 1
  var color: String?
  var position: [Double] = [0, 0]
  var shade = Shade()

  struct Shade: Declared {
    var radius = 1.0
    var isOpen = false

    static let keys = [
      Key("radius", \Shade.radius, in: .positive, unit: "length", about: "radius of the shade"),
      Key("is_open", \Shade.isOpen, about: "whether light leaves at the top"),
    ]

    func contradictions() -> [Contradiction] {
      radius > 9 ? [Contradiction(at: "radius", "the shade is too wide")] : []
    }
  }

  static let keys = [
    Key(
      "power", \Lamp.power, in: .above(0, upTo: 1000), unit: "energy/time", isRequired: true,
      about: "electric power", source: "Edison 1880"),
    Key("count", \Lamp.count, in: .positive, about: "number of lamps"),
    Key("color", \Lamp.color, about: "color of the light"),
    Key("position", \Lamp.position, as: .list(of: .real(.any), count: 2...2), about: "where"),
    Key("shade", \Lamp.shade, about: "what is around it"),
  ]

  func contradictions() -> [Contradiction] {
    power > 500 && shade.radius < 1
      ? [
        Contradiction(at: "shade.radius", "the shade burns", advice: "make it wider"),
        Contradiction(at: "count", "too bright"),
      ] : []
  }
}

@Suite("Declared groups")
struct DeclaredTests {
  private func problems(_ node: Node) -> [String] {
    ClausiusDeclarationsTests.problems { () throws(Problems) in try Lamp(from: node) }
  }

  @Test("Keys that are given are read, others keep their defaults")
  func reading() throws {
    let lamp = try Lamp(
      from: mapping(
        ("power", scalar("40")), ("color", scalar("red")),
        ("shade", mapping(("is_open", scalar("true"))))))
    #expect(lamp.power == 40)
    #expect(lamp.count == 1)
    #expect(lamp.color == "red")
    #expect(lamp.shade.isOpen)
    #expect(lamp.shade.radius == 1)
  }

  @Test("Descriptions carry the defaults of init")
  func descriptions() {
    let descriptions = Lamp.keys.map(\.description)
    #expect(descriptions.map(\.name) == ["power", "count", "color", "position", "shade"])
    #expect(
      descriptions.map(\.defaultText)
        == [nil, "1", "none", "[0, 0]", "{radius: 1, is_open: false}"])
    #expect(descriptions.map(\.isOptional) == [false, false, true, false, false])
    #expect(descriptions[0].unit == "energy/time")
    #expect(descriptions[0].source == "Edison 1880")
    #expect(descriptions[0].kind == .real(.above(0, upTo: 1000)))
    #expect(descriptions[4].kind == Lamp.Shade.kind)
  }

  @Test("Everything that is wrong is reported at once, in the order of the text")
  func several() {
    #expect(
      problems(
        mapping(
          ("count", scalar("0")), ("colour", scalar("red")), ("count", scalar("2")),
          ("position", list(scalar("1"))), ("shade", mapping(("radius", scalar("-1"))))))
        == [
          "t:1:1: 'power' is missing (electric power)",
          "t:2:10: count: expected a whole number of at least 1, found '0'",
          "t:2:10: radius: expected a real number above 0, found '-1'",
          "t:3:3: unknown key 'colour' (did you mean 'color'?)",
          "t:4:3: 'count' is given twice",
          "t:5:10: position: expected a list of 2, each a real number, found 1",
        ])
  }

  @Test("A key far from all known ones is answered with all of them")
  func unknown() {
    #expect(
      problems(mapping(("power", scalar("1")), ("weight", scalar("1")))) == [
        "t:3:3: unknown key 'weight' (known keys: power, count, color, position, shade)"
      ])
  }

  @Test("Contradictions are found when every value is right, and point at their keys")
  func contradictions() {
    #expect(
      problems(
        mapping(
          ("power", scalar("600")), ("shade", mapping(("radius", scalar("0.5")))))) == [
          "t:1:1: too bright", "t:2:3: the shade burns (make it wider)",
        ])
    #expect(
      problems(mapping(("power", scalar("1")), ("shade", mapping(("radius", scalar("10"))))))
        == ["t:2:3: the shade is too wide"])
  }

  @Test("Nothing is an empty group; anything else but a mapping is refused")
  func nodes() {
    #expect(problems(scalar("")) == ["t:1:1: 'power' is missing (electric power)"])
    #expect(
      problems(list()) == [
        "t:1:1: expected a group {power, count, color, position, shade}, found a list"
      ])
  }

  @Test("A group writes itself as it would be read, without what was left out")
  func text() throws {
    var lamp = try Lamp(from: mapping(("power", scalar("0.1"))))
    #expect(
      lamp.scenarioText
        == "{power: 0.1, count: 1, position: [0, 0], shade: {radius: 1, is_open: false}}")
    lamp.color = "red: \"deep\""
    #expect(lamp.scenarioText.contains("color: \"red: \\\"deep\\\"\""))
  }
}

@Suite("Problems")
struct ProblemTests {
  @Test("A problem reads place: message (advice)")
  func description() {
    #expect(Problem("a", at: at(2, 3), advice: "b").description == "t:2:3: a (b)")
    #expect(Problem("a").description == "a")
  }

  @Test("Problems are sorted by source, line and column; equal ones are reported once")
  func order() {
    let other = SourcePosition(source: "--set x=1", line: 1, column: 1)
    let unsorted = Problems([
      Problem("d", at: at(10, 1)), Problem("e", at: other), Problem("b", at: at(2, 9)),
      Problem("c", at: at(2, 9)), Problem("b", at: at(2, 9)), Problem("a", at: at(2, 3)),
    ])
    #expect(unsorted.inOrder.all.map(\.message) == ["a", "b", "c", "d", "e"])
    #expect(throws: unsorted.inOrder) { try unsorted.throwIfAny() }
    #expect(throws: Never.self) { try Problems().throwIfAny() }
  }

  @Test("Collecting keeps results and problems")
  func collecting() {
    var problems = Problems()
    let right = problems.collect { () throws(Problems) in try Int(from: scalar("1"), as: Int.kind) }
    let wrong = problems.collect { () throws(Problems) in try Int(from: scalar("x"), as: Int.kind) }
    #expect(right == 1)
    #expect(wrong == nil)
    #expect(problems.all.count == 1)
    #expect(!problems.isEmpty)
  }

  @Test(
    "An angle may carry its unit",
    arguments: [
      ("15 deg", 15), ("15deg", 15), ("1.5e1 degrees", 15), ("15°", 15), ("15", 15),
      ("0.5 rad", 0.5 * 180 / Double.pi), ("1 radian", 180 / Double.pi),
    ])
  func angles(text: String, degrees: Double) throws {
    let beam = try Beam(from: mapping(("spread", scalar(text))))
    #expect(beam.spread == degrees)
  }

  @Test("An angle with another unit, or out of range, is refused")
  func noAngles() {
    for text in ["15 m", "400 deg", "7 rad", "deg", "x rad", "1 2 deg"] {
      #expect(throws: Problems.self) { try Beam(from: mapping(("spread", scalar(text)))) }
    }
    #expect(throws: Problems.self) { try Lamp(from: mapping(("power", scalar("15 deg")))) }
  }

  @Test("Each angle of a list may carry its unit")
  func listOfAngles() throws {
    let beam = try Beam(from: mapping(("tilt", list(scalar("90 deg"), scalar("0.25")))))
    #expect(beam.tilt == [Double.pi / 2, 0.25])
  }
}
