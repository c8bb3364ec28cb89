import ClausiusNeighborhoods
import ClausiusSimulationCore

/// The pairs of particles that are nearer to each other than a radius, each once, by cells: O(N) at
/// a given density.
struct NeighborPairs {
  /// The distance below which pairs are shown.
  let radius: Double
  private let grid: CellGrid
  /// Places in the order of the cells.
  private let places: [SIMD3<Double>]
  private let periods: SIMD3<Double>

  /// The pairs among `places`, which lie within the periods of the box.
  init(_ places: [SIMD3<Double>], in box: Box, radius: Double) {
    self.radius = radius
    grid = CellGrid(places, in: box, radius: radius)
    self.places = grid.individual.elements.map { places[Int($0)] }
    periods = SIMD3(box.periods[0], box.periods[1], box.periods[2])
  }

  /// Shows every pair: two particles, the shortest displacement from the second to the first, and
  /// its square.
  @inline(__always)
  func forEach(_ body: (_ i: Int, _ j: Int, _ apart: SIMD3<Double>, _ squared: Double) -> Void) {
    let half = periods / 2
    let limit = radius * radius
    for cell in 0..<(grid.layout?.count ?? 0) {
      let own = grid.slots(of: cell)
      grid.forEachRun(around: cell) { others in
        for i in own {
          let (place, first) = (places[i], Int(grid.individual[i]))
          // The bound is below where the run ends before the individual does.
          var j = max(i + 1, others.lowerBound)
          while j < others.upperBound {
            var apart = place - places[j]
            apart.replace(with: apart - periods, where: apart .> half)
            apart.replace(with: apart + periods, where: apart .< -half)
            let squared = (apart * apart).sum()
            if squared < limit { body(first, Int(grid.individual[j]), apart, squared) }
            j += 1
          }
        }
      }
    }
  }
}
