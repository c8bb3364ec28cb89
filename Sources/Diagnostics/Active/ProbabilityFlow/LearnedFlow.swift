import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The probability flow v = b - D s that frames have taught: held-out rates, and the velocities of
/// any frame.
public struct LearnedFlow: Sendable {
  /// The features.
  public let features: [any ScoreFeatures]
  /// How the particles move.
  public let motion: ActiveMotion
  /// The packing at which classes of particles meet.
  public let densities: [Double]
  /// The scores and the rates, per particle.
  public let flow: HeldOutFlow
  /// The frames that taught it.
  public let frames: Int
  /// Particles of a frame.
  public let particles: Int
  /// The time that a block of frames covers.
  public let blockTime: Double

  /// What the rate that is known is: the entropy production with even self-propulsion where
  /// positions have noise, and the contraction -<div F> where they have none.
  public var quantity: String {
    motion.movesPositions ? "entropy_production_even" : "contraction"
  }

  /// (known - bound)/known: the squared error of the learned current relative to the rate; `nil`
  /// where the rate is not above twice its error.
  public var gap: BlockMean? {
    let (known, shortfall) = (flow.rates.known, flow.rates.shortfall)
    guard known.value > 2 * (known.standardError ?? 0), known.value > 0 else { return nil }
    return shortfall.divided(by: known.value)
  }

  /// The velocities v = b - D s along the noisy coordinates of every particle of a frame,
  /// [N][coordinates], and the local total production |v|^2 of every particle, [N].
  ///
  /// - Parameters:
  ///   - frame: a frame, one of those that taught the flow or another.
  ///   - score: which of the scores of ``flow`` is used; that of the last stretch, which was
  ///     learned without the last frames, unless given.
  public func velocities(
    of frame: FlowFrame, score: Int? = nil
  ) -> (velocities: [Double], productions: [Double]) {
    let scores = flow.scores
    let coefficients = scores[score ?? scores.count - 1].coefficients
    let size = 1024
    var (velocities, productions): ([Double], [Double]) = ([], [])
    for first in stride(from: 0, to: frame.count, by: size) {
      let chunk = first..<min(frame.count, first + size)
      let samples = ScoreTable(chunk, of: frame, features: features).samples
      let found = samples.velocities(for: coefficients)
      velocities += found
      productions += samples.productions(of: found)
    }
    return (velocities, productions)
  }
}
