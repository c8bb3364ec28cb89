import ClausiusHDF5Storage
import Foundation

/// The datasets of a file that hold its frames, found in a file that may be damaged.
///
/// Those of a run of ours grow, and have all frames in common. In the files of other writers, whose
/// datasets may have a fixed length, each element of H5MD has frames of its own, and the same as
/// others whose steps it links to; what belongs to no element and does not grow is still.
struct GrowingSurvey {
  /// One dataset and the frames of it that can be read.
  struct Entry {
    let path: String
    let dataset: HDF5Dataset
    let shape: [Int]
    /// Whether the first axis may grow.
    let mayGrow: Bool

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

  /// The datasets of frames, each once, in sets that have their frames in common.
  let sets: [GrowingSet]
  /// Datasets without frames in the file of another writer: boxes, species, coordinates.
  let still: [Entry]
  /// Whether a run of ours wrote the file.
  let isOwn: Bool
  /// The names of each dataset, as paths from the root.
  private(set) var paths: [ObjectIdentity: [String]] = [:]

  /// Finds the datasets below `root`, except checkpoints; of a run of ours those that may grow.
  ///
  /// Links lead to most datasets by several ways, and in the files of others in circles.
  init(_ root: HDF5Group) throws {
    isOwn = try root.exists("provenance")
    var walk = SurveyWalk(isOwn: isOwn)
    try walk.search(root, "")
    (still, paths) = (walk.still, walk.paths)
    guard !isOwn else {
      sets = walk.entries.isEmpty ? [] : [GrowingSet(entries: walk.entries, elements: [])]
      return
    }
    let frameSets = walk.sets
    let parts = try Dictionary(grouping: walk.entries) {
      frameSets.set(of: try $0.dataset.identity)
    }
    let elements = Dictionary(grouping: walk.elements) { frameSets.root(of: $0.set) }
    sets = parts.sorted { $0.key < $1.key }.map { part in
      GrowingSet(
        entries: part.value, elements: elements[part.key, default: []].map(\.path),
        isLoose: elements[part.key] == nil)
    }
  }

  /// The datasets of frames.
  var entries: [Entry] { sets.flatMap(\.entries) }

  /// Frames that every dataset of a run has, whether they can be read or not.
  var commonFrames: Int { sets.map(\.commonFrames).min() ?? 0 }

  /// Refuses lengths that the file cannot hold: libhdf5 would look for each of their chunks, which
  /// takes for ever.
  func requirePlausible(_ path: String) throws {
    let growing = entries.filter(\.mayGrow)
    let stored = try growing.filter { try $0.bytesStored > 0 }
    let frames = stored.map { $0.shape[0] }.max() ?? 0
    for entry in growing where try !entry.isPlausible(pureFrames: frames) {
      throw TrajectoryError(
        path,
        "the file claims the shape \(entry.shape) of /\(entry.path), and stores "
          + "\(try entry.bytesStored) bytes of it: it is damaged",
        advice: "restore the file from a copy")
    }
  }

  /// The datasets without frames that cannot be read, and why.
  var damagedStill: [(entry: Entry, reason: String, isOfDevice: Bool)] {
    still.compactMap { entry in
      DatasetProbe(entry).damage(upTo: entry.shape.first ?? 1).first.map {
        (entry, $0.reason, $0.isOfDevice)
      }
    }
  }

  /// What of the datasets without frames cannot be read, in words; `nil` where all can.
  var stillDamage: String? {
    damagedStill.first.map { "/\($0.entry.path): \($0.reason)" }
  }
}

/// The search for the datasets of a file.
private struct SurveyWalk {
  let isOwn: Bool
  var entries: [GrowingSurvey.Entry] = []
  var still: [GrowingSurvey.Entry] = []
  var sets = FrameSets()
  /// The elements of H5MD, with the sets of their datasets.
  var elements: [(path: String, set: Int)] = []
  var paths: [ObjectIdentity: [String]] = [:]
  private var seen: Set<ObjectIdentity> = []

  init(isOwn: Bool) { self.isOwn = isOwn }

  mutating func search(_ group: HDF5Group, _ prefix: String) throws {
    guard seen.insert(try group.identity).inserted else { return }
    let isElement = try group.exists("value") && group.exists("step")
    let set = isElement ? sets.make() : nil
    if let set { elements.append((String(prefix.dropLast()), set)) }
    for child in try group.children() {
      let path = prefix + child.name
      if path == "checkpoint" { continue }
      if child.kind == .group {
        try search(try group.openGroup(child.name), path + "/")
      } else if child.kind == .dataset {
        try note(try group.openDataset(child.name), path, in: set)
      }
    }
  }

  private mutating func note(_ dataset: HDF5Dataset, _ path: String, in set: Int?) throws {
    let maximum = try dataset.maximumShape
    let mayGrow = maximum.first.map { $0 == nil } ?? false
    guard mayGrow || !isOwn else { return }
    let identity = try dataset.identity
    paths[identity, default: []].append(path)
    let hasFrames = mayGrow || (set != nil && !maximum.isEmpty)
    if hasFrames { sets.put(identity, into: set) }
    guard seen.insert(identity).inserted else { return }
    let entry = GrowingSurvey.Entry(
      path: path, dataset: dataset, shape: try dataset.shape, mayGrow: mayGrow)
    if hasFrames { entries.append(entry) } else { still.append(entry) }
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

  /// The set that a set became a part of.
  func root(of set: Int) -> Int {
    var set = set
    while parents[set] != set { set = parents[set] }
    return set
  }
}
