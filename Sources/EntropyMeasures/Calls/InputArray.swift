/// Numbers as they come from a file: an array of any rank with its name.
public struct InputArray: Sendable, Hashable {
  /// What a message calls it: the dataset or the column.
  public let name: String
  /// The numbers, the last axis fastest.
  public let values: [Double]
  /// The length of each axis; empty for one number.
  public let shape: [Int]
  /// The unit of the numbers, where their file tells it.
  public var unit: String?
  /// Whether the numbers were stored in single precision.
  public var isSinglePrecision = false
  /// The lines of their file that the rows stand on, where it has lines.
  public var rowLines: [Int]?
  /// Rows of a series that do not follow the row before them, since values between are missing;
  /// ascending.
  public var breaks: [Int] = []

  /// An array of `values` with `shape`, one axis when it is left out.
  public init(_ values: [Double], shape: [Int]? = nil, name: String = "data") {
    let shape = shape ?? [values.count]
    precondition(shape.reduce(1, *) == values.count, "the shape holds all values")
    self.name = name
    self.values = values
    self.shape = shape
  }

  /// The length of the first axis: samples, frames, steps.
  public var rows: Int { shape.first ?? 1 }

  /// Numbers in a row: the product of the other axes.
  public var columns: Int { shape.dropFirst().reduce(1, *) }

  /// The stretches of rows that follow each other.
  var segments: [Range<Int>] {
    let ends = breaks.filter { (1..<rows).contains($0) } + [rows]
    return zip([0] + ends, ends).map { $0..<$1 }
  }

  /// The numbers of one column.
  public func column(_ column: Int) -> [Double] {
    let columns = columns
    guard columns > 0 else { return [] }
    return [Double](unsafeUninitializedCapacity: rows) { result, initialized in
      for row in 0..<rows {
        result.initializeElement(at: row, to: values[row &* columns &+ column])
      }
      initialized = rows
    }
  }

  /// What a message calls a row: its line, or its number from 1.
  public func place(ofRow row: Int) -> String {
    rowLines.map { "line \($0[row])" } ?? "row \(row + 1)"
  }

  /// The array without some rows.
  public func without(rows left: Set<Int>) -> InputArray {
    let kept = (0..<rows).filter { !left.contains($0) }
    var part: [Double] = []
    part.reserveCapacity(kept.count * columns)
    for row in kept { part.append(contentsOf: values[row * columns..<(row + 1) * columns]) }
    var array = InputArray(part, shape: [kept.count] + shape.dropFirst(), name: name)
    (array.unit, array.isSinglePrecision) = (unit, isSinglePrecision)
    array.rowLines = rowLines.map { lines in kept.map { lines[$0] } }
    return array
  }

  /// Some rows.
  func rows(_ rows: [Int]) -> InputArray {
    var part: [Double] = []
    part.reserveCapacity(rows.count * columns)
    for row in rows { part.append(contentsOf: values[row * columns..<(row + 1) * columns]) }
    var array = InputArray(part, shape: [rows.count, columns], name: name)
    let broken = Set(breaks)
    if !broken.isEmpty {
      array.breaks = rows.indices.dropFirst().filter { broken.contains(rows[$0]) }
    }
    return array
  }

  /// Some columns of every row.
  public func columns(_ range: Range<Int>) -> InputArray {
    var part: [Double] = []
    if range.count == 1 {
      part = column(range.lowerBound)
    } else {
      part.reserveCapacity(rows * range.count)
      for row in 0..<rows {
        part.append(
          contentsOf: values[row * columns + range.lowerBound..<row * columns + range.upperBound])
      }
    }
    var array = InputArray(part, shape: [rows, range.count], name: name)
    array.breaks = breaks
    return array
  }
}

/// What an estimator is given, in words a user understands and in numbers that a check understands.
public struct InputShape: Sendable, Hashable {
  /// In words: "samples [n] or [n][d]".
  public var inWords: String
  /// How many arrays the call takes.
  public var arrays: ClosedRange<Int>
  /// What the order of the rows means.
  public var order: RowOrder

  /// What the rows are.
  public var rows: Rows
  /// How many axes an array may have: rows, columns, and for rows of matrices a third.
  public var axes: Int
  /// Whether the numbers are symbols, or may be, so that they can be made by bins.
  public var takesSymbols: Bool

  /// What rows are; of samples and steps some are data of the same kind as all.
  public enum Rows: Sendable, Hashable {
    /// Samples or steps.
    case samples
    /// Samples when the call says `values: symbols`.
    case symbolsMaybe
    /// Outcomes, particles of one frame, lines of a field.
    case others
  }

  /// What `inWords` says, in `arrays` arrays of at most `axes` axes whose rows have an `order` and
  /// are of a kind, numbers or symbols.
  public init(
    _ inWords: String, arrays: ClosedRange<Int> = 1...1, order: RowOrder = .none,
    rows: Rows = .samples, axes: Int = 2, takesSymbols: Bool = false
  ) {
    self.inWords = inWords
    self.arrays = arrays
    self.order = order
    self.rows = rows
    self.axes = axes
    self.takesSymbols = takesSymbols
  }

  /// What the order of the rows of an array means to an estimator.
  public enum RowOrder: Sendable, Hashable, CaseIterable {
    /// Nothing: rows are samples.
    case none
    /// Rows follow each other, in time or along a line.
    case series
    /// Rows are the steps of a series, each the difference of successive values.
    case increments
    /// Rows are times, columns places.
    case field
    /// Rows and columns are the two axes of a grid, of which one may be time.
    case grid
  }

  /// Nothing: a number that follows from parameters alone.
  public static let nothing = InputShape("nothing", arrays: 0...0, rows: .others)
  /// How often each outcome was seen.
  public static let counts = InputShape(
    "counts [m], or symbols [n] with values: symbols", rows: .symbolsMaybe, takesSymbols: true)
  /// Weights of outcomes: counts or probabilities.
  public static let weights = InputShape(
    "counts, probabilities or weights [m], or symbols [n] with values: symbols",
    rows: .symbolsMaybe, takesSymbols: true)
  /// Points.
  public static let samples = InputShape("samples [n] or [n][d]")
  /// Numbers.
  public static let numbers = InputShape("samples [n]")
  /// A series of numbers in time.
  public static let series = InputShape("a series [n]", order: .series)
  /// A series of symbols.
  public static let symbols = InputShape(
    "a series of whole numbers [n]", order: .series, takesSymbols: true)
  /// A field on a grid of two axes.
  public static let field = InputShape("a field [rows][columns]", order: .grid, rows: .others)
  /// Two samples of the same kind of points.
  public static let twoSamples = InputShape("two arrays of samples [n][d], [m][d]", arrays: 2...2)
  /// Samples of two variables together.
  public static let pairs = InputShape(
    "samples [n][dx + dy], or two arrays [n][dx], [n][dy]", arrays: 1...2)
  /// Samples of three variables together.
  public static let triples = InputShape(
    "samples [n][dx + dy + dz], or three arrays [n][dx], [n][dy], [n][dz]", arrays: 1...3)
}
