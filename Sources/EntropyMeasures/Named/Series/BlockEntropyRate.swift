import ClausiusDeclarations
import RealModule

/// The entropy rate of a series of symbols as the entropy of a symbol when those before it are
/// known: h_n = H_n - H_(n-1).
///
/// H_n is the entropy of words of n successive symbols. Nats per symbol, not increasing with n in
/// expectation; its limit is the rate, and that of a generating partition is the Kolmogorov-Sinai
/// entropy of the map. Long words are undersampled: h_n falls below the rate when K^n is not small
/// beside the number of words, which a warning says. The standard error is that of 20 blocks of
/// successive words, each left out in turn, and of the Grassberger correction, whose sign of every
/// count is that of a coin.
/// Source: Shannon 1948; Crutchfield and Feldman 2003.
public struct BlockEntropyRate: NamedEstimator {
  /// How the bias of the two entropies is treated.
  public enum Correction: DeclaredChoice {
    case none, millerMadow, grassberger

    /// What the case selects.
    public var about: String {
      switch self {
      case .none: "plug-in"
      case .millerMadow: "the leading term of both biases is removed"
      case .grassberger: "Grassberger 2003"
      }
    }
  }

  /// Symbols in a word, n.
  public var length = 4
  /// How the bias is treated.
  public var correction = Correction.grassberger

  /// Words of four symbols.
  public init() {}

  /// The keys `length` and `correction`.
  public static let keys: [Key<Self>] = [
    Key("length", \.length, in: IntegerRange(1, 60), about: "symbols in a word, n"),
    Key("correction", \.correction, about: "how the bias of the two entropies is treated"),
  ]

  /// Symbols.
  public static let input = InputShape.symbols

  /// Words, of which a seam makes new ones.
  public static let traits: EstimatorTraits = [.seamless]

  /// The entry `block_entropy_rate` of the catalog.
  public static let entry = catalogEntry(
    "block_entropy_rate",
    about: "the entropy of a symbol of a series when those before it are known",
    formula: "h_n = H_n - H_(n-1), H_n the entropy of words of n symbols", unit: .natPerSymbol,
    bounds: "0 to ln K",
    bias: "high for words shorter than the memory, low for more words than samples; H_0 = 0",
    source: "Shannon 1948; Crutchfield and Feldman 2003")

  /// The rate.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let (symbols, kinds) = try arrays[0].symbols()
    guard symbols.count > length else {
      return Estimate(
        undefined: .tooFewSamples(found: symbols.count, needed: length + 1), unit: .natPerSymbol,
        samples: 0)
    }
    // Both over the same places, so that a shorter word is the beginning of a longer one.
    let places = symbols.count - length + 1
    var words = WordNumbers(symbols, places: places)
    for _ in 1..<length { words.lengthen() }
    let shorter = words.shorterCounts.map { entropy($0) } ?? 0
    let occupancy = Occupancy(counts: words.counts)
    var estimate = Estimate(
      entropy(words.counts) - shorter, unit: .natPerSymbol, samples: places, outcomes: kinds,
      biasCorrection: correction.correction, bounds: Bounds(0, Double.log(Double(max(1, kinds)))))
    if 10 * words.counts.count > places {
      estimate.warn(.sparseCells(occupied: words.counts.count, samples: occupancy.samples))
      guard correction == .none else {
        estimate.state(
          missing: .because(
            "words were seen too rarely to tell the scatter of the correction: take shorter words, "
              + "or correction: none"))
        return estimate
      }
    }
    estimate.take(standardError(words))
    return estimate
  }

  /// That of blocks of words, by the plug-in: corrections that depend on single counts would jump
  /// with every block. A word tells the shorter one that it begins with. Where all words are about
  /// as frequent, 2N times what is missing to the largest rate is chi-squared with as many degrees
  /// of freedom as there are more words than shorter ones (Billingsley 1961): the error is not less
  /// than its scatter. Grassberger's correction adds 1/(2N) for every even count and takes it off
  /// for every odd one, whose squares add up.
  private func standardError(_ words: WordNumbers) -> Result<StandardError, MissingErrorFailure> {
    let more = words.counts.count - (words.shorterCounts?.count ?? 1)
    let places = Double(words.numbers.count)
    let least = (Double(more) / 2).squareRoot() / places
    let kinds = Double(words.counts.count + (words.shorterCounts?.count ?? 0))
    let parities = correction == .grassberger ? kinds / (4 * places * places) : 0
    return BlockedWeights(of: words.numbers, count: words.counts.count).standardError { weights in
      var shorter = [Double](repeating: 0, count: words.shorterCounts?.count ?? 0)
      for (word, beginning) in words.beginnings.enumerated() { shorter[beginning] += weights[word] }
      return weights.shannonOfShares - shorter.shannonOfShares
    }.map {
      let error = max($0.value, least)
      return StandardError((error * error + parities).squareRoot(), by: $0.method)
    }
  }

  private func entropy(_ counts: [Int]) -> Double {
    let occupancy = Occupancy(counts: counts)
    let plugIn = Shannon().entropy(of: Distribution(occupancy))
    switch correction {
    case .none: return plugIn
    case .millerMadow:
      return plugIn + Double(counts.count - 1) / Double(2 * occupancy.samples)
    case .grassberger: return Grassberger().value(occupancy)
    }
  }
}

extension BlockEntropyRate.Correction {
  fileprivate var correction: BiasCorrection {
    switch self {
    case .none: .none
    case .millerMadow: .millerMadow
    case .grassberger: .grassberger
    }
  }
}

/// The words at every place of a series, numbered as they are seen, so that words of any length
/// stay small numbers.
private struct WordNumbers {
  private let symbols: [Int32]
  private let places: Int
  /// The number of the word at each place.
  private(set) var numbers: [Int]
  private var length = 1
  /// How often each word occurs.
  private(set) var counts: [Int]
  /// The same for the words that are one symbol shorter.
  private(set) var shorterCounts: [Int]?
  /// The number of the shorter word that each word begins with.
  private(set) var beginnings: [Int] = []

  init(_ symbols: [Int32], places: Int) {
    self.symbols = symbols
    self.places = places
    let known = symbols[..<places].map { Int($0) }.renumbered
    numbers = known.numbers
    counts = [Int](repeating: 0, count: known.kinds)
    for number in numbers { counts[number] += 1 }
  }

  mutating func lengthen() {
    shorterCounts = counts
    var known: [SIMD2<Int>: Int] = [:]
    counts = []
    beginnings = []
    for place in 0..<places {
      let word = SIMD2(numbers[place], Int(symbols[place + length]))
      let number = known[word] ?? counts.count
      if number == counts.count {
        known[word] = number
        counts.append(0)
        beginnings.append(numbers[place])
      }
      counts[number] += 1
      numbers[place] = number
    }
    length += 1
  }
}
