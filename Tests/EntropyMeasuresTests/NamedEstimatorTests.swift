import ClausiusDeclarations
import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Every estimator that can be called on data has a known answer, and says what is wrong with calls
/// and data.
@Suite struct NamedEstimatorTests {
  @Test(arguments: EstimatorCatalog.standard.callableNames)
  func everyEstimatorHasAKnownAnswer(name: String) throws {
    let answer = try #require(KnownAnswers.all[name], "no known answer for \(name)")
    let estimate = try answer.estimate()
    let value = try #require(estimate.value, "\(String(describing: estimate.undefined))")
    #expect(agree(value, answer.exact, to: answer.tolerance), "\(value), expected \(answer.exact)")
  }

  @Test func everyKnownAnswerBelongsToAnEstimator() {
    #expect(Set(KnownAnswers.all.keys) == Set(EstimatorCatalog.standard.callableNames))
  }

  @Test(arguments: EstimatorCatalog.standard.callableNames)
  func theUnitOfTheEntryIsThatOfTheEstimate(name: String) throws {
    let answer = try #require(KnownAnswers.all[name])
    #expect(
      try answer.estimate().unit.rawValue == EstimatorCatalog.standard.entry(named: name)?.unit)
  }

  @Test(arguments: EstimatorCatalog.standard.callableNames)
  func bitsAreNatsOverTheLogarithmOfTwo(name: String) throws {
    let answer = try #require(KnownAnswers.all[name])
    let call =
      answer.call.hasSuffix(")")
      ? "\(answer.call.dropLast()), unit: bit)" : "\(answer.call)(unit: bit)"
    let entry = try #require(EstimatorCatalog.standard.entry(named: name))
    guard entry.unit.hasPrefix("nat") else {
      let problems = #expect(throws: Problems.self) { try measure(call, answer.arrays) }
      #expect(problems?.description.contains("unknown key 'unit'") == true)
      return
    }
    let (nats, bits) = (try answer.estimate(), try measure(call, answer.arrays))
    let scale = nats.unit == .dimensionless ? 1 : Double.log(2)
    #expect(bits.unit.rawValue == nats.unit.rawValue.replacing("nat", with: "bit"))
    for (bit, nat) in [
      (bits.value, nats.value), (bits.standardError?.value, nats.standardError?.value),
      (bits.bounds.lower, nats.bounds.lower), (bits.bounds.upper, nats.bounds.upper),
      (bits.null?.mean, nats.null?.mean),
    ] {
      #expect(bit == nat.map { $0 / scale })
    }
    #expect((bits.samples, bits.warnings) == (nats.samples, nats.warnings))
  }

  @Test func surrogatesAreInTheUnitOfTheValue() throws {
    var numbers = TestNumbers(seed: 3)
    let series = (0..<400).map { _ in numbers.normal() }
    let call = "gaussian_entropy_production(time_step: 1, parity: even, surrogates: 20"
    let (nats, bits) = try (measure(call + ")", series), measure(call + ", unit: bit)", series))
    let (inNats, inBits) = (try #require(nats.null), try #require(bits.null))
    let two = Double.log(2)
    #expect(agree(try #require(inBits.mean), try #require(inNats.mean) / two, to: 1e-12))
    #expect(
      agree(
        try #require(inBits.standardDeviation), try #require(inNats.standardDeviation) / two,
        to: 1e-12))
    #expect(inBits.reaching == inNats.reaching)
  }

  @Test(arguments: EstimatorCatalog.standard.callableNames)
  func theSameDataGiveTheSameNumber(name: String) throws {
    let answer = try #require(KnownAnswers.all[name])
    #expect(try answer.estimate() == answer.estimate())
  }

  @Test(arguments: EstimatorCatalog.standard.callableNames)
  func aNumberThatIsNotFiniteIsAnErrorThatNamesItsPlace(name: String) throws {
    let answer = try #require(KnownAnswers.all[name])
    guard let first = answer.arrays.first else { return }
    var values = first.values
    values[values.count - 1] = .nan
    let arrays = [InputArray(values, shape: first.shape, name: "x")] + answer.arrays.dropFirst()
    let error = #expect(throws: EntropyError.self) { try measure(answer.call, arrays) }
    let text = try #require(error).description
    #expect(text.hasPrefix("x: row \(first.rows)") && text.hasSuffix("is not a finite number"))
  }

  @Test(arguments: [
    ("kozachenko", "unknown estimator 'kozachenko'"),
    ("kozachenko_leonenko(j: 4)", "unknown key 'j'"),
    ("kozachenko_leonenko(k: 0)", "k: expected a whole number from 1 to 1000, found '0'"),
    ("uncertainty_bound", "'time_step' is missing"),
    (
      "plug_in(definition: renyi, order: -1)",
      "order: expected a real number at least 0 and at most 1000000"
    ),
    ("nearest_neighbor_order_entropy(order: 1)", "the order is neither 1 nor k + 1 or more"),
  ])
  func aWrongCallIsRefused(call: String, message: String) {
    let problems = #expect(throws: Problems.self) { try measure(call, [1.0, 2]) }
    #expect(problems?.description.contains(message) == true, "\(String(describing: problems))")
  }

  @Test func theWordInfinityIsAnOrder() throws {
    let weights = [0.5, 0.25, 0.125, 0.125]
    let call = "plug_in(definition: renyi, order: infinity, values: probabilities)"
    #expect(try measure(call, weights).value == Double.log(2))
  }

  @Test(
    "constant data of the right shape are accepted: a finite number, or a reason for none",
    arguments: EstimatorCatalog.standard.callableNames)
  func constantData(name: String) throws {
    let answer = try #require(KnownAnswers.all[name])
    let arrays = answer.arrays.map { array in
      InputArray([Double](repeating: 1, count: array.values.count), shape: array.shape)
    }
    let call = answer.call.replacing("probabilities", with: "weights")
    requireSense(of: try measure(call, arrays))
  }

  @Test(
    "extreme data are refused in words, have no value for a reason, or give finite numbers",
    arguments: EstimatorCatalog.standard.callableNames)
  func extremeData(name: String) throws {
    let answer = try #require(KnownAnswers.all[name])
    let extremes: [[Double]] = [
      [0], [1e300, -1e300], [1, 1, 1, 1, 1, 1], [1e300, 1, 2, 3, -1e300, 0, 4, 7],
      [0, 0, 0, 0, 0, 1], [5e15, 5e15, 1, 2], [2, 1, 1, 2], [],
    ]
    var accepted = 0
    for values in extremes {
      for columns in [1, 2] where values.count.isMultiple(of: columns) {
        let array = InputArray(values, shape: [values.count / columns, columns], name: "x")
        do throws(EntropyError) {
          let request = try request(answer.call)
          requireSense(of: try request.estimate(from: answer.arrays.map { _ in array }))
          accepted += 1
        } catch {
          #expect(!error.description.isEmpty)
        }
      }
    }
    #expect(accepted > 0, "every one of the data sets was refused")
  }

  /// A finite number with a finite error, or a reason why there is none.
  private func requireSense(of estimate: Estimate) {
    #expect((estimate.value == nil) != (estimate.undefined == nil))
    #expect(estimate.value?.isFinite ?? true)
    #expect(estimate.standardError.map { $0.value.isFinite && $0.value >= 0 } ?? true)
  }

  private func request(_ call: String) throws(EntropyError) -> EstimatorRequest {
    let place = SourcePosition(source: "test", line: 1, column: 1)
    do throws(Problems) {
      return try EstimatorCatalog.standard.request(call, at: place)
    } catch {
      throw .badInput("\(error)")
    }
  }

  @Test func tiedSamplesHaveNoDifferentialEntropy() throws {
    let estimate = try measure("kozachenko_leonenko(k: 1)", [1, 1, 2, 3, 5])
    #expect(estimate.undefined == .coincidentSamples(2))
  }

  @Test func aConstantSeriesHasNoSampleEntropy() throws {
    #expect(
      try measure("sample_entropy", [Double](repeating: 1, count: 50)).undefined == .constantSeries)
    #expect(
      try measure("spectral_entropy", [Double](repeating: 1, count: 50)).undefined
        == .constantSeries)
  }

  @Test func aTransitionWithoutReverseHasNoFiniteProduction() throws {
    let estimate = try measure("markov_entropy_production(time_step: 1)", [0, 1, 2, 0, 1, 2])
    #expect(estimate.undefined == .irreversibleTransition)
  }

  @Test func surrogatesTellACouplingFromNone() throws {
    var random = TestNumbers(seed: 3)
    let x = random.uniforms(400)
    let y = [0] + x.dropLast().map { $0 + 0.1 * random.normal() }
    let arrays = [InputArray(x), InputArray(y)]
    let forward = try measure("transfer_entropy(surrogates: 39, effective: true)", arrays)
    #expect(forward.warnings.isEmpty)
    // The error is that of the value, and no spread of a null.
    let alone = try measure("transfer_entropy", arrays)
    let (own, compared) = (try #require(alone.standardError), try #require(forward.standardError))
    #expect(compared.method == own.method)
    #expect(compared.value >= own.value && compared.value < 1.2 * own.value)
    let backward = try measure("transfer_entropy(surrogates: 39)", Array(arrays.reversed()))
    #expect(backward.warnings.contains { if case .notSignificant = $0 { true } else { false } })
  }
}
