/// A time as whole epochs and a rest: as exact after 10^9 collisions as at the start.
struct GasTime: Sendable, Hashable, Comparable {
  /// Whole epochs since t = 0.
  var epoch: Int32
  /// The rest, 0 <= offset < E.
  var offset: Double

  /// t = 0
  static let zero = GasTime(epoch: 0, offset: 0)

  /// The time `epoch` E + `offset`.
  init(epoch: Int32, offset: Double) {
    self.epoch = epoch
    self.offset = offset
  }

  /// The time t >= 0 with epochs of length E, a power of two: the rest is exact.
  init(_ time: Double, epochLength: Double) {
    let epochs = (time / epochLength).rounded(.down)
    epoch = Int32(epochs)
    offset = time - epochs * epochLength
  }

  static func < (first: GasTime, second: GasTime) -> Bool {
    (first.epoch, first.offset) < (second.epoch, second.offset)
  }

  /// The time since `epoch` began.
  func since(epoch base: Int32, epochLength: Double) -> Double {
    Double(epoch - base) * epochLength + offset
  }
}
