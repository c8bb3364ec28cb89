import RealModule

/// Outcomes that a finite sample has not seen, inferred from those seen once and twice, when nobody
/// knows how many outcomes there are.
///
/// H = sum_i (n_i/N)(psi(N) - psi(n_i)) + (f_1/N) times
/// ``entropyPerSingleton(samples:probability:)``, f_1 the number of outcomes seen once.
/// Source: Chao, Wang and Jost 2013.
public enum UnseenOutcomes {
  /// The mean probability A of the outcomes that were seen once: 2 f_2/((N - 1) f_1 + 2 f_2), or
  /// 2/((N - 1)(f_1 - 1) + 2) where none was seen twice.
  ///
  /// - Parameters:
  ///   - samples: N, at least 1.
  ///   - once: f_1, the number of outcomes seen once; 0 gives 1.
  ///   - twice: f_2, the number of outcomes seen twice.
  public static func probability(samples: Int, once: Double, twice: Double) -> Double {
    guard once > 0 else { return 1 }
    let others = Double(samples - 1)
    return twice > 0
      ? 2 * twice / (others * once + 2 * twice) : 2 / (others * (once - 1) + 2)
  }

  /// q^(1 - N) [-ln A - sum_(v < N) q^v/v] = sum_(j >= 0) q^(j + 1)/(N + j), q = 1 - A.
  ///
  /// The second form has no cancellation. Its first terms are added one by one; when they fall off
  /// slowly, the rest is int_0^infinity e^(-a y)/(M + y) dy = e^(a M) E_1(a M), a = -ln q, with the
  /// corrections of Euler and Maclaurin. Relative error below 1e-12.
  public static func entropyPerSingleton(samples: Int, probability: Double) -> Double {
    guard probability < 1 else { return 0 }
    let q = 1 - probability
    let decay = -Double.log(onePlus: -probability)
    let terms = decay > 0.05 ? Int(40 / decay) + 1 : 64
    var power = q
    var sum = 0.0
    for j in 0..<terms {
      sum += power / Double(samples + j)
      power *= q
    }
    return decay > 0.05 ? sum : sum + power * rest(from: Double(samples + terms), decay: decay)
  }

  /// The same for the probability A = 1/M of each of M outcomes, every term added up until the rest
  /// is below rounding.
  static func entropyPerSingleton(samples: Int, outcomes: Int) -> Double {
    let q = 1 - 1 / Double(outcomes)
    var power = q
    var sum = 0.0
    var divisor = Double(samples)
    while power > 1e-18 * sum * divisor / Double(outcomes) {
      sum += power / divisor
      power *= q
      divisor += 1
    }
    return sum
  }

  /// sum_(j >= 0) e^(-a j)/(M + j) for M of at least 64 and small a.
  private static func rest(from m: Double, decay a: Double) -> Double {
    let slope = (a + 1 / m) / m
    let third = (a * a * a + 3 * a * a / m + 6 * a / (m * m) + 6 / (m * m * m)) / m
    return Double.scaledExponentialIntegral(a * m) + 0.5 / m + slope / 12 - third / 720
  }
}
