import ClausiusDeclarations

/// What each column is divided by before columns are compared by distances.
public enum AxisScale: DeclaredChoice {
  case none, standardDeviation, rank

  /// What the case selects.
  public var about: String {
    switch self {
    case .none: "nothing: columns as they are"
    case .standardDeviation: "the standard deviation of each column"
    case .rank:
      "each number by its rank, the mean rank for ties: any monotonic change of a column leaves the value"
    }
  }

  /// The array with every column scaled; a constant column stays.
  func applied(to array: InputArray) -> InputArray {
    guard self != .none else { return array }
    let width = array.columns
    var values = array.values
    for column in 0..<width {
      let scaled =
        switch self {
        case .none, .standardDeviation: Self.standardized(array.column(column))
        case .rank: Self.ranked(array.column(column))
        }
      for (row, value) in scaled.enumerated() { values[row * width + column] = value }
    }
    return InputArray(values, shape: array.shape, name: array.name)
  }

  private static func standardized(_ column: [Double]) -> [Double] {
    var moments = Moments()
    // A power of two keeps the squares within range and changes no digit.
    let scale = column.binaryScale
    for value in column { moments.add(value * scale) }
    guard let deviation = moments.variance?.squareRoot(), deviation > 0 else { return column }
    return column.map { $0 * scale / deviation }
  }

  private static func ranked(_ column: [Double]) -> [Double] {
    let order = SortedOrder(column).places
    var ranks = column
    var first = 0
    while first < order.count {
      var end = first + 1
      while end < order.count, column[Int(order[end])] == column[Int(order[first])] { end += 1 }
      // Whole numbers and halves: equal gaps are equal to the last bit.
      let rank = Double(first + end + 1) / 2
      for place in first..<end { ranks[Int(order[place])] = rank }
      first = end
    }
    return ranks
  }
}

extension [Double] {
  /// The power of two that brings the largest magnitude to between 1/2 and 1, so that squares
  /// neither overflow nor vanish; 1 where all are 0.
  var binaryScale: Double {
    let largest = reduce(0) { Swift.max($0, abs($1)) }
    guard largest > 0, largest.isFinite else { return 1 }
    return Double(
      sign: .plus, exponent: Swift.max(-1022, Swift.min(1022, -1 - Int(largest.exponent))),
      significand: 1)
  }
}

extension Key {
  /// How columns are made comparable.
  static func scale(_ path: WritableKeyPath<Root, AxisScale> & Sendable) -> Key {
    Key("scale", path, about: "what each column is divided by before distances compare them")
  }
}
