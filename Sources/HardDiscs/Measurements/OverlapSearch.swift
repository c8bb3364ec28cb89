/// Looks through all pairs of neighbors for the one that overlaps most.
struct OverlapSearch {
  /// Two discs and how deep they overlap, as a share of their contact distance.
  struct Pair {
    var first: Int
    var second: Int
    var depth: Double
  }

  private let gas: Gas

  init(_ gas: Gas) { self.gas = gas }

  /// The pair with the deepest overlap, if any discs are nearer than a contact distance.
  func deepest() -> Pair? {
    let law = gas.law
    let widest = law.largestDiameter
    guard widest > 0, gas.count > 1 else { return nil }
    let region = Region(
      lower: .zero, upper: SIMD2(law.x.length, law.y.length),
      isPeriodic: (law.x.isPeriodic, law.y.isPeriodic))
    var grid = PlacementGrid(region: region, width: widest, count: gas.count)
    var places = [SIMD2<Double>](repeating: .zero, count: gas.count)
    for k in 0..<gas.count {
      let disc = law.place(gas.workspace.discs[k], at: gas.now)
      places[k] = SIMD2(law.x.real(disc.x), law.y.real(disc.y))
      grid.insert(k, at: places[k])
    }
    var deepest: Pair?
    for k in 0..<gas.count {
      grid.forEach(near: places[k]) { other in
        guard other > k else { return true }
        let first = gas.workspace.discs[k]
        let second = gas.workspace.discs[other]
        let depth = law.overlap(first, second, at: gas.now)
        if depth > (deepest?.depth ?? 0) {
          deepest = Pair(
            first: Int(min(first.id, second.id)), second: Int(max(first.id, second.id)),
            depth: depth)
        }
        return true
      }
    }
    return deepest
  }
}
