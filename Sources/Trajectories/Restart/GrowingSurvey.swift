import ClausiusHDF5Storage

/// The datasets of a file that grow with its frames, found in a file that may be damaged.
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

  /// The growing datasets, each once.
  let entries: [Entry]

  /// Finds every dataset below `root` whose first axis may grow, except checkpoints.
  ///
  /// Links lead to most datasets by several ways, and in the files of others in circles.
  init(_ root: HDF5Group) throws {
    var entries: [Entry] = []
    var seen: Set<ObjectIdentity> = []
    func search(_ group: HDF5Group, _ prefix: String) throws {
      guard seen.insert(try group.identity).inserted else { return }
      for child in try group.children() {
        let path = prefix + child.name
        if path == "checkpoint" { continue }
        if child.kind == .group {
          try search(try group.openGroup(child.name), path + "/")
        } else if child.kind == .dataset {
          let dataset = try group.openDataset(child.name)
          guard seen.insert(try dataset.identity).inserted else { continue }
          let maximum = try dataset.maximumShape
          if let first = maximum.first, first == nil {
            entries.append(Entry(path: path, dataset: dataset, shape: try dataset.shape))
          }
        }
      }
    }
    try search(root, "")
    self.entries = entries
  }

  /// Frames that every dataset has, whether they can be read or not.
  var commonFrames: Int { entries.map { $0.shape[0] }.min() ?? 0 }

  /// The most frames that any dataset has.
  var mostFrames: Int { entries.map { $0.shape[0] }.max() ?? 0 }

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

  /// The number of frames from the first on that can be read in every dataset, and what stopped the
  /// reading there.
  func readableFrames() -> (frames: Int, problem: String?) {
    var frames = commonFrames
    var problem: String?
    for entry in entries {
      do {
        try Self.readAll(entry, upTo: frames)
      } catch let damage {
        frames = damage.frame
        problem = "/\(entry.path) from frame \(damage.frame) on: \(damage.reason)"
      }
    }
    return (frames, problem)
  }

  private struct Damage: Error {
    var frame: Int
    var reason: String
  }

  /// Reads `entry` chunk by chunk; throws at the first frame of a chunk that cannot be read.
  private static func readAll(_ entry: Entry, upTo frames: Int) throws(Damage) {
    var frame = 0
    do {
      // A pure dimension has a length and no data.
      if try entry.dataset.isScale, try entry.dataset.storageSize == 0 { return }
      guard try entry.dataset.datatype.isNumeric else { return }
      let chunk = max(1, try entry.dataset.chunk?.first ?? frames)
      let row = Array(entry.shape.dropFirst())
      while frame < frames {
        let count = min(chunk, frames - frame)
        _ = try entry.dataset.read(
          as: Double.self, at: [frame] + row.map { _ in 0 }, count: [count] + row)
        frame += count
      }
    } catch {
      throw Damage(frame: frame, reason: "\(error)")
    }
  }

  /// Cuts every dataset to `frames` frames.
  func cut(to frames: Int) throws {
    for entry in entries where entry.shape[0] != frames {
      try entry.dataset.setShape([frames] + entry.shape.dropFirst())
    }
  }
}
