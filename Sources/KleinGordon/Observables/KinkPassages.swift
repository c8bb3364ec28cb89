/// The kinks of a field: its passages from one vacuum to the next.
///
/// Levels between vacua part the values of the field into basins, one vacuum in each. The field has
/// reached a vacuum where it is nearer to it than to the level that parts it from the next one.
/// Between two points that have reached different vacua lies a kink for every level between them.
/// Noise crosses a level many times on the way, and the finer the grid the more often; the place of
/// the kink is the crossing in the middle of them, and a crossing after which the field comes back
/// is none. So the count does not depend on the grid, as long as the grid resolves a kink.
struct KinkPassages {
  /// A crossing of a level between a point and the next.
  struct Crossing: Hashable {
    var point: Int
    var level: Double
  }

  /// Values that part the basins, rising, of a periodic potential those of one period.
  private let levels: [Double]
  private let vacua: [Double]
  private let period: Double?

  /// The passages of a potential with these levels between these vacua.
  init(levels: [Double], vacua: [Double], period: Double?) {
    self.levels = levels.sorted()
    self.vacua = vacua
    self.period = period
  }

  /// The crossings that are kinks, in the order of the points.
  ///
  /// - Parameters:
  ///   - field: the values at the points.
  ///   - continued: the value at a point after the last, from the one that stands there at the
  ///     start; `nil` where the field ends.
  /// - Returns: `nil` for more than four for each point, as in a field that runs away through
  ///   periodic vacua.
  func crossings(
    of field: [Double], continued: (value: (Double) -> Double, level: (Double) -> Double)?
  ) -> [Crossing]? {
    guard !levels.isEmpty, let first = field.firstIndex(where: { reached($0) != nil }) else {
      return []
    }
    let end = continued.map { _ in field.count + first } ?? field.count - 1
    func value(_ j: Int) -> Double {
      j < field.count ? field[j] : continued?.value(field[j - field.count]) ?? .nan
    }
    var found: [Crossing] = []
    var last = (point: first, basin: reached(field[first]) ?? 0)
    for j in stride(from: first + 1, through: end, by: 1) {
      guard let basin = reached(value(j)) else { continue }
      defer { last = (j, basin) }
      let (low, high) = (min(last.basin, basin), max(last.basin, basin))
      guard high - low <= 4 * field.count - found.count else { return nil }
      found += (low..<high).map { crossing(level($0), from: last.point, to: j, value) }
    }
    return found.map { crossing in
      guard crossing.point >= field.count, let continued else { return crossing }
      return Crossing(
        point: crossing.point - field.count, level: continued.level(crossing.level))
    }
  }

  /// The middle one of the crossings of `level` between two points that lie on both sides of it.
  private func crossing(
    _ level: Double, from first: Int, to last: Int, _ value: (Int) -> Double
  ) -> Crossing {
    let crossings = (first..<last).filter { (value($0) < level) != (value($0 + 1) < level) }
    return Crossing(point: crossings[crossings.count / 2], level: level)
  }

  /// The number of the basin whose vacuum `phi` has reached; `nil` on the way between two.
  private func reached(_ phi: Double) -> Int? {
    guard phi.magnitude < 1e15, let basin = basin(of: phi) else { return nil }
    let (lower, upper) = (level(basin - 1), level(basin))
    guard let vacuum = vacuum(between: lower, upper) else { return nil }
    let isReached =
      phi < vacuum ? phi - lower >= vacuum - phi : upper - phi >= phi - vacuum
    return isReached ? basin : nil
  }

  /// The number of levels below `phi`, in a periodic potential counted from the first one of the
  /// period around 0.
  private func basin(of phi: Double) -> Int? {
    guard let period else { return levels.count { $0 <= phi } }
    let periods = ((phi - levels[0]) / period).rounded(.down)
    guard let whole = Int(exactly: periods) else { return nil }
    return whole * levels.count + levels.count { $0 + periods * period <= phi }
  }

  /// The level between basin `k` and the next.
  private func level(_ k: Int) -> Double {
    guard let period else {
      return k < 0 ? -.infinity : k < levels.count ? levels[k] : .infinity
    }
    let index = ((k % levels.count) + levels.count) % levels.count
    return levels[index] + Double((k - index) / levels.count) * period
  }

  private func vacuum(between lower: Double, _ upper: Double) -> Double? {
    let middle = lower.isFinite && upper.isFinite ? (lower + upper) / 2 : nil
    return vacua.lazy.map { vacuum in
      guard let period, let middle else { return vacuum }
      return vacuum + ((middle - vacuum) / period).rounded() * period
    }.first { $0 > lower && $0 < upper }
  }
}
