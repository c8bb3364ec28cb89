import ClausiusKernelInterface
import ClausiusNeighborhoods
import ClausiusSimulationCore

/// Counts the rates while the run goes on: a sample every few steps, without any frame.
///
/// A sample belongs to the interval that ends with the next frame. Samples from `statistics_from`
/// on also enter the means of the whole run.
struct RateLedger {
  private let model: ActiveParticlesModel
  private let kernels: ActiveKernels
  private let grid: TimeGrid
  private let pool: ThreadPool
  private let rates: [MeanRate]
  private let count: Int
  /// The samples of the interval.
  private var interval = RateSums()
  /// The frame that ends the interval.
  private var frame = 0
  private var means: [MeanRate: BlockedMean]
  private(set) var balance = ForceBalance()
  /// Whether the state keeps p and H p of the step before.
  private var hasEarlier = false

  init(model: ActiveParticlesModel, kernels: ActiveKernels, run: RunSettings) {
    self.model = model
    self.kernels = kernels
    grid = run.grid
    pool = run.pool
    count = model.total
    rates = MeanRate.allCases.filter { model.offers($0) }
    means = Dictionary(uniqueKeysWithValues: rates.map { ($0, BlockedMean()) })
  }

  /// Fodor's rate along the path less that by samples, over that by samples, with its standard
  /// error, which takes the two for independent; `nil` without such a rate, or with too few
  /// samples. Both have errors of the time step, the path the larger one.
  var pathDefect: (mean: Double, standardError: Double)? {
    guard let path = means[.fodorPath], let samples = means[.fodor], samples.mean > 0 else {
      return nil
    }
    let (p, s) = (path.standardError, samples.standardError)
    guard p.isFinite, s.isFinite else { return nil }
    return (path.mean / samples.mean - 1, (p * p + s * s).squareRoot() / samples.mean)
  }

  /// Takes a sample of the state at `tick` where one is due.
  mutating func observe(_ stepper: ActiveStepper, tick: Int) {
    let isDue = tick % model.measureEvery == 0
    let isPathDue = model.hasFodorRate && (isDue || (tick + 1) % model.measureEvery == 0)
    guard isDue || isPathDue else { return }
    let view = stepper.detailedView()
    let product = isPathDue ? stepper.curvatureOfDrift(view) : nil
    if let product {
      followPath(view, product: product, earlier: stepper.state.earlier, isDue: isDue, tick: tick)
    }
    guard isDue else { return }
    let sample = sample(view, product: product)
    add(sample, tick: tick)
    guard grid.time(ofTick: tick) >= model.meansFrom else { return }
    let reading = reading(of: sample)
    // The path has no piece in a sample; its own is added where it ends.
    for rate in rates where rate != .fodorPath { means[rate]?.add(rate.value(of: reading)) }
    balance.add(sample.particles)
  }

  /// What a frame at `tick` reports: the samples since the frame before, or the frame itself where
  /// there are none.
  func reading(_ stepper: ActiveStepper, tick: Int) -> ActiveReading {
    let isOfThisFrame = frame == frameNumber(after: tick) && interval.samples > 0
    if isOfThisFrame { return reading(of: interval) }
    let view = stepper.detailedView()
    let product = model.hasFodorRate ? stepper.curvatureOfDrift(view) : nil
    return reading(of: sample(view, product: product))
  }

  private mutating func add(_ sample: RateSums, tick: Int) {
    beginInterval(tick: tick)
    interval.add(sample)
  }

  /// Forgets the interval when a frame has passed.
  private mutating func beginInterval(tick: Int) {
    let next = frameNumber(after: tick)
    guard next != frame else { return }
    interval = RateSums()
    frame = next
  }

  /// The number of the first frame at or after a tick.
  private func frameNumber(after tick: Int) -> Int {
    (tick + grid.ticksPerFrame - 1) / grid.ticksPerFrame
  }

  /// The sums over the particles as they are; Fodor's rate where H p is known.
  private func sample(_ view: ActiveView, product: VectorColumns?) -> RateSums {
    var sums = RateSums()
    sums.particles = sum(view) { kernels.measure(view, $0) }
    sums.samples = 1
    if let product { sums.fodor = fodorRate(view, product: product) }
    return sums
  }

  /// Sums over blocks in their order, whoever computed them.
  private func sum(
    _ view: ActiveView, _ body: (Range<Int>) -> ActiveSums
  ) -> ActiveSums {
    let blockSize = ActiveForces.blockSize
    let blocks = (view.count + blockSize - 1) / blockSize
    var parts = [ActiveSums](repeating: ActiveSums(), count: blocks)
    parts.withUnsafeMutableBufferPointer { parts in
      nonisolated(unsafe) let results = parts
      pool.forEachBlock(count: view.count, blockSize: blockSize) { block, range in
        results[block] = body(range)
      }
    }
    return parts.reduce(ActiveSums(), +)
  }

  /// sum (tau/c) |p/tau + H p|^2 - dimension/tau + div F over the particles.
  private func fodorRate(_ view: ActiveView, product: VectorColumns) -> Double {
    let dimension = Double(model.dimension)
    var sum = CompensatedSum()
    for slot in 0..<view.count {
      let tau = view.traits.persistence[slot]
      let speed = view.traits.speed[slot]
      var square = 0.0
      for (p, hp) in zip(view.trialForce.axes, product.axes) {
        let term = p[slot] / tau + hp[slot]
        square += term * term
      }
      sum.add(
        tau * dimension / (speed * speed) * square - dimension / tau + view.divergence[slot])
    }
    return sum.value
  }

  /// Keeps p and H p one step before a sample, and adds the piece of path that ends at the sample:
  /// - sum (tau/c) (H p + H' p')/2 . (p' - p)/dt.
  private mutating func followPath(
    _ view: ActiveView, product: VectorColumns, earlier: [AlignedColumn<Double>], isDue: Bool,
    tick: Int
  ) {
    if isDue, hasEarlier {
      let dimension = Double(model.dimension)
      var sum = CompensatedSum()
      for slot in 0..<view.count {
        let speed = view.traits.speed[slot]
        var term = 0.0
        for (axis, (p, hp)) in zip(view.trialForce.axes, product.axes).enumerated() {
          term += (hp[slot] + earlier[axis + 3][slot]) * (p[slot] - earlier[axis][slot])
        }
        sum.add(-view.traits.persistence[slot] * dimension / (speed * speed) * term / 2)
      }
      beginInterval(tick: tick)
      interval.fodorPath += sum.value / grid.tickDuration
      interval.pieces += 1
      if grid.time(ofTick: tick) >= model.meansFrom {
        means[.fodorPath]?.add(sum.value / grid.tickDuration / Double(count))
      }
    }
    hasEarlier = (tick + 1) % model.measureEvery == 0
    guard hasEarlier else { return }
    for (axis, (p, hp)) in zip(view.trialForce.axes, product.axes).enumerated() {
      earlier[axis].base.update(from: p, count: view.count)
      earlier[axis + 3].base.update(from: hp, count: view.count)
    }
  }

  private func reading(of sums: RateSums) -> ActiveReading {
    let all = model.resolvedSpecies
    let diffusivity = all.reduce(0) { $0 + Double($1.count) * $1.diffusivity } / Double(count)
    return ActiveReading(
      sums: sums, means: means, count: count, dimension: Double(model.dimension),
      speed: model.meanSpeed, diffusivity: diffusivity, volume: model.volume ?? .nan,
      isIsothermal: Set(all.map(\.diffusivity)).count == 1)
  }

  func save(into archive: inout StateArchive) {
    interval.save(into: &archive, as: "rates/interval")
    archive.save(integers: [frame, hasEarlier ? 1 : 0], as: "rates/frame")
    balance.save(into: &archive, as: "rates/balance")
    for rate in rates { means[rate]?.save(into: &archive, as: "rates/" + rate.rawValue) }
  }

  mutating func restore(from archive: StateArchive) throws {
    interval = try RateSums(from: archive, as: "rates/interval")
    let numbers = try archive.integers("rates/frame", count: 2)
    frame = numbers[0]
    hasEarlier = numbers[1] == 1
    balance = try ForceBalance(from: archive, as: "rates/balance")
    for rate in rates { means[rate] = try BlockedMean(from: archive, as: "rates/" + rate.rawValue) }
  }
}

extension ActiveStepper {
  /// The second derivatives of the energy times the drift p = u + F, which it leaves in the view's
  /// `trialForce`.
  func curvatureOfDrift(_ view: ActiveView) -> VectorColumns {
    for ((u, f), p) in zip(
      zip(view.propulsion.axes, view.force.axes), view.trialForce.axes)
    {
      for slot in 0..<view.count { p[slot] = u[slot] + f[slot] }
    }
    forces.multiplyCurvature(view, at: view.position, into: view.trial)
    return view.trial
  }
}
