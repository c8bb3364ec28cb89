/// Discs in the order of their cells, in single precision: position at the start of a window, and
/// velocity.
///
/// The columns are padded by eight elements that may be read. A disc whose velocity is NaN is never
/// sorted out.
public struct SlotColumns: BitwiseCopyable {
  /// Positions.
  public var x: UnsafePointer<Float>
  /// Positions.
  public var y: UnsafePointer<Float>
  /// Velocities.
  public var vx: UnsafePointer<Float>
  /// Velocities.
  public var vy: UnsafePointer<Float>
  /// The square of the largest contact distance, enlarged by what single precision may lose.
  public var contactSquared: Float

  /// The columns of all slots.
  public init(
    x: UnsafePointer<Float>, y: UnsafePointer<Float>, vx: UnsafePointer<Float>,
    vy: UnsafePointer<Float>, contactSquared: Float
  ) {
    self.x = x
    self.y = y
    self.vx = vx
    self.vy = vy
    self.contactSquared = contactSquared
  }
}

/// A disc on a straight path.
public struct SlotPath: BitwiseCopyable, Sendable {
  /// Where it is at `delay` after the start of the window.
  public var x: Float
  /// Where it is at `delay` after the start of the window.
  public var y: Float
  /// Its velocity.
  public var vx: Float
  /// Its velocity.
  public var vy: Float
  /// The time since the start of the window.
  public var delay: Float
  /// The time for which the path goes on.
  public var span: Float

  /// A path from (x, y).
  public init(x: Float, y: Float, vx: Float, vy: Float, delay: Float, span: Float) {
    self.x = x
    self.y = y
    self.vx = vx
    self.vy = vy
    self.delay = delay
    self.span = span
  }
}

/// A stretch of slots, as seen from a disc.
public struct SlotStretch: BitwiseCopyable, Sendable {
  /// The first slot.
  public var first: Int
  /// The slot behind the last one.
  public var end: Int
  /// What is added to the positions of the slots: a period where the stretch lies across a periodic
  /// face.
  public var shiftX: Float
  /// What is added to the positions of the slots.
  public var shiftY: Float

  /// The slots from `first` to before `end`.
  public init(first: Int, end: Int, shiftX: Float = 0, shiftY: Float = 0) {
    self.first = first
    self.end = end
    self.shiftX = shiftX
    self.shiftY = shiftY
  }
}

/// The kernels of the hard-disc gas in one instruction set. They only sort out discs that cannot
/// meet, with a margin for rounding, so the motion does not depend on the variant.
public struct DiscKernels: Sendable {
  /// Writes the slots of the stretches that a path may meet to `hits`, which has room for all of
  /// them; returns their number.
  public var collectSlots:
    @Sendable (
      _ columns: UnsafePointer<SlotColumns>, _ path: UnsafePointer<SlotPath>,
      _ stretches: UnsafePointer<SlotStretch>, _ count: Int, _ hits: UnsafeMutablePointer<Int32>
    ) -> Int

  /// Writes the pairs of slots that may meet within `span` of the start of the window to `pairs`,
  /// which has room for all of them.
  ///
  /// The first of a pair is one of the slots `first..<end`. The second lies behind it and before
  /// the end of the first stretch, or in one of the other stretches.
  public var collectPairs:
    @Sendable (
      _ columns: UnsafePointer<SlotColumns>, _ first: Int, _ end: Int, _ span: Float,
      _ stretches: UnsafePointer<SlotStretch>, _ count: Int,
      _ pairs: UnsafeMutablePointer<SIMD2<Int32>>
    ) -> Int

  /// A table of kernels.
  public init(
    collectSlots:
      @escaping @Sendable (
        UnsafePointer<SlotColumns>, UnsafePointer<SlotPath>, UnsafePointer<SlotStretch>, Int,
        UnsafeMutablePointer<Int32>
      ) -> Int,
    collectPairs:
      @escaping @Sendable (
        UnsafePointer<SlotColumns>, Int, Int, Float, UnsafePointer<SlotStretch>, Int,
        UnsafeMutablePointer<SIMD2<Int32>>
      ) -> Int
  ) {
    self.collectSlots = collectSlots
    self.collectPairs = collectPairs
  }
}
