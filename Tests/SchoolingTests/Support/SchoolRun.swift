import ClausiusKernelDispatch
import ClausiusSimulationCore

@testable import ClausiusSchooling

/// A school that a test drives by hand.
struct SchoolRun {
  let model: CouzinModel
  let system: SchoolSystem
  let timeStep: Double
  private(set) var tick = 0

  init(
    _ model: CouzinModel, seed: UInt64 = 1, threads: Int = 1, timeStep: Double = 0.1,
    variant: KernelVariant? = nil, neighbors: NeighborChoice = .cheapest,
    frame: Frame? = nil
  ) throws {
    self.model = model
    self.timeStep = timeStep
    let run = try RunSettings.test(
      seed: seed, threads: threads, timeStep: timeStep, frame: frame)
    system = try SchoolSystem(
      model: model, run: run, variant: variant ?? KernelVariant.selected(), neighbors: neighbors)
  }

  mutating func step(_ count: Int = 1) {
    for _ in 0..<count {
      tick += 1
      system.advance(to: Instant(tick: tick, time: Double(tick) * timeStep))
    }
  }

  var positions: [SIMD3<Double>] { vectors(.position) }
  var velocities: [SIMD3<Double>] { vectors(.velocity) }
  var headings: [SIMD3<Double>] { velocities.map(\.normalized) }
  var images: [SIMD3<Double>] { vectors(.image()) }

  func vectors(_ quantity: QuantityDescription) -> [SIMD3<Double>] {
    var values = [Double](repeating: 0, count: 3 * model.individuals)
    system.copy(quantity, into: &values)
    return (0..<model.individuals).map {
      SIMD3(values[3 * $0], values[3 * $0 + 1], values[3 * $0 + 2])
    }
  }

  /// Positions and velocities as their bits.
  var bits: [UInt64] {
    (positions + velocities).flatMap { [$0.x.bitPattern, $0.y.bitPattern, $0.z.bitPattern] }
  }

  mutating func restore(from archive: StateArchive, tick: Int) throws {
    try system.restore(from: archive)
    self.tick = tick
  }
}

extension RunSettings {
  /// Settings of a run in a test; `frame` is what `start: file` finds.
  static func test(
    seed: UInt64 = 1, threads: Int = 1, timeStep: Double = 0.1, frame: Frame? = nil
  ) throws -> RunSettings {
    RunSettings(
      grid: try TimeGrid(timeStep: timeStep, duration: timeStep, every: timeStep), seed: seed,
      pool: ThreadPool(threads: threads)
    ) { path, number in
      guard let frame else { throw NoSuchFrame(path: path, number: number) }
      return frame
    }
  }
}

/// What a test without a trajectory answers to `start: file`.
struct NoSuchFrame: Error {
  var path: String
  var number: Int
}

/// A frame with the given individuals, as a reader would give it.
func frame(
  positions: [SIMD3<Double>], velocities: [SIMD3<Double>]?, dimension: Int = 3
) -> Frame {
  let quantities: [QuantityDescription] =
    velocities == nil ? [.position] : [.position, .velocity]
  var frame = Frame(
    context: FrameContext(system: "couzin", individuals: positions.count),
    box: .open(spatialDimension: dimension), quantities: quantities)
  frame.quantities[0].values = positions.flatMap { [$0.x, $0.y, $0.z] }
  if let velocities { frame.quantities[1].values = velocities.flatMap { [$0.x, $0.y, $0.z] } }
  return frame
}

extension CouzinModel {
  /// A model that is changed in place.
  func with(_ change: (inout CouzinModel) -> Void) -> CouzinModel {
    var copy = self
    change(&copy)
    return copy
  }

  /// The model, starting from given individuals.
  func starting(at positions: [SIMD3<Double>]) -> CouzinModel {
    with {
      $0.individuals = positions.count
      $0.start = .file
      $0.startFile = "given"
    }
  }
}
