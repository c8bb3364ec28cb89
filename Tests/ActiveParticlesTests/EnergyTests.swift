import ClausiusSimulationCore
import Testing

@testable import ClausiusActiveParticles

@Suite("Work and heat of active particles")
struct EnergyTests {
  private static func trapped(_ kind: PropulsionModel, count: Int = 200) -> ActiveParticlesModel {
    var model = ActiveParticlesModel()
    model.count = count
    model.model = kind
    model.interaction = .none
    model.boundary = .open
    model.trapStiffness = 1
    model.persistenceTime = 1
    model.translationalDiffusivity = 0.3
    model.workAndHeat = true
    return model
  }

  private static func sum(_ name: String, of system: ActiveParticlesSystem) -> Double {
    ActiveSamples.values(name, of: system).reduce(0, +)
  }

  /// The sums of work, heat and change of energy of all particles over `frames` intervals, after
  /// one that does not count.
  private static func balance(
    _ model: ActiveParticlesModel, interval: Double, frames: Int, timeStep: Double,
    energy: (ActiveParticlesSystem) -> Double
  ) throws -> (work: Double, heat: Double, energy: Double) {
    let every = Int((interval / timeStep).rounded())
    let run = try ActiveSamples.run(steps: every * (frames + 1), timeStep: timeStep, every: every)
    let system = try ActiveSamples.system(model, run)
    try ActiveSamples.advance(system, run, steps: every)
    let start = energy(system)
    var (work, heat) = (0.0, 0.0)
    for frame in 1...frames {
      try ActiveSamples.advance(system, run, steps: every, from: frame * every)
      work += sum("active_work", of: system)
      heat += sum("heat", of: system)
    }
    return (work, heat, energy(system) - start)
  }

  @Test(
    "First law in a trap: heat is work less the growth of energy, to rounding at every step",
    arguments: PropulsionModel.allCases, [0.01, 0.05])
  func firstLaw(kind: PropulsionModel, timeStep: Double) throws {
    let found = try Self.balance(
      Self.trapped(kind), interval: 1, frames: 3, timeStep: timeStep
    ) { system in
      ActiveSamples.values("position", of: system).reduce(0) { $0 + 0.5 * $1 * $1 }
    }
    #expect(abs(found.work) > 100)
    #expect(abs(found.heat - found.work + found.energy) < 1e-9 * abs(found.work), "\(found)")
  }

  @Test("The work in a trap is v0^2 g/(g + kappa) per time, to the second order in the step")
  func work() throws {
    for timeStep in [0.02, 0.05] {
      let found = try Self.balance(
        Self.trapped(.aoup, count: 4000), interval: 5, frames: 8, timeStep: timeStep
      ) { _ in 0 }
      // 160,000 times: an error of 0.0035; the step adds (dt/tau)^2/6 of it.
      #expect(abs(found.work / (4000 * 40) - 0.5) < 0.012, "\(timeStep): \(found)")
    }
  }

  @Test("First law of discs: the defect is below a percent of the work")
  func discs() throws {
    var model = ActiveSamples.discs(count: 300, packing: 0.5)
    model.workAndHeat = true
    model.translationalDiffusivity = 0.05
    model.persistenceTime = 1
    let side = model.sides[0]
    let found = try Self.balance(model, interval: 1, frames: 6, timeStep: 1e-3) { system in
      let x = ActiveSamples.values("position", of: system)
      var energy = 0.0
      for i in 0..<300 {
        for j in 0..<i {
          var d = SIMD2(x[3 * i] - x[3 * j], x[3 * i + 1] - x[3 * j + 1])
          d -= side * (d / side).rounded(.toNearestOrEven)
          let overlap = max(0, 1 - (d * d).sum().squareRoot())
          energy += 25 * overlap * overlap
        }
      }
      return energy
    }
    #expect(abs(found.heat - found.work + found.energy) < 0.01 * found.work, "\(found)")
  }

  @Test("Two intervals add up to the whole, and nothing is counted before the first step")
  func intervals() throws {
    func totals(every: Int) throws -> [Double] {
      let run = try ActiveSamples.run(steps: 100, timeStep: 0.02, every: every)
      let system = try ActiveSamples.system(Self.trapped(.abp), run)
      #expect(ActiveSamples.values("heat", of: system).allSatisfy { $0 == 0 })
      var totals = [Double](repeating: 0, count: 400)
      for first in stride(from: 0, to: 100, by: every) {
        try ActiveSamples.advance(system, run, steps: every, from: first)
        let both =
          ActiveSamples.values("active_work", of: system)
          + ActiveSamples.values("heat", of: system)
        for (k, value) in both.enumerated() { totals[k] += value }
      }
      return totals
    }
    for (parts, whole) in zip(try totals(every: 50), try totals(every: 100)) {
      #expect(abs(parts - whole) < 1e-12 * (1 + abs(whole)))
    }
  }
}
