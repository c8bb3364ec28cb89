import ClausiusDeclarations
import ClausiusSimulationCore
import ClausiusTestSupport
import Testing

@testable import ClausiusDiagnostics

@Suite("Local entropy production") struct LocalProductionTests {
  private let place = SourcePosition(source: "test", line: 1, column: 1)

  /// One particle with u = (1, 0), F = (-1/4, 1/2), div F = -3, D_t = 1/2.
  private var known: TestParticles {
    TestParticles(
      places: [SIMD3(1, 1, 0)], box: Box(lengths: [40, 40], boundary: .periodic),
      propulsion: [SIMD3(1, 0, 0)], force: [SIMD3(-0.25, 0.5, 0)], divergence: [-3])
  }

  @Test(
    "The rates of a particle are those of the formulas",
    arguments: [
      ("convention: even", 1.5), ("convention: even, form: heat", -1.375),
      ("convention: odd", 0.5), ("convention: odd, form: heat", -2.375),
      ("convention: contraction", 3.0), ("convention: even, diffusivity: 0.25", 3.0),
    ])
  func formulas(parameters: String, rate: Double) throws {
    #expect(try known.value("entropy_production(\(parameters))") == rate)
  }

  @Test("Quantities of particles are the same rates")
  func quantities() throws {
    #expect(try known.numbers("local_entropy_production_even") == [1.5])
    #expect(try known.numbers("local_entropy_production_even(form: heat)") == [-1.375])
    #expect(try known.numbers("local_entropy_production_odd") == [0.5])
    #expect(try known.numbers("local_entropy_production_odd(form: heat)") == [-2.375])
    #expect(try known.numbers("local_contraction") == [3])
    #expect(try known.numbers("drift_velocity") == [0.75, 0.5])
  }

  @Test("The work forms of both parities add up to u^2/D_t for every particle")
  func sumRule() throws {
    let particles = TestParticles.random(300, in: [30, 20])
    let even = try particles.numbers("local_entropy_production_even")
    let odd = try particles.numbers("local_entropy_production_odd")
    for (i, u) in particles.propulsion.enumerated() {
      let sum = (u * u).sum() / 0.5
      #expect(abs(even[i] + odd[i] - sum) <= 1e-13 * (1 + abs(even[i])))
    }
  }

  @Test(
    "Particles, cells, classes and the total agree to rounding",
    arguments: [
      "convention: even", "convention: even, form: heat", "convention: odd",
      "convention: odd, form: heat", "convention: contraction",
    ])
  func sums(parameters: String) throws {
    let particles = TestParticles.random(611, in: [31, 29])
    let total = try particles.estimate("entropy_production(\(parameters))")
    let sum = try #require(total.value) * Double(total.samples)
    let scale = 611.0 * 1e-12
    let classes = try ["gas", "interface", "dense", "between"].map { name in
      let part = try particles.estimate("entropy_production(\(parameters), class: \(name))")
      return (part.samples, (part.value ?? 0) * Double(part.samples))
    }
    #expect(classes.map(\.0).reduce(0, +) == 611)
    #expect(abs(classes.map(\.1).reduce(0, +) - sum) < scale)
    let table = try #require(
      try whole("entropy_production(\(parameters), position: [7, 5])", [particles]).table)
    #expect(table.columns == ["time", "x", "y", "particles", "sum", "sum_per_area"])
    #expect(table.rows.map { Int($0[3]) ?? 0 }.reduce(0, +) == 611)
    #expect(abs(table.rows.map { Double($0[4]) ?? .nan }.reduce(0, +) - sum) < scale)
    let convention = parameters.contains("odd") ? "odd" : "even"
    let form = parameters.contains("heat") ? "heat" : "work"
    let quantity =
      parameters.contains("contraction")
      ? "local_contraction" : "local_entropy_production_\(convention)(form: \(form))"
    #expect(abs(try particles.numbers(quantity).reduce(0, +) - sum) < scale)
  }

  @Test("Rates per area are sums over the area of the box, and those of the classes add up")
  func perArea() throws {
    let particles = TestParticles.random(611, in: [31, 29])
    let call = "entropy_production(convention: odd, form: heat"
    let (mean, density) = (
      try particles.estimate(call + ")"), try particles.estimate(call + ", per: area)")
    )
    let ratio = 611.0 / (31 * 29)
    let value = try #require(density.value)
    #expect(abs(value - ratio * (try #require(mean.value))) < 1e-12)
    let errors = [density, mean].map { $0.standardError?.value ?? .nan }
    #expect(abs(errors[0] - ratio * errors[1]) < 1e-12)
    #expect(density.unit.rawValue == "nat/(length^dimension time)")
    let classes = ["gas", "interface", "dense", "between"]
    let parts: [Double] = try classes.map {
      try particles.value(call + ", per: area, class: \($0))")
    }
    let sum = parts.reduce(0, +)
    #expect(abs(sum - value) < 1e-12)
    let contraction = try particles.estimate(
      "entropy_production(convention: contraction, per: area)")
    #expect(contraction.unit.rawValue == "1/(length^dimension time)")
    #expect(
      abs(try #require(contraction.value) + particles.divergence.reduce(0, +) / 899) < 1e-12)
    // Classes without a particle take no part.
    let gas = try particles.estimate(call + ", per: area, class: gas, gas_below: 1e-9)")
    #expect(gas.value == 0)
    let open = TestParticles(
      places: [.zero], box: .open(spatialDimension: 2), propulsion: [.zero], force: [.zero],
      divergence: [0])
    #expect(throws: Problems.self) { try open.request("entropy_production(per: area)") }
  }

  @Test("A map over time holds the sums of every frame, and a document says what numbers are")
  func mapsOverTime() throws {
    let frames = (0..<5).map { k in
      var particles = TestParticles.random(200, in: [20, 18], seed: UInt64(k + 1))
      particles.time = 0.5 * Double(k)
      particles.parameters["time_step"] = 1e-3
      return particles
    }
    let call = "entropy_production(convention: odd, per: area, position: [4, 3])"
    let result = try whole(call, frames)
    let rows = try #require(result.table?.rows)
    #expect(rows.count == 5 * 12)
    for particles in frames {
      let own = rows.filter { Double($0[0]) == particles.time }
      let total = try particles.value("entropy_production(convention: odd)") * 200
      #expect(own.count == 12)
      #expect(abs(own.reduce(0) { $0 + (Double($1[4]) ?? .nan) } - total) < 200 * 1e-12)
      let density = own.reduce(0) { $0 + (Double($1[5]) ?? .nan) * 30 }
      #expect(abs(density - total) < 200 * 1e-12)
    }
    #expect(
      result.details == [
        .init("parity", .text("odd")), .init("quantity", .text("work")),
        .init("per", .text("area")), .init("run_time_step", .number(1e-3)),
      ])
    let contraction = try whole("entropy_production(convention: contraction)", frames)
    #expect(contraction.details.prefix(2).map(\.value) == [.null, .text("contraction")])
  }

  @Test("Where particles differ in D_t the rate is the heat form, each by its own temperature")
  func temperatures() throws {
    var particles = TestParticles.random(2, in: [9, 9])
    particles.diffusivities = [0.5, 2]
    let expected = zip(0..<2, [0.5, 2]).reduce(0) { sum, pair in
      let total = particles.propulsion[pair.0] + particles.force[pair.0]
      return sum + (total * total).sum() / pair.1 + particles.divergence[pair.0]
    }
    #expect(abs(try particles.value("entropy_production") - expected / 2) < 1e-12)
    let local = try particles.numbers("local_entropy_production_even").reduce(0, +)
    #expect(abs(local - expected) < 1e-12)
    let error = #expect(throws: Problems.self) {
      try particles.request("entropy_production(form: work)")
    }
    #expect(error?.description.contains("use form: heat") == true, "\(error as Any)")
    particles.diffusivities = [0.5, 0]
    #expect(throws: Problems.self) { try particles.request("entropy_production") }
    particles.diffusivities = [0.5, 0.5]
    #expect(
      try particles.value("entropy_production")
        == TestParticles.random(2, in: [9, 9]).value("entropy_production"))
  }

  @Test("The interface is the fifth of the particles where the packing is steepest")
  func interface() throws {
    let slab = TestParticles.slab(dense: 0.9, dilute: 0.2)
    let particles = Particles(slab.frame)
    let classes = DensityRule().classes(of: try particles.packing(width: 1.5))
    let count = classes.count { $0 == .interface }
    #expect(count == Int((0.2 * Double(classes.count)).rounded()))
    for (place, found) in zip(slab.places, classes) {
      let fromBorder = min(abs(place.x - 24), place.x, 48 - place.x)
      if found == .interface { #expect(fromBorder < 4) }
      if found == .dense { #expect(place.x < 24) }
      if found == .gas { #expect(place.x > 24) }
    }
  }

  @Test("Without self-propulsion work is zero")
  func passive() throws {
    var particles = TestParticles.random(50, in: [12, 12])
    particles.propulsion = particles.propulsion.map { _ in .zero }
    #expect(try particles.value("entropy_production") == 0)
    #expect(try particles.value("entropy_production(convention: odd)") == 0)
  }

  @Test("A trap has the exact rates: 5 of both parities")
  func trap() throws {
    // <u^2> = 1, g = 1/2, kappa = 1/2, D_t = 1/10: <x u> = <u^2>/2/(g + kappa) a component.
    var numbers = TestNumbers(seed: 5)
    var particles = TestParticles(places: [], box: .open(spatialDimension: 2))
    particles.parameters["translational_diffusivity"] = 0.1
    let (variance, product) = (0.5, 0.5)
    let square = (0.1 + product) / 0.5
    for _ in 0..<40_000 {
      var (u, x) = (SIMD3<Double>.zero, SIMD3<Double>.zero)
      for axis in 0..<2 {
        let rest = square - product * product / variance
        u[axis] = variance.squareRoot() * numbers.normal()
        x[axis] = product / variance * u[axis] + rest.squareRoot() * numbers.normal()
      }
      particles.places.append(x)
      particles.propulsion.append(u)
      particles.force.append(-0.5 * x)
      particles.divergence.append(-1)
    }
    for call in ["", "(form: heat)", "(convention: odd)", "(convention: odd, form: heat)"] {
      let estimate = try particles.estimate("entropy_production" + call)
      let error = try #require(estimate.standardError)
      #expect(error.method == .independentSamples)
      #expect(abs(try #require(estimate.value) - 5) < 4 * error.value)
      #expect(error.value < 0.1)
    }
    #expect(try particles.value("entropy_production(convention: contraction)") == 1)
  }

  @Test(
    "What cannot be is refused with the reason",
    arguments: [
      ("entropy_production", 0.0, "infinite without translational diffusion (D_t = 0"),
      ("local_entropy_production_odd", 0.0, "infinite without translational diffusion"),
      ("entropy_production", Double.nan, "state no translational_diffusivity"),
      ("entropy_production(convention: contraction, form: heat)", 1.0, "has no form"),
      ("entropy_production(gas_below: 0.8)", 1.0, "above the dense phase"),
      ("entropy_production(position: [3])", 1.0, "needs 2 numbers of cells"),
      ("entropy_production(class: dence)", 1.0, "did you mean 'dense'?"),
      ("entropy_production(per: areas)", 1.0, "did you mean 'area'?"),
    ])
  func refusals(call: String, diffusivity: Double, message: String) {
    var particles = TestParticles.random(20, in: [9, 9])
    particles.parameters["translational_diffusivity"] = diffusivity.isNaN ? nil : diffusivity
    let error = #expect(throws: Problems.self) {
      if call.hasPrefix("local") {
        _ = try particles.request("plug_in(of: \(call))")
      } else {
        _ = try particles.request(call)
      }
    }
    #expect(error?.description.contains(message) == true, "\(error as Any)")
  }

  @Test("The contraction is finite without translational diffusion")
  func contractionAlone() throws {
    var particles = known
    particles.parameters["translational_diffusivity"] = 0
    #expect(try particles.value("entropy_production(convention: contraction)") == 3)
  }

  @Test("Frames without forces are refused")
  func missing() {
    var particles = known
    particles.force = []
    let error = #expect(throws: Problems.self) { try particles.request("entropy_production") }
    #expect(error?.description.contains("carry no force") == true)
  }
}
