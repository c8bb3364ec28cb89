import ClausiusKernelInterface
import ClausiusNeighborhoods
import ClausiusSimulationCore

/// The lists of neighbors, and when they must be made anew.
///
/// Lists hold pairs up to the range of the force plus a skin. They hold until somebody has gone
/// half the skin; they are made anew before a step in which somebody could.
struct NeighborPlan {
  private let cutoff: Double
  private let skin: Double
  /// The way that a particle may make in one step.
  private let stride: Double
  private let box: Box
  private let grid: CellGrid
  /// How far the farthest particle was after the step before.
  var previousDistance = 0.0
  let lists: NeighborLists

  /// The skin of slow particles, in diameters.
  private static let leastSkin = 0.3
  /// A step reaches this many standard deviations of the noise.
  private static let noiseReach = 6.5

  init(
    model: ActiveParticlesModel, cutoff: Double, width: Int, timeStep: Double, pool: ThreadPool
  ) {
    self.cutoff = cutoff
    let box = model.simulationBox
    self.box = box
    let all = model.resolvedSpecies
    let dimension = Double(model.dimension)
    let fastest = all.map(\.speed).max() ?? 0
    let swim = model.model == .aoup ? 5 * fastest : fastest
    let noise = all.map { (2 * dimension * $0.diffusivity * timeStep).squareRoot() }.max() ?? 0
    let push = 0.3 * (all.map(\.diameter).max() ?? 1) * model.largestStiffness * timeStep
    stride = swim * timeStep + Self.noiseReach * noise + push
    let widest = all.map(\.diameter).max() ?? 1
    let wished = Self.leastSkin * widest + 4 * stride
    let room = (0..<3).filter { box.boundary[$0] == .periodic }.map { box.length($0) / 2 - cutoff }
    skin = min(wished, 0.99 * (room.min() ?? .infinity))
    grid = CellGrid(count: model.total, pool: pool)
    lists = NeighborLists(count: model.total, width: width, pool: pool)
  }

  /// The squared distance from its reference that a particle must never pass.
  var squaredLimit: Double { skin * skin / 4 }

  /// Whether lists must be made anew before the next step, now that the farthest particle has gone
  /// `distance`: the next step may be as long as expected, or twice the last one.
  mutating func isDue(distance: Double) -> Bool {
    let growth = distance - previousDistance
    previousDistance = distance
    return distance > skin / 2 - max(stride, 2 * growth)
  }

  /// Sorts the particles by their references and lists neighbors.
  mutating func list(_ state: ActiveState, traits: ParticleTraits) {
    previousDistance = 0
    state.sort(with: grid, in: box) { bounds in
      CellLayout(
        box: box, bounds: bounds, radius: cutoff + skin, side: cutoff + skin,
        limit: CellGrid.largestCellCount(individuals: state.count))
    }
    traits.sort(like: state.individual)
    lists.list(VectorColumns(state.reference), in: grid, within: cutoff + skin, box: box)
  }
}
