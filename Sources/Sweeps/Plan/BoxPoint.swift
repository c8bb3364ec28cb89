import ClausiusRandomNumbers
import ClausiusScenarios

/// Points of a box that depend on their number and the seed alone.
enum BoxPoint {
  /// The values of point `number`, one for each side of the box.
  static func values(_ number: Int, of box: SweepRandom) -> [SweepValue] {
    let random = CounterRandom(seed: UInt64(box.seed), stream: .sweepPoints)
    return box.ranges.all.enumerated().map { index, side in
      let fraction =
        switch box.sampling {
        case .uniform: random.uniforms(step: number, individual: index).0
        case .sobol: shifted(number, index, random)
        }
      return side.interval.value(at: fraction)
    }
  }

  /// Sobol's number with the bits of one random number turned over, which keeps how evenly the
  /// points lie.
  private static func shifted(_ number: Int, _ side: Int, _ random: CounterRandom) -> Double {
    let shift = random.words(step: 0, individual: side).x
    return Double(SobolSequence.bits(number, side: side) ^ shift) * 0x1p-32
  }
}
