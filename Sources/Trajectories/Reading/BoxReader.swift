import ClausiusHDF5Storage
import ClausiusSimulationCore
import Foundation

/// The box of an H5MD file, which may change from frame to frame.
struct BoxReader {
  /// Whether the box says that its individuals live in a plane, though they have three components.
  let isPlane: Bool
  private let dimension: Int
  private let boundary: [Box.Boundary]
  private let lower: [Double]
  private let upper: [Double]
  private let edges: H5MDElement?
  /// The angles between the edges of AMBER's cell.
  private let angles: H5MDElement?
  private let file: String
  /// The frame of the edges that belongs to each frame of the trajectory; empty before
  /// ``aligned(to:)``.
  private var frames: [Int?] = []

  /// The largest part of an edge that may point along another axis: what single precision makes of
  /// the cosine of a right angle.
  private static let roundingOfAngles = 1e-6

  /// Reads the group `box` of the particles at `path`.
  ///
  /// - Parameters:
  ///   - spatialDimension: the dimension that the file states for its system, or `nil`.
  ///   - liesFlat: whether vectors of three components lie in a plane, whatever the box says.
  init(
    particles path: String, in root: HDF5Group, file: String, components: Int,
    spatialDimension: Int?, liesFlat: Bool = false
  ) throws {
    let liesFlat = liesFlat && spatialDimension == nil && components == 3
    self.file = file
    angles = nil
    guard try root.exists(path + "/box") else {
      (dimension, isPlane) = (spatialDimension ?? (liesFlat ? 2 : components), liesFlat)
      boundary = [.open, .open, .open]
      lower = [-Double.infinity, -.infinity, -.infinity]
      upper = [Double.infinity, .infinity, .infinity]
      edges = nil
      return
    }
    let attributes = try root.openGroup(path + "/box").attributes
    let stated =
      try attributes.exists("dimension")
      ? attributes.readScalar("dimension", as: Double.self) : Double(components)
    isPlane = spatialDimension == nil && (stated == 2 || liesFlat) && components == 3
    dimension = spatialDimension ?? (isPlane ? 2 : components)
    let isPeriodic = try BoundaryWords(attributes, path: path, file).isPeriodic
    func extents(_ name: String) throws -> [Double]? {
      guard try attributes.exists(name) else { return nil }
      let values = try attributes.readArray(name, as: Double.self)
      return values.count == 3 ? values : nil
    }
    let low = try extents("extent_lower")
    let high = try extents("extent_upper")
    let isFlat = isPlane
    boundary = (0..<3).map { axis in
      if isPeriodic[axis], !(isFlat && axis == 2), axis < components { return .periodic }
      guard let low, let high else { return .open }
      return low[axis].isFinite && high[axis].isFinite ? .wall : .open
    }
    lower = low ?? [0, 0, 0]
    upper = high ?? [0, 0, 0]
    edges = try H5MDElement.open(path + "/box/edges", in: root, file: file)
    if edges != nil, try !attributes.exists("boundary") {
      note = "/\(path)/box has edges and no attribute 'boundary': its axes are taken as open"
    }
    if boundary.contains(.periodic), edges == nil {
      throw TrajectoryError(file, "/\(path)/box is periodic but has no 'edges'")
    }
  }

  /// The cell of a file in AMBER's form: an axis is periodic where its length is a positive number.
  init(
    _ cell: AmberCell, file: String, components: Int, liesFlat: Bool = false
  ) throws {
    self.file = file
    isPlane = liesFlat && components == 3
    dimension = isPlane ? 2 : components
    let first = try cell.lengths.map { $0.frames > 0 ? try $0.read(frame: 0) : [] } ?? []
    let periodicAxes = min(isPlane ? 2 : components, first.count)
    boundary = (0..<3).map { axis in
      axis < periodicAxes && first[axis] > 0 && first[axis].isFinite
        ? .periodic : .open
    }
    (lower, upper) = (cell.origin, cell.origin)
    (edges, angles) = (cell.lengths, cell.angles)
  }

  /// Whether individuals that all have one z can live in a plane: the box states no extent along z,
  /// or only the stand-in of writers that want three edges, the longer of the other two with z = 0.
  func allowsPlane(at height: Double) throws -> Bool {
    guard boundary[2] != .open else { return true }
    guard height == 0 else { return false }
    var sides = zip(lower, upper).map { $1 - $0 }
    if boundary[2] == .periodic {
      guard let edges, edges.frames > 0 else { return false }
      let values = try edges.read(frame: 0)
      sides = edges.rowShape.count == 2 ? try diagonal(values, edges.rowShape) : values
    }
    return sides.count == 3 && sides[2] == max(sides[0], sides[1])
  }

  /// What the box leaves open, in words.
  private(set) var note: String?

  /// That individuals are read as lying in a plane though nothing states it, in words.
  var planeNote: String?

  /// At which frames the box is known; `nil` where it is at all.
  func isKnown(at steps: [Int]) -> [Bool]? {
    guard isPeriodic, let edges, edges.dependsOnTime else { return nil }
    return TrajectoryContents.frames(of: edges, at: steps).map { $0 != nil }
  }

  /// The box of the frames at `steps`.
  func aligned(to steps: [Int]) -> BoxReader {
    var aligned = self
    aligned.frames = edges.map { TrajectoryContents.frames(of: $0, at: steps) } ?? []
    return aligned
  }

  /// The box at a frame.
  func box(frame: Int) throws -> Box {
    let sides = isPeriodic ? try edges.map { try lengths(of: $0, frame: frame) } ?? [] : []
    return Box(
      spatialDimension: dimension, boundary: boundary,
      lower: (0..<3).map { boundary[$0] == .open ? -.infinity : lower[$0] },
      upper: (0..<3).map { axis in
        switch boundary[axis] {
        case .open: .infinity
        case .wall: upper[axis]
        case .periodic: lower[axis] + (axis < sides.count ? sides[axis] : 0)
        }
      })
  }

  private var isPeriodic: Bool { boundary.contains(.periodic) }

  /// Whether the box is the same in all frames.
  var isConstant: Bool { !isPeriodic || !(edges?.dependsOnTime ?? false) }

  private func lengths(of edges: H5MDElement, frame: Int) throws -> [Double] {
    let place = edges.dependsOnTime ? frames[frame] : 0
    guard let place else {
      throw TrajectoryError(file, "the box has no edges in frame \(frame)")
    }
    let values = try edges.read(frame: place)
    try requireRightAngles(frame: place)
    let lengths = edges.rowShape.count == 2 ? try diagonal(values, edges.rowShape) : values
    for axis in 0..<3 where boundary[axis] == .periodic {
      guard axis < lengths.count, lengths[axis].isFinite, lengths[axis] > 0 else {
        throw TrajectoryError(
          file, "the box has no valid edge on the periodic axis \(axis) in frame \(frame)")
      }
    }
    return lengths
  }

  private func requireRightAngles(frame: Int) throws {
    guard let angles, frame < angles.frames else { return }
    let values = try angles.read(frame: frame)
    for angle in values where abs(cos(angle * .pi / 180)) > Self.roundingOfAngles {
      throw TrajectoryError(
        file,
        "the box is triclinic: its angles are \(values.map { "\($0)" }.joined(separator: ", "))",
        advice: "only boxes with edges along the axes can be analyzed")
    }
  }

  /// The sides of a box whose edges, the rows of a matrix, lie along the axes.
  private func diagonal(_ values: [Double], _ shape: [Int]) throws(TrajectoryError) -> [Double] {
    let sides = (0..<min(shape[0], shape[1])).map { values[$0 * shape[1] + $0] }
    let longest = sides.map { abs($0) }.max() ?? 0
    for row in 0..<shape[0] {
      for column in 0..<shape[1] where row != column {
        let part = values[row * shape[1] + column]
        guard abs(part) > Self.roundingOfAngles * longest else { continue }
        throw TrajectoryError(
          file, "the box is triclinic: edge \(row) has component \(part) along another axis",
          advice: "only boxes with edges along the axes can be analyzed")
      }
    }
    return sides
  }
}

/// The attribute `boundary` of a box, as writers spell it: words in any case, one for all axes or
/// one for each, or truth values.
private struct BoundaryWords {
  /// Whether x, y and z are periodic.
  let isPeriodic: [Bool]

  private static let words = [
    "periodic": true, "pbc": true, "p": true, "true": true, "none": false, "open": false,
    "nonperiodic": false, "non-periodic": false, "aperiodic": false, "wall": false,
    "reflecting": false, "fixed": false, "f": false, "false": false, "": false,
  ]

  init(_ attributes: HDF5Attributes, path: String, _ file: String) throws {
    guard try attributes.exists("boundary") else {
      isPeriodic = [false, false, false]
      return
    }
    var found: [Bool] = []
    if try attributes.datatype("boundary").isNumeric {
      found = try attributes.readArray("boundary", as: Double.self).map { $0 != 0 }
    } else {
      for text in try attributes.readStrings("boundary") {
        // One text may hold a word for each axis.
        let parts = text.split { " ,;[]()'\"".contains($0) }.map(String.init)
        for word in parts.isEmpty ? [""] : parts {
          guard let isPeriodic = Self.words[word.lowercased()] else {
            throw TrajectoryError(
              file, "/\(path)/box has the boundary '\(word)'",
              advice: "'periodic' and 'none' are read")
          }
          found.append(isPeriodic)
        }
      }
    }
    guard let first = found.first else {
      isPeriodic = [false, false, false]
      return
    }
    let all = found.count == 1 ? [first, first, first] : found
    isPeriodic = (0..<3).map { $0 < all.count && all[$0] }
  }
}
