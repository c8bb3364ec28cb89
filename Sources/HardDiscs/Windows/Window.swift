/// A short stretch of time, start <= t < end within one epoch, whose events are found by one sweep
/// over the cells.
struct Window {
  /// The epoch of the window.
  var base: Int32 = 0
  /// Start and end, since the epoch began.
  var start = 0.0
  var end = 0.0
  /// No disc is faster than this in the window; a collision that breaks it ends the attempt.
  var speedBound = 0.0
  /// How far a disc can get in the window.
  var reach: Double { speedBound * (end - start) }
}
