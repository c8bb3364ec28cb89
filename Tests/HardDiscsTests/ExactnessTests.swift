import ClausiusKernelDispatch
import ClausiusSimulationCore
import Testing

@testable import ClausiusHardDiscs

@Suite("Exactness of the windows")
struct ExactnessTests {
  /// count, packing fraction, boundaries, Enskog mean free times
  static let cases: [(Int, Double, AxisBoundary, AxisBoundary, Double)] = [
    (2, 0.05, .periodic, .periodic, 300), (3, 0.1, .reflecting, .periodic, 300),
    (40, 0.01, .periodic, .periodic, 30), (40, 0.1, .reflecting, .reflecting, 30),
    (64, 0.3, .periodic, .reflecting, 30), (64, 0.5, .periodic, .periodic, 30),
    (48, 0.65, .reflecting, .reflecting, 30), (48, 0.69, .periodic, .periodic, 30),
  ]

  @Test("The same bits as the plainest dynamics", arguments: cases)
  func reference(
    count: Int, packing: Double, x: AxisBoundary, y: AxisBoundary, times: Double
  ) throws {
    let model = Gases.model(count: count, packing: packing, boundary: (x, y))
    let gas = try Gases.gas(model)
    var reference = ReferenceGas(
      law: gas.law, start: try model.startState(run: Gases.settings()),
      species: model.resolvedSpecies)
    let end = times / model.enskog(model.resolvedSpecies, area: model.area).collisionRate
    reference.advance(to: GasTime(end, epochLength: gas.law.epochLength))
    #expect(reference.collisions > count)
    let inClusters = try Gases.gas(model)
    inClusters.stepper.usesCalendar = false
    for gas in [gas, inClusters] {
      try gas.advance(to: end)
      #expect(gas.tally.collisions == reference.collisions)
      #expect(Gases.records(gas) == reference.discs)
    }
  }

  @Test("A mixture gives the same bits as the plainest dynamics")
  func mixture() throws {
    var model = Gases.model(count: 60, packing: 0.3, boundary: (.periodic, .reflecting))
    model.count = nil
    model.packingFraction = nil
    model.species = [
      GasSpecies(name: "small", count: 50, diameter: 0.04, mass: 0.5),
      GasSpecies(name: "large", count: 10, diameter: 0.15, mass: 7),
    ]
    let gas = try Gases.gas(model)
    var reference = ReferenceGas(
      law: gas.law, start: try model.startState(run: Gases.settings()),
      species: model.resolvedSpecies)
    try gas.advance(to: 2)
    reference.advance(to: GasTime(2, epochLength: gas.law.epochLength))
    #expect(gas.tally.collisions == reference.collisions)
    #expect(Gases.records(gas) == reference.discs)
  }

  @Test("Neither the length of windows nor the frames change a bit", arguments: [0.01, 0.1, 0.5])
  func windows(packing: Double) throws {
    let model = Gases.model(count: 2000, packing: packing, boundary: (.periodic, .reflecting))
    let end = 20 / model.enskog(model.resolvedSpecies, area: model.area).collisionRate
    let plain = try Gases.gas(model)
    try plain.advance(to: end)
    for stretch in [0.13, 0.7, 3] {
      let other = try Gases.gas(model)
      other.stepper.plan.stretch = stretch
      other.stepper.usesCalendar = stretch > 1
      for frame in 1...37 {
        try other.advance(to: end * Double(frame) / 37)
        _ = other.totalDistance()
      }
      #expect(Gases.records(other) == Gases.records(plain))
      #expect(other.tally == plain.tally)
      #expect(other.totalDistance() == plain.totalDistance())
    }
    #expect(plain.tally.collisions > 15_000)
  }

  @Test("Clusters that grow together go to the calendar, with the same bits")
  func percolation() throws {
    let model = Gases.model(count: 3000, packing: 0.69, boundary: (.periodic, .periodic))
    let end = 3 / model.enskog(model.resolvedSpecies, area: model.area).collisionRate
    let inOrder = try Gases.gas(model)
    let inClusters = try Gases.gas(model)
    inClusters.stepper.usesCalendar = false
    // Windows far too long for clusters, as where discs packed at random touch.
    inClusters.stepper.plan.stretch = 8
    try inClusters.advance(to: end / 6)
    #expect(inClusters.stepper.windowsOfCalendar > 0)
    for gas in [inOrder, inClusters] { try gas.advance(to: end) }
    #expect(Gases.records(inClusters) == Gases.records(inOrder))
    #expect(inClusters.tally == inOrder.tally)
  }

  @Test("The number of threads does not change a bit", arguments: [0.01, 0.3])
  func threads(packing: Double) throws {
    let model = Gases.model(count: 100_000, packing: packing, boundary: (.reflecting, .periodic))
    let end = 3 / model.enskog(model.resolvedSpecies, area: model.area).collisionRate
    let one = try Gases.gas(model)
    try one.advance(to: end)
    for threads in [2, 3] {
      let several = try Gases.gas(model, pool: ThreadPool(threads: threads))
      try several.advance(to: end)
      #expect(Gases.records(several) == Gases.records(one))
      #expect(several.tally == one.tally)
    }
  }

  @Test("The build of the kernels does not change a bit", arguments: [0.01, 0.4])
  func variants(packing: Double) throws {
    let model = Gases.model(count: 3000, packing: packing, boundary: (.periodic, .reflecting))
    let rate = model.enskog(model.resolvedSpecies, area: model.area).collisionRate
    let start = try model.startState(run: Gases.settings())
    let all = try KernelVariant.supported.map { variant in
      let gas = Gas(
        lengths: SIMD2(1, 1), isPeriodic: (true, false), species: model.resolvedSpecies,
        start: start, enskogRate: rate, pool: Gases.oneThread, variant: variant)
      try gas.advance(to: 5 / rate)
      return Gases.records(gas)
    }
    #expect(all.dropFirst().allSatisfy { $0 == all[0] })
  }
}
