/// The mean and the variance of numbers that arrive one at a time, without loss of digits when the
/// spread is small beside the mean.
///
/// Source: Welford 1962; merging by Chan, Golub and LeVeque 1983.
public struct Moments: Sendable, Hashable {
  /// How many numbers there were.
  public private(set) var count = 0
  /// Their mean; 0 when there were none.
  public private(set) var mean = 0.0
  /// The sum of the squared deviations from the mean.
  public private(set) var squaredDeviations = 0.0

  /// The moments of nothing.
  public init() {}

  /// The moments of many numbers: of each group of 1024 by two sums, merged in their order, so that
  /// they do not depend on the number of processors.
  init(of numbers: [Double]) {
    let size = 1024
    let groups = (numbers.count + size - 1) / size
    let parts = [Moments](sharedOut: groups, many: 16) { group in
      Moments(ofGroup: numbers[group * size..<min(numbers.count, (group + 1) * size)])
    }
    for part in parts { merge(part) }
  }

  private init(ofGroup numbers: ArraySlice<Double>) {
    count = numbers.count
    let first = numbers.first ?? 0
    mean = first + numbers.reduce(0) { $0 + ($1 - first) } / Double(max(1, count))
    squaredDeviations = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }

  /// Takes one more number.
  public mutating func add(_ number: Double) {
    count += 1
    let deviation = number - mean
    mean += deviation / Double(count)
    squaredDeviations += deviation * (number - mean)
  }

  /// Takes all the numbers of `other`.
  public mutating func merge(_ other: Moments) {
    guard other.count > 0 else { return }
    let total = Double(count + other.count)
    let deviation = other.mean - mean
    squaredDeviations +=
      other.squaredDeviations + deviation * deviation
      * (Double(count) * Double(other.count) / total)
    mean += deviation * (Double(other.count) / total)
    count += other.count
  }

  /// The moments of the numbers with `offset` added to each.
  func shifted(by offset: Double) -> Moments {
    guard count > 0 else { return self }
    var result = self
    result.mean += offset
    return result
  }

  /// The unbiased variance, sum (x - mean)^2/(n - 1), or `nil` for fewer than two numbers.
  public var variance: Double? {
    count > 1 ? squaredDeviations / Double(count - 1) : nil
  }

  /// The squared standard error of the mean if the numbers were independent.
  var squaredErrorOfMean: Double? { variance.map { $0 / Double(count) } }
}
