import ClausiusKernelInterface
import ClausiusNeighborhoods
import ClausiusSimulationCore

/// How neighbors are to be found; anything but `cheapest` is for tests and benchmarks.
package enum NeighborChoice: Sendable, Hashable {
  /// In the way that costs least.
  case cheapest
  /// By trying every pair.
  case allPairs
  /// In a grid whose cells are the largest radius divided by this number.
  case grid(cellsPerRadius: Int)
}

/// How the neighbors of everybody are found in one step.
enum NeighborPlan: Sendable, Hashable {
  /// Not at all: nobody has any zone.
  case nobody
  /// Every pair is tried.
  case allPairs
  /// The cells of a grid are looked through.
  case grid(CellLayout)
}

/// Chooses the cheaper way to find neighbors: all pairs for a small or crowded school, a cell grid
/// for a large or wide one.
///
/// The choice is a function of the state alone, so that a resumed run chooses as an uninterrupted
/// one does. Costs are counted in passes through the inner loop of a kernel, measured on one
/// machine; a wrong guess costs time and changes no physics.
struct NeighborSearch: Sendable {
  let box: Box
  let radius: Double
  let laneCount: Int
  let choice: NeighborChoice

  /// Below this number of individuals a grid never pays.
  private static let smallest = 400
  /// The cost of sorting an individual and of looking up a row of cells, in passes of the inner
  /// loop.
  private static let sortCost = 12.0
  private static let rowCost = 1.5

  /// The plan for a school.
  func plan(for school: SchoolState, sorted: () -> SortedSchool) -> NeighborPlan {
    guard radius > 0 else { return .nobody }
    switch choice {
    case .allPairs: return .allPairs
    case .grid(let parts): return .grid(layout(parts, for: school, in: school.bounds))
    case .cheapest:
      guard school.count >= Self.smallest else { return .allPairs }
      let bounds = school.bounds
      let density = sorted().meanDensity(school, layout: layout(1, for: school, in: bounds))
      let crowd = density * radius * radius * radius
      let best = (1...4).min { cost($0, crowd) < cost($1, crowd) } ?? 1
      let allPairsCost = Double(school.count) / Double(laneCount)
      if allPairsCost <= cost(best, crowd) { return .allPairs }
      return .grid(layout(best, for: school, in: bounds))
    }
  }

  /// Cells of a `parts`th of the radius.
  private func layout(_ parts: Int, for school: SchoolState, in bounds: Bounds) -> CellLayout {
    CellLayout(
      box: box, bounds: bounds, radius: radius, side: radius / Double(parts),
      limit: CellGrid.largestCellCount(individuals: school.count))
  }

  /// Passes per individual when the radius is `cellsPerRadius` cells long and `crowd` others are in
  /// a cube with sides of the radius.
  private func cost(_ cellsPerRadius: Int, _ crowd: Double) -> Double {
    let parts = Double(cellsPerRadius)
    let isFlat = box.spatialDimension == 2
    let rows = isFlat ? 2 * parts + 1 : 0.85 * (2 * parts + 1) * (2 * parts + 1)
    let perCell = crowd / (isFlat ? parts * parts : parts * parts * parts)
    let passes = perCell * (2 * parts + 1) / Double(laneCount) + 0.5
    return Self.sortCost + rows * (Self.rowCost + passes)
  }
}

extension SchoolState {
  /// The smallest box around everybody.
  var bounds: Bounds { Bounds(of: VectorColumns(position), count: count) }
}
