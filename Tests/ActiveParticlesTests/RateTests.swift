import ClausiusSimulationCore
import Foundation
import Testing

@testable import ClausiusActiveParticles

@Suite("Rates of entropy production")
struct RateTests {
  /// The mean and its standard error of a rate over the run of `model`.
  private static func rates(
    _ model: ActiveParticlesModel, duration: Double, timeStep: Double, names: [String]
  ) throws -> [(mean: Double, error: Double)] {
    let steps = Int((duration / timeStep).rounded())
    let run = try ActiveSamples.run(steps: steps, timeStep: timeStep)
    let system = try ActiveSamples.system(model, run)
    try ActiveSamples.advance(system, run, steps: steps)
    return names.map {
      (
        ActiveSamples.observable("mean_" + $0, of: system),
        ActiveSamples.observable("standard_error_" + $0, of: system)
      )
    }
  }

  private static func trapped(_ kind: PropulsionModel, dimension: Int = 2) -> ActiveParticlesModel {
    var model = ActiveParticlesModel()
    model.count = 400
    model.model = kind
    model.dimension = dimension
    model.interaction = .none
    model.boundary = .open
    model.trapStiffness = 0.5
    model.persistenceTime = 2
    model.translationalDiffusivity = 0.1
    model.measureEvery = 5
    model.statisticsFrom = 10
    return model
  }

  @Test(
    "A trap: v0^2 g/(D (g + kappa)) and v0^2 kappa/(D (g + kappa)) in every model and dimension",
    arguments: PropulsionModel.allCases, [1, 2, 3])
  func trap(kind: PropulsionModel, dimension: Int) throws {
    var model = Self.trapped(kind, dimension: dimension)
    model.count = 1200
    let found = try Self.rates(
      model, duration: 60, timeStep: 0.05,
      names: ["entropy_production_even", "entropy_production_odd", "contraction"])
    // On a line an active Brownian particle has the mean square speed v0^2/2.
    let exact = kind == .abp && dimension == 1 ? 2.5 : 5.0
    for rate in found.prefix(2) {
      #expect(abs(rate.mean - exact) < 4 * rate.error + 0.01, "\(rate)")
      #expect(rate.error < 0.02 * exact)
    }
    #expect(abs(found[2].mean - 0.5 * Double(dimension)) < 1e-12)
  }

  @Test("Free particles produce v0^2/D, and v0 = 0 produces nothing")
  func limits() throws {
    var model = Self.trapped(.abp)
    model.trapStiffness = 0
    let names = ["entropy_production_even", "entropy_production_odd"]
    let free = try Self.rates(model, duration: 20, timeStep: 0.05, names: names)
    #expect(abs(free[0].mean - 10) < 1e-9 && free[1].mean == 0)

    var passive = ActiveSamples.discs(count: 100, packing: 0.5)
    passive.selfPropulsionSpeed = 0
    let rest = try Self.rates(passive, duration: 60, timeStep: 1e-3, names: names)
    #expect(rest[0].mean == 0 && rest[1].mean == 0)
  }

  @Test("A ring of springs with one site pinned: (v0^2/D) g [(g + K)^-1]_ii in the mean")
  func springs() throws {
    var model = Self.trapped(.aoup)
    model.count = nil
    model.trapStiffness = 0
    model.interaction = .springs
    model.stiffness = 2
    model.springs = .ring
    var pinned = ActiveSpecies()
    (pinned.count, pinned.trapStiffness) = (1, 3)
    var rest = ActiveSpecies()
    rest.count = 15
    model.species = [pinned, rest]
    let found = try Self.rates(
      model, duration: 3000, timeStep: 0.02, names: ["entropy_production_even"])[0]
    #expect(abs(found.mean - 2.22990) < 4 * found.error + 0.005, "\(found)")
    #expect(found.error < 0.03)
  }

  @Test("A ring with U = cos x: the values of a solver on a grid")
  func cosine() throws {
    for (kind, even, odd) in [
      (PropulsionModel.aoup, 6.661778188, 3.338221812), (.rtp, 5.090540925, 4.909459075),
      (.abp, 2.010103959, 2.989896041),
    ] {
      var model = Self.trapped(kind, dimension: 1)
      model.boundary = .periodic
      model.trapStiffness = 0
      model.cosineAmplitude = 1
      let found = try Self.rates(
        model, duration: 250, timeStep: 0.02,
        names: ["entropy_production_even", "entropy_production_odd"])
      #expect(abs(found[0].mean - even) < 4 * found[0].error + 0.01, "\(kind) \(found)")
      #expect(abs(found[1].mean - odd) < 4 * found[1].error + 0.01, "\(kind) \(found)")
    }
  }

  @Test("Fodor's rate: 0 in a trap, the exact value of a ring potential, path and samples agree")
  func fodor() throws {
    var model = Self.trapped(.aoup)
    model.translationalDiffusivity = 0
    let rest = try Self.rates(
      model, duration: 100, timeStep: 0.02, names: ["entropy_production_fodor"])[0]
    #expect(abs(rest.mean) < 4 * rest.error + 1e-3, "\(rest)")

    model = Self.trapped(.aoup, dimension: 1)
    model.translationalDiffusivity = 0
    model.boundary = .periodic
    model.trapStiffness = 0
    model.cosineAmplitude = 0.5
    model.count = 2000
    let ring = try Self.rates(
      model, duration: 100, timeStep: 0.01, names: ["entropy_production_fodor"])[0]
    #expect(abs(ring.mean - 0.1103935056) < 4 * ring.error + 5e-4, "\(ring)")
  }

  @Test("On the same samples even and odd add up to <u^2>/D, whatever the forces")
  func sum() throws {
    let model = ActiveSamples.discs(count: 300)
    let run = try ActiveSamples.run(steps: 200, timeStep: 1e-3, every: 100)
    let system = try ActiveSamples.system(model, run)
    try ActiveSamples.advance(system, run, steps: 200)
    let value = { ActiveSamples.observable($0, of: system) }
    let sum = value("entropy_production_even") + value("entropy_production_odd")
    #expect(abs(sum - value("entropy_production_free")) < 1e-12 * sum)
    // Sums over particles agree with the observable of the frame.
    let u = ActiveSamples.values("self_propulsion", of: system)
    let f = ActiveSamples.values("force", of: system)
    let single = try ActiveSamples.run(steps: 10, timeStep: 1e-3, every: 10)
    let once = try ActiveSamples.system(model, single)
    #expect(u.count == f.count)
    let own =
      zip(
        ActiveSamples.values("self_propulsion", of: once), ActiveSamples.values("force", of: once)
      ).reduce(0) { $0 + $1.0 * ($1.0 + $1.1) } / (0.01 * 300)
    let seen = ActiveSamples.observable("entropy_production_even", of: once)
    #expect(abs(own - seen) < 1e-12 * abs(seen))
  }

  @Test("The force balance closes with Heun, four times better for half the step")
  func balance() throws {
    func defect(_ scheme: ActiveScheme, _ timeStep: Double) throws -> Double {
      var model = ActiveSamples.discs(count: 400, packing: 0.5)
      model.scheme = scheme
      model.statisticsFrom = 5
      let steps = Int(40 / timeStep)
      let run = try ActiveSamples.run(steps: steps, timeStep: timeStep, every: steps / 2)
      let system = try ActiveSamples.system(model, run)
      try ActiveSamples.advance(system, run, steps: steps)
      return ActiveSamples.observable("force_balance_defect", of: system)
    }
    let (coarse, fine) = (try defect(.heun, 4e-3), try defect(.heun, 1e-3))
    #expect(abs(fine) < 0.01, "\(coarse) \(fine)")
    #expect(abs(coarse) > 4 * abs(fine))
    #expect(try defect(.eulerMaruyama, 1e-3) > 0.02)
  }

  @Test("Work and heat between frames: the work is the rate, the heat differs by the energy")
  func workAndHeat() throws {
    var model = Self.trapped(.aoup)
    model.workAndHeat = true
    let run = try ActiveSamples.run(steps: 2000, timeStep: 0.01, every: 1000)
    let system = try ActiveSamples.system(model, run)
    let energy = {
      ActiveSamples.values("position", of: system).reduce(0) { $0 + 0.25 * $1 * $1 }
    }
    // Until places and self-propulsion have come together.
    try ActiveSamples.advance(system, run, steps: 1000)
    let before = energy()
    try ActiveSamples.advance(system, run, steps: 1000, from: 1000)
    let work = ActiveSamples.values("active_work", of: system).reduce(0, +)
    let heat = ActiveSamples.values("heat", of: system).reduce(0, +)
    // First law: the work of the self-propulsion is heat or stays as energy.
    #expect(abs(work - heat - (energy() - before)) < 0.01 * abs(work))
    #expect(abs(work / (400 * 10 * 0.1) - 5) < 0.5)
  }
}

@Suite("Means of correlated numbers")
struct BlockedMeanTests {
  @Test("The stated error is the true scatter, of independent and of correlated numbers")
  func coverage() {
    for correlation in [0.0, 0.9] {
      var means: [Double] = []
      var errors: [Double] = []
      for seed in 0..<200 {
        var generator = SplitMix(state: UInt64(seed + 1))
        var blocked = BlockedMean()
        var x = 0.0
        for k in 0..<4200 {
          x = correlation * x + generator.normal()
          if k >= 200 { blocked.add(x) }
        }
        means.append(blocked.mean)
        errors.append(blocked.standardError)
      }
      let scatter = (means.reduce(0) { $0 + $1 * $1 } / 200).squareRoot()
      let stated = errors.reduce(0, +) / 200
      #expect(stated / scatter > 0.85 && stated / scatter < 1.4, "\(correlation)")
      #expect(zip(means, errors).count { abs($0) < 2 * $1 } >= 180)
    }
  }

  @Test("Too few numbers have no error")
  func few() {
    var blocked = BlockedMean()
    #expect(blocked.mean.isNaN && blocked.standardError.isNaN)
    for k in 0..<7 { blocked.add(Double(k)) }
    #expect(blocked.mean == 3 && blocked.standardError.isNaN)
    blocked.add(7)
    #expect(blocked.standardError.isFinite)
  }

  @Test("Every rate says its parity, its expression and what it is divided by")
  func conventions() {
    let offered = ActiveParticlesModel().offeredObservables
    let rates = offered.filter {
      $0.name.contains("entropy_production") || $0.name.contains("contraction")
    }
    #expect(rates.count > 10)
    for rate in rates {
      #expect(rate.convention["per"] == "particle", "\(rate.name)")
      #expect(rate.convention["quantity"] != nil, "\(rate.name)")
      #expect(
        rate.name.contains("contraction") == (rate.convention["parity"] == nil), "\(rate.name)")
    }
    let even = rates.first { $0.name == "mean_entropy_production_even_heat" }
    #expect(even?.convention == ["parity": "even", "quantity": "heat", "per": "particle"])
  }
}

/// A small generator of its own, so that the test shares nothing with the engine.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func normal() -> Double {
    let u = Double(next() >> 11) * 0x1p-53
    let v = Double(next() >> 11) * 0x1p-53
    return (-2 * log(1 - u)).squareRoot() * cos(2 * .pi * v)
  }
}
