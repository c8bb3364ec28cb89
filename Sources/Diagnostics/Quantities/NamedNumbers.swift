import ClausiusSimulationCore

/// How the numbers of a quantity along its axes are rows of places: individuals, grid points and
/// members are rows, all other axes columns. Of vectors in the plane x and y are taken.
struct NamedNumbers {
  /// The axes along which the rows lie.
  let places: [FrameAxis]
  /// The axes along which the columns lie.
  let inner: [FrameAxis]
  /// The names of the columns; numbers from 0 where they have none.
  let columns: [String]
  /// Numbers of a row before those that the plane does not have are dropped.
  private let width: Int

  /// The rows of `description` in space of `dimension` axes.
  init(_ description: QuantityDescription, _ context: FrameContext, dimension: Int) {
    let axes = description.axes.compactMap { context[$0] }
    inner = Array(axes.drop { $0.kind.isPlace })
    places = Array(axes.prefix { $0.kind.isPlace })
    width = inner.reduce(1) { $0 * $1.count }
    let labels = inner.count == 1 ? inner.first?.labels ?? [] : []
    let names = labels.count == width ? labels : (0..<width).map(String.init)
    columns = description.isVectorOfIndividuals ? Array(names.prefix(dimension)) : names
  }

  /// A number for each of `count` individuals, or members of an ensemble.
  init(property count: Int, _ context: FrameContext) {
    let axis = context.axes.first { axis in
      axis.count == count && (axis.kind == .individuals || axis.kind == .members)
    }
    (places, inner) = ([axis ?? .individuals(count)], [])
    (columns, width) = (["0"], 1)
  }

  /// One row of `count` numbers.
  init(columns count: Int) {
    (places, inner) = ([], [])
    (columns, width) = ((0..<count).map(String.init), count)
  }

  /// All numbers.
  var size: Int { count * width }

  /// The number of rows.
  var count: Int { places.reduce(1) { $0 * $1.count } }

  /// The rows of `values`; some of them, and some of their columns. The rows lie along `axes`.
  func rows(
    _ values: [Double], taking chosen: [Int]?, _ taken: [Int], along axes: [Int]
  ) -> QuantityRows {
    guard chosen != nil || taken.count < width else {
      var rows = QuantityRows(values, columns: width)
      if !axes.isEmpty { rows.axes = axes }
      return rows
    }
    var part: [Double] = []
    part.reserveCapacity((chosen?.count ?? count) * taken.count)
    func take(_ row: Int) { for column in taken { part.append(values[row * width + column]) } }
    if let chosen { for row in chosen { take(row) } } else { for row in 0..<count { take(row) } }
    let areIndividuals = places.count == 1 && places[0].kind != .grid
    var rows = QuantityRows(
      part, columns: taken.count, individuals: areIndividuals ? chosen : nil)
    if !axes.isEmpty, axes.reduce(1, *) == rows.count { rows.axes = axes }
    return rows
  }
}
