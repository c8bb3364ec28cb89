import ClausiusSimulationCore
import ClausiusSpectra
import Testing

@testable import ClausiusFields

@Suite("Domains and potentials in trajectories")
struct StatedFieldTests {
  private func context(_ domain: FieldDomain) -> FrameContext {
    FrameContext(system: "test", axes: [domain.axis])
  }

  static let boundaries: [(boundary: FieldBoundary, word: String, symmetry: FieldSymmetry)] = [
    (.periodic, "periodic", .periodic), (.antiperiodic, "antiperiodic", .antiperiodic),
    (.winding(-2), "{winding: -2}", .periodic), (.neumann, "neumann", .even),
    (.dirichlet, "dirichlet", .odd),
  ]

  @Test("A domain is written under its names and read back", arguments: boundaries)
  func domain(_ known: (boundary: FieldBoundary, word: String, symmetry: FieldSymmetry)) throws {
    let rise = known.word.contains("winding") ? -12.5 : 0
    let domain = FieldDomain(
      start: -3, length: 8, boundary: known.boundary, rise: rise, points: 4)
    let isReflecting = ["neumann", "dirichlet"].contains(known.word)
    #expect(domain.positions == (isReflecting ? [-2, 0, 2, 4] : [-3, -1, 1, 3]))
    #expect(domain.axis.period == (known.symmetry == .periodic ? 8 : nil))
    #expect(domain.axis.unit == "length")
    #expect(domain.middle == 1)
    #expect(domain.ramp(at: 1) == rise / 2)
    var context = context(domain)
    domain.write(into: &context)
    var parameters = ["x_min": -3.0, "length": 8, "dx": 2]
    if rise != 0 { parameters["rise"] = rise }
    #expect(context.parameters == parameters)
    #expect(context.words == ["boundary": known.word])
    let read = try #require(FieldDomain(context))
    #expect(read == domain)
    #expect(read.symmetry == known.symmetry)
  }

  @Test("Other words are no boundary", arguments: ["", "open", "{winding: }", "{winding: 1.5}"])
  func unknownBoundary(word: String) {
    #expect(FieldBoundary(word: word) == nil)
    var context = context(FieldDomain(start: 0, length: 1, boundary: .periodic, points: 2))
    context.parameters = ["x_min": 0, "length": 1]
    context.words = ["boundary": word]
    #expect(FieldDomain(context) == nil)
  }

  @Test("A domain needs its first end and its length")
  func incompleteDomain() {
    let domain = FieldDomain(start: 0, length: 1, boundary: .periodic, points: 2)
    for name in ["x_min", "length"] {
      var context = context(domain)
      domain.write(into: &context)
      context.parameters[name] = nil
      #expect(FieldDomain(context) == nil)
    }
  }

  @Test("A polynomial potential is written under its names and read back")
  func polynomial() throws {
    let potential = FieldPotential(
      coefficients: [0.25, 0, -0.5, 0, 0.25], vacua: [-1, 1], namedVacuum: 1)
    var context = FrameContext(system: "test", individuals: 0)
    potential.write(into: &context)
    #expect(
      context.parameters == [
        "potential_0": 0.25, "potential_1": 0, "potential_2": -0.5, "potential_3": 0,
        "potential_4": 0.25, "vacuum_1": -1, "vacuum_2": 1, "named_vacuum": 1,
      ])
    let read = try #require(FieldPotential(context))
    #expect(read.coefficients == potential.coefficients)
    #expect(read.vacua == [-1, 1])
    #expect(read.namedVacuum == 1)
    #expect(read.period == nil)
    #expect(read.energy(0) == 0.25)
    #expect(read.energy(1) == 0)
    #expect(read.energy(2) == 2.25)
    #expect(read.curvature(1) == 2)
  }

  @Test("A periodic potential states both sines, and repeats itself")
  func sines() throws {
    let potential = FieldPotential(
      coefficients: [0], sine: 1, halfSine: 0, period: 2 * .pi, vacua: [0])
    var context = FrameContext(system: "test", individuals: 0)
    potential.write(into: &context)
    #expect(
      context.parameters == [
        "potential_0": 0, "potential_sine": 1, "potential_half_sine": 0,
        "potential_period": 2 * .pi, "vacuum_1": 0,
      ])
    let read = try #require(FieldPotential(context))
    #expect(abs(read.energy(.pi) - 2) < 1e-15)
    #expect(abs(read.energy(21 * .pi) - 2) < 1e-14)
    #expect(abs(read.energy(2 * .pi + 1e-9) - 5e-19) < 1e-25)
  }

  @Test("The rule for waves: by the potential, else by the vacuum of the start, else none")
  func waveVacuum() throws {
    var context = FrameContext(system: "test", individuals: 0)
    #expect(WaveVacuum(context, .periodic) == nil)
    WaveVacuum.Minimum(value: 3, curvature: 4).write(into: &context)
    #expect(context.parameters == ["vacuum": 3, "mass": 2])
    let start = try #require(WaveVacuum(context, .periodic))
    #expect(start.vacuum(of: [9, 9]) == WaveVacuum.Minimum(value: 3, curvature: 4))
    FieldPotential(coefficients: [0.25, 0, -0.5, 0, 0.25], vacua: [-1, 1]).write(into: &context)
    let rule = try #require(WaveVacuum(context, .periodic))
    #expect(rule.vacuum(of: [-0.5, -0.7]) == WaveVacuum.Minimum(value: -1, curvature: 2))
    context.parameters["named_vacuum"] = 1
    let named = try #require(WaveVacuum(context, .periodic))
    #expect(named.vacuum(of: [-0.5, -0.7]) == WaveVacuum.Minimum(value: 1, curvature: 2))
  }

  @Test("A vacuum at which V is no minimum has the mass 0")
  func unstableVacuum() {
    var context = FrameContext(system: "test", individuals: 0)
    WaveVacuum.Minimum(value: 0, curvature: -1).write(into: &context)
    #expect(context.parameters == ["vacuum": 0, "mass": 0])
  }
}
