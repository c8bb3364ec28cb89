import ClausiusKernelInterface
import ClausiusRandomNumbers
import ClausiusSimulationCore

/// Moves a school by one step: everyone senses the state at t, then all decide, turn and move at
/// once.
struct SchoolStepper {
  private var senses: SchoolSenses
  private let rules: SchoolRules
  private let resolver: TraitResolver
  private let pool: ThreadPool
  private let space: SchoolSpace
  private let noise: CounterRandom
  private let axis: CounterRandom
  private let desired: [AlignedColumn<Double>]
  private let repelled: AlignedColumn<Double>
  private let changes: [Int]
  /// The parameters in the step that was made last.
  private(set) var columns: TraitColumns

  /// Individuals a block: what one thread takes at a time.
  private static let blockSize = 128

  init(
    model: CouzinModel, kernels: SchoolKernels, neighbors: NeighborChoice, run: RunSettings
  ) {
    resolver = TraitResolver(model: model, seed: run.seed, timeStep: run.grid.tickDuration)
    changes = resolver.changes
    columns = resolver.columns(step: 0)
    senses = SchoolSenses(model: model, kernels: kernels, choice: neighbors, pool: run.pool)
    rules = SchoolRules(model: model, kernels: kernels)
    pool = run.pool
    space = SchoolSpace(model.simulationBox, tankRadius: model.tankRadius)
    noise = CounterRandom(seed: run.seed, stream: .angularNoise)
    axis = CounterRandom(seed: run.seed, stream: .turnAxis)
    desired = (0..<3).map { _ in AlignedColumn(repeating: 0, count: model.individuals) }
    repelled = AlignedColumn(repeating: 0, count: model.individuals)
  }

  /// Moves the school by the step that ends at `instant`.
  mutating func advance(_ school: SchoolState, to instant: Instant) {
    takeUpParameters(ofStep: instant.tick - 1)
    let view = view(of: school, step: instant.tick)
    senses.sense(school, view, radius: columns.largestRadius)
    pool.forEachBlock(count: school.count, blockSize: Self.blockSize) { _, range in
      rules.diffuse?.first(view, range)
      rules.decide(view, range)
      rules.turn(view, range)
      rules.diffuse?.last(view, range)
      rules.move(view, range)
    }
  }

  /// The sums over neighbors of the school as it stands: zero for whoever detects nobody.
  mutating func detect(_ school: SchoolState) -> [Bool] {
    senses.sense(school, view(of: school, step: 0), radius: columns.largestRadius)
    return (0..<school.count).map { i in
      repelled[i] > 0 || desired.contains { $0[i] != 0 }
    }
  }

  /// Takes up the parameters that the schedule gives in the step that starts at tick `step`.
  mutating func takeUpParameters(ofStep step: Int, always: Bool = false) {
    guard changes.count > 1, always || changes.contains(step) else { return }
    columns = resolver.columns(step: step)
  }

  private func view(of school: SchoolState, step: Int) -> SchoolView {
    SchoolView(
      count: school.count, position: VectorColumns(school.position),
      heading: VectorColumns(school.heading), desired: VectorColumns(desired),
      repelled: repelled.base, image: ImageColumns(school.image), traits: columns.traits,
      space: space, random: RandomKeys(noise: noise, axis: axis, step: step))
  }
}

extension RandomKeys {
  /// The keys of step `step`, laid out as ``CounterRandom`` lays them out.
  init(noise: CounterRandom, axis: CounterRandom, step: Int) {
    let high = UInt32(truncatingIfNeeded: step >> 32) << 16
    self.init(
      seedLow: noise.key.x, seedHigh: noise.key.y, step: UInt32(truncatingIfNeeded: step),
      noiseStream: high | UInt32(noise.stream.rawValue),
      axisStream: high | UInt32(axis.stream.rawValue))
  }
}
