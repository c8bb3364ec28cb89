import ClausiusDiagnostics
import ClausiusSimulationCore
import Testing

@Suite("Families of trajectories") struct FamilyTests {
  private let catalog = DiagnosticCatalog.standard

  private func contents(
    _ context: FrameContext, _ quantities: [String] = ["position", "velocity"], box: Box? = nil,
    observables: [String] = []
  ) -> FrameContents {
    FrameContents(context: context, box: box, quantities: quantities, observables: observables)
  }

  @Test("The family that a system declares counts, whatever the frames hold")
  func declared() {
    let context = FrameContext(
      system: "any", family: .gas, individuals: 3, parameters: ["attraction_radius": 2])
    #expect(catalog.family(of: contents(context)).family == .gas)
  }

  @Test("A file that names no family gets the one that its contents allow")
  func allowed() {
    let box = Box(lengths: [1, 1], boundary: .periodic)
    let plain = FrameContext(system: "", individuals: 3)
    #expect(catalog.family(of: contents(plain)).family == .individuals)
    var school = plain
    school.parameters["attraction_radius"] = 2
    #expect(catalog.family(of: contents(school)).family == .school)
    var gas = plain
    gas.properties = ["mass": [1, 1, 1], "radius": [0.1, 0.1, 0.1]]
    #expect(catalog.family(of: contents(gas, box: box)).family == .gas)
    #expect(catalog.family(of: contents(gas)).family == .individuals)
    let field = FrameContext(system: "", individuals: 0, gridPoints: [0, 1])
    #expect(catalog.family(of: contents(field, ["phi"])).family == .field)
  }

  @Test("Individuals of another writer get measures and no verdict")
  func individuals() {
    let calls = catalog.defaultCalls(contents(FrameContext(system: "", individuals: 3)))
    #expect(calls.contains("polarization") && calls.contains("shape_entropy"))
    #expect(!calls.contains("phase") && !calls.contains("oceanic_schooling_index"))
  }

  @Test("A family of a user's own is followed by the numbers that its runs write")
  func own() {
    let context = FrameContext(
      system: "ising", family: "magnets", axes: [.lattice(.x, count: 4, isPeriodic: true)])
    let frames = contents(context, ["spin"], observables: ["energy", "magnetization"])
    #expect(catalog.family(of: frames).family == "magnets")
    #expect(catalog.defaultCalls(frames) == ["energy", "magnetization"])
  }

  @Test("Foreign frames are described by what they hold")
  func words() {
    let box = Box(lengths: [1, 1, 1], boundary: .periodic)
    let plain = FrameContext(system: "", individuals: 3)
    #expect(
      contents(plain, box: box).inWords
        == "individuals with positions and velocities in a periodic box")
    #expect(contents(plain, ["position"]).inWords == "individuals with positions in open space")
  }
}
