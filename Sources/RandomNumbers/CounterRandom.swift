import Foundation

/// The Philox 4x32-10 block cipher: four random words from a counter and a key, without any state.
///
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011,
/// section 3.2.
public enum Philox {
  /// The ten-round bijection of the 128-bit `counter` under the 64-bit `key`.
  @inlinable
  public static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var words = counter
    var roundKey = key
    for round in 0..<10 {
      if round > 0 { roundKey &+= SIMD2(0x9E37_79B9, 0xBB67_AE85) }
      let first = UInt64(words.x) &* 0xD251_1F53
      let second = UInt64(words.z) &* 0xCD9E_8D57
      words = SIMD4(
        UInt32(truncatingIfNeeded: second >> 32) ^ words.y ^ roundKey.x,
        UInt32(truncatingIfNeeded: second),
        UInt32(truncatingIfNeeded: first >> 32) ^ words.w ^ roundKey.y,
        UInt32(truncatingIfNeeded: first))
    }
    return words
  }
}

/// Random numbers keyed by (seed, stream, step, individual): the same draw whatever the order, the
/// thread or the restart.
///
/// The counter of ``Philox`` is (individual, step mod 2^32, stream + 2^16 (step / 2^32), draw); the
/// key is the seed.
public struct CounterRandom: Sendable {
  /// The seed of the run.
  public let seed: UInt64
  /// The stream: what the numbers are for.
  public let stream: RandomStream

  /// The numbers of `stream` in the run with `seed`.
  public init(seed: UInt64, stream: RandomStream) {
    self.seed = seed
    self.stream = stream
  }

  /// The seed as the two words of the key.
  @inlinable
  public var key: SIMD2<UInt32> {
    SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
  }

  /// Four random words for one individual at one step; `draw` counts further blocks for the same
  /// purpose.
  @inlinable
  public func words(step: Int, individual: Int, draw: Int = 0) -> SIMD4<UInt32> {
    let high = UInt32(truncatingIfNeeded: step >> 32) << 16
    return Philox.block(
      counter: SIMD4(
        UInt32(truncatingIfNeeded: individual), UInt32(truncatingIfNeeded: step),
        high | UInt32(stream.rawValue), UInt32(truncatingIfNeeded: draw)),
      key: key)
  }

  /// Two uniform numbers in [0, 1), each with 53 random bits.
  @inlinable
  public func uniforms(step: Int, individual: Int, draw: Int = 0) -> (Double, Double) {
    let words = words(step: step, individual: individual, draw: draw)
    return (Self.uniform(words.x, words.y), Self.uniform(words.z, words.w))
  }

  /// Two independent standard normal numbers, sqrt(-2 ln(1 - u)) times cos 2 pi v and sin 2 pi v of
  /// the two uniform numbers u and v.
  ///
  /// Source: Box, Muller, Ann. Math. Stat. 29 (1958) 610.
  public func normals(step: Int, individual: Int, draw: Int = 0) -> (Double, Double) {
    let (halfSquare, angle) = polarNormals(step: step, individual: individual, draw: draw)
    let length = (2 * halfSquare).squareRoot()
    return (length * cos(angle), length * sin(angle))
  }

  /// The two numbers of ``normals(step:individual:draw:)`` in polar form: half the sum of their
  /// squares, -ln(1 - u), which is exponential with mean 1, and their angle, 2 pi v in [0, 2 pi).
  public func polarNormals(
    step: Int, individual: Int, draw: Int = 0
  ) -> (halfSquare: Double, angle: Double) {
    let (u, v) = uniforms(step: step, individual: individual, draw: draw)
    return (-log(1 - u), 2 * .pi * v)
  }

  /// A whole number from 0 to `limit` - 1, each as likely to 2^-64 of its probability.
  @inlinable
  public func integer(below limit: Int, step: Int, individual: Int, draw: Int = 0) -> Int {
    let words = words(step: step, individual: individual, draw: draw)
    let bits = UInt64(words.y) << 32 | UInt64(words.x)
    return Int(bits.multipliedFullWidth(by: UInt64(limit)).high)
  }

  /// A uniform number in [0, 1) from 64 random bits, of which the upper 53 are used.
  @inlinable
  public static func uniform(_ low: UInt32, _ high: UInt32) -> Double {
    Double((UInt64(high) << 32 | UInt64(low)) >> 11) * 0x1p-53
  }
}
