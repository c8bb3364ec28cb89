/// Samples of several variables together, for the estimators that compare the joint space with its
/// parts by the maximum metric.
struct JointSpace {
  /// The number of samples, N.
  let samples: Int
  private let variables: [InputArray]
  private let periods: [[Double]]
  let window: Int
  /// Every column in order; of columns that nobody asks for in order, `nil`.
  let lines: [SortedLine?]

  /// The joint space of `variables`, whose columns are scaled first.
  ///
  /// With `isJudged` all columns are sorted, which ``judged(_:plus:counted:)`` needs; else the
  /// variables of one column, which are counted by their order.
  /// - Throws: ``EntropyError/badInput(_:)`` for another number of periods than of columns, and for
  ///   a scale beside periods.
  init(
    _ variables: [InputArray], periods: [Double] = [], window: Int = 0, scale: AxisScale = .none,
    isJudged: Bool = true
  ) throws(EntropyError) {
    guard scale == .none || periods.allSatisfy({ $0 == 0 }) else {
      throw .badInput("a scale is for open axes: leave scale or periods out")
    }
    let width = variables.reduce(0) { $0 + $1.columns }
    guard periods.isEmpty || periods.count == width else {
      throw .badInput("the variables have \(width) columns and \(periods.count) periods were given")
    }
    let all = periods.isEmpty ? [Double](repeating: 0, count: width) : periods
    var first = 0
    self.periods = variables.map { variable in
      defer { first += variable.columns }
      return Array(all[first..<first + variable.columns])
    }
    self.variables = variables.map(scale.applied)
    self.window = window
    samples = variables[0].rows
    let columns = self.variables.flatMap { variable in
      (0..<variable.columns).map { (variable, $0) }
    }
    lines = [SortedLine?](sharedOut: columns.count, many: samples < 4096 ? .max : 2) { place in
      let (variable, column) = columns[place]
      return isJudged || variable.columns == 1 ? SortedLine(variable.column(column)) : nil
    }
  }

  func rows(of parts: [Int]) -> [Double] {
    parts.count == 1 ? variables[parts[0]].values : InputArray.joined(parts.map { variables[$0] })
  }

  func space(of parts: [Int]) -> Torus { Torus(periods: parts.flatMap { periods[$0] }) }

  /// All columns, one after another.
  var columns: [[Double]] {
    variables.flatMap { variable in (0..<variable.columns).map(variable.column) }
  }

  var all: [Int] { Array(variables.indices) }

  /// The samples as points of the joint space.
  func tree() throws(EntropyError) -> NeighborTree {
    try NeighborTree(rows: rows(of: all), in: space(of: all))
  }

  /// The distance of each sample to its k-th neighbor in the joint space.
  func distances(toNeighbor k: Int, in tree: NeighborTree) -> [Double] {
    tree.distances(toNeighbor: k, metric: .maximum, window: window)
  }

  /// The mean of psi(M + 1) over the samples, M the others that are no further than the window
  /// leaves as neighbors; psi(N) without one.
  var digammaOfOthers: Double {
    guard window > 0 else { return Double.digamma(Double(samples)) }
    let sum = (0..<samples).reduce(0.0) { sum, sample in
      let near = min(samples - 1, sample + window) - max(0, sample - window) + 1
      return sum + Double.digamma(Double(samples - near + 1))
    }
    return sum / Double(samples)
  }

  /// The columns of open variables, where no window keeps samples apart.
  func openColumns(of parts: [Int]) -> [Int]? {
    guard window == 0, !space(of: parts).isTorus else { return nil }
    return parts.flatMap { part -> Range<Int> in
      let first = variables[..<part].reduce(0) { $0 + $1.columns }
      return first..<first + variables[part].columns
    }
  }

  /// For each sample the largest distance of its k nearest neighbors in the first and in the second
  /// variable.
  func sides(
    ofNeighbors k: Int, in tree: NeighborTree
  ) throws(EntropyError) -> (first: [Double], second: [Double]) {
    guard window == 0 else { throw .badInput("the form rectangle has no window") }
    let nearest = tree.nearest(k, metric: .maximum)
    func sides(_ part: Int) -> [Double] {
      let space = space(of: [part])
      return (0..<samples).map { sample in
        (0..<k).reduce(0.0) { side, rank in
          max(side, gap(sample, Int(nearest.numbers[sample * k + rank]), part, space))
        }
      }
    }
    return (sides(0), sides(1))
  }

  private func gap(_ a: Int, _ b: Int, _ part: Int, _ space: Torus) -> Double {
    let variable = variables[part]
    return (0..<variable.columns).reduce(0.0) { largest, axis in
      let values = variable.values
      let first = space.wrapped(values[a * variable.columns + axis], axis: axis)
      let second = space.wrapped(values[b * variable.columns + axis], axis: axis)
      let gap = abs(first - second)
      let period = space.periods[axis]
      return max(largest, period > 0 ? min(gap, period - gap) : gap)
    }
  }

  /// The estimate for fewer samples than neighbors.
  func tooFew(_ k: Int) -> Estimate {
    Estimate(
      undefined: .tooFewSamples(found: samples, needed: k + 2 * window + 1), unit: .nat,
      samples: samples)
  }
}
