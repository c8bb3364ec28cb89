import ClausiusHDF5Storage
import ClausiusSimulationCore

/// Compares the frames of a run with those of a file while the run goes on; nothing is written.
///
/// Every dataset that grows is compared, number by number, as it is stored. Bits are equal, or the
/// difference is measured: |file - run| / max(1, largest number of the dataset so far), positions
/// to the nearest image.
public final class TrajectoryComparison: Observer {
  /// What two builds of the kernels may differ by and still agree, about half of the digits of a
  /// number.
  public static let tolerance = 1e-8

  /// The frames that are compared: those of the file, or the first of them.
  public let frames: Int
  /// The names of the observables of the file.
  public let observables: Set<String>
  /// The frames that were compared.
  public private(set) var framesCompared = 0
  /// The first number whose bits differ.
  public private(set) var firstDifference: FrameDifference?
  /// The first number that differs by more than ``tolerance``, or that no rounding changes.
  public private(set) var firstBeyond: FrameDifference?
  /// The first frame that agrees again after one whose state did not, as no rounding makes it.
  public private(set) var agreesAgain: Int?
  /// The largest difference in the frames before ``firstBeyond``.
  public private(set) var largestDifference = 0.0

  private let file: HDF5File
  private let path: String
  private let isExact: Bool
  private var layout: TrajectoryLayout
  /// The largest number of each dataset so far.
  private var largest: [String: Double] = [:]
  private var hasStateDiffered = false

  /// Opens the file at `path`.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - frames: how many frames are compared; `nil` for all.
  ///   - isExact: whether the run must give the very bits, so that the first difference is the end.
  /// - Throws: ``TrajectoryError`` when the file holds no frames.
  public init(_ path: String, frames: Int? = nil, isExact: Bool) throws {
    self.path = path
    self.isExact = isExact
    file = try HDF5File.openForReading(path)
    layout = try TrajectoryLayout(reopening: file)
    observables = layout.observables
    let held = layout.growing.values.map(\.rows).min() ?? 0
    guard held > 0 else { throw TrajectoryError(path, "the file holds no frames") }
    self.frames = min(frames ?? held, held)
  }

  /// Whether nothing is left to compare.
  public var isDone: Bool {
    framesCompared == frames || (isExact ? firstDifference != nil : isOutOfStep)
  }

  /// Whether a number differs that rounding does not change: a step, a time, the box.
  public var isOutOfStep: Bool { firstBeyond.map { Self.isFixed($0.name) } ?? false }

  /// Compares the frame with the next one of the file.
  ///
  /// - Throws: ``TrajectoryError`` when the file holds what the run does not compute; `HDF5Error`
  ///   when it is damaged.
  public func observe(_ frame: borrowing Frame) throws {
    guard !isDone else { return }
    let rows = layout.rows(of: frame)
    var hasStateBeyond = false
    for name in Self.order(layout.growing.keys) {
      guard let dataset = layout.growing[name] else { continue }
      guard let row = rows[name] ?? rows[Self.otherName(name)] else { throw missing(dataset) }
      let worst = try compare(dataset, name, dataset.stored(row), frame)
      guard let worst else { continue }
      if isExact { return }
      guard worst.isBeyond else { continue }
      hasStateBeyond = hasStateBeyond || name.hasPrefix(Self.quantity)
    }
    note(hasStateBeyond: hasStateBeyond, frame.index)
    framesCompared += 1
  }

  private func note(hasStateBeyond: Bool, _ frame: Int) {
    if hasStateDiffered, !hasStateBeyond, agreesAgain == nil { agreesAgain = frame }
    hasStateDiffered = hasStateDiffered || hasStateBeyond
  }

  /// The largest difference of a row; `nil` where all bits are equal.
  private func compare(
    _ dataset: GrowingDataset, _ name: String, _ run: [Double], _ frame: borrowing Frame
  ) throws -> FrameDifference? {
    let file = try dataset.read(row: framesCompared)
    let size = zip(file, run).reduce(largest[name] ?? 1) { size, pair in
      max(size, pair.0.isFinite ? abs(pair.0) : 0, pair.1.isFinite ? abs(pair.1) : 0)
    }
    largest[name] = size
    var worst: FrameDifference?
    for index in run.indices where !Self.areSame(file[index], run[index]) {
      var difference = FrameDifference(
        name: name, path: dataset.dataset.path, frame: frame.index, time: frame.time, index: index,
        shape: dataset.rowShape, file: file[index], run: run[index])
      difference.scaled = distance(difference, frame.box) / size
      difference.isBeyond =
        Self.isFixed(name) || !(difference.scaled <= Self.tolerance) && !Self.isImage(name)
      if firstDifference == nil { firstDifference = difference.placed(in: frame) }
      if worst.map({ !(difference.scaled <= $0.scaled) }) ?? true { worst = difference }
      if isExact { return worst }
    }
    if let worst, firstBeyond == nil {
      if worst.isBeyond {
        firstBeyond = worst.placed(in: frame)
      } else if !Self.isImage(name) {
        largestDifference = max(largestDifference, worst.scaled)
      }
    }
    return worst
  }

  private func distance(_ difference: FrameDifference, _ box: Box?) -> Double {
    let displacement = difference.file - difference.run
    guard difference.name == Self.position, difference.shape.last == 3, let box else {
      return abs(displacement)
    }
    return abs(box.nearestImage(displacement, axis: difference.index % 3))
  }

  private func missing(_ dataset: GrowingDataset) -> TrajectoryError {
    TrajectoryError(
      path, "this program does not compute \(dataset.dataset.path), which the file holds",
      advice: "verify the file with the release that made it")
  }
}

// MARK: - What datasets are

extension TrajectoryComparison {
  private static let quantity = TrajectoryLayout.Name.quantity("")
  private static let position = TrajectoryLayout.Name.quantity(QuantityDescription.position.name)

  /// Whether two numbers have the same bits, or are both none.
  private static func areSame(_ first: Double, _ second: Double) -> Bool {
    first.bitPattern == second.bitPattern || (first.isNaN && second.isNaN)
  }

  /// Whether rounding leaves the numbers as they are: steps, times, the box.
  private static func isFixed(_ name: String) -> Bool { !name.contains("/") }

  /// Crossings of a periodic box: a place at its very end may be counted on either side.
  private static func isImage(_ name: String) -> Bool {
    name == TrajectoryLayout.Name.quantity(QuantityDescription.image().name)
  }

  /// Steps and times first, then the state, then what follows from it.
  private static func order(_ names: some Sequence<String>) -> [String] {
    names.sorted { first, second in
      let ranks = [first, second].map { isFixed($0) ? 0 : $0.hasPrefix(quantity) ? 1 : 2 }
      return ranks[0] == ranks[1] ? first < second : ranks[0] < ranks[1]
    }
  }

  /// An observable along places is a quantity in the file.
  private static func otherName(_ name: String) -> String {
    let own = name.split(separator: "/", maxSplits: 1).last.map(String.init) ?? name
    return name.hasPrefix(quantity)
      ? TrajectoryLayout.Name.observable(own) : TrajectoryLayout.Name.quantity(own)
  }
}
