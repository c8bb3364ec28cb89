import ClausiusSimulationCore
import Testing

@Suite("Observables that depend on a parameter")
struct OptionalObservableTests {
  private let probes = OptionalObservable(
    "probe_#_momentum", unit: "1/time", about: "dphi/dt at probe #", dependingOn: "probes",
    numberedFrom: 1)

  @Test("One of several is known by its number")
  func numbered() {
    #expect(probes.names == "probe_1_momentum, probe_2_momentum, ...")
    #expect(
      probes.description(of: "probe_12_momentum")
        == ObservableDescription("probe_12_momentum", unit: "1/time", about: "dphi/dt at probe 12"))
    for name in ["probe_0_momentum", "probe_1", "probe_01_momentum", "probe__momentum", "#"] {
      #expect(probes.description(of: name) == nil)
    }
  }

  @Test("One alone is known by its name")
  func alone() {
    let width = OptionalObservable(
      "orientation_width", unit: "length", about: "scheduled", dependingOn: "schedule")
    #expect(width.names == "orientation_width")
    #expect(width.description(of: "orientation_width")?.unit == "length")
    #expect(width.description(of: "width") == nil)
  }
}
