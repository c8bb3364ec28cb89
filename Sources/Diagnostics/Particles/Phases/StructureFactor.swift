import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import RealModule

/// The structure factor S(k) = |sum_j exp(-i k.r_j)|^2/N at a wave number: the mean over the wave
/// vectors of the periodic box whose lengths are nearest to it.
///
/// 1 for independent particles. The wave vectors are those within `width` of `wave_number` (one
/// longest wave of the box when left out), at most 200 of them, evenly chosen; the longest waves of
/// the box where no wave number is given. The standard error is that of independent wave vectors,
/// each exponentially distributed: S over the root of their number.
/// Source: Hansen and McDonald, Theory of Simple Liquids, section 4.1.
public struct StructureFactor: Diagnostic {
  /// The wave number, or `nil` for that of the longest waves.
  public var waveNumber: Double?
  /// The width of the shell of wave vectors, or `nil` for the longest wave of the box.
  public var width: Double?

  /// S at the longest waves of the box.
  public init() {}

  /// The word in a call.
  public static let name = "structure_factor"
  /// What it is.
  public static let about = "the structure factor of the particles at a wave number"
  /// What it computes.
  public static let formula = "S(k) = |sum_j exp(-i k.r_j)|^2/N, mean over a shell of wave vectors"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 to N; 1 for independent particles"
  /// Where it is defined.
  public static let source = "Hansen and McDonald, Theory of Simple Liquids"
  /// What a frame must carry.
  public static let quantities = ["position"]
  /// Neighbors and pairs change.
  public static let sampling = IndividualSampling.whole
  /// The parameters of the call.
  public static let keys: [Key<StructureFactor>] = [
    Key(
      "wave_number", \.waveNumber, in: .positive, unit: "1/length",
      about: "the wave number k; that of the longest waves of the box when left out"),
    Key(
      "width", \.width, in: .positive, unit: "1/length",
      about: "the width of the shell around k; that of the longest wave of the box when left out"),
  ]

  /// Refuses axes that are not periodic, and shells without a wave vector.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    _ = try vectors(box)
  }

  /// The structure factor of a frame; undefined without a particle.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let particles: Particles = try frame.view()
    guard particles.count > 0 else {
      return Estimate(
        undefined: .tooFewSamples(found: 0, needed: 1), unit: Self.unit, samples: 0)
    }
    let vectors = try vectors(frame.frame.space)
    let places = try particles.places()
    let sum = vectors.reduce(0.0) { sum, vector in
      var (re, im) = (0.0, 0.0)
      for place in places {
        let phase = (vector * place).sum()
        re += Double.cos(phase)
        im += Double.sin(phase)
      }
      return sum + (re * re + im * im) / Double(places.count)
    }
    let value = sum / Double(vectors.count)
    return Estimate(
      value, unit: Self.unit, samples: particles.count,
      standardError: StandardError(
        value / Double(vectors.count).squareRoot(), by: .independentOrdinates),
      bounds: Bounds(0, Double(particles.count)))
  }

  private func vectors(_ box: Box) throws(DiagnosticError) -> [SIMD3<Double>] {
    try WaveVectors.check(box)
    return try WaveVectors.shell(of: box, around: waveNumber, width: width)
  }
}

/// The wave vectors of a periodic box.
enum WaveVectors {
  /// The most wave vectors of a shell.
  private static let most = 200

  /// Refuses boxes that are not periodic along all axes.
  static func check(_ box: Box) throws(DiagnosticError) {
    for axis in 0..<box.spatialDimension where box.boundary[axis] != .periodic {
      throw DiagnosticError(
        "axis \("xyz".dropFirst(axis).prefix(1)) of the box is not periodic, so that its waves do not fit",
        advice: "use pair_correlation")
    }
  }

  /// One of every two opposite wave vectors whose lengths are within half of `width` of `k`.
  ///
  /// - Parameters:
  ///   - box: a periodic box.
  ///   - k: the wave number, or `nil` for that of the longest waves.
  ///   - width: the width of the shell, or `nil` for that of the longest wave.
  /// - Throws: where there is no such vector.
  static func shell(
    of box: Box, around k: Double?, width: Double?
  ) throws(DiagnosticError) -> [SIMD3<Double>] {
    let steps = (0..<3).map { $0 < box.spatialDimension ? 2 * Double.pi / box.length($0) : 0 }
    let shortest = steps.prefix(box.spatialDimension).min() ?? 1
    let (k, width) = (k ?? shortest, width ?? shortest)
    let reach = steps.map { step in step > 0 ? Int(min(1e7, max(0, (k + width / 2) / step))) : 0 }
    guard Double(2 * reach[0] + 1) * Double(2 * reach[1] + 1) * Double(2 * reach[2] + 1) < 1e7
    else {
      throw DiagnosticError(
        "more than 10^7 wave vectors reach to k = \(k)", advice: "choose a smaller wave number")
    }
    var found: [SIMD3<Double>] = []
    for z in 0...reach[2] {
      for y in -reach[1]...reach[1] where z > 0 || y >= 0 {
        for x in -reach[0]...reach[0] where z > 0 || y > 0 || x > 0 {
          let vector = SIMD3(Double(x) * steps[0], Double(y) * steps[1], Double(z) * steps[2])
          let length = (vector * vector).sum().squareRoot()
          if abs(length - k) <= width / 2 * (1 + 1e-9) { found.append(vector) }
        }
      }
    }
    guard !found.isEmpty else {
      throw DiagnosticError(
        "no wave of the box has a wave number within \(width / 2) of \(k)",
        advice: "the longest has \(shortest): widen the shell (width)")
    }
    let step = (found.count + most - 1) / most
    return stride(from: 0, to: found.count, by: step).map { found[$0] }
  }
}
