/// One disc as it was at its latest event: 64 bytes, one cache line.
///
/// Positions are fixed-point fractions of the box (``FixedAxis``), so that moving a disc does not
/// lose digits and the nearest periodic image is the wrapped integer difference. The local time of
/// the disc is `epoch` E + `offset`, 0 <= offset < E. Nothing but the events of the disc itself
/// (collisions, walls, the reversal) changes the record: output, windows and cells never do, so the
/// motion does not depend on them.
struct Disc {
  /// Position, in units of ``FixedAxis/lengthPerUnit``.
  var x: UInt64
  var y: UInt64
  /// Velocity, in length/time.
  var vx: Double
  var vy: Double
  /// The local time within its epoch.
  var offset: Double
  /// The epoch of the local time.
  var epoch: Int32
  /// The number of the disc in frames.
  var id: UInt32
  /// Crossings of the periodic faces.
  var imageX: Int32 = 0
  var imageY: Int32 = 0
  /// The path since the latest collision with a disc; NaN before the first one.
  var path: Float = .nan
  /// The species, an index of ``SpeciesTable``.
  var species: UInt32

  /// |v|
  @inline(__always)
  var speed: Double { (vx * vx + vy * vy).squareRoot() }

  /// Whether the local time of this disc is at or after that of `other`.
  @inline(__always)
  func isAtOrAfter(_ other: Disc) -> Bool {
    epoch > other.epoch || (epoch == other.epoch && offset >= other.offset)
  }
}
