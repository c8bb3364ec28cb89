import ClausiusKernelInterface
import ClausiusSimulationCore

/// The sub-flow `sense`: finds everybody's neighbors in the cheaper of two ways and sums over them.
struct SchoolSenses {
  private let allPairs: SchoolKernels.Kernel
  private let inGrid: SchoolKernels.GridKernel
  private let inGridByImage: SchoolKernels.GridKernel
  private let laneCount: Int
  private let box: Box
  private let choice: NeighborChoice
  private let pool: ThreadPool
  private var sorted: SortedSchool?

  /// Individuals a block: what one thread takes at a time.
  private static let blockSize = 32
  /// A school below this size is left to one thread: its step takes less time than to share it out.
  private static let smallestToShare = 200

  init(model: CouzinModel, kernels: SchoolKernels, choice: NeighborChoice, pool: ThreadPool) {
    var options = model.senseOptions
    allPairs = kernels.senseAllPairs(options)
    inGridByImage = kernels.senseInGrid(options)
    options.usesNearestImage = false
    inGrid = kernels.senseInGrid(options)
    laneCount = kernels.laneCount
    box = model.simulationBox
    self.choice = choice
    self.pool = pool
  }

  /// Leaves the sums over everybody's neighbors in the view's `desired`.
  mutating func sense(_ school: SchoolState, _ view: SchoolView, radius: Double) {
    switch plan(for: school, radius: radius) {
    case .nobody:
      for sum in [view.desired.x, view.desired.y, view.desired.z, view.repelled] {
        sum.update(repeating: 0, count: school.count)
      }
    case .allPairs:
      let blockSize = school.count < Self.smallestToShare ? school.count : Self.blockSize
      pool.forEachBlock(count: school.count, blockSize: blockSize) { allPairs(view, $1) }
    case .grid(let layout):
      let cells = sorted(like: school).fill(with: school, layout: layout)
      let kernel = layout.needsNearestImage ? inGridByImage : inGrid
      pool.forEachBlock(count: school.count, blockSize: Self.blockSize) { kernel(view, cells, $1) }
    }
  }

  /// How the neighbors are found.
  mutating func plan(for school: SchoolState, radius: Double) -> NeighborPlan {
    NeighborSearch(box: box, radius: radius, laneCount: laneCount, choice: choice)
      .plan(for: school) { sorted(like: school) }
  }

  private mutating func sorted(like school: SchoolState) -> SortedSchool {
    if let sorted { return sorted }
    let new = SortedSchool(count: school.count, pool: pool)
    sorted = new
    return new
  }
}
