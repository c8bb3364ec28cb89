extension Int {
  /// The whole number towards 0, the nearest there is of numbers beyond the range, 0 for NaN: data
  /// of any size chooses a cell, and none of them traps.
  @inlinable
  public init(saturating number: Double) {
    if number >= 0x1p63 {
      self = .max
    } else if number < -0x1p63 {
      self = .min
    } else {
      self = number.isNaN ? 0 : Int(number)
    }
  }
}
