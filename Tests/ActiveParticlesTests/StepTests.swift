import ClausiusSimulationCore
import Testing

@testable import ClausiusActiveParticles

@Suite("Steps of active particles")
struct StepTests {
  private static let models: [ActiveParticlesModel] = [
    ActiveSamples.discs(count: 1500),
    {
      var model = ActiveSamples.discs(count: 700, packing: 0.4)
      model.model = .aoup
      model.translationalDiffusivity = 0
      model.measureEvery = 3
      return model
    }(),
    {
      var model = ActiveSamples.discs(.wca, count: 400, packing: 0.3, dimension: 3)
      model.model = .rtp
      model.workAndHeat = true
      return model
    }(),
  ]

  @Test("Threads change no bit")
  func threads() throws {
    for model in Self.models {
      let frames = try [1, 2, 3].map { threads in
        let run = try ActiveSamples.run(steps: 120, timeStep: 5e-4, every: 40, threads: threads)
        let system = try ActiveSamples.system(model, run)
        try ActiveSamples.advance(system, run, steps: 120)
        return (
          system.quantities.map { ActiveSamples.values($0.name, of: system) },
          system.observables().map(\.values)
        )
      }
      for other in frames.dropFirst() {
        #expect(other.0 == frames[0].0)
        #expect(other.1.map(\.description) == frames[0].1.map(\.description))
      }
    }
  }

  @Test("A run taken up from a checkpoint goes on with the same bits", arguments: [1, 37, 80])
  func restart(steps: Int) throws {
    for model in Self.models {
      let run = try ActiveSamples.run(steps: 120, timeStep: 5e-4, every: 40)
      let whole = try ActiveSamples.system(model, run)
      try ActiveSamples.advance(whole, run, steps: steps)
      var archive = StateArchive()
      whole.save(into: &archive)
      try ActiveSamples.advance(whole, run, steps: 120 - steps, from: steps)
      let second = try ActiveSamples.system(model, run)
      try second.restore(from: archive)
      try ActiveSamples.advance(second, run, steps: 120 - steps, from: steps)
      for quantity in whole.quantities {
        #expect(
          ActiveSamples.values(quantity.name, of: whole)
            == ActiveSamples.values(quantity.name, of: second), "\(quantity.name)")
      }
      #expect(
        whole.observables().map { "\($0)" } == second.observables().map { "\($0)" })
    }
  }

  @Test("Looking at a frame changes nothing")
  func frames() throws {
    let model = ActiveSamples.discs(count: 300)
    let run = try ActiveSamples.run(steps: 60, timeStep: 1e-3, every: 7 * 60)
    let watched = try ActiveSamples.system(model, run)
    let alone = try ActiveSamples.system(model, run)
    for step in 0..<60 {
      try ActiveSamples.advance(watched, run, steps: 1, from: step)
      _ = ActiveSamples.values("force", of: watched)
      _ = watched.observables()
    }
    try ActiveSamples.advance(alone, run, steps: 60)
    #expect(
      ActiveSamples.values("position", of: watched) == ActiveSamples.values("position", of: alone))
  }

  @Test("Lists of neighbors give what all pairs give, also after particles have moved far")
  func lists() throws {
    let model = ActiveSamples.discs(count: 150, packing: 0.5)
    let run = try ActiveSamples.run(steps: 2000, timeStep: 1e-3)
    let system = try ActiveSamples.system(model, run)
    for block in 0..<20 {
      try ActiveSamples.advance(system, run, steps: 100, from: 100 * block)
      let x = ActiveSamples.values("position", of: system)
      let force = ActiveSamples.values("force", of: system)
      let side = model.sides[0]
      for i in 0..<150 {
        var sum = SIMD2<Double>.zero
        for j in 0..<150 where j != i {
          var d = SIMD2(x[3 * i] - x[3 * j], x[3 * i + 1] - x[3 * j + 1])
          d -= side * (d / side).rounded(.toNearestOrEven)
          let r = (d * d).sum().squareRoot()
          if r < 1 { sum += 50 * (1 - r) / r * d }
        }
        #expect(abs(force[3 * i] - sum.x) < 1e-10 && abs(force[3 * i + 1] - sum.y) < 1e-10)
      }
    }
  }

  @Test("Positions lie in the box, and images make the way continuous")
  func images() throws {
    var model = ActiveSamples.discs(count: 100, packing: 0.1)
    model.selfPropulsionSpeed = 5
    let run = try ActiveSamples.run(steps: 4000, timeStep: 1e-3)
    let system = try ActiveSamples.system(model, run)
    let side = model.sides[0]
    func unwrapped() -> [Double] {
      let x = ActiveSamples.values("position", of: system)
      let n = ActiveSamples.values("image", of: system)
      #expect(x.allSatisfy { $0 >= 0 && $0 < side })
      return zip(x, n).map { $0 + side * $1 }
    }
    var before = unwrapped()
    var crossings = 0.0
    for step in 0..<200 {
      try ActiveSamples.advance(system, run, steps: 20, from: 20 * step)
      let now = unwrapped()
      #expect(zip(before, now).allSatisfy { abs($0 - $1) < 0.5 })
      before = now
      crossings = ActiveSamples.values("image", of: system).reduce(0) { $0 + abs($1) }
    }
    #expect(crossings > 50)
  }

  @Test("A particle that leaves the skin of its list in one step ends the run, with its number")
  func runaway() throws {
    var model = ActiveSamples.discs(count: 200, packing: 0.3)
    model.interaction = .wca
    model.stiffness = 1e9
    let run = try ActiveSamples.run(steps: 50, timeStep: 1e-3)
    let system = try ActiveSamples.system(model, run)
    #expect {
      try ActiveSamples.advance(system, run, steps: 50)
    } throws: { error in
      let text = "\(error)"
      return text.contains("particle ") && text.contains(" step ") && text.contains("skin")
    }
  }
}
