import ClausiusSchooling
import ClausiusSimulationCore

/// A school that a physics test runs through the public interface, with its order parameters.
struct SchoolingRun {
  let model: CouzinModel
  let system: any System
  private let timeStep: Double
  private(set) var tick = 0
  private var positions: [Double]
  private var velocities: [Double]

  init(_ model: CouzinModel, seed: Int, timeStep: Double = 0.1) throws {
    self.model = model
    self.timeStep = timeStep
    let run = RunSettings(
      grid: try TimeGrid(timeStep: timeStep, duration: timeStep, every: timeStep),
      seed: UInt64(seed),
      pool: ThreadPool(threads: 1)
    ) { path, _ in throw NoTrajectory(path: path) }
    system = try model.makeSystem(run: run)
    positions = [Double](repeating: 0, count: 3 * model.individuals)
    velocities = positions
  }

  /// Makes `steps` steps and returns the means of the polarization and the rotation over them.
  mutating func means(steps: Int) throws -> (polarization: Double, rotation: Double) {
    var polarization = 0.0
    var rotation = 0.0
    for _ in 0..<steps {
      try advance(steps: 1)
      let (p, m) = orderParameters()
      polarization += p / Double(steps)
      rotation += m / Double(steps)
    }
    return (polarization, rotation)
  }

  mutating func advance(steps: Int) throws {
    for _ in 0..<steps {
      tick += 1
      try system.advance(to: Instant(tick: tick, time: timeStep * Double(tick)))
    }
  }

  /// The mean heading of everybody.
  mutating func meanHeading() -> SIMD3<Double> {
    system.copy(.velocity, into: &velocities)
    return (0..<model.individuals).reduce(.zero) { sum, i in
      let v = vector(velocities, i)
      return sum + v / (v * v).sum().squareRoot() / Double(model.individuals)
    }
  }

  /// p = |sum e_i|/N and m = |sum u_ic x e_i|/N around the mean of the positions, as published and
  /// without any unwrapping.
  private mutating func orderParameters() -> (Double, Double) {
    system.copy(.position, into: &positions)
    let mean = meanHeading()
    let count = Double(model.individuals)
    let center = (0..<model.individuals).reduce(SIMD3<Double>.zero) {
      $0 + vector(positions, $1) / count
    }
    var spin = SIMD3<Double>.zero
    for i in 0..<model.individuals {
      let v = vector(velocities, i)
      let r = vector(positions, i) - center
      let lengths: Double = (v * v).sum().squareRoot() * (r * r).sum().squareRoot()
      spin += cross(r, v) / (lengths * count)
    }
    return ((mean * mean).sum().squareRoot(), (spin * spin).sum().squareRoot())
  }

  private func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
    let x = a.y * b.z - a.z * b.y
    let y = a.z * b.x - a.x * b.z
    let z = a.x * b.y - a.y * b.x
    return SIMD3(x, y, z)
  }

  private func vector(_ values: [Double], _ i: Int) -> SIMD3<Double> {
    SIMD3(values[3 * i], values[3 * i + 1], values[3 * i + 2])
  }
}

/// What a physics test answers to `start: file`.
private struct NoTrajectory: Error {
  var path: String
}

/// The mean and the standard deviation of a sample.
func moments(_ values: [Double]) -> (mean: Double, deviation: Double) {
  let mean = values.reduce(0, +) / Double(values.count)
  let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (mean, (squares / Double(values.count - 1)).squareRoot())
}
