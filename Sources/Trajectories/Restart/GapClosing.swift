import ClausiusHDF5Storage
import Foundation

extension GrowingSet {
  /// Cuts every dataset to `frames` frames.
  func cut(to frames: Int) throws {
    for entry in entries where entry.shape[0] != frames {
      try entry.dataset.setShape([frames] + entry.shape.dropFirst())
    }
  }

  /// Closes the gaps that `lost` leaves among the first frames: what comes after a gap moves up.
  /// Datasets of a fixed length are written anew, and steps that were an interval become a list.
  ///
  /// - Parameters:
  ///   - root: the root of the file.
  ///   - paths: the names of each dataset.
  func close(
    _ lost: IndexSet, in root: HDF5Group, paths: [ObjectIdentity: [String]]
  ) throws {
    for entry in entries {
      var kept = IndexSet(integersIn: 0..<(mayGrow && !isLoose ? mostFrames : entry.shape[0]))
      kept.subtract(lost)
      if !entry.mayGrow {
        let names = paths[try entry.dataset.identity] ?? [entry.path]
        try RewrittenDataset(entry.dataset, names, in: root).keep(Array(kept))
      } else if try entry.bytesStored == 0 {
        try entry.dataset.setShape([kept.count] + entry.shape.dropFirst())
      } else if case .integer = try entry.dataset.datatype {
        try GapClosing<Int64>(entry, Array(kept)).close()
      } else {
        try GapClosing<Double>(entry, Array(kept)).close()
      }
    }
    try spellOutIntervals(without: lost, in: root)
  }

  /// Writes the steps and times of elements that state only their interval.
  private func spellOutIntervals(without lost: IndexSet, in root: HDF5Group) throws {
    var kept = IndexSet(integersIn: 0..<mostFrames)
    kept.subtract(lost)
    guard kept != IndexSet(integersIn: 0..<kept.count) else { return }
    for element in elements {
      for name in ["step", "time"] where try root.exists(element + "/" + name) {
        let dataset = try root.openDataset(element + "/" + name)
        guard try dataset.shape.isEmpty, try dataset.datatype.isNumeric else { continue }
        try RewrittenDataset(dataset, [element + "/" + name], in: root)
          .spellOut(interval: Array(kept))
      }
    }
  }
}

/// A dataset that is written anew with other rows, under the same names.
struct RewrittenDataset {
  private let old: HDF5Dataset
  private let names: [String]
  private let root: HDF5Group

  init(_ old: HDF5Dataset, _ names: [String], in root: HDF5Group) {
    (self.old, self.names, self.root) = (old, names, root)
  }

  /// Keeps these rows.
  ///
  /// - Throws: ``TrajectoryError`` where other datasets refer to this one as their dimension.
  func keep(_ rows: [Int]) throws {
    let row = Array(try old.shape.dropFirst())
    let chunk = try old.chunk.map { [min($0[0], max(1, rows.count))] + $0.dropFirst() }
    try replace(shape: [rows.count] + row, chunk: chunk, filters: try old.filters) { new in
      if case .integer = try old.datatype {
        try copy(rows, row, to: new, as: Int64.self)
      } else {
        try copy(rows, row, to: new, as: Double.self)
      }
    }
  }

  /// Writes the numbers of these rows, which the dataset states as an interval and an offset.
  func spellOut(interval rows: [Int]) throws {
    let interval = try old.readScalar(as: Double.self)
    let offset =
      try old.attributes.exists("offset")
      ? old.attributes.readScalar("offset", as: Double.self) : 0
    let numbers = rows.map { offset + Double($0) * interval }
    try replace(shape: [rows.count], chunk: nil, filters: [], without: ["offset"]) { new in
      if case .integer = try new.datatype {
        try new.write(numbers.map { Int64(exactly: $0) ?? 0 })
      } else {
        try new.write(numbers)
      }
    }
  }

  private func copy<Element: HDF5Element>(
    _ rows: [Int], _ row: [Int], to new: HDF5Dataset, as: Element.Type
  ) throws {
    var start = 0
    let most = max(1, (1 << 20) / max(1, row.reduce(1, *)))
    for range in IndexSet(rows).rangeView {
      for first in stride(from: range.lowerBound, to: range.upperBound, by: most) {
        let count = [min(most, range.upperBound - first)] + row
        let values = try old.read(
          as: Element.self, at: [first] + row.map { _ in 0 }, count: count)
        try new.write(values, at: [start] + row.map { _ in 0 }, count: count)
        start += count[0]
      }
    }
  }

  private func replace(
    shape: [Int], chunk: [Int]?, filters: [HDF5Filter], without left: Set<String> = [],
    _ fill: (HDF5Dataset) throws -> Void
  ) throws {
    guard try !old.isScale, try shape.indices.allSatisfy({ try isPlain($0) }) else {
      throw TrajectoryError(
        root.path,
        "\(old.path) has dimensions of netCDF and a fixed length: "
          + "no frame can be taken out of it",
        advice: "read what is sound with --from and --to")
    }
    let temporary = names[0] + ".rewritten"
    let datatype = try old.datatype
    let new = try root.createDataset(
      temporary, datatype: datatype, shape: shape, chunk: chunk, filters: filters)
    try fill(new)
    try old.attributes.copy(to: new.attributes, except: left)
    for name in names {
      try root.removeLink(name)
      try root.link(from: temporary, to: name)
    }
    try root.removeLink(temporary)
  }

  private func isPlain(_ axis: Int) throws -> Bool {
    try axis >= old.shape.count || old.scaleCount(axis: axis) == 0
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
