/// One of the series of a network, as a target and as a source.
///
/// Rows of two or more columns that are all unit vectors, or 0 for those at rest, are directions:
/// what they do next is a turn, told along a ``MovingFrame``. At rest a direction stays what it
/// was.
/// Other rows of two or more columns may be ``TurningVectors``, of which more is known.
struct PreparedSeries: Sendable {
  /// The frame along directions.
  let frame: MovingFrame?
  /// The series as a source.
  let source: SourceSeries
  /// The spread that each of the next values has: of turns a radian.
  let scales: [Double]
  private let columns: [[Double]]
  /// Vectors that are no directions.
  private let turning: TurningVectors?

  /// The series [steps][columns].
  init(_ array: InputArray) {
    let directions = Self.directions(array)
    let values = directions ?? array.values
    let width = array.columns
    columns = (0..<width).map(InputArray(values, shape: [array.rows, width]).column)
    frame = directions.map { MovingFrame($0, dimension: width) }
    turning = directions == nil && width > 1 ? TurningVectors(columns) : nil
    source = SourceSeries(
      values, columns: width, isDirection: frame != nil,
      turnsAtSeam: width > 1)
    scales = frame.map { $0.turns.map { _ in 1 } } ?? columns.map(Self.scale)
  }

  /// What the series does from step to step: turns of directions and of vectors, of numbers the
  /// difference.
  var steps: [[Double]] {
    if let frame = frame ?? turning?.frame { return frame.turns }
    return columns.map { column in zip(column.dropFirst(), column).map { $0 - $1 } }
  }

  /// The values at the step after each.
  func next(at times: [Int]) -> [[Double]] {
    if let frame { return frame.turns.map { column in times.map { column[$0] } } }
    return columns.map { column in times.map { column[$0 + 1] } }
  }

  /// A constant and the last value, of directions as the components of their tangents.
  func present(at times: [Int]) -> [[Double]] {
    let one = [Double](repeating: 1, count: times.count)
    return [one] + (frame?.tangents ?? columns).map { column in times.map { column[$0] } }
  }

  /// The values a number of steps before, and nothing more.
  func values(at times: [Int], before length: Int) -> [[Double]] {
    columns.map { column in times.map { column[$0 - length] } }
  }

  /// The values, of directions the turns, `length` steps before the last.
  func earlier(at times: [Int], by length: Int) -> [[Double]] {
    let before = (frame?.turns ?? columns).map { column in times.map { column[$0 - length] } }
    return before + (turning?.known(at: times, by: length) ?? [])
  }

  /// The unit vectors, where all rows are; `nil` for other numbers.
  private static func directions(_ array: InputArray) -> [Double]? {
    guard array.columns > 1 else { return nil }
    var values = array.values
    var last: [Double]?
    var waiting: [Int] = []
    for first in stride(from: 0, to: values.count, by: array.columns) {
      let row = Array(values[first..<first + array.columns])
      let length = OrthonormalBasis.product(row, row).squareRoot()
      guard length > 0 else {
        if let last { values.replaceSubrange(first..<first + row.count, with: last) }
        if last == nil { waiting.append(first) }
        continue
      }
      guard abs(length - 1) < 1e-5 else { return nil }
      let unit = row.map { $0 / length }
      values.replaceSubrange(first..<first + row.count, with: unit)
      for place in waiting { values.replaceSubrange(place..<place + row.count, with: unit) }
      (last, waiting) = (unit, [])
    }
    return last.map { _ in values }
  }

  /// The standard deviation of a column; of one that hardly differs from a constant, a millionth of
  /// its values.
  private static func scale(_ column: [Double]) -> Double {
    var moments = Moments()
    for value in column { moments.add(value) }
    let largest = column.reduce(0) { max($0, abs($1)) }
    return max(moments.variance?.squareRoot() ?? 0, 1e-6 * largest)
  }
}
