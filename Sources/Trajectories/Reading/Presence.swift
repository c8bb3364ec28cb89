import ClausiusSimulationCore

/// A row of a frame, and the number of the individual in it.
typealias Attendance = (row: Int, individual: Int)

/// How many individuals were there in the frames that have been read.
public struct Presence: Sendable, Hashable {
  /// Frames from which somebody was absent.
  public var incompleteFrames: Int { frames.count }
  private var frames: Set<Int> = []
  /// All individuals.
  public private(set) var individuals = 0
  /// The fewest and the most that were there in such a frame.
  public private(set) var range: ClosedRange<Int>?

  /// Notes a frame, which may be read several times.
  mutating func note(_ present: Int, of individuals: Int, frame: Int) {
    self.individuals = individuals
    guard present < individuals else { return }
    frames.insert(frame)
    let range = self.range ?? present...present
    self.range = min(range.lowerBound, present)...max(range.upperBound, present)
  }

  /// What was seen, in words; empty where everybody was always there.
  public var notes: [String] {
    var notes: [String] = []
    if let range {
      let number =
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
      notes.append(
        "individuals are absent from \(incompleteFrames) "
          + (incompleteFrames == 1 ? "frame" : "frames") + ", in which \(number) of "
          + "\(individuals) are present")
    }
    return notes
  }
}

extension Frame {
  /// Keeps these rows, in this order.
  ///
  /// - Parameters:
  ///   - rows: rows of this frame, and the numbers of the individuals in them.
  ///   - whole: the context of all individuals, whose properties stand in the order of their
  ///     numbers.
  mutating func keep(_ rows: [Attendance], of whole: FrameContext) {
    keepValues(rows.map(\.row), of: whole)
    var context = whole
    for k in context.axes.indices where context.axes[k].kind == .individuals {
      context.axes[k].count = rows.count
    }
    for (name, values) in whole.properties where values.count == whole.individuals {
      context.properties[name] = rows.map { values[$0.individual] }
    }
    context.attendance = .init(rows.map(\.individual), of: whole.individuals)
    self.context = context
  }

  private mutating func keepValues(_ rows: [Int], of whole: FrameContext) {
    for k in quantities.indices where quantities[k].description.axes.first == .individuals {
      let width = quantities[k].description.count(in: whole) / max(1, whole.individuals)
      let values = quantities[k].values
      var kept: [Double] = []
      kept.reserveCapacity(rows.count * width)
      for row in rows {
        let numbers = row * width..<(row + 1) * width
        kept +=
          numbers.upperBound <= values.count
          ? Array(values[numbers]) : [Double](repeating: .nan, count: width)
      }
      quantities[k].values = kept
    }
  }

  mutating func setVelocities(_ values: [Double]) {
    if let k = quantities.firstIndex(where: { $0.description.name == "velocity" }) {
      quantities[k].values = values
    }
  }

  /// Gives each row its value of a property that the file states for this frame.
  mutating func setProperty(_ name: String, _ values: [Double], _ rows: [Attendance]?) {
    context.properties[name] = rows.map { $0.map { values[$0.row] } } ?? values
  }
}
