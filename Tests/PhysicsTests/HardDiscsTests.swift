import ClausiusHardDiscs
import ClausiusSimulationCore
import Foundation
import Testing

/// Equilibrium, conservation and reversal of the hard-disc gas against kinetic theory.
@Suite("Hard discs: kinetic theory")
struct HardDiscsTests {
  /// A periodic gas in the unit square with a run of `frames` equal ticks over `times` Enskog mean
  /// free times.
  private struct Experiment {
    let system: any System
    let grid: TimeGrid
    /// Gamma of Enskog's theory at kT = 1, with the factor (N - 1)/N.
    let rate: Double
    let contactValue: Double

    init(
      count: Int, packing: Double, times: Double, frames: Int, threads: Int = 1,
      reversed: Bool = false, adjust: (inout HardDiscsModel) -> Void = { _ in }
    ) throws {
      let diameter = (4 * packing / (.pi * Double(count))).squareRoot()
      contactValue = (1 - 7 * packing / 16) / ((1 - packing) * (1 - packing))
      rate = 2 * Double.pi.squareRoot() * Double(count - 1) * diameter * contactValue
      var model = HardDiscsModel()
      model.count = count
      model.packingFraction = packing
      model.boundary = GasBoundaries(x: .periodic, y: .periodic)
      model.removeMomentum = true
      let tick = times / rate / Double(frames)
      adjust(&model)
      grid = try TimeGrid(duration: tick * Double(frames), every: tick)
      system = try model.makeSystem(
        run: RunSettings(
          grid: grid, seed: 7, pool: ThreadPool(threads: threads),
          reverseAt: reversed ? tick : nil, loadFrame: { _, _ in throw CocoaError(.fileNoSuchFile) }
        ))
    }

    func advance(to tick: Int) throws {
      try system.advance(to: Instant(tick: tick, time: grid.time(ofTick: tick)))
    }

    func observable(_ name: String) -> Double {
      system.observables().first { $0.name == name }?.value ?? .nan
    }

    func positions() -> [Double] {
      var values = [Double](repeating: 0, count: 3 * system.context.individuals)
      system.copy(.position, into: &values)
      return values
    }
  }

  @Test(
    "Collision rate, compressibility factor and mean free path follow Enskog's theory",
    arguments: [(0.01, 0.004), (0.1, 0.004), (0.3, 0.004), (0.5, 0.012)])
  func equilibrium(packing: Double, tolerance: Double) throws {
    let run = try Experiment(count: 4012, packing: packing, times: 400, frames: 1)
    try run.advance(to: 1)
    let temperature = run.observable("temperature")
    #expect(
      abs(run.observable("collision_rate") / (run.rate * temperature.squareRoot()) - 1) < tolerance)
    let factor = 1 + 2 * packing * run.contactValue
    #expect(abs(run.observable("compressibility_factor") / factor - 1) < tolerance)
    let diameter = (4 * packing / (.pi * 4012)).squareRoot()
    let path = 1 / (2 * 2.0.squareRoot() * 4011 * diameter * run.contactValue)
    #expect(abs(run.observable("mean_free_path") / path - 1) < tolerance)
  }

  @Test("Ten million collisions keep energy, momentum and the distance of the discs")
  func conservation() throws {
    let run = try Experiment(count: 2000, packing: 0.3, times: 10_000, frames: 50)
    let energy = run.observable("energy")
    for tick in 1...50 {
      try run.advance(to: tick)
      // Fails at an overlap deeper than 10^-12 of a diameter.
      try run.system.checkInvariants()
    }
    #expect(run.observable("collisions") > 9.9e6)
    #expect(abs(run.observable("energy") / energy - 1) < 1e-12)
    #expect(run.observable("momentum") < 1e-10)
  }

  @Test(
    "A reversed gas returns to its start while rounding is magnified little",
    arguments: [(0.3, 8.0, 1e-8), (0.5, 15, 1e-7), (0.1, 3, 1e-8)])
  func reversal(packing: Double, times: Double, tolerance: Double) throws {
    let run = try Experiment(
      count: 4012, packing: packing, times: 2 * times, frames: 2, reversed: true)
    let start = run.positions()
    try run.advance(to: 2)
    let error = zip(run.positions(), start).map { abs($0 - $1) }.filter { $0 < 0.5 }.max() ?? 1
    #expect(error < tolerance)
    #expect(run.observable("collisions") > 2 * times * 1900)
  }

  @Test("Two beams become a Maxwellian of the same energy")
  func beams() throws {
    let run = try Experiment(count: 20_000, packing: 0.05, times: 30, frames: 1) { model in
      model.velocities = .twoBeams
    }
    #expect(abs(run.observable("velocity_kurtosis_x") - 1) < 1e-12)
    try run.advance(to: 1)
    // The standard error of the kurtosis of N Gaussian numbers is sqrt(24/N).
    let error = (24.0 / 20_000).squareRoot()
    #expect(abs(run.observable("velocity_kurtosis_x") - 3) < 4 * error)
    #expect(abs(run.observable("velocity_kurtosis_y") - 3) < 4 * error)
    #expect(abs(run.observable("energy") - 20_000) < 1e-8)
  }

  @Test("Walls feel the pressure of the virial")
  func wallPressure() throws {
    let run = try Experiment(count: 4000, packing: 0.1, times: 200, frames: 1) { model in
      model.boundary = GasBoundaries(x: .reflecting, y: .reflecting)
      model.removeMomentum = false
    }
    try run.advance(to: 1)
    let free = 1 - (4 * 0.1 / (.pi * 4000)).squareRoot()
    // Centers move in a box that is smaller by a diameter, the density there is higher, and so is
    // the pressure.
    #expect(abs(run.observable("wall_pressure") / run.observable("pressure") * free - 1) < 0.02)
  }

  @Test("A reversal loses no way: the mean free path is that of a run without one")
  func pathThroughReversal() throws {
    let paths = try [true, false].map { reversed in
      let run = try Experiment(
        count: 1000, packing: 0.01, times: 1, frames: 4, reversed: reversed)
      try run.advance(to: 2)
      return run.observable("mean_free_path") * run.observable("collisions")
    }
    // The reversed gas has gone the same way, in speed times time.
    #expect(abs(paths[0] / paths[1] - 1) < 0.01)
  }
}
