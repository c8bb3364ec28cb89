import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusDiagnostics

@Suite("Motion of individuals") struct MotionTests {
  private let box = Box(lengths: [10, 8], boundary: .periodic)

  /// Particles that move with constant velocities for `count` frames, `step` apart in time.
  private func flying(
    _ count: Int, step: Double = 0.5, withImages: Bool, individuals: Int = 6
  ) -> [TestParticles] {
    (0..<count).map { frame in
      var particles = TestParticles(places: [], box: box)
      particles.time = Double(frame) * step
      for i in 0..<individuals {
        let place = SIMD3(Double(i), 1, 0) + particles.time * velocity(i)
        let turns = SIMD3((place.x / 10).rounded(.down), (place.y / 8).rounded(.down), 0)
        particles.places.append(place - turns * SIMD3(10, 8, 0))
        particles.propulsion.append(velocity(i))
        if withImages { particles.image.append(turns) }
      }
      return particles
    }
  }

  private func velocity(_ i: Int) -> SIMD3<Double> { SIMD3(1 + 0.5 * Double(i), -1, 0) }

  private var meanSquare: Double {
    (0..<6).map { (velocity($0) * velocity($0)).sum() }.reduce(0, +) / 6
  }

  @Test("Straight flight goes with the square of the lag, with images and without")
  func ballistic() throws {
    for withImages in [true, false] {
      let frames = flying(50, withImages: withImages)
      let result = try whole("mean_squared_displacement(lag: 6)", frames)
      #expect(abs(try #require(result.whole?.value) - 36 * meanSquare) < 1e-9)
      #expect(result.unit == "length^2")
      for row in try #require(result.table).rows {
        let (lag, square) = (Double(row[0]) ?? .nan, Double(row[1]) ?? .nan)
        #expect(abs(square - lag * lag * meanSquare) < 1e-9 * square)
      }
      #expect(result.warnings.isEmpty)
    }
    // The fastest moves 3.5 from frame to frame, 0.7 of half a period.
    let fast = try whole("mean_squared_displacement", flying(12, step: 1, withImages: false))
    #expect(fast.warnings.first?.contains("up to 70 % of half a period") == true)
    let long = flying(20, step: 4, withImages: true)
    #expect(
      abs(
        try #require(try whole("mean_squared_displacement(lag: 8)", long).whole?.value)
          - 64 * meanSquare) < 1e-9)
  }

  @Test("Without a lag a tenth of the time is taken")
  func usualLag() throws {
    let result = try whole("mean_squared_displacement", flying(41, withImages: true))
    #expect(result.details == [.init("lag", .number(2))])
    #expect(abs(try #require(result.whole?.value) - 4 * meanSquare) < 1e-10)
  }

  @Test("Velocities that stay are correlated for ever")
  func constant() throws {
    let frames = flying(50, withImages: true)
    for lag in ["0", "3"] {
      let result = try whole(
        "velocity_autocorrelation(of: self_propulsion, lag: \(lag))", frames)
      #expect(abs(try #require(result.whole?.value) - meanSquare) < 1e-12)
      #expect(result.unit == "length^2/time^2")
    }
    let normalized = try whole(
      "velocity_autocorrelation(of: self_propulsion, lag: 3, normalized: true)", frames)
    #expect(abs(try #require(normalized.whole?.value) - 1) < 1e-14)
    #expect(normalized.unit == "1")
  }

  @Test("The error of a normalized correlation is that of the ratio")
  func normalizedError() throws {
    var source = TestNumbers(seed: 6)
    var (values, errors) = (Moments(), Moments())
    for _ in 0..<40 {
      var velocities = (0..<10).map { _ in SIMD3(source.normal(), source.normal(), 0) }
      let frames = (0..<100).map { frame in
        for i in velocities.indices {
          let kick = SIMD3(source.normal(), source.normal(), 0)
          velocities[i] = 0.9 * velocities[i] + (1 - 0.81).squareRoot() * kick
        }
        var particles = TestParticles(places: velocities, box: box)
        particles.propulsion = velocities
        particles.time = Double(frame)
        return particles
      }
      let result = try #require(
        try whole(
          "velocity_autocorrelation(of: self_propulsion, lag: 5, normalized: true)", frames
        ).whole)
      values.add(try #require(result.value))
      errors.add(try #require(result.standardError).value)
    }
    let ratio = errors.mean / (try #require(values.variance)).squareRoot()
    #expect((0.7...1.4).contains(ratio), "\(ratio)")
    #expect(abs(values.mean - 0.59) < 0.05)
  }

  @Test("Without velocities self-propulsion plus force is taken")
  func drift() throws {
    var frames = flying(12, withImages: true)
    for index in frames.indices { frames[index].force = frames[index].propulsion }
    let result = try whole("velocity_autocorrelation(lag: 1)", frames)
    #expect(abs(try #require(result.whole?.value) - 4 * meanSquare) < 1e-12)
    let error = #expect(throws: Problems.self) {
      try flying(2, withImages: true)[0].request("velocity_autocorrelation")
    }
    #expect(error?.description.contains("carry no velocity") == true)
  }

  @Test("A random walk diffuses as it was made to, within the error that is reported")
  func diffusion() throws {
    var numbers = TestNumbers(seed: 11)
    let (individuals, step, diffusivity) = (200, 0.5, 0.7)
    var places = [SIMD3<Double>](repeating: .zero, count: individuals)
    let frames = (0..<400).map { frame in
      var particles = TestParticles(places: places, box: .open(spatialDimension: 2))
      particles.time = Double(frame) * step
      let size = (2 * diffusivity * step).squareRoot()
      for i in places.indices {
        places[i] += size * SIMD3(numbers.normal(), numbers.normal(), 0)
      }
      return particles
    }
    let result = try whole("diffusion_coefficient", frames)
    let estimate = try #require(result.whole)
    let error = try #require(estimate.standardError?.value)
    #expect(abs(try #require(estimate.value) - diffusivity) < 4 * error)
    #expect(error < 0.05 * diffusivity)
    #expect(result.unit == "length^2/time")
    #expect(result.warnings.isEmpty)
    let square = try #require(try whole("mean_squared_displacement(lag: 8)", frames).whole)
    let expected = 4 * diffusivity * 8
    #expect(
      abs(try #require(square.value) - expected) < 4 * (try #require(square.standardError?.value)))
  }

  @Test("Flight is no diffusion, and the warning gives its exponent")
  func notDiffusive() throws {
    let result = try whole("diffusion_coefficient(from: 2, to: 4)", flying(60, withImages: true))
    #expect(result.warnings.contains { $0.contains("to the power 2.0, not 1") })
    // The slope of lag^2 between 2 and 4 is 6.
    #expect(abs(try #require(result.whole?.value) - 6 * meanSquare / 4) < 1e-10)
  }

  @Test("Directions that diffuse are forgotten exponentially")
  func persistence() throws {
    var numbers = TestNumbers(seed: 2)
    let (tau, step) = (4.0, 0.5)
    var angles = numbers.uniforms(400).map { 2 * .pi * $0 }
    let frames = (0..<200).map { frame in
      var particles = TestParticles(
        places: angles.map { _ in .zero }, box: .open(spatialDimension: 2))
      particles.propulsion = angles.map { SIMD3(Double.cos($0), Double.sin($0), 0) }
      particles.time = Double(frame) * step
      for i in angles.indices { angles[i] += (2 * step / tau).squareRoot() * numbers.normal() }
      return particles
    }
    for lag in [2.0, 6] {
      let found = try #require(
        try whole("velocity_autocorrelation(of: self_propulsion, lag: \(lag))", frames).whole)
      let error = try #require(found.standardError?.value)
      #expect(abs(try #require(found.value) - Double.exp(-lag / tau)) < 4 * error)
      #expect(error < 0.03)
    }
  }

  @Test("The plan compares every pair of frames that it says, with those pairs alone")
  func plan() {
    let plan = LagPlan(shortest: 0, wanted: 37)
    var means = LaggedMeans(.squaredDifference, plan: plan, width: 1)
    let values = (0..<200).map { Double(($0 * $0) % 31) }
    for (frame, value) in values.enumerated() { means.add([value], frame: frame) }
    let planned = plan.lags(upTo: 199)
    #expect(means.lags.map(\.frames) == planned.map(\.frames))
    #expect(Array(planned.map(\.frames)[15..<20]) == [15, 16, 18, 20, 22])
    #expect(planned.contains(LagPlan.Lag(frames: 37, spacing: 2)))
    for (lag, spacing) in zip(means.lags, planned.map(\.spacing)) {
      let places = Array(stride(from: 0, through: 199 - lag.frames, by: spacing))
      #expect(lag.places == places)
      for (place, value) in zip(lag.places, lag.beginnings) {
        let difference = values[place + lag.frames] - values[place]
        #expect(value == difference * difference)
      }
    }
  }

  @Test("At most so many individuals are followed, and the notes say so")
  func sample() throws {
    let frames = flying(12, withImages: true)
    let result = try whole("mean_squared_displacement(lag: 1, individuals: 3)", frames)
    #expect(result.notes == ["3 of 6 individuals, evenly chosen"])
    let expected = [0, 2, 4].map { (velocity($0) * velocity($0)).sum() }.reduce(0, +) / 3
    #expect(abs(try #require(result.whole?.value) - expected) < 1e-10)
  }

  @Test(
    "Times that no lag fits are refused",
    arguments: [
      ("mean_squared_displacement(lag: 0.7)", "is no whole number of the steps of 0.5"),
      ("mean_squared_displacement(lag: 0.1)", "choose a multiple of 0.5"),
      ("velocity_autocorrelation(of: self_propulsion, lag: 1.2)", "choose a multiple of 0.5"),
    ])
  func lags(call: String, message: String) {
    let error = #expect(throws: DiagnosticError.self) {
      try whole(call, flying(12, withImages: true))
    }
    #expect(error?.description.contains(message) == true, "\(error as Any)")
  }

  @Test("Frames at uneven times are refused, and too few have no value")
  func times() throws {
    var frames = flying(6, withImages: true)
    frames[4].time += 0.2
    let error = #expect(throws: DiagnosticError.self) {
      try whole("mean_squared_displacement", frames)
    }
    #expect(error?.description.contains("at equal distances") == true)
    let alone = try whole("mean_squared_displacement", flying(1, withImages: true))
    #expect(alone.whole?.undefined == .tooFewSamples(found: 1, needed: 2))
    let short = try whole("diffusion_coefficient", flying(5, withImages: true))
    #expect(short.whole?.undefined == .tooFewSamples(found: 5, needed: 41))
    #expect(throws: Problems.self) {
      try frames[0].request("diffusion_coefficient(from: 3, to: 2)")
    }
  }
}

@Suite("The family of active particles") struct ActiveFamilyTests {
  private let catalog = DiagnosticCatalog.standard

  @Test("Self-propulsion makes individuals of a file without a family active particles")
  func allowed() {
    var particles = TestParticles.random(8, in: [9, 9])
    particles.family = nil
    #expect(catalog.family(of: particles.contents).family == .active)
    particles.propulsion = []
    #expect(catalog.family(of: particles.contents).family == .individuals)
  }

  @Test("Every usual call is understood, and most suit full frames")
  func calls() throws {
    let particles = TestParticles.random(400, in: [26, 26])
    var contents = particles.contents
    contents.observables = ["entropy_production_even", "other"]
    let calls = catalog.defaultCalls(contents)
    #expect(calls.first == "entropy_production_even")
    #expect(!calls.contains("other"))
    for call in calls.dropFirst() { #expect(try particles.request(call).text == call) }
    for call in catalog.family(of: contents).orderParameters {
      #expect(try particles.value(call).isFinite)
    }
    #expect(catalog.phase(of: .active) == "phase")
  }

  @Test("Motion and structure are there for particles of other families")
  func others() throws {
    var particles = TestParticles.random(100, in: [16, 16])
    for family in [SystemFamily.gas, .school, .individuals] {
      particles.family = family
      for call in ["local_packing_fraction", "structure_factor", "largest_cluster"] {
        #expect(try particles.value(call).isFinite)
      }
      for call in ["mean_squared_displacement", "diffusion_coefficient", "binodal"] {
        #expect(try particles.request(call).isOfWholeSeries)
      }
    }
  }
}
