import Foundation

/// Times of frames that may be equal steps, rounded by the file to some decimals.
///
/// Rounding, to the nearest or downwards, leaves all times within a band of one unit of the last
/// decimal around a straight line; that tells it from frames that come early or late.
struct RoundedTimes {
  private let times: [Double]
  /// One unit of the last decimal; `nil` where there are more than six.
  let unit: Double?

  /// Ascending times.
  init(_ times: [Double]) {
    self.times = times
    unit = (0...6).lazy.map { pow(10, Double($0)) }.first { scale in
      times.allSatisfy { abs($0 * scale - ($0 * scale).rounded()) < 1e-6 }
    }.map { 1 / $0 }
  }

  // MARK: - Numbers of frames

  /// The numbers of frames, from 0, at times that are multiples of the most usual interval: to the
  /// rounding of the file, or a twentieth of the interval; `nil` where they are not.
  var steps: [Int]? {
    let intervals = zip(times, times.dropFirst()).map { $1 - $0 }
    guard let usual = Self.usual(intervals), usual > 0 else { return [0] }
    var (steps, last) = ([0], 0)
    for interval in intervals {
      guard interval / usual < 1e9 else { return nil }
      last += max(1, Int((interval / usual).rounded()))
      steps.append(last)
    }
    let rate = best(for: steps)
    let isEven = width(around: steps, rate) <= max(0.1 / rate, canTellRate(rate) ? rounding : 0)
    return isEven ? steps : nil
  }

  /// Whether there are so many frames that irregular ones would hardly look like rounded ones.
  func canTellRate(_ rate: Double) -> Bool {
    guard let unit else { return false }
    return unit < 1 / rate && times.count >= (2 * unit * rate <= 1 ? 8 : 20)
  }

  /// The mean of the intervals near the median: rounding makes some longer and some shorter.
  private static func usual(_ intervals: [Double]) -> Double? {
    guard !intervals.isEmpty else { return nil }
    let median = intervals.sorted()[intervals.count / 2]
    let near = intervals.filter { $0 < 1.5 * median }
    return near.reduce(0, +) / Double(near.count)
  }

  private var rounding: Double { 1.01 * (unit ?? 0) }

  // MARK: - The rate

  /// The rate, in frames a unit of time, of equal steps of which `steps` are the numbers and the
  /// times roundings; `nil` where they are none, or are equal already.
  ///
  /// - Parameter second: a second in units of time; 0 where they are no parts of it.
  func rate(of steps: [Int], second: Double) -> Double? {
    guard times.count > 2, let unit else { return nil }
    let best = best(for: steps)
    let mean = Double(steps[steps.count - 1] - steps[0]) / (times[times.count - 1] - times[0])
    guard width(around: steps, mean) > 1e-3 * unit else { return nil }
    return (Self.usualRates(near: best * second).map { $0 / second } + [best]).first {
      $0 > 0 && unit < 1 / $0 && width(around: steps, $0) <= rounding
    }
  }

  /// Cameras have whole rates, mostly tens or fives, those of television, or such of two decimals.
  private static func usualRates(near rate: Double) -> [Double] {
    guard rate >= 2 else { return [] }
    let whole = [rate.rounded(), (rate * 1.001).rounded() / 1.001]
    guard rate >= 10 else { return whole }
    let round = [(rate / 10).rounded() * 10, (rate / 5).rounded() * 5]
    return round + whole + [(rate * 100).rounded() / 100]
  }

  /// The rate that leaves the times in the narrowest band. The width is convex in the interval.
  private func best(for steps: [Int]) -> Double {
    let span = Double(steps[steps.count - 1] - steps[0])
    let duration = times[times.count - 1] - times[0]
    guard span > 0, duration > 0 else { return 1 }
    let interval = duration / span
    let slack = max(2 * (unit ?? 0), 0.1 * interval) / span
    var (low, high) = (max(interval - slack, 0.1 * interval), interval + slack)
    for _ in 0..<40 {
      let (first, second) = (low + (high - low) / 3, high - (high - low) / 3)
      let isLeft = width(around: steps, 1 / first) <= width(around: steps, 1 / second)
      (low, high) = isLeft ? (low, second) : (first, high)
    }
    return 2 / (low + high)
  }

  /// The width of the band in which the times lie around equal steps of a rate.
  private func width(around steps: [Int], _ rate: Double) -> Double {
    var (low, high) = (0.0, 0.0)
    for (step, time) in zip(steps, times) {
      let error = time - times[0] - Double(step - steps[0]) / rate
      (low, high) = (min(low, error), max(high, error))
    }
    return high - low
  }
}
