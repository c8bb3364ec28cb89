import ClausiusDeclarations
import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// The short form of `Tests/Calibration/calibrate`: stated errors beside the scatter of the values.
@Suite struct StatedErrorTests {
  /// A kind of data.
  enum Kind: String, CaseIterable {
    case normal, twoModes, circular, correlated
  }

  private static func numbers(_ kind: Kind, _ count: Int, _ source: inout TestNumbers) -> [Double] {
    var before = 0.0
    return (0..<count).map { _ in
      switch kind {
      case .normal: return source.normal()
      case .twoModes: return (source.uniform() < 0.5 ? -2 : 2) + 0.5 * source.normal()
      case .circular:
        let angle = 0.8 * source.normal() + .pi
        return angle - 2 * .pi * (angle / (2 * .pi)).rounded(.down)
      case .correlated:
        before = 0.8 * before + source.normal()
        return before
      }
    }
  }

  /// The mean stated error over the scatter of the values of 60 data sets, which tell it to 9
  /// percent.
  private func ratio(_ call: String, _ kind: Kind, count: Int) throws -> Double {
    var source = TestNumbers(seed: 7)
    var (values, errors) = (Moments(), Moments())
    for _ in 0..<60 {
      let estimate = try measure(call, Self.numbers(kind, count, &source))
      values.add(try #require(estimate.value))
      errors.add(try #require(estimate.standardError, "\(call)").value)
    }
    return errors.mean / (try #require(values.variance)).squareRoot()
  }

  @Test(
    "the error of samples is their scatter",
    arguments: [
      "plug_in(bins: 8, range: [-20, 20])", "chao_shen(bins: 64, range: [-20, 20])",
      "chao_wang_jost(bins: 64, range: [-20, 20])", "shrink(bins: 64, range: [-20, 20])",
      "miller_madow(bins: 64, range: [-20, 20])", "nearest_neighbor_order_entropy",
      "spacing_entropy", "kernel_density_entropy", "vendi",
    ], [Kind.normal, .twoModes, .circular])
  func samples(call: String, kind: Kind) throws {
    let ratio = try ratio(call, kind, count: 200)
    #expect((0.7...1.4).contains(ratio), "\(call), \(kind): \(ratio)")
  }

  @Test(
    "the error of a series is its scatter",
    arguments: [
      "permutation_entropy", "weighted_permutation_entropy", "jensen_shannon_complexity",
      "sample_entropy", "dispersion_entropy", "correlation_entropy(length: 2, tolerance: 0.2)",
      "block_entropy_rate(bins: 4, length: 2, range: [-8, 8], correction: none)",
      "block_entropy_rate(bins: 2, length: 4, range: [-8, 8])",
      "block_entropy_rate(bins: 4, length: 3, range: [-8, 8])",
      "lempel_ziv_rate(bins: 4, range: [-8, 8])",
    ], [Kind.normal, .twoModes, .correlated])
  func series(call: String, kind: Kind) throws {
    let ratio = try ratio(call, kind, count: 500)
    #expect((0.65...1.5).contains(ratio), "\(call), \(kind): \(ratio)")
  }

  @Test(
    "an error that a call asks for is the scatter",
    arguments: ["jackknife", "bootstrap(60)", "blocks(20)"],
    [
      "plug_in(bins: 8, range: [-20, 20]", "kozachenko_leonenko(k: 4",
      "spacing_entropy(method: vasicek",
    ])
  func askedFor(method: String, call: String) throws {
    let ratio = try ratio("\(call), error: \(method))", .normal, count: 200)
    #expect((0.7...1.6).contains(ratio), "\(call), \(method): \(ratio)")
  }

  @Test(
    "an error asked of a number that grows with the series is that of the whole",
    arguments: ["jackknife", "bootstrap(60)", "blocks(8)"])
  func growing(method: String) throws {
    let call = "lempel_ziv_factors(bins: 4, range: [-8, 8], error: \(method))"
    let ratio = try ratio(call, .normal, count: 1000)
    #expect((0.6...1.6).contains(ratio), "\(method): \(ratio)")
  }

  @Test("windows that are left out without a seam are the jackknife of patterns and words")
  func windows() throws {
    let call = "block_entropy_rate(bins: 4, length: 2, range: [-8, 8], correction: none"
    let ratio = try ratio(call + ", error: jackknife)", .normal, count: 500)
    #expect((0.65...1.5).contains(ratio), "\(ratio)")
  }

  @Test("crossings forth and back say less than as many jumps")
  func crossings() throws {
    var source = TestNumbers(seed: 11)
    var (values, errors) = (Moments(), Moments())
    for _ in 0..<60 {
      // Two coupled coordinates, the second four times as hot, and the quadrant they are in.
      var place = SIMD2(0.0, 0.0)
      let quadrants = (0..<4000).map { _ in
        let pull = SIMD2(place.x + 0.5 * place.y, 0.5 * place.x + place.y)
        place += -0.1 * pull + 0.2.squareRoot() * SIMD2(source.normal(), 2 * source.normal())
        return Double((place.x > 0 ? 2 : 0) + (place.y > 0 ? 1 : 0))
      }
      let estimate = try measure("markov_entropy_production(time_step: 0.1)", quadrants)
      values.add(try #require(estimate.value))
      errors.add(try #require(estimate.standardError).value)
    }
    let ratio = errors.mean / (try #require(values.variance)).squareRoot()
    #expect((0.8...1.35).contains(ratio), "\(ratio)")
  }

  @Test("transitions on no cycle scatter by nothing that a series could tell")
  func bridges() throws {
    var source = TestNumbers(seed: 12)
    // To and fro on a line of four states; then on a ring of three with the fourth beside it.
    var (line, ring) = (0, 0)
    var (onLine, onRing) = ([Double](), [Double]())
    for _ in 0..<4000 {
      line = min(3, max(0, line + (source.uniform() < 0.5 ? 1 : -1)))
      onLine.append(Double(line))
      let up = source.uniform() < 0.7
      if ring == 3 {
        ring = 0
      } else if ring == 0, source.uniform() < 0.2 {
        ring = 3
      } else {
        ring = (ring + (up ? 1 : 2)) % 3
      }
      onRing.append(Double(ring))
    }
    let still = try measure("markov_entropy_production(time_step: 1)", onLine)
    #expect(still.value != nil && still.standardError == nil)
    #expect(still.missingError?.description.contains("no cycle") == true)
    let driven = try measure("markov_entropy_production(time_step: 1)", onRing)
    let error = try #require(driven.standardError).value
    let value = try #require(driven.value)
    #expect(error > 0 && error < 0.2 * value)
  }

  @Test("corrections of words seen rarely state no error")
  func rareWords() throws {
    var source = TestNumbers(seed: 13)
    let symbols = (0..<200).map { _ in Double(source.integer(below: 8)) }
    let corrected = try measure("block_entropy_rate(length: 3)", symbols)
    #expect(corrected.missingError?.description.hasPrefix("words were seen too rarely") == true)
    #expect(
      try measure("block_entropy_rate(length: 3, correction: none)", symbols).standardError != nil)
  }

  @Test("stretches that are too short to scatter like the whole tell no error")
  func unlikeParts() throws {
    var source = TestNumbers(seed: 7)
    let estimate = try measure(
      "block_entropy_rate(bins: 4, range: [-8, 8], error: bootstrap(60))",
      Self.numbers(.normal, 800, &source))
    #expect(estimate.value != nil && estimate.missingError == .unlikeParts)
  }

  @Test("bins over the range of the data count how the range scatters")
  func ends() throws {
    let ratio = try ratio("plug_in(bins: 16)", .normal, count: 400)
    #expect((0.7...1.4).contains(ratio), "\(ratio)")
  }

  @Test(
    "every call of every estimator takes every way of finding the error",
    arguments: EstimatorCatalog.standard.callableNames, ["jackknife", "bootstrap(5)", "blocks(4)"])
  func everyCall(name: String, method: String) throws {
    let type = try #require(EstimatorCatalog.standard.named.first { $0.entry.name == name })
    let key = try #require(type.allKeys.first { $0.name == "error" })
    #expect(key.about.contains("standard error"))
    let needed = type.allKeys.filter { $0.defaultText == nil }.map { key in
      "\(key.name): \(key.name == "periods" ? "[1]" : "1")"
    }
    let call = "\(name)(\((needed + ["error: \(method)"]).joined(separator: ", ")))"
    let request = try EstimatorCatalog.standard.request(
      call, at: SourcePosition(source: "test", line: 1, column: 1))
    #expect(request.estimator.errorMethod?.scenarioText == method)
  }

  /// The mean stated error over the scatter of the values of 60 data sets of two variables.
  private func ratio(
    _ call: String, count: Int, _ pair: (inout TestNumbers) -> (x: Double, y: Double)
  ) throws -> Double {
    var source = TestNumbers(seed: 11)
    var (values, errors) = (Moments(), Moments())
    for _ in 0..<60 {
      var before = 0.0
      var rows: [Double] = []
      for _ in 0..<count {
        let (x, y) = pair(&source)
        rows += [x, y + 0.5 * before]
        before = x
      }
      let estimate = try measure(call, [InputArray(rows, shape: [rows.count / 2, 2])])
      values.add(try #require(estimate.value))
      errors.add(try #require(estimate.standardError, "\(call)").value)
    }
    return errors.mean / (try #require(values.variance)).squareRoot()
  }

  @Test("the error of a linear transfer allows for residuals with tails")
  func linearTransfer() throws {
    let normal = try ratio("transfer_entropy(method: linear)", count: 500) {
      ($0.normal(), $0.normal())
    }
    #expect((0.7...1.4).contains(normal), "\(normal)")
    let tailed = try ratio("transfer_entropy(method: linear)", count: 500) { source in
      // Laplace numbers: kurtosis 6 less what the sample lacks.
      func laplace() -> Double {
        (source.uniform() < 0.5 ? -1 : 1) * Double.log(1 / (1 - source.uniform()))
      }
      return (laplace(), source.normal() + 0.5 * laplace())
    }
    #expect((0.7...1.4).contains(tailed), "\(tailed)")
  }

  @Test("residuals of which a few decide tell no error of a linear transfer")
  func heavyTransfer() throws {
    var source = TestNumbers(seed: 2)
    let rows = (0..<1000).map { _ in source.normal() / max(0.02, source.uniform()) }
    let estimate = try measure(
      "transfer_entropy(method: linear)", [InputArray(rows, shape: [rows.count / 2, 2])])
    #expect(estimate.value != nil && estimate.missingError == .fewDecide)
  }

  @Test(
    "the error of a rate is its scatter, also where nothing drifts and where steps are correlated",
    arguments: [
      "drift_entropy_production(time_step: 1)", "uncertainty_bound(time_step: 1, block: 10)",
    ], [Kind.normal, .twoModes, .correlated])
  func rates(call: String, kind: Kind) throws {
    let ratio = try ratio(call, kind, count: 1000)
    #expect((0.65...1.5).contains(ratio), "\(call), \(kind): \(ratio)")
  }

  @Test("slow series say that they are short for what their correlation tells")
  func slowSeries() throws {
    var source = TestNumbers(seed: 4)
    func rows(_ memory: Double) -> [Double] {
      var (x, y) = (0.0, 0.0)
      return (0..<400).flatMap { _ in
        (x, y) = (memory * x + source.normal(), source.normal())
        return [x, y]
      }
    }
    func warnings(_ memory: Double) throws -> [EstimateWarning] {
      try measure("correlation", [InputArray(rows(memory), shape: [400, 2])]).warnings
    }
    #expect(try warnings(0).isEmpty)
    let walk = try warnings(1)
    #expect(walk.contains { if case .shortSeries = $0 { true } else { false } })
  }

  @Test(
    "rows that follow each other are warned of where the error takes them for independent",
    arguments: ["kozachenko_leonenko", "plug_in(bins: 8)", "spacing_entropy"])
  func correlatedRows(call: String) throws {
    var source = TestNumbers(seed: 5)
    func isWarned(_ kind: Kind) throws -> Bool {
      try measure(call, Self.numbers(kind, 800, &source)).warnings.contains {
        if case .correlatedRows(800, let worth) = $0 { worth < 400 } else { false }
      }
    }
    #expect(try isWarned(.correlated) && !isWarned(.normal) && !isWarned(.twoModes))
  }

  @Test(
    "blocks of the rows of a mean are left out where the rows are correlated",
    arguments: ["mean", "quantile(p: 0.5)"], ["jackknife", "blocks(12)"])
  func correlatedMean(call: String, method: String) throws {
    let text = call.hasSuffix(")") ? "\(call.dropLast()), " : "\(call)("
    let ratio = try ratio("\(text)error: \(method))", .correlated, count: 2400)
    #expect((0.65...1.4).contains(ratio), "\(call), \(method): \(ratio)")
  }

  @Test("draws are the same whenever they are made")
  func sameDraws() throws {
    var source = TestNumbers(seed: 3)
    let numbers = Self.numbers(.normal, 100, &source)
    let call = "kozachenko_leonenko(error: bootstrap(20))"
    let first = try measure(call, numbers).standardError
    #expect(try first == measure(call, numbers).standardError)
    #expect(first?.method == .halves)
    let half = RowDraws.half(of: 9, draw: 4)
    #expect(half.count == 4 && Set(half).count == 4 && half.allSatisfy { (0..<9).contains($0) })
  }

  @Test(
    "what has no standard error says why",
    arguments: [
      ("plug_in(values: probabilities)", [0.5, 0.5], MissingError.exact),
      ("diffusion_spectral_entropy(width: 1)", [1, 2, 3], nil),
      ("permutation_entropy", [1, 2, 3, 1], .tooFewSamples(found: 0, needed: 60)),
    ])
  func reasons(call: String, numbers: [Double], reason: MissingError?) throws {
    let estimate = try measure(call, numbers)
    #expect(estimate.value != nil && estimate.standardError == nil)
    #expect(estimate.missingError != nil)
    if let reason { #expect(estimate.missingError == reason) }
  }

  @Test(
    "words that are no way of finding an error are refused",
    arguments: ["boot", "bootstrap(1)", "blocks(x)", "jackknife(3)", "bootstrap(5"])
  func refused(method: String) {
    #expect(throws: Problems.self) {
      try measure("kozachenko_leonenko(error: \(method))", [1, 2, 3])
    }
  }

  @Test("'blocks' and 'error' do not go together")
  func both() {
    let problems = #expect(throws: Problems.self) {
      try measure("spacing_entropy(blocks: 4, error: jackknife)", [1, 2, 3])
    }
    #expect(
      problems?.all.first?.message
        == "'blocks' and 'error' both say how the standard error is found")
  }

  @Test(
    "the jackknife over counts is the one that leaves out samples and pairs of samples one by one")
  func countsByDefinition() throws {
    let counts = [5, 3, 3, 1, 1, 0]
    let value = { (counts: [Int]) -> Double in
      let occupancy = Occupancy(counts: counts)
      return ChaoShen().value(occupancy)
    }
    let samples = counts.indices.flatMap { repeatElement($0, count: counts[$0]) }
    func without(_ left: [Int]) -> Double {
      var rest = counts
      for place in left { rest[samples[place]] -= 1 }
      return value(rest)
    }
    let n = samples.count
    let singles = (0..<n).map { without([$0]) }
    let mean = singles.reduce(0, +) / Double(n)
    let jackknife =
      singles.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } * Double(n - 1) / Double(n)
    var pairs = 0.0
    for i in 0..<n {
      for j in 0..<i {
        let bend = without([i, j]) - singles[i] - singles[j] + value(counts)
        pairs += bend * bend
      }
    }
    let found = try #require(
      CountJackknife(Occupancy(counts: counts)).variance { ChaoShen().value($0) })
    #expect(agree(found, max(jackknife - pairs, jackknife / 2), to: 1e-9))
  }
}

/// Values whose bias is said or mended.
@Suite struct SaidBiasTests {
  /// Two normal densities eight standard deviations apart: 1.4189 + ln 2 + ln 0.5.
  @Test("kernels follow two modes")
  func modes() throws {
    var source = TestNumbers(seed: 5)
    let numbers = (0..<1000).map { _ in
      (source.uniform() < 0.5 ? -2 : 2) + 0.5 * source.normal()
    }
    let exact = Double.log(2 * Double.pi * Double.exp(1)) / 2
    let likely = try #require(try measure("kernel_density_entropy", numbers).value)
    #expect(abs(likely - exact) < 0.06, "\(likely)")
    let scott = try #require(try measure("kernel_density_entropy(rule: scott)", numbers).value)
    #expect(scott - exact > 0.07)
  }

  @Test("tails are told")
  func tails() throws {
    var source = TestNumbers(seed: 6)
    let numbers = (0..<1000).map { _ -> Double in
      let squares = (0..<2).reduce(0.0) { sum, _ in
        let x = source.normal()
        return sum + x * x
      }
      return source.normal() / (squares / 2).squareRoot()
    }
    let estimate = try measure("kernel_density_entropy", numbers)
    #expect(estimate.standardError == nil && estimate.missingError == .fewDecide)
    #expect(estimate.warnings.contains { $0.kind == "heavyTails" })
  }

  @Test("an estimate above the largest entropy is told")
  func aboveBound() throws {
    let counts = [1.0] + [Double](repeating: 0, count: 19)
    let estimate = try measure("bonachela", counts)
    #expect(try #require(estimate.value) > Double.log(20))
    #expect(estimate.warnings.contains(.aboveBound(Double.log(20))))
    #expect(try measure("bonachela", [9, 8, 7]).warnings.isEmpty)
  }
}
