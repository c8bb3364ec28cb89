import ClausiusDeclarations
import ClausiusRandomNumbers

/// Copies of a series that have lost the coupling to others.
public enum SurrogateKind: DeclaredChoice {
  case shifted, blocks

  /// What the case selects.
  public var about: String {
    switch self {
    case .shifted: "shifted in a circle by a random amount: keeps all of its own dynamics"
    case .blocks:
      "20 blocks in random order: many more copies of a short series, with 19 seams each"
    }
  }
}

/// Makes surrogates of a series.
struct Surrogates {
  private let kind: SurrogateKind
  private let random: CounterRandom
  private let length: Int
  private let least: Int

  /// The blocks of a series, which are at least as long as the least shift.
  private static let blocks = 20

  /// Surrogates of a series of `length` values; shifts by at least `least` and at most
  /// `length - least` steps.
  init(_ kind: SurrogateKind = .shifted, seed: UInt64, length: Int, least: Int) {
    self.kind = kind
    random = CounterRandom(seed: seed, stream: .surrogates)
    self.length = length
    self.least = least
  }

  /// By how many steps the surrogate of a number is shifted.
  func shift(ofSurrogate number: Int) -> Int {
    least + random.integer(below: max(1, length - 2 * least), step: number, individual: 0)
  }

  /// The surrogate of a number of `series`; with `joiningEnds` what comes after a seam is moved
  /// until it begins where the piece before has ended.
  func surrogate(_ number: Int, of series: [Double], joiningEnds: Bool = false) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(series.count)
    for piece in pieces(number) {
      let own = series[piece]
      guard joiningEnds, let first = own.first, let last = result.last else {
        result += own
        continue
      }
      result += own.map { $0 - first + last }
    }
    return result
  }

  /// The pieces of the series in their order in the surrogate of a number.
  private func pieces(_ number: Int) -> [Range<Int>] {
    switch kind {
    case .shifted:
      let shift = shift(ofSurrogate: number)
      return [shift..<length, 0..<shift]
    case .blocks:
      let count = max(2, min(Self.blocks, length / max(1, least)))
      var pieces = (0..<count).map { $0 * length / count..<($0 + 1) * length / count }
      for last in stride(from: count - 1, to: 0, by: -1) {
        pieces.swapAt(last, random.integer(below: last + 1, step: number, individual: last))
      }
      return pieces
    }
  }
}
