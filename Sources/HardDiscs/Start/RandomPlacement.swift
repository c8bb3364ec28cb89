import ClausiusRandomNumbers
import ClausiusSimulationCore

/// Random places without overlap in a region.
///
/// Below packing fraction 0.3 discs are dropped one after another where there is room (random
/// sequential addition). Above, points are dropped anywhere and overlapping discs are pushed apart
/// until none overlap. Discs that are stuck are given up: once `patience` moves of single discs
/// have been tried, the sum of all overlaps must have fallen by a quarter whenever the number of
/// sweeps has doubled; and after five times that many moves, and `sweeps` of all discs, in any
/// case.
struct RandomPlacement {
  let region: Region
  /// The diameter of each disc.
  let diameters: [Double]
  /// The number of the first disc, for the random draws.
  let firstIndividual: Int
  private let random: CounterRandom
  private static let sequentialLimit = 0.3
  private static let attempts = 2000
  /// Starts that need more, in strips a few discs wide, are given up.
  private static let sweeps = 1500
  /// About half a second.
  private static let patience = 4_000_000

  init(region: Region, diameters: [Double], firstIndividual: Int, seed: UInt64) {
    self.region = region
    self.diameters = diameters
    self.firstIndividual = firstIndividual
    random = CounterRandom(seed: seed, stream: .startPosition)
  }

  /// The places, or `nil` when none were found.
  func places() -> [SIMD2<Double>]? {
    if covered <= Self.sequentialLimit, let places = dropped() { return places }
    return pushedApart()
  }

  /// The share of the region that the discs cover.
  var covered: Double {
    diameters.reduce(0) { $0 + .pi / 4 * $1 * $1 } / (region.size.x * region.size.y)
  }

  private func draw(_ i: Int, attempt: Int) -> SIMD2<Double> {
    let (u, v) = random.uniforms(step: attempt, individual: firstIndividual + i)
    let inner = region.inner(radius: diameters[i] / 2)
    return region.clamped(
      inner.lower + (inner.upper - inner.lower) * SIMD2(u, v), radius: diameters[i] / 2)
  }

  private func dropped() -> [SIMD2<Double>]? {
    let widest = diameters.max() ?? 0
    var places = [SIMD2<Double>](repeating: .zero, count: diameters.count)
    guard widest > 0 else { return diameters.indices.map { draw($0, attempt: 0) } }
    var grid = PlacementGrid(region: region, width: widest, count: diameters.count)
    for i in largestFirst {
      guard
        let attempt = (0..<Self.attempts).first(where: { attempt in
          places[i] = draw(i, attempt: attempt)
          return isFree(places[i], of: i, among: places, in: grid)
        })
      else { return nil }
      places[i] = draw(i, attempt: attempt)
      grid.insert(i, at: places[i])
    }
    return places
  }

  /// Large discs find room first.
  private var largestFirst: [Int] {
    diameters.indices.sorted { (-diameters[$0], $0) < (-diameters[$1], $1) }
  }

  private func isFree(
    _ place: SIMD2<Double>, of i: Int, among places: [SIMD2<Double>], in grid: PlacementGrid
  ) -> Bool {
    var free = true
    grid.forEach(near: place) { k in
      let contact = (diameters[i] + diameters[k]) / 2 * (1 + 1e-9)
      let apart = region.nearest(places[k] - place)
      free = (apart * apart).sum() > contact * contact
      return free
    }
    return free
  }

  private func pushedApart() -> [SIMD2<Double>]? {
    let widest = diameters.max() ?? 0
    var places = diameters.indices.map { draw($0, attempt: 0) }
    var grid = PlacementGrid(region: region, width: widest * 1.01, count: diameters.count)
    var before = Double.infinity
    for sweep in 1...max(Self.sweeps, 5 * Self.patience / max(1, places.count)) {
      grid.clear()
      for i in places.indices { grid.insert(i, at: places[i]) }
      let overlap = pushOnce(&places, grid)
      if overlap == 0 { return places }
      guard sweep & (sweep - 1) == 0 else { continue }
      if sweep * places.count >= Self.patience, overlap > 0.75 * before { return nil }
      before = overlap
    }
    return nil
  }

  /// Moves every overlapping pair apart along its line.
  ///
  /// - Returns: the sum of the overlaps, in parts of the contact distance; 0 when there was none.
  private func pushOnce(_ places: inout [SIMD2<Double>], _ grid: PlacementGrid) -> Double {
    var overlap = 0.0
    for i in places.indices {
      grid.forEach(near: places[i]) { k in
        guard k > i else { return true }
        let contact = (diameters[i] + diameters[k]) / 2
        var apart = region.nearest(places[k] - places[i])
        var distance = (apart * apart).sum().squareRoot()
        guard distance < contact * (1 + 1e-9) else { return true }
        overlap += max(1e-12, 1 - distance / contact)
        if distance < contact * 1e-6 {
          apart = SIMD2(contact, 0)
          distance = contact
          places[k] += apart * 1e-3
        }
        // Pushed a little too far, so that the last overlaps end instead of fading.
        let push = apart * ((contact * 1.002 - distance) / (2 * distance))
        places[i] = region.clamped(places[i] - push, radius: diameters[i] / 2)
        places[k] = region.clamped(places[k] + push, radius: diameters[k] / 2)
        return true
      }
    }
    return overlap
  }
}
