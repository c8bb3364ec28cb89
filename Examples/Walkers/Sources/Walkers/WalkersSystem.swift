import ClausiusRandomNumbers
import ClausiusSimulationCore

final class WalkersSystem: System {
  let context: FrameContext
  let box = Box.open()
  let quantities = [QuantityDescription.position]
  private var position: [Double]
  private let stepLength: Double
  private let random: CounterRandom

  static let observables: [ObservableDeclaration<WalkersSystem>] = [
    .init("mean_square", unit: "length^2", about: "mean of x^2 over all coordinates") {
      $0.meanSquare
    }
  ]

  init(model: WalkersModel, run: RunSettings) {
    context = FrameContext(system: WalkersModel.name, individuals: model.count)
    position = [Double](repeating: 0, count: 3 * model.count)
    stepLength = (2 * model.diffusivity * run.grid.tickDuration).squareRoot()
    random = CounterRandom(seed: run.seed, stream: .user(0))
  }

  func advance(to instant: Instant) {
    for k in position.indices {
      position[k] += stepLength * random.normals(step: instant.tick, individual: k).0
    }
  }

  func copy(_ quantity: QuantityDescription, into values: inout [Double]) { values = position }

  func observables() -> [Observable] { Self.observables.map { $0.observed(in: self) } }

  private var meanSquare: Double {
    position.reduce(0) { $0 + $1 * $1 } / Double(position.count)
  }

  func checkInvariants() throws(BrokenInvariant) {
    guard let bad = position.firstIndex(where: { !$0.isFinite }) else { return }
    throw BrokenInvariant("coordinate \(bad % 3) of walker \(bad / 3) is \(position[bad])")
  }

  func save(into archive: inout StateArchive) {
    archive.save(reals: position, as: "system/position")
  }

  func restore(from archive: StateArchive) throws {
    position = try archive.reals("system/position", count: position.count)
  }
}
