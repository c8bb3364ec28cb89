import ClausiusEntropyMeasures
import ClausiusSimulationCore
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
  /// The steps that do not follow the step before them: frames are missing between.
  private(set) var breaks: [Int] = []
  private var previous: [Double]?
  private var segment = 0
  private let takesIncrements: Bool

  init(takesIncrements: Bool) { self.takesIncrements = takesIncrements }

  /// Frames, or differences between frames.
  var steps: Int { rows * columns > 0 ? values.count / (rows * columns) : 0 }

  /// Takes the numbers of the next frame. Where individuals are absent, their rows are not a
  /// number.
  ///
  /// - Throws: ``DiagnosticError`` when their number changes or they are too many to be kept.
  mutating func add(
    _ next: QuantityRows, _ name: String, in frame: Frame
  ) throws(DiagnosticError) {
    let next = next.completed(in: frame.context, to: rows)
    if rows == 0 {
      (rows, columns, periods) = (next.count, next.columns, next.periods)
      (individuals, parity) = (next.individuals, next.parity)
    }
    guard next.count == rows, next.columns == columns else {
      throw DiagnosticError("\(name) has \(next.count) rows in one frame and \(rows) in another")
    }
    if frame.segment != segment { interrupt() }
    segment = frame.segment
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

  /// The next step does not follow the last one.
  mutating func interrupt() {
    previous = nil
    if steps > 0, breaks.last != steps { breaks.append(steps) }
  }

  /// The numbers of one place, [steps][columns], those of the absent among them; those of the only
  /// one for any.
  func numbers(of place: Int) -> [Double] {
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

extension [QuantitySeries] {
  /// The series of one place of each; a step at which one of them has no number is left out of all
  /// where `areJoint`, so that they stay side by side.
  func series(of place: Int, areJoint: Bool) -> [UnbrokenSteps] {
    together(map { ($0.numbers(of: place), $0.columns) }, breaks: map(\.breaks), areJoint)
  }

  /// The numbers of all places of each step side by side; likewise.
  func whole(areJoint: Bool) -> [UnbrokenSteps] {
    together(map { ($0.values, $0.rows * $0.columns) }, breaks: map(\.breaks), areJoint)
  }

  /// The numbers of all places at all steps as rows of one data set; likewise.
  func pooled(areJoint: Bool) -> [UnbrokenSteps] {
    together(map { ($0.values, $0.columns) }, breaks: map { _ in [] }, areJoint)
  }

  private func together(
    _ parts: [(values: [Double], width: Int)], breaks: [[Int]], _ areJoint: Bool
  ) -> [UnbrokenSteps] {
    let counts = Set(parts.map { $0.width > 0 ? $0.values.count / $0.width : 0 })
    guard areJoint, parts.count > 1, counts.count == 1, let rows = counts.first else {
      return zip(parts, breaks).map { UnbrokenSteps($0.values, width: $0.width, breaks: $1) }
    }
    var joined: [Double] = []
    joined.reserveCapacity(parts.reduce(0) { $0 + $1.values.count })
    for row in 0..<rows {
      for part in parts { joined += part.values[row * part.width..<(row + 1) * part.width] }
    }
    let width = parts.reduce(0) { $0 + $1.width }
    return UnbrokenSteps(joined, width: width, breaks: breaks[0]).split(parts.map(\.width))
  }
}

/// Rows of numbers without those in which one is missing, and where rows do not follow each other.
struct UnbrokenSteps {
  private(set) var values: [Double]
  /// Numbers in a row.
  let width: Int
  /// Rows that do not follow the row before them, ascending.
  private(set) var breaks: [Int]

  /// The rows of `width` of `values`, not all of which may be numbers.
  init(_ values: [Double], width: Int, breaks: [Int]) {
    self.width = width
    self.values = values
    self.breaks = breaks
    // A sum is a number when all its terms are.
    guard width > 0, values.reduce(0, +).isNaN else { return }
    self.values = []
    self.breaks = []
    var isBroken = false
    var next = breaks[...]
    for row in 0..<values.count / width {
      while let first = next.first, first <= row {
        isBroken = true
        next.removeFirst()
      }
      let numbers = values[row * width..<(row + 1) * width]
      guard !numbers.contains(where: \.isNaN) else {
        isBroken = true
        continue
      }
      if isBroken, !self.values.isEmpty { self.breaks.append(self.values.count / width) }
      isBroken = false
      self.values += numbers
    }
  }

  /// The columns in groups of these widths, each with the same rows.
  func split(_ widths: [Int]) -> [UnbrokenSteps] {
    var first = 0
    return widths.map { own in
      defer { first += own }
      var part: [Double] = []
      part.reserveCapacity(count * own)
      for start in stride(from: first, to: values.count, by: width) {
        part += values[start..<start + own]
      }
      return UnbrokenSteps(part, width: own, breaks: breaks)
    }
  }

  /// The number of rows.
  var count: Int { width > 0 ? values.count / width : 0 }
}

extension QuantityRows {
  /// Rows of all individuals, where each of the present ones has one: those of the absent are not
  /// a number. Rows of some individuals alone, none of which is there, too.
  func completed(in context: FrameContext, to rows: Int) -> QuantityRows {
    guard let attendance = context.attendance else { return self }
    if individuals != nil, count == 0 {
      var absent = self
      absent.values = [Double](repeating: .nan, count: columns)
      return absent
    }
    // One row may as well be a number of the whole frame; the rows of other frames tell.
    guard individuals == nil, count == attendance.numbers.count,
      count != 1 || rows == attendance.total
    else { return self }
    var all = [Double](repeating: .nan, count: attendance.total * columns)
    for (row, individual) in attendance.numbers.enumerated() {
      for column in 0..<columns {
        all[individual * columns + column] = values[row * columns + column]
      }
    }
    var completed = self
    completed.values = all
    completed.axes = [attendance.total]
    return completed
  }
}
