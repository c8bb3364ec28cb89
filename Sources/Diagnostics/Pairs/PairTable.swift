import ClausiusDeclarations
import ClausiusEntropyMeasures

/// The transfer of every ordered pair of individuals as a document, a table and words.
struct PairTable {
  /// An individual that leads others, with what it gives to them and receives, means over the
  /// others.
  struct Standing {
    var individual: Int
    var outgoing: Double
    var incoming: Double
    var followers: Int
    var net: Double { outgoing - incoming }
  }

  private let numbers: [Int]
  private let pairs: TransferPairs
  private let network: TransferNetwork

  /// A table without individuals.
  init() {
    self.init(
      TransferPairs(undefined: .tooFewSamples(found: 0, needed: 1), series: 0, samples: 0),
      numbers: [], network: TransferNetwork())
  }

  /// The pairs of the individuals with these numbers.
  init(_ pairs: TransferPairs, numbers: [Int], network: TransferNetwork) {
    (self.pairs, self.numbers, self.network) = (pairs, numbers, network)
  }

  private func isTransfer(_ source: Int, _ target: Int) -> Bool {
    pairs[source, target]?.relation == .transfer
  }

  /// What a pair counts in a standing: its value where it is significant.
  private func counted(_ source: Int, _ target: Int) -> Double {
    isTransfer(source, target) ? pairs[source, target]?.estimate.value ?? 0 : 0
  }

  /// The mean over the pairs.
  func mean(steps: Int) -> Estimate {
    var estimate = Estimate(meanOver: pairs.pairs.compactMap { $0?.estimate }, unit: .nat)
    // Pairs share individuals: their spread is no error of the mean.
    estimate.standardError = nil
    estimate.samples = steps
    return estimate
  }

  /// The sources of significant pairs, those that give most beyond what they receive first.
  var standings: [Standing] {
    let sources = numbers.indices.filter { one in numbers.indices.contains { isTransfer(one, $0) } }
    let others = Double(max(1, numbers.count - 1))
    return sources.map { one in
      Standing(
        individual: numbers[one],
        outgoing: numbers.indices.reduce(0) { $0 + counted(one, $1) } / others,
        incoming: numbers.indices.reduce(0) { $0 + counted($1, one) } / others,
        followers: numbers.indices.count { isTransfer(one, $0) && !isTransfer($0, one) })
    }.sorted { ($1.net, $0.individual) < ($0.net, $1.individual) }
  }

  func details(species: [Double]?) -> [JSON.Member] {
    [
      .init("individuals", .list(numbers.map(JSON.integer))),
      .init("matrix", matrix { $0.estimate.value.map(JSON.number) }),
      .init("p_values", matrix { $0.probability.map(JSON.number) }),
      .init("p_values_holm", matrix { $0.correctedProbability.map(JSON.number) }),
      .init("p_values_family", matrix { $0.familyProbability.map(JSON.number) }),
      .init("lags", matrix { .list($0.lags.map(JSON.integer)) }),
      .init("relations", matrix { .text($0.relation.rawValue) }),
      .init("target_histories", .list(pairs.histories.map(JSON.integer))),
      .init("significant_pairs", .integer(pairs.count(of: .transfer))),
      .init("common_drive_pairs", .integer(pairs.count(of: .commonDrive))),
      .init("leaders", .list(standings.map { Self.json($0, species) })),
    ]
  }

  private func matrix(_ member: (TransferPair) -> JSON?) -> JSON {
    .list(
      numbers.indices.map { source in
        .list(numbers.indices.map { pairs[source, $0].flatMap(member) ?? .null })
      })
  }

  private static func json(_ standing: Standing, _ species: [Double]?) -> JSON {
    let kinds = species.flatMap { all -> [JSON.Member]? in
      guard standing.individual < all.count else { return nil }
      return [.init("species", .number(all[standing.individual]))]
    }
    return .object(
      [.init("individual", .integer(standing.individual))] + (kinds ?? []) + [
        .init("net", .number(standing.net)), .init("outgoing", .number(standing.outgoing)),
        .init("incoming", .number(standing.incoming)),
        .init("followers", .integer(standing.followers)),
      ])
  }

  var notes: [String] {
    let all = numbers.count * (numbers.count - 1)
    let first = standings.prefix(5).map { standing in
      "\(standing.individual) (net \((standing.net * 1e6).rounded() / 1e6))"
    }
    let driven = pairs.count(of: .commonDrive)
    return [
      "\(pairs.count(of: .transfer)) of \(all) pairs transfer significantly at \(network.level), all pairs "
        + "taken together",
      first.isEmpty
        ? "no leaders: no pair transfers significantly"
        : "leaders first: " + first.joined(separator: ", "),
    ]
      + (driven > 0
        ? ["\(driven) pairs depend on each other only through others or a common drive"] : [])
  }

  var table: RecordTable {
    var rows: [[String]] = []
    for source in numbers.indices {
      for target in numbers.indices where source != target {
        guard let pair = pairs[source, target] else { continue }
        let fields = [
          pair.estimate.value, pair.probability, pair.correctedProbability, pair.familyProbability,
        ].map { $0?.description ?? "" }
        let lags = pair.lags.map(String.init).joined(separator: " ")
        rows.append(
          [String(numbers[source]), String(numbers[target])] + fields
            + [lags, pair.relation.rawValue])
      }
    }
    return RecordTable(
      columns: [
        "source", "target", "transfer_entropy", "p_value", "p_value_holm", "p_value_family", "lags",
        "relation",
      ], rows: rows)
  }
}
