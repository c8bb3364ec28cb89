import ClausiusHDF5Storage
import ClausiusSimulationCore

/// Who the individuals of a file are, and which row of a frame each of them stands in.
///
/// Where a file gives identities that change from frame to frame, individuals are followed by them,
/// in whatever rows they stand. Else a row is an individual. A row without an identity (the fill
/// value, a negative number, or the largest of an unsigned type), or with a position or velocity
/// that is not finite, is nobody.
///
/// Source: de Buyl, Colberg, Höfling, Comput. Phys. Commun. 185 (2014) 1546, H5MD 1.1, "id".
struct Roster {
  /// The number of individuals, over all frames.
  let count: Int
  /// Species, mass and whatever else does not change, one value an individual.
  private(set) var properties: [String: [Double]]
  /// The rows of a frame.
  private let rows: Int
  /// The number of each identity among all, ascending; `nil` where rows are individuals.
  private var numbers: [Int: Int]?
  private let identities: H5MDElement?
  /// Properties of the individuals that the file gives for every frame.
  private let changing: [String: H5MDElement]
  /// Of each of them, and of `id`, the frame that belongs to each frame of the trajectory.
  private var frames: [String: [Int?]] = [:]

  /// The individuals of `rows` rows.
  ///
  /// - Parameters:
  ///   - identities: the element `id`, where it depends on time.
  ///   - changing: other properties that depend on time.
  ///   - properties: those that do not.
  ///   - path: the file.
  /// - Throws: ``TrajectoryError`` when an identity stands twice in a frame.
  init(
    rows: Int, identities: H5MDElement?, changing: [String: H5MDElement],
    properties: [String: [Double]], _ path: String
  ) throws {
    self.rows = rows
    self.changing = changing
    let fills = try identities.map { try Self.fills(of: $0.value) } ?? []
    let survey = try identities.map { try IdentitySurvey($0, fills: fills, path) }
    let isTrivial = survey?.isConstant ?? true
    self.identities = isTrivial ? nil : identities
    numbers = isTrivial ? nil : survey?.numbers
    count = isTrivial ? rows : survey?.numbers.count ?? rows
    self.properties = properties
    if isTrivial, let identities {
      self.properties["id"] = try identities.read(frame: 0)
    } else if let survey {
      self.properties = ["id": survey.numbers.keys.sorted().map(Double.init)]
    }
    try learnProperties()
  }

  /// The value that the file states for what was never written, and -1 in an unsigned type.
  private static func fills(of identities: HDF5Dataset) throws -> Set<Double> {
    var fills = Set([try identities.fillValue].compactMap { $0 })
    if case .integer(let bits, false, _) = try identities.datatype, bits > 8 {
      fills.insert(Double(sign: .plus, exponent: bits, significand: 1) - 1)
    }
    return fills
  }

  /// Takes the properties that change from the first frame in which each individual is present.
  private mutating func learnProperties() throws {
    guard !changing.isEmpty || identities != nil else { return }
    let fixed = properties.filter { $0.value.count == rows }
    var found: [String: [Double]] = [:]
    for name in changing.keys { found[name] = [Double](repeating: .nan, count: count) }
    for (name, values) in fixed where identities == nil { found[name] = values }
    let frames = identities?.frames ?? changing.values.map(\.frames).min() ?? 0
    for frame in 0..<frames {
      guard found.values.contains(where: { $0.contains(where: \.isNaN) }) else { break }
      let places = try places(frame: frame)
      for (name, element) in changing where frame < element.frames {
        let values = try element.read(frame: frame)
        for (row, individual) in places where found[name]?[individual].isNaN ?? false {
          found[name]?[individual] = values[row]
        }
      }
    }
    properties.merge(found) { $1 }
  }

  /// The rows of a frame that hold somebody, with the number of the individual.
  private func places(frame: Int) throws -> [Attendance] {
    guard let numbers, let identities else { return (0..<rows).map { ($0, $0) } }
    let row = try identities.read(frame: frame)
    return row.indices.compactMap { place in
      Int(exactly: row[place]).flatMap { numbers[$0] }.map { (place, $0) }
    }
  }
}

extension Roster {
  /// The rows of a frame whose individuals are there, in the order of their numbers; `nil` where
  /// each row is the individual of its number, and all are there.
  ///
  /// - Parameters:
  ///   - frame: the frame of the trajectory.
  ///   - isAbsent: whether a row holds nobody, by its positions and velocities.
  func attendance(
    frame: Int, where isAbsent: (_ row: Int) -> Bool
  ) throws -> [Attendance]? {
    if identities == nil {
      guard (0..<rows).contains(where: isAbsent) else { return nil }
      return (0..<rows).filter { !isAbsent($0) }.map { ($0, $0) }
    }
    guard let frame = frames["id"]?[frame] else { return [] }
    let present = try places(frame: frame).filter { !isAbsent($0.row) }
      .sorted { $0.individual < $1.individual }
    let isWhole =
      present.count == count && count == rows
      && present.allSatisfy { $0.row == $0.individual }
    return isWhole ? nil : present
  }

  /// The roster with its identities and properties at the frames of a trajectory.
  func aligned(to steps: [Int]) -> Roster {
    var aligned = self
    aligned.frames = changing.mapValues { TrajectoryContents.frames(of: $0, at: steps) }
    aligned.frames["id"] = identities.map { TrajectoryContents.frames(of: $0, at: steps) }
    return aligned
  }

  /// The properties that change, by name, at a frame of the trajectory, one value a row; those that
  /// the file does not give there are left out.
  func changingProperties(frame: Int) throws -> [String: [Double]] {
    try changing.reduce(into: [:]) { found, property in
      guard let own = frames[property.key]?[frame] else { return }
      found[property.key] = try property.value.read(frame: own)
    }
  }
}

/// The identities that occur in a file.
private struct IdentitySurvey {
  /// The number of each identity among all, ascending.
  var numbers: [Int: Int] = [:]
  /// Whether every frame has the same identities in the same rows.
  var isConstant = true

  init(_ identities: H5MDElement, fills: Set<Double>, _ path: String) throws {
    var known: Set<Int> = []
    var first: ArraySlice<Double> = []
    var last: ArraySlice<Double> = []
    var zeros = ZeroSurvey()
    let width = identities.rowShape.reduce(1, *)
    let rows = identities.grid?.rows ?? []
    try Self.forEachBlock(of: identities) { block, values in
      // Rows that are no frames stand in the block too.
      for frame in Self.frames(rows, in: block) {
        let begin = (rows[frame] - block.lowerBound) * width
        let row = values[begin..<begin + width]
        if frame == 0 { first = row }
        defer { last = row }
        zeros.note(row, frame: frame)
        if frame > 0, row == last { continue }
        isConstant = isConstant && (frame == 0 || row == first)
        known.formUnion(try Self.present(row, fills: fills, frame: frame, path))
      }
    }
    if fills.contains(0) || !zeros.isSomebody {
      known.remove(0)
    } else if let frame = zeros.firstWithMany {
      throw Self.twice(0, frame, path)
    }
    isConstant = isConstant && known.count == first.count
    numbers = Dictionary(uniqueKeysWithValues: known.sorted().enumerated().map { ($1, $0) })
  }

  /// Numbers that are read at once.
  private static let mostValues = 1 << 18

  /// Looks at the identities of all frames, and whether 0 is one of them.
  ///
  /// Many writers number from 1 and leave 0 in the rows of nobody; others number from 0. So 0 is
  /// somebody where it stands once in every frame, or where the first frame has 0 to n-1 once each.
  private struct ZeroSurvey {
    private var frames = 0
    private var framesWithOne = 0
    /// The first frame in which 0 stands more than once.
    private(set) var firstWithMany: Int?
    private var countsFromZero = false

    mutating func note(_ row: ArraySlice<Double>, frame: Int) {
      let zeros = row.count { $0 == 0 }
      if frame == 0 {
        let present = row.filter { $0 >= 0 && $0 < Double(row.count) }
        countsFromZero =
          zeros == 1 && present.count > 1 && Set(present).count == present.count
          && present.max() == Double(present.count - 1)
      }
      frames += 1
      if zeros == 1 { framesWithOne += 1 }
      if zeros > 1 { firstWithMany = firstWithMany ?? frame }
    }

    var isSomebody: Bool { countsFromZero || framesWithOne == frames }
  }

  /// Reads all rows in blocks of whole chunks, so that a file of many small frames is looked
  /// through quickly, and memory does not grow with their number.
  private static func forEachBlock(
    of identities: H5MDElement, _ body: (Range<Int>, [Double]) throws -> Void
  ) throws {
    let width = max(1, identities.rowShape.reduce(1, *))
    let chunk = max(1, try identities.value.chunk?.first ?? 1)
    let most = max(1, mostValues / width)
    let length = most < chunk ? most : most / chunk * chunk
    for first in stride(from: 0, to: identities.rowCount, by: length) {
      let block = first..<min(first + length, identities.rowCount)
      try body(block, try identities.read(rows: block))
    }
  }

  /// The frames whose rows stand in a block; rows ascend.
  private static func frames(_ rows: [Int], in block: Range<Int>) -> Range<Int> {
    func firstFrame(from row: Int) -> Int {
      var (low, high) = (0, rows.count)
      while low < high {
        let middle = (low + high) / 2
        if rows[middle] < row { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return firstFrame(from: block.lowerBound)..<firstFrame(from: block.upperBound)
  }

  /// The identities of a frame, 0 among them where it occurs.
  private static func present(
    _ row: ArraySlice<Double>, fills: Set<Double>, frame: Int, _ path: String
  ) throws -> Set<Int> {
    var present: Set<Int> = []
    for number in row where number >= 0 && !fills.contains(number) {
      guard let identity = Int(exactly: number) else {
        throw TrajectoryError(path, "the id \(number) in frame \(frame) is no whole number")
      }
      guard !present.insert(identity).inserted else { continue }
      guard identity == 0 else { throw twice(identity, frame, path) }
    }
    return present
  }

  private static func twice(_ identity: Int, _ frame: Int, _ path: String) -> TrajectoryError {
    TrajectoryError(
      path, "the id \(identity) stands twice in frame \(frame)",
      advice: "give each individual an id of its own")
  }
}
