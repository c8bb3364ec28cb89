import ClausiusDeclarations
import ClausiusEntropyMeasures

/// A number for every ordered pair of individuals, with the probability that it means nothing.
struct PairTable {
  /// An individual with what it gives to the others and receives from them, means over the others.
  struct Standing {
    var individual: Int
    var outgoing: Double
    var incoming: Double
    var followers: Int
    var net: Double { outgoing - incoming }
  }

  private let numbers: [Int]
  private let level: Double
  private var results: [PairTransfer.Result?]
  private var corrected: [Double?]

  init(numbers: [Int] = [], level: Double = 0.05) {
    self.numbers = numbers
    self.level = level
    results = [PairTransfer.Result?](repeating: nil, count: numbers.count * numbers.count)
    corrected = results.map { _ in nil }
  }

  mutating func set(_ result: PairTransfer.Result, _ source: Int, _ target: Int) {
    results[source * numbers.count + target] = result
  }

  /// Corrects the probabilities for their number.
  mutating func correct() {
    let known = results.indices.filter { results[$0]?.probability != nil }
    let all = HolmCorrection.corrected(known.compactMap { results[$0]?.probability })
    for (index, probability) in zip(known, all) { corrected[index] = probability }
  }

  /// The surrogates that one pair needs to reach the level, where those of `transfer` are too few:
  /// pairs/(surrogates + 1), the least probability after correction, must be below the level. `nil`
  /// where they suffice or are not used.
  func surrogatesNeeded(of transfer: PairTransfer) -> Int? {
    guard transfer.method == .nearestNeighbor, transfer.surrogates > 0 else { return nil }
    let known = Double(results.count { $0?.probability != nil })
    guard known / Double(transfer.surrogates + 1) >= level else { return nil }
    return Int((known / level).rounded(.down))
  }

  private func value(_ source: Int, _ target: Int) -> Double? {
    results[source * numbers.count + target]?.estimate.value
  }

  private func isSignificant(_ source: Int, _ target: Int) -> Bool {
    corrected[source * numbers.count + target].map { $0 < level } ?? false
  }

  /// The mean over the pairs.
  func mean(steps: Int) -> Estimate {
    var estimate = Estimate(meanOver: results.compactMap { $0?.estimate }, unit: .nat)
    // Pairs share individuals: their spread is no error of the mean.
    estimate.standardError = nil
    estimate.samples = steps
    return estimate
  }

  /// The individuals, those that give most beyond what they receive first.
  var standings: [Standing] {
    numbers.indices.map { one in
      let others = numbers.indices.filter { $0 != one }
      let given = others.compactMap { value(one, $0) }
      let received = others.compactMap { value($0, one) }
      return Standing(
        individual: numbers[one],
        outgoing: given.reduce(0, +) / Double(max(1, given.count)),
        incoming: received.reduce(0, +) / Double(max(1, received.count)),
        followers: others.count { isSignificant(one, $0) && !isSignificant($0, one) })
    }.sorted { ($1.net, $0.individual) < ($0.net, $1.individual) }
  }

  func details(species: [Double]?) -> [JSON.Member] {
    func matrix(_ number: (Int, Int) -> Double?) -> JSON {
      .list(
        numbers.indices.map { source in
          .list(
            numbers.indices.map { target in
              source == target ? .null : number(source, target).map(JSON.number) ?? .null
            })
        })
    }
    return [
      .init("individuals", .list(numbers.map(JSON.integer))),
      .init("matrix", matrix(value)),
      .init("p_values", matrix { results[$0 * numbers.count + $1]?.probability }),
      .init("p_values_holm", matrix { corrected[$0 * numbers.count + $1] }),
      .init("significant_pairs", .integer(significantPairs)),
      .init(
        "leaders",
        .list(
          standings.map { standing in
            .object(
              [.init("individual", .integer(standing.individual))]
                + (species.flatMap {
                  standing.individual < $0.count
                    ? [.init("species", .number($0[standing.individual]))] : nil
                } ?? [])
                + [
                  .init("net", .number(standing.net)),
                  .init("outgoing", .number(standing.outgoing)),
                  .init("incoming", .number(standing.incoming)),
                  .init("followers", .integer(standing.followers)),
                ])
          })),
    ]
  }

  private var significantPairs: Int {
    numbers.indices.reduce(0) { sum, source in
      sum + numbers.indices.count { $0 != source && isSignificant(source, $0) }
    }
  }

  var notes: [String] {
    let pairs = numbers.count * (numbers.count - 1)
    let first = standings.prefix(5).map { standing in
      "\(standing.individual) (net \((standing.net * 1e6).rounded() / 1e6))"
    }
    return [
      "\(significantPairs) of \(pairs) pairs transfer significantly at \(level) after Holm's correction",
      "leaders first: " + first.joined(separator: ", "),
    ]
  }

  var table: RecordTable {
    var rows: [[String]] = []
    for source in numbers.indices {
      for target in numbers.indices where source != target {
        let index = source * numbers.count + target
        let fields = [
          value(source, target), results[index]?.probability, corrected[index],
        ].map { $0.map(\.description) ?? "" }
        rows.append([String(numbers[source]), String(numbers[target])] + fields)
      }
    }
    return RecordTable(
      columns: ["source", "target", "transfer_entropy", "p_value", "p_value_holm"], rows: rows)
  }
}
