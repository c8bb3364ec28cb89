import RealModule

/// The standard error of -ln(A/B), A and B the pairs of stretches of a series that agree.
///
/// Stretch i takes part in a_i and b_i of the pairs: L_i = -2 (a_i/<a> - b_i/<b>) by the delta
/// method. Where the radius is a share of the standard deviation s of the series, s scatters too:
/// L_i has in addition the slope of -ln(A/B) over ln r, found at 1.1 r and r/1.1 from at most 2000
/// values, times ((x_i - <x>)^2/s^2 - 1)/2. Var = <(L - <L>)^2>/n by blocking, less 1/A - 1/B, what
/// single pairs contribute, which the ends of each pair count twice. Source: Efron and Stein 1981;
/// pairs: Lake et al. 2002.
struct MatchError {
  /// The values from which the slope is found.
  private static let most = 2000

  let series: [Double]
  let length: Int
  let radius: Double
  var delay = 1
  var window = 0
  /// Whether the radius is a share of the standard deviation.
  let isRelative: Bool

  /// The standard error of -ln(A/B) of `matches`, whose stretches are counted each.
  func standardError(_ matches: TemplateMatches) -> Result<StandardError, MissingErrorFailure> {
    guard !isRelative || InputArray(series).largestKurtosis < KernelDensityEntropy.heavyKurtosis
    else { return .failure(.init(reason: .fewDecide)) }
    let (a, b) = (Double(matches.longer), Double(matches.shorter))
    let count = Double(max(1, matches.ofEach.count))
    var influences = matches.ofEach.map { own in
      -count * (Double(own.longer) / a - Double(own.shorter) / b)
    }
    if isRelative {
      let slope = slope
      let spreads = spreads
      for place in influences.indices { influences[place] += slope * spreads[place] }
    }
    return SampleInfluences(values: influences).standardError(
      pairs: 1 / a - 1 / b, isSeries: true)
  }

  /// d(-ln(A/B))/d ln r; 0 where nothing agrees.
  private var slope: Double {
    let part = Array(series.prefix(Self.most))
    func value(_ factor: Double) -> Double? {
      let found = TemplateMatches(
        part, length: length, radius: factor * radius, delay: delay, window: window)
      return found.longer > 0
        ? -Double.log(Double(found.longer) / Double(found.shorter)) : nil
    }
    guard let wide = value(1.1), let narrow = value(1 / 1.1) else { return 0 }
    return (wide - narrow) / (2 * Double.log(1.1))
  }

  /// By how much each value changes ln s.
  private var spreads: [Double] {
    let moments = Covariance(rows: series, columns: 1)
    let variance = moments.matrix[0][0]
    return series.map { x in
      let gap = x - moments.mean[0]
      return (gap * gap / variance - 1) / 2
    }
  }
}
