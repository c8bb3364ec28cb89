import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// Learns the probability flow of self-propelled particles from frames, one after the other, with
/// any features.
///
/// Memory holds sums over blocks of frames, not frames; it grows with the square of the number of
/// features.
public struct FlowLearner: Sendable {
  /// How the particles move.
  public let motion: ActiveMotion
  /// The features.
  public let features: [any ScoreFeatures]
  /// The packing at which classes of particles meet, ascending; particles without pairs are one
  /// class.
  public let densities: [Double]
  /// What is added to the diagonal of the normal equations; `nil` for what suits held-out frames
  /// best.
  public let ridge: Double?
  private var blocks: ScoreBlocks
  private var particles = 0
  private var firstTime = 0.0
  private var lastTime = 0.0
  /// The last frame.
  private(set) var last: FlowFrame?

  /// The most features: sums are matrices of them.
  public static let mostFeatures = 600
  /// The samples that a feature needs.
  static let samplesPerFeature = 10
  private static let particlesAtOnce = 1024

  /// A learner that has seen no frame.
  ///
  /// - Throws: ``DiagnosticError`` for no features, or more than ``mostFeatures``.
  public init(
    _ features: [any ScoreFeatures], motion: ActiveMotion, densities: [Double] = [],
    ridge: Double? = nil
  ) throws(DiagnosticError) {
    self.features = features
    self.motion = motion
    self.ridge = ridge
    let count = features.reduce(0) { $0 + $1.names.count }
    guard (1...Self.mostFeatures).contains(count) else {
      throw DiagnosticError(
        "\(count) features: a score takes 1 to \(Self.mostFeatures)",
        advice: "ask for fewer, such as fewer hats")
    }
    let seePairs = features.contains { $0.range > 0 }
    self.densities = seePairs ? densities : []
    blocks = ScoreBlocks(features: count, classes: self.densities.count + 1)
  }

  /// A name for each feature.
  public var names: [String] { features.flatMap(\.names) }

  /// The distance up to which particles see each other, in contact distances.
  public var range: Double { features.map(\.range).max() ?? 0 }

  /// Takes the next frame.
  ///
  /// - Throws: ``DiagnosticError`` as ``FlowFrame/init(_:motion:range:)``.
  public mutating func add(_ frame: Frame) throws(DiagnosticError) {
    let state = try FlowFrame(frame, motion: motion, range: range)
    guard state.count == particles || blocks.steps == 0 else {
      throw DiagnosticError(
        "frame \(frame.index) has \(state.count) particles, others have \(particles)",
        advice: "choose frames in which all are there")
    }
    for first in stride(from: 0, to: state.count, by: Self.particlesAtOnce) {
      let chunk = first..<min(state.count, first + Self.particlesAtOnce)
      let table = ScoreTable(chunk, of: state, features: features)
      blocks.add(table.samples, classOfSample: chunk.map { classOf($0, in: state) })
    }
    blocks.endStep()
    if blocks.steps == 1 { firstTime = frame.time }
    (particles, lastTime, last) = (state.count, frame.time, state)
  }

  private func classOf(_ i: Int, in frame: FlowFrame) -> Int {
    guard !densities.isEmpty else { return 0 }
    let packing = frame.packing(around: i)
    return densities.firstIndex { packing < $0 } ?? densities.count
  }

  /// What the frames so far teach.
  ///
  /// - Throws: ``DiagnosticError`` for too few frames, with the number needed, and for features
  ///   that depend on each other.
  public func learned() throws(DiagnosticError) -> LearnedFlow {
    let count = names.count
    let samples = max(1, features.map { $0.samples(of: particles) }.min() ?? 1)
    let wanted = Self.samplesPerFeature * count
    let needed = max(HeldOutFlow.fewestBlocks, (wanted + samples - 1) / samples)
    guard blocks.steps >= needed else {
      throw DiagnosticError(
        "\(count) features need \(needed) frames: \(Self.samplesPerFeature) samples each, of which "
          + "a frame has \(samples), and no fewer than \(HeldOutFlow.fewestBlocks) frames; there "
          + "are \(blocks.steps)",
        advice: "write more frames, or ask for fewer features")
    }
    do throws(EntropyError) {
      return LearnedFlow(
        features: features, motion: motion, densities: densities,
        flow: try HeldOutFlow(blocks.blocks, ridge: ridge), frames: blocks.steps,
        particles: particles,
        blockTime: (lastTime - firstTime) / Double(max(1, blocks.steps - 1))
          * Double(blocks.length))
    } catch {
      throw DiagnosticError("\(error)")
    }
  }
}
