import ClausiusHDF5Storage
import Foundation

/// The datasets of a file that grow with its frames, found in a file that may be damaged.
///
/// Those of a run of ours have all frames in common. In the files of other writers each element of
/// H5MD has frames of its own, and the same as others whose steps it links to.
struct GrowingSurvey {
  /// One growing dataset and the frames of it that can be read.
  struct Entry {
    let path: String
    let dataset: HDF5Dataset
    let shape: [Int]

    /// Bytes of it in the file; none of a pure dimension, which has a length and no data.
    var bytesStored: Int { get throws { try dataset.storageSize } }

    /// Whether the bytes can be those of so many numbers: deflate packs at most about 1032 to 1,
    /// and the last chunks may not be written yet.
    func isPlausible(pureFrames: Int) throws -> Bool {
      let stored = try bytesStored
      let packed = 1032 * Double(stored)
      let chunk = Self.product(try dataset.chunk ?? [])
      if 8 * chunk > Double(1 << 28), 8 * chunk > packed { return false }
      if stored == 0, shape[0] <= pureFrames { return true }
      return Self.product(shape) <= packed + 2 * chunk
    }

    private static func product(_ lengths: [Int]) -> Double {
      lengths.map(Double.init).reduce(1, *)
    }
  }

  /// The growing datasets, each once, in sets that have their frames in common.
  let sets: [GrowingSet]
  /// Whether a run of ours wrote the file.
  let isOwn: Bool

  /// Finds every dataset below `root` whose first axis may grow, except checkpoints.
  ///
  /// Links lead to most datasets by several ways, and in the files of others in circles.
  init(_ root: HDF5Group) throws {
    isOwn = try root.exists("provenance")
    var entries: [Entry] = []
    var sets = FrameSets()
    var seen: Set<ObjectIdentity> = []
    func search(_ group: HDF5Group, _ prefix: String) throws {
      guard seen.insert(try group.identity).inserted else { return }
      let isElement = try group.exists("value") && group.exists("step")
      let set = isElement ? sets.make() : nil
      for child in try group.children() {
        let path = prefix + child.name
        if path == "checkpoint" { continue }
        if child.kind == .group {
          try search(try group.openGroup(child.name), path + "/")
        } else if child.kind == .dataset {
          let dataset = try group.openDataset(child.name)
          let maximum = try dataset.maximumShape
          guard let first = maximum.first, first == nil else { continue }
          sets.put(try dataset.identity, into: set)
          guard seen.insert(try dataset.identity).inserted else { continue }
          entries.append(Entry(path: path, dataset: dataset, shape: try dataset.shape))
        }
      }
    }
    try search(root, "")
    guard !isOwn else {
      self.sets = entries.isEmpty ? [] : [GrowingSet(entries: entries)]
      return
    }
    let parts = try Dictionary(grouping: entries) { sets.set(of: try $0.dataset.identity) }
    self.sets = parts.sorted { $0.key < $1.key }.map { GrowingSet(entries: $0.value) }
  }

  /// The growing datasets.
  var entries: [Entry] { sets.flatMap(\.entries) }

  /// Frames that every dataset of a run has, whether they can be read or not.
  var commonFrames: Int { sets.map(\.commonFrames).min() ?? 0 }

  /// Refuses lengths that the file cannot hold: libhdf5 would look for each of their chunks, which
  /// takes for ever.
  func requirePlausible(_ path: String) throws {
    let stored = try entries.filter { try $0.bytesStored > 0 }
    let frames = stored.map { $0.shape[0] }.max() ?? 0
    for entry in entries where try !entry.isPlausible(pureFrames: frames) {
      throw TrajectoryError(
        path,
        "the file claims the shape \(entry.shape) of /\(entry.path), and stores "
          + "\(try entry.bytesStored) bytes of it: it is damaged",
        advice: "restore the file from a copy")
    }
  }
}

/// Growing datasets that have their frames in common.
struct GrowingSet {
  /// The datasets.
  let entries: [GrowingSurvey.Entry]

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
    for entry in entries { Self.read(entry, upTo: commonFrames, noting: &damage) }
    return damage
  }

  /// That the datasets have different lengths, in words; `nil` where they do not.
  var unequalLengths: String? {
    guard commonFrames < mostFrames else { return nil }
    return "the datasets have different lengths: \(commonFrames) to \(mostFrames)"
  }

  /// The number of frames from the first on that can be read in every dataset, and what stopped the
  /// reading there.
  func readableFrames() -> (frames: Int, problem: String?) {
    let damage = damage()
    return (damage.frames.first ?? commonFrames, damage.reason)
  }

  /// Reads `entry` chunk by chunk.
  private static func read(
    _ entry: GrowingSurvey.Entry, upTo frames: Int, noting damage: inout Damage
  ) {
    var frame = 0
    while frame < frames {
      var count = frames - frame
      do {
        // A pure dimension has a length and no data.
        if try entry.dataset.isScale, try entry.dataset.storageSize == 0 { return }
        guard try entry.dataset.datatype.isNumeric else { return }
        count = min(count, max(1, try entry.dataset.chunk?.first ?? frames))
        let row = Array(entry.shape.dropFirst())
        _ = try entry.dataset.read(
          as: Double.self, at: [frame] + row.map { _ in 0 }, count: [count] + row)
      } catch {
        damage.add(frame..<frame + count, of: entry.path, "\(error)")
      }
      frame += count
    }
  }

  /// Cuts every dataset to `frames` frames.
  func cut(to frames: Int) throws {
    for entry in entries where entry.shape[0] != frames {
      try entry.dataset.setShape([frames] + entry.shape.dropFirst())
    }
  }

  /// Closes the gaps that `lost` leaves among the first `frames` frames: what comes after a gap
  /// moves up.
  func close(_ lost: IndexSet, among frames: Int) throws {
    var kept = IndexSet(integersIn: 0..<frames)
    kept.subtract(lost)
    for entry in entries {
      if try entry.bytesStored == 0 {
        try entry.dataset.setShape([kept.count] + entry.shape.dropFirst())
      } else if case .integer = try entry.dataset.datatype {
        try GapClosing<Int64>(entry, Array(kept)).close()
      } else {
        try GapClosing<Double>(entry, Array(kept)).close()
      }
    }
  }
}

/// Which datasets have their frames in common, found link by link.
private struct FrameSets {
  private var setOfDataset: [ObjectIdentity: Int] = [:]
  /// For each set the one that it became a part of.
  private var parents: [Int] = []

  mutating func make() -> Int {
    parents.append(parents.count)
    return parents.count - 1
  }

  /// Puts a dataset into a set, or into one of its own; a dataset in two sets makes them one.
  mutating func put(_ dataset: ObjectIdentity, into set: Int?) {
    guard let known = setOfDataset[dataset] else {
      setOfDataset[dataset] = set ?? make()
      return
    }
    guard let set else { return }
    parents[root(of: set)] = root(of: known)
  }

  func set(of dataset: ObjectIdentity) -> Int { setOfDataset[dataset].map(root) ?? 0 }

  private func root(of set: Int) -> Int {
    var set = set
    while parents[set] != set { set = parents[set] }
    return set
  }
}

/// Moves the rows of one dataset that are kept to its front.
private struct GapClosing<Element: HDF5Element> {
  let dataset: HDF5Dataset
  let row: [Int]
  let kept: [Int]
  let chunk: Int

  init(_ entry: GrowingSurvey.Entry, _ kept: [Int]) throws {
    dataset = entry.dataset
    row = Array(entry.shape.dropFirst())
    self.kept = kept
    chunk = max(1, try dataset.chunk?.first ?? 1)
  }

  /// Writes chunk by chunk: a whole chunk is written without a look at what was there, which may be
  /// damaged. The last one goes first and comes anew.
  func close() throws {
    let whole = kept.count / chunk * chunk
    let rest = try read(kept[whole...])
    for start in stride(from: 0, to: whole, by: chunk)
    where kept[start + chunk - 1] >= start + chunk {
      try write(try read(kept[start..<start + chunk]), at: start)
    }
    try dataset.setShape([whole] + row)
    try dataset.setShape([kept.count] + row)
    if whole < kept.count { try write(rest, at: whole) }
  }

  private func read(_ rows: ArraySlice<Int>) throws -> [Element] {
    try IndexSet(rows).rangeView.flatMap { range in
      try dataset.read(
        as: Element.self, at: [range.lowerBound] + row.map { _ in 0 }, count: [range.count] + row)
    }
  }

  private func write(_ values: [Element], at start: Int) throws {
    let count = values.count / max(1, row.reduce(1, *))
    try dataset.write(values, at: [start] + row.map { _ in 0 }, count: [count] + row)
  }
}
