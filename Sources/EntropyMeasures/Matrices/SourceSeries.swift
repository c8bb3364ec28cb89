/// The past of a source, and that of the same source at other times.
///
/// A shift in a circle joins the end of a series to its beginning. There is no jump there: of
/// directions the earlier part is turned, of other quantities moved, until the two ends meet, and
/// of velocities turned until they head the same way. So a walk stays a walk, and a rotation goes
/// on.
struct SourceSeries: Sendable {
  /// Steps.
  let steps: Int
  /// Numbers in a step.
  let columns: Int
  /// The series that comes before step 0, then the series itself, column by column.
  private let extended: [[Double]]

  /// The series [steps][columns], of unit vectors or of other numbers.
  ///
  /// - Parameter turnsAtSeam: whether the earlier part is turned; by default that of directions.
  init(_ values: [Double], columns: Int, isDirection: Bool, turnsAtSeam: Bool? = nil) {
    self.columns = columns
    steps = values.count / columns
    let steps = steps
    let rows = (0..<steps).map { Array(values[$0 * columns..<($0 + 1) * columns]) }
    let (first, last) = (rows.first ?? [], rows.last ?? [])
    let units = (Self.direction(last), Self.direction(first))
    let turns = turnsAtSeam ?? isDirection
    let before = rows.map { row in
      if turns, let end = units.0, let begin = units.1 {
        return MovingFrame.carry(row, from: end, to: begin)
      }
      return row.indices.map { row[$0] - last[$0] + first[$0] }
    }
    extended = (0..<columns).map { column in (before + rows).map { $0[column] } }
  }

  private static func direction(_ vector: [Double]) -> [Double]? {
    let length = OrthonormalBasis.product(vector, vector).squareRoot()
    return length > 0 ? vector.map { $0 / length } : nil
  }

  /// What a target sees of the source, `lag` steps before its next value at each of its times: the
  /// components along its frame, or the columns as they are. With `shift` the source is that of as
  /// many steps before.
  func past(for target: TransferTarget, lag: Int, shift: Int = 0) -> [[Double]] {
    let offset = steps + 1 - lag - shift
    guard let frame = target.tangents else {
      return extended.map { column in target.times.map { column[$0 + offset] } }
    }
    return (0..<columns - 1).map { axis in
      var seen = [Double](repeating: 0, count: target.times.count)
      for component in 0..<columns {
        let (tangent, values) = (frame[axis * columns + component], extended[component])
        for (row, time) in target.times.enumerated() {
          seen[row] += tangent[row] * values[time &+ offset]
        }
      }
      return seen
    }
  }
}
