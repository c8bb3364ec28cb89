import ClausiusDatasets

/// A program that follows individuals, whose tables are known.
public enum TrackPreset: String, Sendable, Hashable, CaseIterable {
  /// trackpy's `link`: `frame`, `particle`, `x`, `y`, with 3 dimensions `z`.
  case trackpy
  /// idtracker.ai: `trajectories.npy`, `.h5`, and `.csv`, wide or tidy.
  case idtracker
  /// TRex: a file for each individual, `.npz` or `.csv`.
  case trex
  /// DeepLabCut: `.csv` with lines of names, and `.h5` of pandas.
  case deeplabcut
  /// AnimalTA's table of coordinates: `X_Arena0_Ind0`, `Y_Arena0_Ind0`, ...
  case animalta
  /// Movebank: `timestamp`, `location-long`, `location-lat`, `individual-local-identifier`.
  case movebank

  /// The columns of a table that this program wrote.
  func columns(of table: Table) -> TrackColumns { columns(named: table.columnNames) }

  /// The columns that this program wrote, among `names`.
  func columns(named names: [String]) -> TrackColumns {
    switch self {
    case .trackpy: return Self.trackpy(names)
    case .idtracker: return Self.idtracker(names)
    case .trex: return Self.trex(names)
    case .animalta: return Self.animalta(names)
    case .movebank: return Self.movebank(names)
    case .deeplabcut: return TrackColumns()
    }
  }

  /// The unit of places that its tables are in; `nil` for pixels, which calibration converts.
  public var lengthUnit: String? {
    switch self {
    case .trex: "cm"
    case .movebank: "m"
    case .trackpy, .idtracker, .deeplabcut, .animalta: nil
    }
  }

  private static func trackpy(_ names: [String]) -> TrackColumns {
    var columns = TrackColumns()
    (columns.frame, columns.id, columns.x, columns.y) = ("frame", "particle", "x", "y")
    if names.contains("z") { columns.z = "z" }
    return columns
  }

  private static func idtracker(_ names: [String]) -> TrackColumns {
    var columns = TrackColumns()
    if names.contains("individual") {
      (columns.frame, columns.time, columns.id) = ("frame", "time", "individual")
      (columns.x, columns.y) = ("x", "y")
    } else {
      columns.time = ["time", "seconds"].first(where: names.contains)
      (columns.x, columns.y) = ("x*", "y*")
    }
    return columns
  }

  private static func trex(_ names: [String]) -> TrackColumns {
    func first(_ bases: [String]) -> String? {
      bases.lazy.compactMap { base in
        names.first { $0 == base || $0.hasPrefix(base + " (") }
      }.first
    }
    var columns = TrackColumns()
    (columns.frame, columns.time) = (first(["frame"]), first(["time"]))
    for point in ["#wcentroid", "#centroid", "#pcentroid", ""] {
      guard let x = first(["X" + point]), let y = first(["Y" + point]) else { continue }
      (columns.x, columns.y) = (x, y)
      break
    }
    if names.contains("missing") { columns.hidden = [.init(column: "missing", value: true)] }
    return columns
  }

  private static func animalta(_ names: [String]) -> TrackColumns {
    var columns = TrackColumns()
    columns.frame = names.contains("Frame") ? "Frame" : nil
    columns.time = names.contains("Time") ? "Time" : nil
    (columns.x, columns.y) = ("X_*", "Y_*")
    return columns
  }

  /// Exports write hyphens, R and other readers points or underscores.
  private static func movebank(_ names: [String]) -> TrackColumns {
    func find(_ wanted: String...) -> String? {
      wanted.lazy.compactMap { word in
        names.first { $0.replacing(/[._]/, with: "-").lowercased() == word }
      }.first
    }
    var columns = TrackColumns()
    columns.time = find("timestamp")
    columns.id = find("individual-local-identifier", "individual-id", "tag-local-identifier")
    (columns.x, columns.y) = (find("location-long"), find("location-lat"))
    columns.isGeographic = true
    columns.skipsRowsWithoutPlace = true
    if let visible = find("visible") {
      columns.hidden.append(.init(column: visible, value: false))
    }
    for name in ["manually", "algorithm", "import"].map({ $0 + "-marked-outlier" }) {
      if let mark = find(name) { columns.hidden.append(.init(column: mark, value: true)) }
    }
    return columns
  }
}
