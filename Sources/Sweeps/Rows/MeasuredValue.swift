import ClausiusDeclarations
import ClausiusScenarios

/// What a refinement or a condition looks at: a word, or a number with its error.
enum MeasuredValue: Hashable {
  case word(String)
  case number(Double, standardError: Double)

  /// What `results` say of a call, or of a field of it; `nil` where it has no value.
  init?(_ results: [MemberResult], of call: String, field: String?) {
    guard let result = results.first(where: { $0.name == call }) else { return nil }
    if let field {
      guard let value = result.fields.first(where: { $0.key == field })?.value else { return nil }
      if let number = value.double {
        self = .number(number, standardError: 0)
      } else {
        self = .word(value.string ?? value.line)
      }
    } else if let word = result.word {
      self = .word(word)
    } else if let mean = result.mean {
      self = .number(mean, standardError: result.standardError ?? 0)
    } else {
      return nil
    }
  }

  /// What several seeds say together: the word that most of them have, the first in order of
  /// equally many; the mean of their numbers with the error that their scatter tells. `nil` for
  /// none.
  init?(of values: [MeasuredValue]) {
    let numbers = values.compactMap(\.number)
    guard numbers.count < values.count else {
      guard !numbers.isEmpty else { return nil }
      let count = Double(numbers.count)
      let mean = numbers.reduce(0) { $0 + $1.value } / count
      let square = numbers.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) }
      self = .number(
        mean,
        standardError: numbers.count == 1
          ? numbers[0].error : (square / (count * (count - 1))).squareRoot())
      return
    }
    let words = values.compactMap(\.word)
    let counts = Dictionary(grouping: words) { $0 }.mapValues(\.count)
    guard let word = counts.min(by: { ($1.value, $0.key) < ($0.value, $1.key) })?.key else {
      return nil
    }
    self = .word(word)
  }

  private var number: (value: Double, error: Double)? {
    if case .number(let value, let error) = self { (value, error) } else { nil }
  }

  private var word: String? {
    if case .word(let word) = self { word } else { nil }
  }
}

extension MeasuredValue {
  /// How many standard errors a number must lie on its side of a threshold.
  private static let errors = 3.0

  /// Whether something happens between two values: other words, or numbers that lie on two sides of
  /// the threshold beyond their errors.
  func differs(from other: MeasuredValue, across threshold: Double?) -> Bool {
    switch (self, other) {
    case (.word(let one), .word(let another)): one != another
    case (.number(let one, let error), .number(let another, let otherError)):
      threshold.map { threshold in
        (one < threshold) != (another < threshold)
          && abs(one - threshold) > Self.errors * error
          && abs(another - threshold) > Self.errors * otherError
      } ?? (one != another)
    default: true
    }
  }

  /// Whether a condition holds.
  func fulfils(_ condition: SweepCondition) -> Bool {
    switch self {
    case .word(let word): word == condition.word
    case .number(let number, _):
      condition.word == nil && condition.above.map { number > $0 } ?? true
        && condition.below.map { number < $0 } ?? true
    }
  }
}
