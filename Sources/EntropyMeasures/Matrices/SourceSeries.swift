/// The past of a source, and that of the same source at other times.
///
/// A shift in a circle joins the end of a series to its beginning, in two ways. ``Seam/joined``
/// makes no jump: of directions the earlier part is turned, of other quantities moved, until the
/// two ends meet, and of velocities turned until they head the same way. So a walk stays a walk,
/// and a rotation goes on. ``Seam/matched`` leaves the values as they are and ends the circle in
/// the last tenth of the series, where what follows is most like the beginning: a series around one
/// value stays around it, and one that swings keeps its phase (Kantz and Schreiber 2004, chapter
/// 7). The seam that tells a target more stands for chance.
struct SourceSeries: Sendable {
  /// What becomes of the part that comes before the seam.
  enum Seam: Sendable, CaseIterable {
    case joined, matched
  }

  /// Steps.
  let steps: Int
  /// Numbers in a step.
  let columns: Int
  /// The series that comes before step 0, then the series itself, column by column.
  private let joined: [[Double]]
  /// The same, the part before step 0 as it is, up to the step whose next ones are most like those
  /// from step 0 on.
  private let matched: [[Double]]

  /// The steps behind the end of the circle that matches.
  private let leftOut: Int

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
    joined = (0..<columns).map { column in (before + rows).map { $0[column] } }
    let length = Self.circle(rows)
    leftOut = steps - length
    let circle = (0..<steps).map { rows[($0 - steps + 2 * length) % length] }
    matched = (0..<columns).map { column in (circle + rows).map { $0[column] } }
  }

  /// The steps after which a series begins again with the least difference, over the last tenth,
  /// told by a fiftieth of the series.
  private static func circle(_ rows: [[Double]]) -> Int {
    let width = max(2, rows.count / 50)
    let lengths = rows.count * 9 / 10..<max(rows.count * 9 / 10, rows.count - width)
    func difference(_ length: Int) -> Double {
      (0..<width).reduce(0) { sum, place in
        zip(rows[place], rows[length + place]).reduce(sum) {
          $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
        }
      }
    }
    let differences = lengths.map { (length: $0, value: difference($0)) }
    return differences.min { $0.value < $1.value }?.length ?? max(1, rows.count)
  }

  private static func direction(_ vector: [Double]) -> [Double]? {
    let length = OrthonormalBasis.product(vector, vector).squareRoot()
    return length > 0 ? vector.map { $0 / length } : nil
  }

  /// What a target sees of the source, `lag` steps before its next value at each of its times: the
  /// components along its frame, or the columns as they are. With `shift` the source is that of as
  /// many steps before.
  func past(
    for target: TransferTarget, lag: Int, shift: Int = 0, seam: Seam = .matched
  ) -> [[Double]] {
    let extended = seam == .joined ? joined : matched
    // A shift as long as the circle would be none: longer ones than half keep their distance to it.
    let isLong = seam == .matched && 2 * shift > steps
    let offset = steps + 1 - lag - shift + (isLong ? leftOut : 0)
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
