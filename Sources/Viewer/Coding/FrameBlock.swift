import ClausiusSimulationCore
import Foundation

/// Successive frames of the page, gathered until they are coded together.
struct FrameBlock {
  /// The ranges of the components of each column, and the bytes of all columns, made smaller.
  struct Coded: Sendable {
    /// Frames.
    var frames: Int
    /// For each column the lower and upper ends of its components; none where it has no ranges.
    var ranges: [[RangeCode]]
    /// The compressed bytes.
    var packed: [UInt8]
    /// Bytes before they were compressed.
    var bytes: Int
    /// For each column, how far its numbers are rounded.
    var rounding: [Double] { ranges.map { $0.reduce(0) { max($0, $1.step / 2) } } }
  }

  private let columns: [PageColumn]
  private let shown: [Int]
  private let individuals: Int
  /// For each column its numbers, frame after frame.
  private var frames: [[[Double]]]

  /// A block without frames, of `shown` among `individuals`.
  init(_ columns: [PageColumn], shown: [Int], of individuals: Int) {
    self.columns = columns
    self.shown = shown
    self.individuals = individuals
    frames = columns.map { _ in [] }
  }

  /// The number of frames.
  private(set) var count = 0

  /// Takes the next frame.
  mutating func add(_ frame: Frame) {
    for (k, column) in columns.enumerated() {
      frames[k].append(column.values(of: frame, shown: shown, of: individuals))
    }
    count += 1
  }

  /// The frames as bytes.
  ///
  /// - Throws: ``ViewerError`` when there is no memory for it.
  func coded() throws(ViewerError) -> Coded {
    var bytes: [UInt8] = []
    var ranges: [[RangeCode]] = []
    for (column, frames) in zip(columns, frames) {
      let rows = column.rows(individuals: shown.count)
      switch column.code {
      case .octahedral: bytes += Self.octahedral(frames, rows)
      case .real32:
        let codes = frames.joined().map { Float($0).bitPattern }
        bytes += BytePlanes.encode(codes, rows: rows)
      case .range16:
        let components = (0..<column.components).map { component in
          frames.flatMap { Self.component(component, of: $0, column, rows) }
        }
        let own = components.map { column.content == .direction ? .angles : RangeCode(of: $0) }
        for (values, range) in zip(components, own) {
          bytes += BytePlanes.encode(values.map(range.code), rows: rows)
        }
        ranges.append(own)
        continue
      }
      ranges.append([])
    }
    return Coded(
      frames: count, ranges: ranges, packed: try Packing.deflate(bytes), bytes: bytes.count)
  }

  /// The numbers of one component of a frame: angles and lengths of vectors, others as they are.
  private static func component(
    _ component: Int, of values: [Double], _ column: PageColumn, _ rows: Int
  ) -> [Double] {
    switch column.content {
    case .direction:
      return (0..<rows).map { k in
        let (x, y) = (values[k], values[rows + k])
        return x == 0 && y == 0 ? .nan : atan2(y, x)
      }
    case .length:
      return (0..<rows).map { k in
        let vector = SIMD3(values[k], values[rows + k], values[2 * rows + k])
        return (vector * vector).sum().squareRoot()
      }
    default: return Array(values[component * rows..<(component + 1) * rows])
    }
  }

  private static func octahedral(_ frames: [[Double]], _ rows: Int) -> [UInt8] {
    var codes: (u: [UInt8], v: [UInt8]) = ([], [])
    for values in frames {
      for k in 0..<rows {
        let code = OctahedralCode.code(values[k], values[rows + k], values[2 * rows + k])
        codes.u.append(code.0)
        codes.v.append(code.1)
      }
    }
    return BytePlanes.encode(codes.u, rows: rows) + BytePlanes.encode(codes.v, rows: rows)
  }
}

extension RangeCode {
  /// The angles from -pi to pi.
  static let angles = RangeCode(lower: -.pi, upper: .pi)
}
