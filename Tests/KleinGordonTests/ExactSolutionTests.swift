import ClausiusSimulationCore
import ClausiusDeclarations
import ClausiusKernelDispatch
import Foundation
import Testing

@testable import ClausiusKleinGordon

@Suite struct ExactSolutionTests {
  @Test(arguments: [1, 7, 100]) func `Verlet on the free field has its own dispersion`(
    mode: Int
  ) throws {
    let length = 60.0
    let step = 0.05
    var start = StandingWaveStart()
    start.mode = mode
    let model = model(
      .linear(LinearPotential()), .standingWave(start), points: 256, length: length,
      scheme: .stormerVerlet)
    let system = try run(model, timeStep: step, duration: 50)
    let k = 2 * Double.pi * Double(mode) / length
    let omega = 2 / step * asin((k * k + 1).squareRoot() * step / 2)
    let exact = system.geometry.positions.map {
      0.1 * cos(k * ($0 + length / 2)) * cos(omega * 50)
    }
    #expect(largestDifference(system.phi, exact) < 1e-13)
  }

  @Test(arguments: [0.01, 0.5, 5]) func `the exponential splitting is exact for the free field`(
    step: Double
  ) throws {
    var start = GaussianStart()
    start.velocity = 0.3
    let length = 60.0
    let points = 256
    let model = model(
      .linear(LinearPotential()), .gaussian(start), points: points, length: length,
      scheme: .exponentialSplitting)
    let system = try run(model, timeStep: step, duration: 50)
    let initial = try run(model, timeStep: step, duration: 0)
    let exact = freeField(initial.phi, initial.pi, length: length, time: 50)
    #expect(largestDifference(system.phi, exact) < 1e-12)
  }

  /// The free field of mass 1 by a direct sum over its waves.
  private func freeField(
    _ phi: [Double], _ pi: [Double], length: Double, time: Double
  ) -> [Double] {
    let n = phi.count
    var result = [Double](repeating: 0, count: n)
    for m in -n / 2 + 1..<n / 2 {
      let k = 2 * Double.pi * Double(m) / length
      let omega = (k * k + 1).squareRoot()
      var (re, im, pre, pim) = (0.0, 0.0, 0.0, 0.0)
      for j in 0..<n {
        let angle = 2 * Double.pi * Double(m * j % n) / Double(n)
        re += phi[j] * cos(angle)
        im -= phi[j] * sin(angle)
        pre += pi[j] * cos(angle)
        pim -= pi[j] * sin(angle)
      }
      let a = re * cos(omega * time) + pre * sin(omega * time) / omega
      let b = im * cos(omega * time) + pim * sin(omega * time) / omega
      for j in 0..<n {
        let angle = 2 * Double.pi * Double(m * j % n) / Double(n)
        result[j] += (a * cos(angle) - b * sin(angle)) / Double(n)
      }
    }
    return result
  }

  @Test(arguments: [TimeScheme.blanesMoanSRKN11, .blanesMoanS10, .exponentialSplitting6])
  func `the breather is exact to 1e-9 at t = 100`(scheme: TimeScheme) throws {
    let breather = BreatherStart()
    let model = model(
      .sineGordon(SineGordonPotential()), .breather(breather), points: 1024, length: 60,
      scheme: scheme)
    let system = try run(model, timeStep: 0.05, duration: 100)
    let exact = system.geometry.positions.map { breather.state(x: $0, time: 100).phi }
    #expect(largestDifference(system.phi, exact) < 1e-9)
    #expect(abs(system.energy - 16 * 0.75.squareRoot()) < 1e-10)
  }

  @Test func `a moving breather is exact to 1e-9`() throws {
    let breather = with(BreatherStart()) {
      $0.velocity = 0.2
      $0.phase = 0.7
    }
    let model = model(
      .sineGordon(SineGordonPotential()), .breather(breather), points: 1024, length: 100)
    let system = try run(model, timeStep: 0.05, duration: 50)
    let exact = system.geometry.positions.map { breather.state(x: $0, time: 50).phi }
    #expect(largestDifference(system.phi, exact) < 1e-9)
  }

  @Test func `a run that is turned around comes back to its start`() throws {
    let start = with(KinkAntikinkStart()) { $0.velocity = 0.2 }
    let model = model(.phi4(Phi4Potential()), .kinkAntikink(start), points: 512, length: 100)
    var settings = try settings(timeStep: 0.1, duration: 40)
    settings.reverseAt = 20
    let system = try KleinGordonSystem(
      model: model, run: settings, variant: KernelVariant.selected())
    let before = system.phi
    try advance(system, timeStep: 0.1, steps: 400)
    #expect(largestDifference(system.phi, before) < 1e-10)
    settings.reverseAt = 20.05
    #expect(throws: ContradictionError.self) {
      try KleinGordonSystem(model: model, run: settings, variant: KernelVariant.selected())
    }
  }

  @Test func `a field far beyond its vacua has no count of kinks, and no end of memory`() throws {
    let start = with(GaussianStart()) { ($0.amplitude, $0.width) = (1e9, 5) }
    let model = model(.sineGordon(SineGordonPotential()), .gaussian(start), points: 128, length: 60)
    let system = try run(model, timeStep: 0.05, duration: 0.05)
    #expect(system.observable("kink_count").isNaN)
    #expect(system.observable("energy") > 1e15)
  }

  /// The field at the grid point in the middle is zero but for rounding, of either sign.
  @Test func `a kink on a grid point is found there in every frame`() throws {
    let model = model(
      .phi4(Phi4Potential()), .kink(KinkStart()), points: 512, length: 60, boundary: .antiperiodic)
    for steps in 0..<20 {
      let system = try run(model, timeStep: 0.1, duration: 0.1 * Double(steps))
      #expect(abs(system.observable("first_kink")) < 1e-9)
    }
  }

  @Test(arguments: [0.0, 0.3, -0.6]) func `a moving kink is exact to 1e-9 at t = 100`(
    velocity: Double
  ) throws {
    let kink = with(KinkStart()) {
      $0.velocity = velocity
      $0.position = -50 * velocity
    }
    let model = model(
      .sineGordon(SineGordonPotential()), .kink(kink), points: 1024, length: 140,
      boundary: .winding(1))
    let system = try run(model, timeStep: 0.05, duration: 100)
    let gamma = 1 / (1 - velocity * velocity).squareRoot()
    let exact = system.geometry.positions.map {
      4 * atan(exp(gamma * ($0 - 50 * velocity)))
    }
    #expect(largestDifference(system.phi, exact) < 1e-9)
    #expect(system.observable("topological_charge") == 1)
    #expect(system.observable("kink_count") == 1)
    #expect(abs(system.observable("first_kink") - 50 * velocity) < 1e-9)
    #expect(abs(system.energy - 8 * gamma) < 1e-9)
    #expect(abs(system.observable("momentum") - 8 * gamma * velocity) < 1e-9)
  }

  @Test func `a phi4 kink moves in an antiperiodic box`() throws {
    let kink = with(KinkStart()) {
      $0.velocity = 0.4
      $0.position = -20
    }
    let model = model(
      .phi4(Phi4Potential()), .kink(kink), points: 1024, length: 100, boundary: .antiperiodic)
    let system = try run(model, timeStep: 0.05, duration: 100)
    let gamma = 1 / (1 - 0.16).squareRoot()
    let exact = system.geometry.positions.map { tanh(gamma * ($0 - 20) / 2.0.squareRoot()) }
    #expect(largestDifference(system.phi, exact) < 1e-9)
    #expect(abs(system.observable("topological_charge") - 1) < 1e-9)
    #expect(abs(system.energy - 2 * 2.0.squareRoot() / 3 * gamma) < 1e-10)
  }

  @Test func `a sine-Gordon kink and antikink pass through each other`() throws {
    let v = 0.5
    // The solution of Perring and Skyrme, Nucl. Phys. 31 (1962) 550, which has its middle at t = 0.
    let exact = { (x: Double, t: Double) in
      let gamma = 1 / (1 - v * v).squareRoot()
      return 4 * atan(sinh(v * gamma * t) / (v * cosh(gamma * x)))
    }
    let gamma = 1 / (1 - v * v).squareRoot()
    // Far apart, at time -t, the middles are at v t + ln(1/v)/gamma to both sides.
    let separation = 2 * (v * 40 + log(1 / v) / gamma)
    let start = with(KinkAntikinkStart()) {
      $0.separation = separation
      $0.velocity = v
    }
    let model = model(
      .sineGordon(SineGordonPotential()), .kinkAntikink(start), points: 2048, length: 160)
    let system = try run(model, timeStep: 0.05, duration: 100)
    let positions = system.geometry.positions
    let expected = positions.map { -exact($0, 60) }
    #expect(largestDifference(system.phi, expected) < 1e-9)
    #expect(system.observable("outcome") == 2)
    #expect(abs(system.observable("outgoing_velocity") - v) < 1e-6)
  }

  /// The nearest singularities of the breather lie at a distance of pi/(2 eta) from the real axis,
  /// so that waves beyond the grid's largest wave number pi N/L fall like exp(-pi^2 N/(2 eta L))
  /// over a power of N.
  @Test func `the error in space falls as the analyticity of the field says, below 1e-12`() throws {
    let breather = BreatherStart()
    let length = 80.0
    func error(_ points: Int) throws -> Double {
      let model = model(
        .sineGordon(SineGordonPotential()), .breather(breather), points: points, length: length,
        scheme: .kahanLi8)
      let system = try run(model, timeStep: 0.02, duration: 2)
      let exact = system.geometry.positions.map { breather.state(x: $0, time: 2).phi }
      return largestDifference(system.phi, exact)
    }
    let slope = log(try error(128) / error(256)) / 128
    let eta = 0.75.squareRoot()
    let expected = Double.pi * Double.pi / (2 * eta * length)
    #expect(abs(slope / expected - 1) < 0.2, "\(slope) for \(expected)")
    let finest = try error(512)
    #expect(finest < 1e-12, "\(finest)")
  }

  @Test func `the topological charge stays through collisions`() throws {
    let model = model(
      .sineGordon(SineGordonPotential()),
      .kinkKink(with(KinkKinkStart()) { ($0.separation, $0.velocity) = (20, 0.4) }), points: 1024,
      length: 160, boundary: .winding(2))
    let system = try run(model, timeStep: 0.05, duration: 0)
    for part in 0..<8 {
      try advance(system, timeStep: 0.05, steps: 100, from: 100 * part)
      #expect(system.observable("topological_charge") == 2)
      #expect(system.observable("kink_count") == 2)
    }
  }
}
