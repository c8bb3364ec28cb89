import ClausiusDatasets

/// Points of bodies as DeepLabCut tells them: columns under the names of a network, of an
/// individual where there are several, of a body part, and of x, y or a likelihood.
struct PoseColumns {
  /// A column: of which individual, of which body part, and what.
  struct Column {
    var individual: String
    var bodyPart: String
    var what: String
    var index: Int
  }

  let path: String
  let columns: [Column]

  /// The columns of a table, whose lines of names begin with their kinds: `scorer`, `individuals`,
  /// `bodyparts`, `coords`.
  init(_ table: Table) throws {
    path = table.path
    let kinds = table.headers.map { $0.first ?? "" }
    func line(_ kind: String) -> [String]? {
      kinds.firstIndex(of: kind).map { table.headers[$0] }
    }
    guard let parts = line("bodyparts"), let whats = line("coords") else {
      throw TrackError(
        path, "no lines of names begin with 'bodyparts' and 'coords'",
        advice: "DeepLabCut writes them above its tables")
    }
    let individuals = line("individuals")
    columns = (1..<table.columnCount).map { index in
      Column(
        individual: individuals?[index] ?? "individual", bodyPart: parts[index],
        what: whats[index], index: index)
    }
  }

  /// Columns under lists of names, one for each, of one to four levels.
  init(_ path: String, levels: [[String]]) throws {
    self.path = path
    columns = try levels.enumerated().map { index, names in
      guard names.count >= 3 else {
        throw TrackError(path, "column \(index + 1) has no names of a body part and of x, y")
      }
      return Column(
        individual: names.count > 3 ? names[1] : "individual", bodyPart: names[names.count - 2],
        what: names[names.count - 1], index: index)
    }
  }

  /// The body part that is followed: the one asked for, or the only one.
  func bodyPart(_ wanted: String?) throws -> String {
    var all: [String] = []
    for column in columns where !all.contains(column.bodyPart) { all.append(column.bodyPart) }
    if let wanted {
      if all.contains(wanted) { return wanted }
      throw TrackError(
        path, "no body part '\(wanted)'", advice: "body parts: \(all.joined(separator: ", "))")
    }
    guard all.count == 1 else {
      throw TrackError(
        path, "there are several body parts",
        advice: "say which is followed, --bodypart NAME: " + all.joined(separator: ", "))
    }
    return all[0]
  }

  /// Adds what the columns tell of a body part to `samples`: a point less likely than `likelihood`
  /// is none.
  func add(
    _ bodyPart: String, likelihood: Double, frames: [Int], lines: [Int],
    to samples: inout Samples, numbers: (Int) throws -> [Double]
  ) throws {
    let file = Int32(samples.files.count)
    samples.files.append(path)
    var names: [String] = []
    for column in columns where !names.contains(column.individual) {
      names.append(column.individual)
    }
    var unlikely = 0
    for name in names {
      func values(_ what: String) throws -> [Double]? {
        try columns.first { $0.individual == name && $0.bodyPart == bodyPart && $0.what == what }
          .map { try numbers($0.index) }
      }
      // Points of the arena are individuals that lack the body parts of the others.
      guard let x = try values("x"), let y = try values("y") else { continue }
      let (z, trust) = (try values("z"), try values("likelihood"))
      if z != nil { samples.dimension = 3 }
      let number = samples.number(of: name)
      for row in frames.indices {
        let isLikely = trust.map { $0[row] >= likelihood } ?? true
        if !isLikely, x[row].isFinite { unlikely += 1 }
        samples.individuals.append(number)
        samples.frames.append(frames[row])
        samples.positions.append(
          isLikely ? SIMD3(x[row], y[row], z?[row] ?? 0) : SIMD3(repeating: .nan))
        samples.places.append(SamplePlace(file: file, line: Int32(clamping: lines[row])))
      }
    }
    samples.notes.append(
      "body part \(bodyPart); \(unlikely) points with a likelihood below \(likelihood) left out")
  }
}
