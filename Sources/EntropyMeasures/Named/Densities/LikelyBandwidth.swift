import RealModule

extension KernelDensity {
  /// The bandwidth for samples on a line under which they are most likely, each left out of its own
  /// density, in the unit of the samples; `nil` where they are all the same.
  public static func likelyBandwidth(of samples: [Double]) -> Double? {
    let deviation = deviation(samples)
    guard deviation > 0, deviation.isFinite else { return nil }
    // Places that a symmetric curve passes twice differ by rounding: they are one.
    let white = samples.map { ($0 / deviation * 0x1p30).rounded() / 0x1p30 }
    return deviation * LikelyBandwidth.value(InputArray(white), periods: [])
  }
}

/// The bandwidth of Gaussian kernels under which the samples are most likely, each left out of its
/// own density: the b of the largest sum of ln f_(-i)(x_i).
///
/// It follows modes that are narrower than the whole, where rules from the spread of all samples
/// smear them; samples far out ask for wide kernels, so that tails are smeared. Samples at the same
/// place are left out of each other's density, or the kernels would shrink onto them. At most 1024
/// samples are looked at, evenly spread among all N, and b is theirs times (n/N)^(1/(d + 4)).
/// Source: Habbema, Hermans and van den Broek 1974; Duin 1976.
enum LikelyBandwidth {
  /// The most samples that are looked at.
  private static let most = 1024
  /// Steps of the coarse search, as factors of two to the power of a half.
  private static let steps = -12...4

  /// The bandwidth for samples in units of their spread.
  static func value(_ white: InputArray, periods: [Double]) -> Double {
    let count = white.rows
    let part = white.rows((0..<min(count, most)).map { $0 * count / min(count, most) })
    let ties = part.multiplicities().map { Double($0 - 1) }
    let power = 1 / Double(white.columns + 4)
    let scott = Double.pow(Double(part.rows), -power)
    func likelihood(_ step: Double) -> Double {
      let width = scott * Double.pow(2, step / 2)
      let sums = GaussianPairs(part, width: width, periods: periods).sums
      let logs =
        zip(sums, ties).reduce(0) { $0 + Double.log(max(0, $1.0 - $1.1)) }
        / Double(max(1, part.rows))
      return logs - Double(white.columns) * Double.log(width)
    }
    let coarse = steps.map { (step: Double($0), value: likelihood(Double($0))) }
    let best = coarse.max { $0.value < $1.value }?.step ?? 0
    let width = scott * Double.pow(2, golden(around: best, likelihood) / 2)
    return width * Double.pow(Double(part.rows) / Double(count), power)
  }

  /// The place of the largest value within one step of `center`, to a hundredth of a step.
  private static func golden(around center: Double, _ value: (Double) -> Double) -> Double {
    let ratio = (5.0.squareRoot() - 1) / 2
    var (low, high) = (center - 1, center + 1)
    var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
    var (atLeft, atRight) = (value(left), value(right))
    while high - low > 0.01 {
      if atLeft > atRight {
        (high, right, atRight) = (right, left, atLeft)
        left = high - ratio * (high - low)
        atLeft = value(left)
      } else {
        (low, left, atLeft) = (left, right, atRight)
        right = low + ratio * (high - low)
        atRight = value(right)
      }
    }
    return (low + high) / 2
  }
}
