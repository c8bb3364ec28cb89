import ClausiusDeclarations

/// Makes symbols of numbers: each column is cut into bins, and a row becomes the number of the cell
/// that its columns select together.
///
/// Bins of equal width are those of ``UniformBins``, in single precision where all numbers are;
/// between quantiles every bin holds about as many numbers. Several arrays are cut alike.
struct Binning: Sendable {
  /// Where the edges of the bins are.
  enum Edges: DeclaredChoice {
    case equalWidth, equalCounts

    /// What the case selects.
    var about: String {
      switch self {
      case .equalWidth: "at equal distances over the range"
      case .equalCounts: "at the quantiles of the numbers, which hold about equally many"
      }
    }
  }

  /// The number of bins of each column.
  let bins: Int
  /// The lowest and the highest number; of each column its own when left out.
  let range: (lower: Double, upper: Double)?
  let edges: Edges

  /// The arrays with one symbol a row.
  ///
  /// - Throws: ``EntropyError/badInput(_:)`` for a number outside the range, arrays of unlike
  ///   columns, more cells than can be told apart.
  func symbols(of arrays: [InputArray]) throws(EntropyError) -> [InputArray] {
    for array in arrays { try array.requireFinite() }
    guard let columns = arrays.first?.columns, arrays.allSatisfy({ $0.columns == columns }) else {
      throw .badInput("arrays that are binned alike have the same number of columns")
    }
    guard columns >= 1, Double.pow(Double(bins), columns) <= 0x1p53 else {
      throw .badInput(
        "\(bins) bins of \(columns) columns are more cells than can be told apart: use fewer bins")
    }
    var symbols = arrays.map { [Double](repeating: 0, count: $0.rows) }
    for column in 0..<columns {
      let numbers = arrays.map { $0.column(column) }
      let bin = try rule(for: numbers, of: arrays)
      for (index, line) in numbers.enumerated() {
        for (row, number) in line.enumerated() {
          guard let place = bin(number) else {
            throw .badInput(
              "\(arrays[index].name): \(arrays[index].place(ofRow: row)) is \(number), outside the "
                + "range of the bins")
          }
          symbols[index][row] = symbols[index][row] * Double(bins) + Double(place)
        }
      }
    }
    return zip(arrays, symbols).map { InputArray($1, name: $0.name) }
  }

  /// The bin of a number in a column that holds `numbers`.
  private func rule(
    for numbers: [[Double]], of arrays: [InputArray]
  ) throws(EntropyError) -> (Double) -> Int? {
    let lower = range?.lower ?? numbers.joined().min() ?? 0
    let upper = range?.upper ?? numbers.joined().max() ?? 0
    // One number only: one bin.
    guard lower < upper else { return { $0 == lower ? 0 : nil } }
    switch edges {
    case .equalWidth:
      guard (upper - lower).isFinite else {
        throw .badInput("\(arrays[0].name): its range is too wide for bins of equal width")
      }
      guard (Double(bins) / (upper - lower)).isFinite else {
        throw .badInput(
          "\(arrays[0].name): its range is too narrow for \(bins) bins of equal width")
      }
      let uniform = uniformBins(lower, upper, isSingle: arrays.allSatisfy(\.isSinglePrecision))
      return { uniform.outcome(of: $0) }
    case .equalCounts:
      let sorted = numbers.joined().sorted()
      let inner = (1..<max(1, bins)).map { sorted[$0 * sorted.count / bins] }
      return { number in
        var (low, high) = (0, inner.count)
        while low < high {
          let middle = (low + high) / 2
          if inner[middle] <= number { low = middle + 1 } else { high = middle }
        }
        return low
      }
    }
  }

  /// Bins that end at the given numbers, or at those of the data: as `numpy.histogram`, which
  /// computes edges of single precision from limits of double precision, or of single precision
  /// where they are those of the data.
  private func uniformBins(_ lower: Double, _ upper: Double, isSingle: Bool) -> UniformBins {
    guard isSingle else { return UniformBins(count: bins, from: lower, to: upper) }
    return UniformBins(
      count: bins, from: lower, to: upper, singleFrom: range == nil ? .single : .double)
  }
}
