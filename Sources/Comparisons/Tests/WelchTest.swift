import ClausiusEntropyMeasures
import RealModule

/// Welch's test of a difference of means of two samples whose variances may differ.
///
/// t = (mean x - mean y)/sqrt(a + b), a = s_x^2/m, b = s_y^2/n, two-sided by Student's distribution
/// with f = (a + b)^2/(a^2/(m - 1) + b^2/(n - 1)) degrees of freedom. Means of blocks and of runs
/// are nearly normal, so that it holds for few of them, where counting permutations could not give
/// a small probability. Few values of skewed samples make more false alarms than the level says:
/// tests allow 11 of 100 at 0.05 for 3 to 8 exponential values.
/// Source: Welch 1947; Satterthwaite 1946.
public enum WelchTest {
  /// The test of two samples of finite values.
  public static func test(_ x: [Double], _ y: [Double]) -> TestResult {
    guard x.count > 1, y.count > 1 else {
      return TestResult(.welch, undefined: "a sample has fewer than two values")
    }
    let (first, second) = (moments(x), moments(y))
    let a = first.squaredDeviations / Double(x.count - 1) / Double(x.count)
    let b = second.squaredDeviations / Double(y.count - 1) / Double(y.count)
    // What rounding leaves of equal values is no variance.
    let floor = 1e-28 * max(first.mean * first.mean, second.mean * second.mean)
    guard a + b > floor else {
      return TestResult(.welch, undefined: "all values of a sample are equal")
    }
    let statistic = (first.mean - second.mean) / (a + b).squareRoot()
    let freedom =
      (a + b) * (a + b) / (a * a / Double(x.count - 1) + b * b / Double(y.count - 1))
    return TestResult(
      .welch, statistic: statistic,
      probability: StudentDistribution(freedom: freedom).twoSided(statistic),
      method: "t with \(Double((freedom * 10).rounded() / 10)) degrees of freedom")
  }

  /// The test of two series that are too short for their correlation: each is worth a single value
  /// that scatters as its values do, t = (mean x - mean y)/sqrt(s_x^2 + s_y^2) with two degrees of
  /// freedom. Of slow stationary series fewer than one in 100 tests at 0.05 is a false alarm, of
  /// random walks ten to twenty, which no test of means can mend.
  static func test(_ x: RunningSeries, _ y: RunningSeries) -> TestResult {
    guard let first = x.mean, let second = y.mean, let a = x.standardDeviation,
      let b = y.standardDeviation, a + b > 0
    else {
      return TestResult(.welch, undefined: "a sample has fewer than two values")
    }
    let statistic = (first - second) / (a * a + b * b).squareRoot()
    return TestResult(
      .welch, statistic: statistic,
      probability: StudentDistribution(freedom: 2).twoSided(statistic),
      method: "t with 2 degrees of freedom, each series for one value")
  }

  private static func moments(_ values: [Double]) -> Moments {
    var moments = Moments()
    for value in values { moments.add(value) }
    return moments
  }
}

/// Student's distribution of t.
struct StudentDistribution {
  /// The degrees of freedom, above 0.
  let freedom: Double

  /// The probability of a larger |t|, I_z(f/2, 1/2) with z = f/(f + t^2).
  func twoSided(_ t: Double) -> Double {
    let square = t * t
    guard square > 0 else { return 1 }
    return Self.incompleteBeta(
      freedom / 2, 0.5, at: freedom / (freedom + square), complement: square / (freedom + square))
  }

  /// I_z(a, b), the regularized incomplete beta function, by its continued fraction.
  ///
  /// Source: Abramowitz and Stegun 1964, 26.5.8; evaluated by Lentz 1976.
  static func incompleteBeta(
    _ a: Double, _ b: Double, at z: Double, complement: Double
  ) -> Double {
    guard z <= (a + 1) / (a + b + 2) else {
      return 1 - incompleteBeta(b, a, at: complement, complement: z)
    }
    guard z > 0 else { return 0 }
    let front = Double.exp(
      a * .log(z) + b * .log(complement) + .logGamma(a + b) - .logGamma(a) - .logGamma(b))
    let tiny = 1e-300
    var (value, c, d) = (1.0, 1.0, 0.0)
    for step in 0..<10_000 {
      let m = Double(step / 2)
      let term =
        step == 0
        ? 1
        : step % 2 == 0
          ? m * (b - m) * z / ((a + 2 * m - 1) * (a + 2 * m))
          : -(a + m) * (a + b + m) * z / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 + term * d
      d = 1 / (abs(d) < tiny ? tiny : d)
      c = 1 + term / c
      c = abs(c) < tiny ? tiny : c
      let change = c * d
      value *= change
      if step > 0, abs(change - 1) < 1e-15 { break }
    }
    return front * (value - 1) / a
  }
}
