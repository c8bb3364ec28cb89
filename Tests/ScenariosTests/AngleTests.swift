import ClausiusDeclarations
import ClausiusScenarios
import Testing

/// A school turns 40 degrees a unit of time, in whatever words.
@Suite("Angles per time in scenarios")
struct AngleTests {
  private func school(
    rate: String, units: String = "", _ overrides: ScenarioOverride...
  ) throws(Problems) -> Scenario {
    try Scenario.read(
      text: """
        system: couzin
        couzin: {individuals: 10, turning_rate: \(rate)}
        run: {duration: 1, time_step: 0.1}
        \(units)
        """, path: "s.yaml", overrides: overrides)
  }

  private func problem(_ read: () throws(Problems) -> Scenario) -> String {
    do throws(Problems) {
      _ = try read()
      return "no problem"
    } catch {
      return error.description
    }
  }

  @Test(
    "The unit of time that the scenario names stands for time",
    arguments: ["40 deg/s", "40 °/s", "40deg/s", "40 deg/time", "40 deg", "40"])
  func named(rate: String) throws {
    let scenario = try school(rate: rate, units: "units: {length: cm, time: s}")
    #expect(scenario.model.scenarioText.contains("turning_rate: 40,"))
    #expect(try scenario.resolvedText().contains("\"turning_rate\": 40"))
  }

  @Test("The same rule holds for keys that are set from outside, and they may name the unit")
  func overrides() throws {
    let rate = ScenarioOverride.set("couzin.turning_rate=50 deg/s")
    let scenario = try school(rate: "40", rate, .set("units.time=s"))
    #expect(scenario.model.scenarioText.contains("turning_rate: 50,"))
    #expect(
      problem { () throws(Problems) in try school(rate: "40", rate) }
        == "--set couzin.turning_rate=50 deg/s:1:21: turning_rate: expected an angle per time, "
        + "found '50 deg/s' (write '50 deg/time', or name the unit of time in the scenario: "
        + "'units: {time: s}')")
  }

  @Test("A rate with another unit of time is refused at its place")
  func others() {
    #expect(
      problem { () throws(Problems) in
        try school(rate: "40 deg/s", units: "units: {length: cm}")
      } == "s.yaml:2:41: turning_rate: expected an angle per time, found '40 deg/s' (write "
        + "'40 deg/time', or name the unit of time in the scenario: 'units: {time: s}')")
    #expect(
      problem { () throws(Problems) in
        try school(rate: "40 deg/min", units: "units: {time: s}")
      } == "s.yaml:2:41: turning_rate: expected an angle per time, found '40 deg/min' (the unit "
        + "of time is that of 'units': write the angle in deg/s)")
  }

  @Test("Groups of values and schedules may carry the unit too")
  func groups() throws {
    let scenario = try school(
      rate: "{mean: 40 deg/s, standard_deviation: 2 deg/s}, "
        + "schedule: {turning_rate: [{from: 0, value: 50 deg/s}]}",
      units: "units: {time: s}")
    #expect(scenario.model.scenarioText.contains("{mean: 40, standard_deviation: 2}"))
    #expect(scenario.model.scenarioText.contains("turning_rate: [{from: 0, value: 50}]"))
  }
}
