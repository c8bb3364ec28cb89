import ClausiusHDF5Storage

/// The datasets of a file that grow with its frames, found in a file that may be damaged.
struct GrowingSurvey {
  /// One growing dataset and the frames of it that can be read.
  struct Entry {
    let path: String
    let dataset: HDF5Dataset
    let shape: [Int]
  }

  /// The growing datasets, each once.
  let entries: [Entry]

  /// Finds every dataset below `root` whose first axis may grow, except checkpoints.
  init(_ root: HDF5Group) throws {
    var entries: [Entry] = []
    func search(_ group: HDF5Group, _ prefix: String) throws {
      for child in try group.children() {
        let path = prefix + child.name
        if path == "checkpoint" { continue }
        if child.kind == .group {
          try search(try group.openGroup(child.name), path + "/")
        } else if child.kind == .dataset {
          let dataset = try group.openDataset(child.name)
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
