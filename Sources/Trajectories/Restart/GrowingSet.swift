import ClausiusHDF5Storage
import Foundation

/// Datasets that have their frames in common.
struct GrowingSet {
  /// The datasets.
  let entries: [GrowingSurvey.Entry]
  /// The elements of H5MD that they belong to, as paths from the root.
  let elements: [String]
  /// Whether the set is one dataset of a file that does not say whose frames they are; it may be
  /// shorter than others.
  var isLoose = false

  /// Frames that every dataset has, whether they can be read or not.
  var commonFrames: Int { entries.map { $0.shape[0] }.min() ?? 0 }

  /// The most frames that any dataset has.
  var mostFrames: Int { entries.map { $0.shape[0] }.max() ?? 0 }

  /// Frames that cannot be read, and why the first of them cannot.
  struct Damage {
    /// The frames that at least one dataset has lost.
    var frames = IndexSet()
    /// What is wrong where it begins; `nil` where nothing is.
    var reason: String?
    /// What the device did not show, in words: it may do so another time, or elsewhere.
    var deviceFailure: String?

    fileprivate mutating func add(_ lost: Range<Int>, of path: String, _ reason: String) {
      if (frames.first ?? .max) > lost.lowerBound {
        self.reason = "/\(path) from frame \(lost.lowerBound) on: \(reason)"
      }
      frames.insert(integersIn: lost)
    }
  }

  /// The frames, among those that every dataset has, that cannot be read.
  func damage() -> Damage {
    var damage = Damage()
    for entry in entries {
      for part in DatasetProbe(entry).damage(upTo: commonFrames) {
        damage.add(part.rows, of: entry.path, part.reason)
        if part.isOfDevice { damage.deviceFailure = damage.deviceFailure ?? part.reason }
      }
    }
    return damage
  }

  /// That the datasets have different lengths, in words; `nil` where they do not.
  var unequalLengths: String? {
    guard mayGrow, commonFrames < mostFrames else { return nil }
    return "the datasets have different lengths: \(commonFrames) to \(mostFrames)"
  }

  /// The number of frames from the first on that can be read in every dataset, and what stopped the
  /// reading there.
  func readableFrames() -> (frames: Int, problem: String?) {
    let damage = damage()
    return (damage.frames.first ?? commonFrames, damage.reason)
  }

  /// Whether frames can be cut off without writing a dataset anew.
  var mayGrow: Bool { entries.allSatisfy(\.mayGrow) }
}

/// Reads a dataset piece by piece to see whether it can be read.
struct DatasetProbe {
  private let entry: GrowingSurvey.Entry
  /// Numbers that are read at once.
  private static let mostNumbers = 1 << 20

  init(_ entry: GrowingSurvey.Entry) { self.entry = entry }

  /// Rows that cannot be read.
  struct Part {
    /// Their numbers.
    var rows: Range<Int>
    /// Why.
    var reason: String
    /// Whether the device failed, and not what it holds.
    var isOfDevice: Bool
  }

  /// The rows among the first `rows` that cannot be read, with the reasons.
  func damage(upTo rows: Int) -> [Part] {
    var found: [Part] = []
    var row = 0
    while row < rows {
      var count = rows - row
      do {
        // A pure dimension has a length and no data; what was never written has none either.
        if try entry.bytesStored == 0, try entry.dataset.isScale || !entry.mayGrow { return found }
        guard try entry.dataset.datatype.isNumeric else { return found }
        if !entry.mayGrow, try !entry.isPlausible(pureFrames: .max) { return found }
        let chunk = try entry.dataset.chunk
        count = min(count, max(1, chunk?.first ?? Self.mostNumbers / max(1, width)))
        try read(row..<row + count, chunk)
      } catch {
        let isOfDevice = (error as? HDF5Error)?.isOfSystem ?? false
        found.append(Part(rows: row..<row + count, reason: "\(error)", isOfDevice: isOfDevice))
      }
      row += count
    }
    return found
  }

  private var width: Int { entry.shape.dropFirst().reduce(1, *) }

  /// Reads rows at once, or chunk by chunk where they are many numbers.
  private func read(_ rows: Range<Int>, _ chunk: [Int]?) throws {
    guard !entry.shape.isEmpty else {
      _ = try entry.dataset.read(as: Double.self)
      return
    }
    let whole = Array(entry.shape.dropFirst())
    let parts =
      rows.count * width > 4 * Self.mostNumbers ? chunk.map { Array($0.dropFirst()) } : nil
    try forEachPart(of: whole, by: parts ?? whole) { start, count in
      _ = try entry.dataset.read(
        as: Double.self, at: [rows.lowerBound] + start, count: [rows.count] + count)
    }
  }

  /// Calls `body` with the parts of a row of this shape.
  private func forEachPart(
    of shape: [Int], by part: [Int], at start: [Int] = [], count: [Int] = [],
    _ body: ([Int], [Int]) throws -> Void
  ) throws {
    let axis = start.count
    guard axis < shape.count else { return try body(start, count) }
    for first in stride(from: 0, to: shape[axis], by: max(1, part[axis])) {
      try forEachPart(
        of: shape, by: part, at: start + [first],
        count: count + [min(part[axis], shape[axis] - first)], body)
    }
  }
}
