import ClausiusRandomNumbers
import ClausiusSimulationCore
import Testing

@testable import ClausiusHardDiscs

@Suite("Single events")
struct CollisionTests {
  /// Discs of diameter 1 and mass 1 in a 10 x 10 box.
  private func gas(
    _ discs: [(SIMD2<Double>, SIMD2<Double>)], diameter: Double = 1, periodic: Bool = false
  ) -> Gas {
    Gas(
      lengths: SIMD2(10, 10), isPeriodic: (periodic, periodic),
      species: [Species(name: "disc", count: discs.count, diameter: diameter, mass: 1)],
      start: StartState(positions: discs.map(\.0), velocities: discs.map(\.1)),
      enskogRate: diameter > 0 ? 1 : 0, pool: Gases.oneThread)
  }

  private func velocities(_ gas: Gas) -> [SIMD2<Double>] {
    Gases.records(gas).map { SIMD2($0.vx, $0.vy) }
  }

  @Test("Equal discs that meet head-on exchange velocities")
  func headOn() throws {
    let gas = gas([(SIMD2(2, 5), SIMD2(1, 0)), (SIMD2(6, 5), SIMD2(-1, 0))])
    try gas.advance(to: 2)
    #expect(gas.tally.collisions == 1)
    #expect(velocities(gas) == [SIMD2(-1, 0), SIMD2(1, 0)])
    // They touch at t = 1.5 with centers at 3.5 and 4.5.
    #expect(abs(gas.positions()[0].x - 3) < 1e-14)
    #expect(abs(gas.positions()[1].x - 5) < 1e-14)
  }

  @Test("A disc that just grazes another goes on")
  func grazing() throws {
    let gas = gas([(SIMD2(2, 5), SIMD2(1, 0)), (SIMD2(5, 6), SIMD2(0, 0))])
    try gas.advance(to: 6)
    let velocity = velocities(gas)[0]
    #expect(abs(velocity.x - 1) < 1e-7)
    #expect(abs(velocity.y) < 1e-7)
    #expect(gas.tally.collisions <= 1)
  }

  @Test("A row of discs in contact passes a blow on to its end")
  func cradle() throws {
    var discs = (0..<5).map { (SIMD2(4 + Double($0), 5), SIMD2(0.0, 0)) }
    discs.insert((SIMD2(1.5, 5), SIMD2(1, 0)), at: 0)
    let gas = gas(discs)
    try gas.advance(to: 2)
    #expect(gas.tally.collisions == 5)
    #expect(velocities(gas).map(\.x) == [0, 0, 0, 0, 0, 1])
  }

  @Test("Four discs that meet in one point at one time keep energy and momentum")
  func simultaneous() throws {
    let gas = gas([
      (SIMD2(2, 5), SIMD2(1, 0)), (SIMD2(8, 5), SIMD2(-1, 0)), (SIMD2(5, 2), SIMD2(0, 1)),
      (SIMD2(5, 8), SIMD2(0, -1)),
    ])
    try gas.advance(to: 4)
    let all = velocities(gas)
    #expect(gas.tally.collisions >= 4)
    #expect(abs(all.reduce(0) { $0 + ($1 * $1).sum() } - 4) < 1e-14)
    #expect(abs(all.reduce(0) { $0 + $1.x }) < 1e-14)
    #expect(abs(all.reduce(0) { $0 + $1.y }) < 1e-14)
    #expect((OverlapSearch(gas).deepest()?.depth ?? 0) < 1e-13)
  }

  @Test("Discs packed in contact on a lattice move without overlap")
  func contact() throws {
    var discs: [(SIMD2<Double>, SIMD2<Double>)] = []
    let random = CounterRandom(seed: 3, stream: .startVelocity)
    for k in 0..<36 {
      let (u, v) = random.uniforms(step: 0, individual: k)
      discs.append((SIMD2(1 + Double(k % 6), 1 + Double(k / 6)), SIMD2(u - 0.5, v - 0.5)))
    }
    let gas = gas(discs)
    for frame in 1...50 {
      try gas.advance(to: Double(frame))
      #expect((OverlapSearch(gas).deepest()?.depth ?? 0) < 1e-13)
    }
    #expect(gas.tally.collisions > 500)
  }

  @Test("Discs meet through a periodic face")
  func throughTheFace() throws {
    let gas = gas([(SIMD2(1, 5), SIMD2(-1, 0)), (SIMD2(8, 5), SIMD2(0, 0))], periodic: true)
    try gas.advance(to: 3)
    #expect(gas.tally.collisions == 1)
    #expect(velocities(gas) == [SIMD2(0, 0), SIMD2(-1, 0)])
    #expect(abs(gas.positions()[0].x - 9) < 1e-14)
    #expect(abs(gas.positions()[1].x - 7) < 1e-14)
  }

  @Test("Points move as the closed form says, at any time")
  func closedForm() throws {
    let start: [(SIMD2<Double>, SIMD2<Double>)] = (0..<50).map { k in
      let (u, v) = CounterRandom(seed: 5, stream: .startPosition).uniforms(step: 0, individual: k)
      let (s, w) = CounterRandom(seed: 5, stream: .startVelocity).uniforms(step: 0, individual: k)
      return (SIMD2(10 * u, 10 * v), SIMD2(4 * s - 2, 4 * w - 2))
    }
    let gas = gas(start, diameter: 0)
    for time in [0.3, 7, 100, 1000] {
      try gas.advance(to: time)
      for (place, (x, v)) in zip(gas.positions(), start) {
        #expect(abs(place.x - mirrored(x.x + v.x * time)) < 1e-11)
        #expect(abs(place.y - mirrored(x.y + v.y * time)) < 1e-11)
      }
    }
    #expect(gas.tally.collisions == 0)
  }

  /// A point of the line folded into [0, 10].
  private func mirrored(_ x: Double) -> Double {
    let turned = x - 20 * (x / 20).rounded(.down)
    return turned > 10 ? 20 - turned : turned
  }

  @Test("A light disc that bounces between a heavy one and a wall obeys both walls and masses")
  func unequalMasses() throws {
    let gas = Gas(
      lengths: SIMD2(10, 10), isPeriodic: (false, false),
      species: [
        Species(name: "light", count: 1, diameter: 1, mass: 1),
        Species(name: "heavy", count: 1, diameter: 2, mass: 3),
      ],
      start: StartState(
        positions: [SIMD2(3, 5), SIMD2(7, 5)], velocities: [SIMD2(2, 0), SIMD2(0, 0)]),
      enskogRate: 1, pool: Gases.oneThread)
    try gas.advance(to: 2)
    // v' = (m_a - m_b)/(m_a + m_b) v = -1 and 2 m_a/(m_a + m_b) v = 1.
    #expect(velocities(gas) == [SIMD2(-1, 0), SIMD2(1, 0)])
    try gas.advance(to: 6.75)
    // The heavy disc turns at x = 9, the light one at x = 0.5.
    #expect(velocities(gas)[1] == SIMD2(-1, 0))
    #expect(velocities(gas)[0] == SIMD2(1, 0))
  }

  @Test("The checks of every event tell what is wrong")
  func eventChecks() throws {
    var checks = EventChecks()
    #expect(checks.next(at: 1) == nil)
    #expect(checks.next(at: 1) == nil)
    #expect(checks.next(at: 0.5) == "an event at 0.5 comes after one at 1.0")
    let gas = try Gases.gas(Gases.model(count: 2, packing: 0.1))
    var (a, b) = (gas.workspace.discs[0], gas.workspace.discs[1])
    let now = gas.now
    #expect(EventChecks.collision(gas.law, before: (a, b), after: (a, b), at: now) == nil)
    let before = (a, b)
    a.vx *= 1.01
    let energy = EventChecks.collision(gas.law, before: before, after: (a, b), at: now)
    #expect(energy?.contains("changes their energy") == true)
    b.x = before.0.x
    b.y = before.0.y
    let overlap = EventChecks.collision(
      gas.law, before: (before.0, b), after: (before.0, b), at: now)
    #expect(overlap?.contains("begins with an overlap of 1.0") == true)
  }
}
