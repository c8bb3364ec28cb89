/// The order of successive values of a series, seen once: which of the D! orders each window of D
/// values has.
///
/// A window holds x_t, x_(t+tau), ..., x_(t+(D-1)tau). Its pattern is the permutation that sorts
/// it; equal values keep their order in time. Memory holds one window, whatever the length of the
/// series.
/// Source: Bandt and Pompe 2002.
public struct OrdinalPatterns: Sendable, Hashable {
  /// Values in a window, D.
  public let order: Int
  /// Steps between the values of a window, tau.
  public let delay: Int
  /// Windows so far in which two values are equal.
  public private(set) var tiedWindows = 0
  /// The last (D - 1) tau + 1 values, the oldest at ``oldest``.
  private var recent: [Double] = []
  private var oldest = 0

  /// Windows of `order` values (2 to 8), `delay` steps apart (1 or more).
  public init(order: Int, delay: Int = 1) {
    precondition((2...8).contains(order) && delay >= 1)
    self.order = order
    self.delay = delay
  }

  /// The number of possible patterns, D!.
  public var outcomes: Int { (2...order).reduce(1, *) }

  /// Takes the next value and gives the pattern of the window that it completes, 0 to D! - 1; `nil`
  /// while there is none.
  public mutating func add(_ value: Double) -> Int? {
    let span = (order - 1) * delay + 1
    if recent.count < span {
      recent.append(value)
      guard recent.count == span else { return nil }
    } else {
      recent[oldest] = value
      oldest = (oldest + 1) % span
    }
    return pattern((0..<order).map { recent[(oldest + $0 * delay) % span] })
  }

  /// The number of a window's permutation, by the factorial number system (Lehmer 1960).
  private mutating func pattern(_ window: [Double]) -> Int {
    var number = 0
    var isTied = false
    for i in 0..<order - 1 {
      var smaller = 0
      for j in i + 1..<order {
        if window[j] < window[i] { smaller += 1 }
        if window[j] == window[i] { isTied = true }
      }
      number = number * (order - i) + smaller
    }
    if isTied { tiedWindows += 1 }
    return number
  }
}
