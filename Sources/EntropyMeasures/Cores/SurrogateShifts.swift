import ClausiusRandomNumbers

/// Circular shifts of a series by random amounts: a surrogate keeps its own dynamics and has lost
/// the coupling to others.
struct SurrogateShifts {
  private let random: CounterRandom
  private let length: Int
  private let least: Int

  /// Shifts of a series of `length` values by at least `least` and at most `length - least` steps.
  init(seed: UInt64, length: Int, least: Int) {
    random = CounterRandom(seed: seed, stream: .surrogates)
    self.length = length
    self.least = least
  }

  /// By how many steps the surrogate of a number is shifted.
  func shift(ofSurrogate number: Int) -> Int {
    least + random.integer(below: max(1, length - 2 * least), step: number, individual: 0)
  }

  /// The surrogate of a number of `series`; with `joiningEnds` the beginning, which comes after the
  /// end, is moved until the two meet.
  func surrogate(_ number: Int, of series: [Double], joiningEnds: Bool = false) -> [Double] {
    let shift = shift(ofSurrogate: number)
    guard joiningEnds, let first = series.first, let last = series.last else {
      return Array(series[shift...] + series[..<shift])
    }
    return Array(series[shift...]) + series[..<shift].map { $0 - first + last }
  }
}
