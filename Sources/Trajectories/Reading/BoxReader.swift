import ClausiusHDF5Storage
import ClausiusSimulationCore

/// The box of an H5MD file, which may change from frame to frame.
struct BoxReader {
  private let dimension: Int
  private let boundary: [Box.Boundary]
  private let lower: [Double]
  private let upper: [Double]
  private let edges: H5MDElement?
  private let file: String

  /// Reads the group `box` of the particles at `path`.
  ///
  /// - Parameter spatialDimension: the dimension that the file states for its system, or `nil`.
  init(
    particles path: String, in root: HDF5Group, file: String, components: Int,
    spatialDimension: Int?
  ) throws {
    self.file = file
    dimension = spatialDimension ?? components
    guard try root.exists(path + "/box") else {
      boundary = [.open, .open, .open]
      lower = [-Double.infinity, -.infinity, -.infinity]
      upper = [Double.infinity, .infinity, .infinity]
      edges = nil
      return
    }
    let attributes = try root.openGroup(path + "/box").attributes
    let names = try attributes.exists("boundary") ? attributes.readStrings("boundary") : []
    func extents(_ name: String) throws -> [Double]? {
      guard try attributes.exists(name) else { return nil }
      let values = try attributes.readArray(name, as: Double.self)
      return values.count == 3 ? values : nil
    }
    let low = try extents("extent_lower")
    let high = try extents("extent_upper")
    boundary = (0..<3).map { axis in
      if axis < names.count, names[axis] == "periodic" { return .periodic }
      guard let low, let high else { return .open }
      return low[axis].isFinite && high[axis].isFinite ? .wall : .open
    }
    lower = low ?? [0, 0, 0]
    upper = high ?? [0, 0, 0]
    edges = try H5MDElement.open(path + "/box/edges", in: root, file: file)
    if boundary.contains(.periodic), edges == nil {
      throw TrajectoryError(file, "/\(path)/box is periodic but has no 'edges'")
    }
  }

  /// The box at a frame.
  func box(frame: Int) throws -> Box {
    let sides = try edges.map { try lengths(of: $0, frame: frame) } ?? []
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

  /// Whether the box is the same in all frames.
  var isConstant: Bool { !(edges?.dependsOnTime ?? false) }

  private func lengths(of edges: H5MDElement, frame: Int) throws -> [Double] {
    let values = try edges.read(from: min(frame, edges.frames - 1), count: 1)
    let row = edges.rowShape
    let lengths = row.count == 2 ? (0..<row[0]).map { values[$0 * row[1] + $0] } : values
    if row.count == 2 {
      for i in 0..<row[0] {
        for j in 0..<row[1] where i != j && values[i * row[1] + j] != 0 {
          throw TrajectoryError(
            file, "the box is not rectangular: edge \(i) has component \(values[i * row[1] + j])",
            advice: "only boxes with edges along the axes can be analyzed")
        }
      }
    }
    for axis in 0..<3 where boundary[axis] == .periodic {
      guard axis < lengths.count, lengths[axis].isFinite, lengths[axis] > 0 else {
        throw TrajectoryError(
          file, "the box has no valid edge on the periodic axis \(axis) in frame \(frame)")
      }
    }
    return lengths
  }
}
