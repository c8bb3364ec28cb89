import ClausiusEntropyMeasures
import Foundation

/// The numbers of a quantity at all frames so far, or the differences between successive frames.
struct QuantitySeries {
  /// The numbers, [steps][rows][columns].
  private(set) var values: [Double] = []
  /// Rows of a frame.
  private(set) var rows = 0
  /// Numbers in a row.
  private(set) var columns = 0
  /// The period of each column at the first frame.
  private(set) var periods: [Double] = []
  /// What becomes of each column when time runs backward: 1 or -1.
  private(set) var parity: [Double] = []
  /// The individuals that the rows belong to, where not all have one.
  private(set) var individuals: [Int]?
  private var previous: [Double]?
  private let takesIncrements: Bool

  init(takesIncrements: Bool) { self.takesIncrements = takesIncrements }

  /// Frames, or differences between frames.
  var steps: Int { rows * columns > 0 ? values.count / (rows * columns) : 0 }

  /// Takes the numbers of the next frame.
  ///
  /// - Throws: ``DiagnosticError`` when their number changes or they are too many to be kept.
  mutating func add(_ next: QuantityRows, _ name: String) throws(DiagnosticError) {
    if rows == 0 {
      (rows, columns, periods) = (next.count, next.columns, next.periods)
      (individuals, parity) = (next.individuals, next.parity)
    }
    guard next.count == rows, next.columns == columns else {
      throw DiagnosticError("\(name) has \(next.count) rows in one frame and \(rows) in another")
    }
    if takesIncrements {
      defer { previous = next.values }
      guard let previous else { return }
      for index in next.values.indices {
        let difference = next.values[index] - previous[index]
        let period = next.periods[index % columns]
        values.append(
          period > 0 ? difference - period * (difference / period).rounded() : difference)
      }
    } else {
      guard next.periods == periods else {
        throw DiagnosticError(
          "the box changes from frame to frame: \(name) has no periods for all of them",
          advice: "use along: space, or state periods: [...] in the call")
      }
      values += next.values
    }
    try requireRoom(name)
  }

  /// The numbers of one place, [steps][columns]; those of the only one for any.
  func series(of place: Int) -> [Double] {
    if rows == 1 { return values }
    var result: [Double] = []
    result.reserveCapacity(steps * columns)
    for first in stride(from: place * columns, to: values.count, by: rows * columns) {
      result += values[first..<first + columns]
    }
    return result
  }

  private func requireRoom(_ name: String) throws(DiagnosticError) {
    // A series is kept once, and copied at most twice on the way to an estimate.
    guard UInt64(values.count) > 1 << 24 else { return }
    guard UInt64(values.count) * 24 < ProcessInfo.processInfo.physicalMemory else {
      throw DiagnosticError(
        "the numbers of \(name) in all frames do not fit into memory",
        advice: "take fewer frames (--from, --to, --every) or individuals (individual:, species:)")
    }
  }
}
