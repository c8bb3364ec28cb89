import Testing

@testable import ClausiusDeclarations

private struct Wheel: Declared {
  var spread = 30.0
  var turn = 40.0
  var turns: [Double] = []
  var noise = 0.1
  var twist = 0.0

  static let keys = [
    Key("spread", \Wheel.spread, in: .above(0, upTo: 360), unit: "degree", about: "full angle"),
    Key("turn", \Wheel.turn, in: .nonNegative, unit: "degree/time", about: "how fast it turns"),
    Key("turns", \Wheel.turns, unit: "radian/time", about: "how fast others turn"),
    Key("noise", \Wheel.noise, unit: "radian/time^(1/2)", about: "how its axis diffuses"),
    Key("twist", \Wheel.twist, unit: "degree/length", about: "how its axis is twisted"),
  ]
}

@Suite("Angles per time")
struct AngleUnitTests {
  private func wheel(
    _ key: String, _ value: Node, times unit: String?
  ) throws(Problems) -> Wheel {
    try Wheel(from: mapping((key, value)).stating(timeUnit: unit))
  }

  @Test(
    "A rate may carry the stated unit of time, and time itself",
    arguments: [
      ("40 deg/s", 40), ("40deg/s", 40), ("40 °/s", 40), ("40°/s", 40), ("40 deg / s", 40),
      ("4e1 degrees/s", 40), ("40 deg/time", 40), ("40 deg", 40), ("40", 40),
      ("0.5 rad/s", 0.5 * 180 / Double.pi), ("0.5 rad/time", 0.5 * 180 / Double.pi),
      ("0.5 rad", 0.5 * 180 / Double.pi),
    ])
  func stated(text: String, degrees: Double) throws {
    #expect(try wheel("turn", scalar(text), times: "s").turn == degrees)
  }

  @Test(
    "Without a unit of time a rate is one per time",
    arguments: [("40 deg/time", 40), ("40 deg", 40), ("40", 40), ("180 deg/time", 180)])
  func natural(text: String, degrees: Double) throws {
    #expect(try wheel("turn", scalar(text), times: nil).turn == degrees)
  }

  @Test("In quotes, as in JSON, an angle is one, and a number is a text")
  func inQuotes() throws {
    #expect(try wheel("turn", quoted("40 deg/s"), times: "s").turn == 40)
    #expect(try wheel("spread", quoted("15 deg"), times: nil).spread == 15)
    #expect(throws: Problems.self) { try wheel("spread", quoted("15"), times: nil) }
  }

  @Test("Each rate of a list may carry its unit, and powers of the time stay")
  func others() throws {
    let rates = list(scalar("90 deg/min"), scalar("0.25 rad/min"), scalar("2"))
    #expect(try wheel("turns", rates, times: "min").turns == [Double.pi / 2, 0.25, 2])
    #expect(try wheel("noise", scalar("0.2 rad/s^(1/2)"), times: "s").noise == 0.2)
    #expect(try wheel("noise", scalar("0.2 rad/time^(1/2)"), times: nil).noise == 0.2)
    #expect(try wheel("twist", scalar("3 deg/length"), times: "s").twist == 3)
  }

  @Test(
    "Another unit of time is refused, with what to write",
    arguments: [
      (
        "turn", "40 deg/s", nil,
        "turn: expected an angle per time, found '40 deg/s' (write '40 deg/time', or name the unit of time in the scenario: 'units: {time: s}')"
      ),
      (
        "turn", "0.7 rad/S", "s",
        "turn: expected an angle per time, found '0.7 rad/S' (the unit of time is that of 'units': write the angle in rad/s)"
      ),
      (
        "turn", "40 deg/min", "s",
        "turn: expected an angle per time, found '40 deg/min' (the unit of time is that of 'units': write the angle in deg/s)"
      ),
      (
        "turn", "40 °/", nil,
        "turn: expected an angle per time, found '40 °/' (write '40 °/time')"
      ),
      (
        "turn", "40 deg/s/s", nil,
        "turn: expected an angle per time, found '40 deg/s/s' (write '40 deg/time')"
      ),
      (
        "noise", "0.2 rad/s", "s",
        "noise: expected an angle per time^(1/2), found '0.2 rad/s' (the unit of time is that of 'units': write the angle in rad/s^(1/2))"
      ),
      (
        "noise", "0.2 rad/s^(1/2)", nil,
        "noise: expected an angle per time^(1/2), found '0.2 rad/s^(1/2)' (write '0.2 rad/time^(1/2)', or name the unit of time in the scenario: 'units: {time: s}')"
      ),
      (
        "twist", "3 deg/cm", "s",
        "twist: expected an angle per length, found '3 deg/cm' (write '3 deg/length')"
      ),
      (
        "spread", "15 deg/s", "s",
        "spread: expected an angle, found '15 deg/s' (write it without a time: '15 deg')"
      ),
      ("turn", "x rad/s", "s", "turn: expected a real number at least 0, found 'x rad/s'"),
      ("turn", "40 m/s", "s", "turn: expected a real number at least 0, found '40 m/s'"),
      ("turn", "-1 deg/s", "s", "turn: expected a real number at least 0, found '-1'"),
    ] as [(String, String, String?, String)])
  func refused(key: String, text: String, unit: String?, expected: String) {
    #expect(
      problems { () throws(Problems) in try wheel(key, scalar(text), times: unit) }
        == ["t:2:10: " + expected])
  }

  @Test("Every rate of a list that is wrong is named")
  func severalWrong() {
    let rates = list(scalar("1 deg/h"), scalar("2 deg/s"), scalar("3 deg/d"))
    let found = problems { () throws(Problems) in try wheel("turns", rates, times: "s") }
    #expect(found.map { $0.contains("'1 deg/h'") } == [true, false])
    #expect(found.map { $0.contains("'3 deg/d'") } == [false, true])
  }
}
