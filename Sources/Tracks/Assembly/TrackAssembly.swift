import Foundation

/// Puts samples together to tracks.
struct TrackAssembly {
  private let samples: Samples
  private let options: TrackOptions
  private let grid: FrameGrid
  /// Entries that stood twice in a frame.
  private(set) var duplicates = 0
  /// Entries without a place.
  private(set) var withoutPlace = 0
  /// How times came about, in words.
  var note: String { grid.note }

  /// Prepares the tracks of `samples`.
  init(_ samples: Samples, _ options: TrackOptions) throws {
    self.samples = samples
    self.options = options
    grid = try FrameGrid(samples, options)
  }

  /// The tracks, with gaps as they are.
  ///
  /// - Throws: ``TrackError`` for individuals that stand twice in a frame, unless a rule says what
  ///   to do.
  mutating func tracks() throws -> Tracks {
    var rows = [[Int]](repeating: [], count: samples.names.count)
    for k in samples.positions.indices {
      let place = samples.positions[k]
      if place.x.isFinite, place.y.isFinite, place.z.isFinite {
        rows[Int(samples.individuals[k])].append(k)
      } else {
        withoutPlace += 1
      }
    }
    var tracks: [Track] = []
    for (individual, rows) in rows.enumerated() where !rows.isEmpty {
      tracks.append(try track(individual, rows))
    }
    guard !tracks.isEmpty else {
      throw TrackError(samples.files.first ?? "", "no individual has a place in any frame")
    }
    return Tracks(
      steps: grid.steps, times: grid.times, tracks: Self.numbered(tracks),
      dimension: samples.dimension)
  }

  private mutating func track(_ individual: Int, _ rows: [Int]) throws -> Track {
    let rows = rows.sorted { (grid.frames[$0], $0) < (grid.frames[$1], $1) }
    var track = Track(name: samples.names[individual], number: 0)
    var begin = 0
    while begin < rows.count {
      var end = begin + 1
      while end < rows.count, grid.frames[rows[end]] == grid.frames[rows[begin]] { end += 1 }
      if end - begin > 1 { try note(rows[begin..<end], individual) }
      let counted = options.duplicates == .first ? rows[begin..<begin + 1] : rows[begin..<end]
      add(counted, to: &track)
      begin = end
    }
    return track
  }

  private mutating func note(_ rows: ArraySlice<Int>, _ individual: Int) throws {
    duplicates += rows.count - 1
    guard options.duplicates == .refuse, let first = rows.first, let last = rows.dropFirst().first
    else { return }
    let (place, other) = (samples.place(last), samples.place(first))
    let frame = grid.frames[first]
    throw TrackError(
      place.file, line: place.line,
      "individual '\(samples.names[individual])' stands twice in frame \(grid.steps[frame])"
        + " (t = \(grid.times[frame]))" + (other.line.map { ", first on line \($0)" } ?? ""),
      advice: samples.names.count == 1
        ? "--id COLUMN tells individuals apart; or --duplicates first or mean"
        : "--duplicates first takes the first, --duplicates mean the mean")
  }

  /// Adds a frame: the mean of some rows.
  private func add(_ rows: ArraySlice<Int>, to track: inout Track) {
    guard let first = rows.first else { return }
    let share = 1 / Double(rows.count)
    track.frames.append(grid.frames[first])
    let place = rows.count == 1 ? samples.positions[first] : share * sum(samples.positions, rows)
    track.positions.append(options.calibration.place(place))
    if !samples.velocities.isEmpty {
      let velocity = share * sum(samples.velocities, rows)
      track.velocities.append(options.calibration.direction(velocity))
    }
    if !samples.headings.isEmpty {
      let (x, y) = rows.reduce((0.0, 0.0)) {
        ($0.0 + cos(samples.headings[$1]), $0.1 + sin(samples.headings[$1]))
      }
      track.headings.append(options.calibration.heading(atan2(y, x)))
    }
  }

  private func sum(_ vectors: [SIMD3<Double>], _ rows: ArraySlice<Int>) -> SIMD3<Double> {
    rows.reduce(.zero) { $0 + vectors[$1] }
  }

  /// In the order of their numbers where all names are whole numbers, and with these numbers where
  /// they are not negative; else in the order of the files, numbered from 0.
  private static func numbered(_ tracks: [Track]) -> [Track] {
    var tracks = tracks
    let numbers = tracks.compactMap { Int32($0.name).map(Int.init) }
    let isNumbered = numbers.count == tracks.count && Set(numbers).count == tracks.count
    if isNumbered { tracks.sort { (Int($0.name) ?? 0) < (Int($1.name) ?? 0) } }
    let areUsable = isNumbered && (numbers.min() ?? -1) >= 0
    for k in tracks.indices { tracks[k].number = areUsable ? Int(tracks[k].name) ?? k : k }
    return tracks
  }
}
