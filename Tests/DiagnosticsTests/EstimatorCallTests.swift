import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import ClausiusTestSupport
import Testing

@testable import ClausiusDiagnostics

/// Estimators of the catalog called on quantities of frames.
@Suite struct EstimatorCallTests {
  /// A call of every estimator on what a school or a field holds.
  static let schoolCalls = [
    "plug_in(of: species)", "miller_madow(of: species)", "chao_shen(of: species)",
    "grassberger(of: species)", "nsb(of: species, outcomes: 4)", "chao_wang_jost(of: species)",
    "zhang(of: species)", "shrink(of: species)", "bonachela(of: species)",
    "kozachenko_leonenko(k: 4, of: position)", "nearest_neighbor_order_entropy(of: velocity)",
    "kernel_density_entropy(of: velocity(component: x))",
    "spacing_entropy(of: position(component: y))",
    "nearest_neighbor_divergence(of: velocity(species: 1), to: velocity(species: 0))",
    "mutual_information(of: position(component: x), to: velocity(component: x))",
    "conditional_mutual_information(of: position(component: x), to: velocity(component: x), given: speed)",
    "transfer_entropy(of: polarization, to: rotation)",
    "permutation_entropy(order: 3, delay: 1, of: polarization)",
    "weighted_permutation_entropy(of: polarization)",
    "spatial_permutation_entropy(of: velocity)",
    "jensen_shannon_complexity(of: speed)", "largest_complexity(order: 3)",
    "smallest_complexity(order: 3)", "periodic_entropy(order: 3)",
    "ordinal_delay(of: polarization)", "spectral_entropy(of: polarization)",
    "sample_entropy(of: speed(individual: 3))",
    "approximate_entropy(of: polarization)", "dispersion_entropy(of: polarization)",
    "correlation_entropy(of: polarization)", "block_entropy_rate(of: species)",
    "lempel_ziv_factors(of: species)", "lempel_ziv_rate(of: species)",
    "computable_information_density(of: species)", "avinery_eta(of: species)",
    "cross_parsing_divergence(of: species(individual: 0), to: species(individual: 1))",
    "vendi(of: velocity)", "von_neumann(of: velocity, kernel: gaussian)",
    "diffusion_spectral_entropy(of: velocity, width: 1)",
    "diffusion_spectral_mutual_information(of: velocity, to: species, width: 1)",
    "pair_correlation_entropy(of: position)", "maxwellian_relative_entropy(of: velocity)",
    "gaussian_mode_entropy(of: position(individual: 0, component: x), to: velocity(individual: 0, component: x))",
    "markov_entropy_production(of: species)",
    "gaussian_entropy_production(of: [polarization, rotation])",
    "neighbor_entropy_production(of: [polarization, rotation])",
    "drift_entropy_production(of: position(individual: 2))",
    "uncertainty_bound(of: position(individual: 2, component: x), increments: true, block: 4)",
    "cross_parsing_entropy_production(of: species)", "kolmogorov_sinai_entropy(of: velocity)",
    "mean(of: speed)", "quantile(of: position(component: x), p: 0.9)",
    "correlation(of: polarization, to: rotation, lag: 2)",
  ]

  @Test func everyEstimatorIsReached() throws {
    let called = Self.schoolCalls.map { String($0.prefix { $0 != "(" }) }
    #expect(called == EstimatorCatalog.standard.callableNames)
    let analysis = Analysis(try Self.schoolCalls.map(request))
    for frame in Self.movingFrames(400) { try analysis.add(frame) }
    try analysis.finish()
    for result in analysis.results {
      let isKnown = result.series.count > 0 || result.whole?.value != nil
      #expect(isKnown, "\(result.name): \(result.whole?.undefined?.description ?? "no value")")
      #expect(result.whole.map { $0.unit.rawValue == result.unit } ?? true)
    }
  }

  @Test(
    "the example of 'describe' has a value on a school, or on a field",
    arguments: EstimatorCatalog.standard.callableNames)
  func everyExampleWorks(name: String) throws {
    guard let use = TrajectoryUse(name) else { return }
    let analysis = Analysis([try request(use.example)])
    let isOfField = use.example.contains("phi") || use.example.contains("mode_")
    for frame in isOfField ? Self.randomFields(100) : Self.movingFrames(400) {
      try analysis.add(frame)
    }
    try analysis.finish()
    let result = analysis.results[0]
    let value = result.whole?.value ?? result.series.mean
    #expect(
      value?.isFinite == true,
      "\(use.example): \(result.whole?.undefined?.description ?? "no value")")
  }

  @Test func binsMakeSymbolsOfAnyQuantity() throws {
    let frames = Self.frames(40)
    let polarization = Analysis([try request("polarization")])
    let numbers = try frames.map { try polarization.add($0)[0].value ?? .nan }
    for call in ["plug_in(bins: 5)", "nsb(bins: 5, binning: equal_counts)"] {
      let onFile = call.replacing("bins: 5", with: "of: polarization, bins: 5")
      #expect(try whole(onFile, frames) == measure(call, [InputArray(numbers)]).value)
    }
    #expect(
      try whole("lempel_ziv_rate(of: polarization, bins: 4, blocks: 4)", frames)
        == measure("lempel_ziv_rate(bins: 4)", [InputArray(numbers)]).value)
  }

  @Test func blocksGiveStandardErrorsOnTrajectoriesToo() throws {
    let analysis = Analysis([
      try request("kozachenko_leonenko(of: polarization, blocks: 5)"),
      try request("markov_entropy_production(of: species, time_step: 0.5)"),
    ])
    for frame in Self.frames(40) { try analysis.add(frame) }
    try analysis.finish()
    #expect(analysis.results[0].whole?.standardError?.method == .blockJackknife)
    #expect(analysis.results[1].example?.timeStep == 0.5)
  }

  @Test func valuesAreThoseOfTheDataByHand() throws {
    let frames = Self.frames(40)
    let speeds = frames.map { $0.speed(3) }
    #expect(
      try whole("sample_entropy(of: speed(individual: 3))", frames)
        == measure("sample_entropy", [InputArray(speeds)]).value)
    let path = frames.flatMap { frame in (6..<9).map { frame["position"]?[$0] ?? .nan } }
    #expect(
      try whole("gaussian_entropy_production(of: position(individual: 2))", frames)
        == measure(
          "gaussian_entropy_production(time_step: 0.5)", [InputArray(path, shape: [40, 3])]
        ).value)
    let velocities = try #require(frames[0]["velocity"])
    #expect(
      try first("vendi(of: velocity)", frames)
        == measure("vendi", [InputArray(velocities, shape: [30, 3])]).value)
  }

  /// Positions of a periodic box have their nearest neighbors across its border.
  @Test func periodsAreThoseOfTheBox() throws {
    let frames = Self.frames(1)
    let positions = InputArray(try #require(frames[0]["position"]), shape: [30, 3])
    let onTorus = try measure("kozachenko_leonenko(periods: [10, 10, 10])", [positions]).value
    let open = try measure("kozachenko_leonenko", [positions]).value
    #expect(onTorus != open)
    #expect(try first("kozachenko_leonenko(of: position)", frames) == onTorus)
    #expect(
      try first("kozachenko_leonenko(of: position, periods: [0, 0, 0])", frames) == open)
  }

  @Test func incrementsCrossTheBorderByTheNearestImage() throws {
    var frames = Self.frames(12)
    for index in frames.indices { frames[index].quantities[0].values[0] = Double(3 * index % 10) }
    let call = "plug_in(of: position(individual: 0, component: x), increments: true)"
    #expect(try whole(call, frames) == 0)
  }

  @Test func alongTimeIsTheMeanOverTheIndividuals() throws {
    let frames = Self.frames(40)
    let values = try (0..<30).map { individual in
      try #require(
        try measure(
          "permutation_entropy", [InputArray(frames.map { $0.speed(individual) })]
        ).value)
    }
    let found = try #require(try whole("permutation_entropy(of: speed)", frames))
    #expect(abs(found - values.reduce(0, +) / 30) < 1e-14)
  }

  @Test func pooledTakesAllFramesTogether() throws {
    let frames = Self.frames(3)
    let all = frames.flatMap { $0["velocity"] ?? [] }
    #expect(
      try whole("kozachenko_leonenko(of: velocity, along: pooled)", frames)
        == measure("kozachenko_leonenko", [InputArray(all, shape: [90, 3])]).value)
  }

  @Test func theShortFormOfFieldsIsTheEstimatorOnAProbe() throws {
    let fields = Self.fieldFrames(50)
    let short = try whole("permutation_entropy(at: 0, order: 3)", fields)
    let long = try whole("permutation_entropy(of: phi(at: 0), order: 3, normalized: true)", fields)
    #expect(abs(try #require(short) - #require(long)) < 1e-14)
  }

  @Test func whatIsNotFiniteIsNamed() throws {
    var frames = Self.frames(3)
    frames[1].quantities[1].values[3 * 7 + 1] = .nan
    #expect(
      problem("kozachenko_leonenko(of: velocity)", frames)
        == "kozachenko_leonenko(of: velocity): velocity of individual 7 in frame 1 is nan, not a finite number"
    )
    #expect(
      problem("sample_entropy(of: speed(individual: 7))", frames)?.contains("frame 1") == true)
  }

  @Test("an axis without a period is named where every axis must have one")
  func openAxes() throws {
    let school = TestSchool.swarm(30).frame
    for call in [
      "pair_correlation_entropy(of: position)", "pair_correlation_entropy(of: [position, speed])",
    ] {
      let text = try #require(problem(call, [school]))
      #expect(text == "\(call): pair_correlation_entropy needs the period of every axis")
    }
  }

  @Test("a vector where a number is needed is answered with the quantity that it is")
  func vectors() throws {
    let frames = Self.frames(30)
    for (call, advice) in [
      (
        "sample_entropy(of: velocity(individual: 1))",
        "take one component: velocity(individual: 1, component: x)"
      ),
      (
        "transfer_entropy(of: polarization, to: velocity(individual: 1))",
        "take one component: velocity(individual: 1, component: x)"
      ),
      (
        "sample_entropy(of: [polarization, rotation])",
        "name one quantity in place of a list: of: polarization"
      ),
    ] {
      let error = #expect(throws: DiagnosticError.self) { try whole(call, frames) }
      #expect(error?.advice == advice)
      let parts = advice.split(separator: ": ", maxSplits: 1)[1].replacing("of: ", with: "")
      let wrong = call.contains("[") ? "[polarization, rotation]" : "velocity(individual: 1)"
      #expect(try whole(call.replacing(wrong, with: parts), frames) != nil)
      #expect(error?.message.contains("columns, one is needed") == true, "\(error as Any)")
    }
  }

  @Test func unevenFramesHaveNoTimeStep() throws {
    var frames = Self.frames(10)
    frames[6].time += 0.2
    let call = "gaussian_entropy_production(of: speed(individual: 0))"
    #expect(problem(call, frames)?.contains("not evenly spaced") == true)
  }

  @Test(arguments: [
    ("sampel_entropy(of: speed)", "did you mean 'sample_entropy'?"),
    ("sample_entropy(of: speed, radus: 1)", "did you mean 'radius'?"),
    ("sample_entropy(of: speed, alnog: time)", "did you mean 'along'?"),
    ("sample_entropy(of: speed, along: space)", "use along: time"),
    ("sample_entropy", "say of what: sample_entropy(of: ...)"),
    ("sample_entropy(of: speed(component: x))", "speed has no components"),
    ("vendi(of: sample_entropy(of: speed))", "one number for the whole run"),
    ("sample_entropy(of: phi(ta: 2))", "did you mean 'at'?"),
    ("nearest_neighbor_divergence(of: velocity)", "of: ..., to: ..."),
  ])
  func wrongCallsAreExplained(call: String, words: String) {
    do throws(Problems) {
      _ = try request(call)
      Issue.record("understood: \(call)")
    } catch {
      #expect(error.description.contains(words), "\(error)")
    }
  }

  @Test func missingQuantitiesAreNamedBeforeAnyFrame() throws {
    let frame = Self.frames(1)[0]
    let cases = [
      ("vendi(of: velocity)", ["position"], "--velocity-from-differences"),
      ("sample_entropy(of: enregy)", ["position", "energy"], "did you mean 'energy'?"),
      ("sample_entropy(of: speed(individual: 99))", ["velocity"], "0 to 29"),
    ]
    for (call, quantities, words) in cases {
      do throws(Problems) {
        try request(call).check(quantities: quantities, context: frame.context, box: frame.space)
        Issue.record("accepted: \(call)")
      } catch {
        #expect(error.description.contains(words), "\(error)")
      }
    }
  }
}

extension EstimatorCallTests {
  /// Thirty individuals of two species in a periodic box of side 10, every 0.5.
  static func fieldFrames(_ count: Int) -> [Frame] {
    (0..<count).map { k -> Frame in
      var field = TestField(
        points: 32, length: 8, phi: { Double($0 * 1.3 + Double(k * k)).remainder(dividingBy: 2) },
        pi: { Double($0 * 2.1 + Double(k * k * k)).remainder(dividingBy: 2) })
      field.time = Double(k)
      return field.frame
    }
  }

  /// Thirty-two points of a periodic field with random values.
  private static func randomFields(_ count: Int) -> [Frame] {
    var numbers = TestNumbers(seed: 9)
    return (0..<count).map { k -> Frame in
      var field = TestField(points: 32, length: 8, phi: { _ in 0 })
      for point in field.phi.indices {
        (field.phi[point], field.pi[point]) = (numbers.normal(), numbers.normal())
      }
      field.time = Double(k)
      return field.frame
    }
  }

  /// The individuals of ``frames(_:)`` with velocities that change little from frame to frame.
  private static func movingFrames(_ count: Int) -> [Frame] {
    var numbers = TestNumbers(seed: 8)
    var frames = frames(count)
    for k in frames.indices.dropFirst() {
      for index in frames[k].quantities[1].values.indices {
        let before = frames[k - 1].quantities[1].values[index]
        frames[k].quantities[1].values[index] = 0.99 * before + 0.14 * numbers.normal()
      }
    }
    return frames
  }

  static func frames(_ count: Int) -> [Frame] {
    var numbers = TestNumbers(seed: 4)
    return (0..<count).map { k in
      let positions = (0..<30).map { _ in
        SIMD3(numbers.uniform(), numbers.uniform(), numbers.uniform()) * 10
      }
      let velocities = (0..<30).map { _ in
        SIMD3(numbers.normal(), numbers.normal(), numbers.normal())
      }
      let plain = TestSchool(positions: positions, velocities: velocities).frame
      var context = plain.context
      context.properties["species"] = (0..<30).map { Double($0 % 2) }
      var frame = Frame(
        context: context, box: Box(lengths: [10, 10, 10], boundary: .periodic),
        quantities: plain.quantities.map(\.description))
      for index in plain.quantities.indices {
        frame.quantities[index].values = plain.quantities[index].values
      }
      frame.index = k
      frame.time = 0.5 * Double(k)
      return frame
    }
  }

  private func request(_ call: String) throws(Problems) -> DiagnosticRequest {
    try DiagnosticCatalog.standard.request(
      call, at: SourcePosition(source: "test", line: 1, column: 1))
  }

  private func measure(_ call: String, _ arrays: [InputArray]) throws -> Estimate {
    try EstimatorCatalog.standard.request(
      call, at: SourcePosition(source: "test", line: 1, column: 1)
    ).estimate(from: arrays)
  }

  private func first(_ call: String, _ frames: [Frame]) throws -> Double? {
    try request(call).evaluate(AnalyzedFrame(frames[0])).value
  }

  private func whole(_ call: String, _ frames: [Frame]) throws -> Double? {
    let analysis = Analysis([try request(call)])
    for frame in frames { try analysis.add(frame) }
    try analysis.finish()
    return analysis.results[0].whole?.value
  }

  private func problem(_ call: String, _ frames: [Frame]) -> String? {
    do {
      _ = try whole(call, frames)
      return nil
    } catch let error as DiagnosticError {
      return error.message
    } catch {
      return "\(error)"
    }
  }
}

extension Frame {
  fileprivate func speed(_ individual: Int) -> Double {
    let velocity = self["velocity"] ?? []
    return (0..<3).reduce(0.0) {
      $0 + velocity[3 * individual + $1] * velocity[3 * individual + $1]
    }.squareRoot()
  }
}
