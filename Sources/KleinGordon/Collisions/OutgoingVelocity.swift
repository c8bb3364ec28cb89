import Foundation

/// The velocity with which the kinks of a pair leave each other for good, from where the outer one
/// was.
///
/// Each kink of a pair that is at the distance d from the middle moves with v(d), M v^2 + U(2 d) =
/// M v_infinity^2, in the attraction U(s) = -2 m A^2 exp(-m s) of the tails A exp(-m x) (Manton,
/// Nucl. Phys. B 150 (1979) 397). The velocity far away is the one with which such a path has the
/// slope of the straight line through the positions. The line is weighted with sin^2 over the time,
/// so that the oscillations of the kink's shape drop out. What is left near the middle is the
/// attraction of shapes that oscillate, whose tails reach farther.
struct OutgoingVelocity: Sendable {
  /// The longest time that the line is laid through: oscillations of the shape beat slowly with the
  /// waves around the kink.
  static let window = 240.0
  /// The shortest: two oscillations of the shape of a phi4 kink.
  static let shortest = 10.0

  /// A pair that is not free for good and slower than this may be held back by the attraction of
  /// oscillating shapes, of which v^2 = 2 10^-5 was measured in phi4 at 8 flanks from the middle.
  static let leastUnlessFree = 0.005

  /// The mass of the tails, one over the length of a flank.
  let tailMass: Double
  /// 2 m A^2/M: the square of the velocity that a kink loses on its way to infinity, times exp(2 m
  /// d).
  let attraction: Double
  /// Nearer to the middle than this the attraction is more than its tails'.
  let nearest: Double
  /// Farther than this the kinks feel their images across the ends.
  let farthest: Double

  /// The velocity far away, from the last ``window`` of the samples; NaN where they are too few, or
  /// the kinks too slow to come there.
  func value(_ samples: [CollisionRecord.Sample]) -> Double {
    let usable = samples.filter { $0.distance > nearest && $0.distance < farthest }
    guard let last = usable.last else { return .nan }
    let row = usable.filter { $0.time > last.time - Self.window }
    guard row.count >= 8, let first = row.first, last.time - first.time >= Self.shortest else {
      return .nan
    }
    let shares = Self.shares(row)
    let slope = zip(shares, zip(row, row.dropFirst())).reduce(0) {
      $0 + $1.0 * ($1.1.1.distance - $1.1.0.distance)
    }
    return velocity(slope: slope, row, shares)
  }

  /// The weights of the steps between the samples in the slope of the weighted line.
  private static func shares(_ row: [CollisionRecord.Sample]) -> [Double] {
    let period = CollisionRecord.samplePeriod
    let (first, last) = (row[0].time, row[row.count - 1].time)
    let weights = row.map {
      pow(sin(.pi * ($0.time - first + period) / (last - first + 2 * period)), 2)
    }
    let meanTime =
      zip(weights, row).reduce(0) { $0 + $1.0 * $1.1.time } / weights.reduce(0, +)
    let moments = zip(weights, row).map { $0 * ($1.time - meanTime) }
    let below = zip(moments, row).reduce(0) { $0 + $1.0 * ($1.1.time - meanTime) }
    // The sum of the moments behind each step: summation by parts.
    var behind = 0.0
    var shares: [Double] = []
    for moment in moments.dropFirst().reversed() {
      behind += moment
      shares.append(behind / below)
    }
    return shares.reversed()
  }

  /// The velocity far away of a path through these distances whose line has the slope; NaN where
  /// even a path that ends at rest is steeper.
  private func velocity(
    slope: Double, _ row: [CollisionRecord.Sample], _ shares: [Double]
  ) -> Double {
    let losses = zip(row, row.dropFirst()).map { a, b in
      attraction * exp(-tailMass * (a.distance + b.distance))
    }
    let times = zip(row, row.dropFirst()).map { $1.time - $0.time }
    func modeled(_ velocity: Double) -> Double {
      shares.indices.reduce(0) {
        $0 + shares[$1] * times[$1] * (velocity * velocity + losses[$1]).squareRoot()
      }
    }
    guard modeled(0) < slope else { return .nan }
    var (low, high) = (0.0, slope)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if modeled(middle) < slope { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
