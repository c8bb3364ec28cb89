/// One axis of the box with positions in fixed point.
///
/// A periodic axis spans all 2^64 integers: sums wrap like positions do, and the difference of two
/// positions, read as a signed number, is the displacement to the nearest image. A walled axis
/// spans 2^62 integers from 2^62 on, so that nothing wraps.
struct FixedAxis: Sendable {
  /// The side length L.
  let length: Double
  /// Whether the axis closes on itself.
  let isPeriodic: Bool
  /// The length of one unit: L 2^-64 or L 2^-62.
  let lengthPerUnit: Double
  /// The units in a length, for walled axes.
  let unitsPerLength: Double
  /// 1/L
  let inverseLength: Double
  /// The fixed-point position of the lower end.
  let origin: UInt64

  /// The axis from 0 to `length`.
  init(length: Double, isPeriodic: Bool) {
    self.length = length
    self.isPeriodic = isPeriodic
    lengthPerUnit = length * (isPeriodic ? 0x1p-64 : 0x1p-62)
    unitsPerLength = (isPeriodic ? 0x1p64 : 0x1p62) / length
    inverseLength = 1 / length
    origin = isPeriodic ? 0 : 1 << 62
  }

  /// The fixed-point position of a point inside the box, 0 <= x <= L.
  func fixed(_ position: Double) -> UInt64 {
    if isPeriodic {
      let fraction = position / length
      let half = Int64((fraction - fraction.rounded(.down)) * 0x1p62)
      return UInt64(bitPattern: half) &<< 2
    }
    return origin &+ UInt64(bitPattern: Int64(position / length * 0x1p62))
  }

  /// The position in units of length, 0 <= x < L on a periodic axis.
  func real(_ position: UInt64) -> Double {
    roundsToFace(position) ? 0 : Double(position &- origin) * lengthPerUnit
  }

  /// Whether a position rounds to the upper face of a periodic axis, which is the lower one of the
  /// next image.
  func roundsToFace(_ position: UInt64) -> Bool {
    isPeriodic && Double(position &- origin) * lengthPerUnit >= length
  }

  /// The displacement from one position to another, to the nearest image on a periodic axis.
  @inline(__always)
  func displacement(from first: UInt64, to second: UInt64) -> Double {
    Double(Int64(bitPattern: second &- first)) * lengthPerUnit
  }

  /// The box lengths of one flight that ``moved(_:by:image:)`` can count. Between walls a flight is
  /// no longer than the box.
  var longestFlight: Double { isPeriodic ? 0x1p31 - 1 : 1.5 }

  /// Whether a position lies inside the box.
  func contains(_ position: UInt64) -> Bool { isPeriodic || position &- origin <= 1 << 62 }

  /// The position after moving by `distance`.
  @inline(__always)
  func moved(_ position: UInt64, by distance: Double) -> UInt64 {
    guard isPeriodic else {
      return position &+ UInt64(bitPattern: Int64(distance * unitsPerLength))
    }
    return position &+ Self.wrapped(distance * inverseLength).units
  }

  /// The position after moving by `distance`, counting the crossings of the periodic faces.
  @inline(__always)
  func moved(_ position: UInt64, by distance: Double, image: inout Int32) -> UInt64 {
    guard isPeriodic else { return moved(position, by: distance) }
    let step = Self.wrapped(distance * inverseLength)
    let result = position &+ step.units
    image &+= step.turns
    if Int64(bitPattern: step.units) >= 0 {
      if result < position { image &+= 1 }
    } else if result > position {
      image &-= 1
    }
    return result
  }

  /// A distance in box lengths as whole turns and the rest in units of 2^-64.
  @inline(__always)
  private static func wrapped(_ lengths: Double) -> (units: UInt64, turns: Int32) {
    guard lengths.magnitude >= 0.5 else {
      return (UInt64(bitPattern: Int64(lengths * 0x1p63)) &<< 1, 0)
    }
    let turns = lengths.rounded()
    // A rest of exactly one half is 2^62 here and becomes -2^63: the same point, one turn further.
    let units = UInt64(bitPattern: Int64((lengths - turns) * 0x1p63)) &<< 1
    let carry: Int32 = lengths - turns == 0.5 ? 1 : 0
    return (units, Int32(turns) &+ carry)
  }
}
