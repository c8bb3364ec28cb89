import ClausiusDeclarations
import ClausiusFields
import ClausiusKernelDispatch
import ClausiusSimulationCore
import Foundation
import Testing

@testable import ClausiusKleinGordon

/// Langevin's equation: equilibrium, relaxation, heat, and the promises of every run.
@Suite struct ThermostatTests {
  /// A free field of mass 1 with waves up to omega = 6.3.
  private func free(
    _ start: FieldStart = .vacuum(VacuumStart()), temperature: Double = 0.7, friction: Double = 1,
    scheme: TimeScheme = .stormerVerlet, boundary: FieldBoundary = .periodic
  ) -> KleinGordonModel {
    var potential = LinearPotential()
    potential.mass = 1
    return model(
      .linear(potential), start, points: 32, length: 16, boundary: boundary, scheme: scheme
    ) { $0.thermostat = bath(temperature, friction) }
  }

  private func bath(_ temperature: Double, _ friction: Double) -> FieldThermostat {
    with(FieldThermostat()) { ($0.temperature, $0.friction) = (temperature, friction) }
  }

  private func phi4(_ temperature: Double, _ friction: Double = 0.5) -> KleinGordonModel {
    model(.phi4(Phi4Potential()), .vacuum(VacuumStart()), points: 64, length: 32) {
      $0.thermostat = bath(temperature, friction)
    }
  }

  /// dx <pi_k^2> and dx <omega_k^2 phi_k^2> of every wave, real and imaginary parts apart: T each
  /// in equilibrium.
  private func spectra(
    _ model: KleinGordonModel, timeStep: Double, steps: Int
  ) throws -> [(frequency: Double, kinetic: Double, potential: Double)] {
    let system = try run(model, timeStep: timeStep, duration: 0)
    let basis = system.geometry.basis
    let weight = system.geometry.weight
    var sums = [(kinetic: Double, potential: Double)](repeating: (0, 0), count: basis.lanes)
    for step in 0..<steps {
      try advance(system, timeStep: timeStep, steps: 1, from: step)
      let state = system.members[0]
      for lane in 0..<basis.lanes {
        let k = basis.waveNumbers[lane / 2]
        let scale = weight * basis.weights[lane] / Double(steps)
        sums[lane].kinetic += scale * state.momentum[lane] * state.momentum[lane]
        sums[lane].potential += scale * (k * k + 1) * state.field[lane] * state.field[lane]
      }
    }
    return basis.weights.indices.filter { basis.weights[$0] > 0 }.map { lane in
      let k = basis.waveNumbers[lane / 2]
      return ((k * k + 1).squareRoot(), sums[lane].kinetic, sums[lane].potential)
    }
  }

  @Test func `every wave has the temperature, with the bias of Verlet's step`() throws {
    // O preserves pi, S its shadow energy: <pi_k^2> is exact, <phi_k^2> of the shadow oscillator.
    let (temperature, step, steps) = (0.7, 0.2, 100_000)
    let found = try spectra(free(temperature: temperature), timeStep: step, steps: steps)
    #expect(found.count == 32)
    // About one independent number in a time 1/gamma, 20,000 in all.
    var (kinetic, potential) = (0.0, 0.0)
    for wave in found {
      let bias = 1 / (1 - wave.frequency * wave.frequency * step * step / 4)
      #expect(abs(wave.kinetic / temperature - 1) < 0.06, "\(wave)")
      #expect(abs(wave.potential / (temperature * bias) - 1) < 0.08, "\(wave)")
      kinetic += wave.kinetic / temperature / 32
      potential += wave.potential / temperature / bias / 32
    }
    #expect(abs(kinetic - 1) < 0.006, "\(kinetic)")
    #expect(abs(potential - 1) < 0.012, "\(potential)")
    // At omega tau = 1.27 the bias is 1.67: it is there.
    #expect((found.map(\.potential).max() ?? 0) / temperature > 1.5)
  }

  @Test func `a scheme of order 6 has no bias to be seen`() throws {
    let found = try spectra(
      free(scheme: .blanesMoanSRKN11), timeStep: 0.2, steps: 50_000)
    let mean = found.map(\.potential).reduce(0, +) / 0.7 / 32
    #expect(abs(mean - 1) < 0.015, "\(mean)")
    for wave in found { #expect(abs(wave.potential / 0.7 - 1) < 0.12, "\(wave)") }
  }

  @Test(arguments: [FieldBoundary.antiperiodic, .neumann, .dirichlet])
  func `the temperature is reached between all ends`(boundary: FieldBoundary) throws {
    let system = try run(
      free(temperature: 0.3, boundary: boundary), timeStep: 0.1, duration: 20)
    var sum = 0.0
    for block in 0..<4000 {
      try advance(system, timeStep: 0.1, steps: 5, from: 200 + 5 * block)
      sum += system.observable("temperature") / 4000
    }
    #expect(abs(sum / 0.3 - 1) < 0.012, "\(sum)")
  }

  @Test func `without temperature a wave is damped as an oscillator is`() throws {
    let wave = with(StandingWaveStart()) { ($0.mode, $0.amplitude) = (2, 0.3) }
    let model = free(
      .standingWave(wave), temperature: 0, friction: 0.4, scheme: .blanesMoanSRKN11)
    func error(_ step: Double) throws -> Double {
      let system = try run(model, timeStep: step, duration: 6)
      let k = 4 * Double.pi / 16
      let rate = (k * k + 1 - 0.04).squareRoot()
      let decay = exp(-0.2 * 6.0)
      let exact = system.geometry.positions.map { x in
        0.3 * cos(k * (x + 8)) * decay * (cos(rate * 6) + 0.2 / rate * sin(rate * 6))
      }
      return largestDifference(system.phi, exact)
    }
    // O S O is symmetric: of order 2.
    let errors = try [0.2, 0.1, 0.05].map(error)
    #expect(errors[0] < 6e-4, "\(errors)")
    for (one, next) in zip(errors, errors.dropFirst()) {
      #expect(abs(log2(one / next) - 2) < 0.2, "\(errors)")
    }
  }

  @Test func `the energy goes to that of the temperature with the rate of the friction`() throws {
    // Far below the frequencies dE/dt = -gamma (E - N T): 200 fields from rest.
    var potential = LinearPotential()
    potential.mass = 4
    let scan = with(ParameterScan()) { ($0.from, $0.to, $0.count) = (0.5, 0.5, 200) }
    let model = model(
      .linear(potential), .vacuum(VacuumStart()), points: 32, length: 32
    ) {
      $0.thermostat = bath(0.5, 0.2)
      $0.ensemble = with(Ensemble()) { $0.temperature = scan }
    }
    for time in [2.0, 5, 10] {
      let system = try run(model, timeStep: 0.1, duration: time, threads: 2)
      var energies = [Double](repeating: 0, count: 200)
      system.copy(FieldQuantity.memberEnergy.description, into: &energies)
      let mean = energies.reduce(0, +) / 200 / (32 * 0.5)
      #expect(abs(mean - (1 - exp(-0.2 * time))) < 0.03, "\(mean) at \(time)")
      // The fields differ.
      #expect(Set(energies).count == 200)
    }
  }

  @Test func `energy less heat is kept to the order of the scheme`() throws {
    func change(_ step: Double, _ scheme: TimeScheme) throws -> Double {
      let system = try run(
        with(phi4(0.3)) { $0.scheme = scheme }, timeStep: step, duration: 40)
      let start = try run(phi4(0.3), timeStep: step, duration: 0).energy
      #expect(system.observable("heat") > 5)
      return abs(system.energy - system.observable("heat") - start)
    }
    #expect(try change(0.2, .blanesMoanSRKN11) < 1e-5)
    #expect(try change(0.05, .stormerVerlet) < 0.3)
    let system = try run(phi4(0.3), timeStep: 0.1, duration: 40)
    #expect(system.closingWarnings.isEmpty)
  }

  @Test func `a restart gives the same bits, and so does looking`() throws {
    let model = phi4(0.4)
    let plain = try run(model, timeStep: 0.1, duration: 20)
    let watched = try run(model, timeStep: 0.1, duration: 10)
    _ = watched.observables()
    try watched.checkInvariants()
    var archive = StateArchive()
    watched.save(into: &archive)
    let resumed = try run(model, timeStep: 0.1, duration: 0)
    try resumed.restore(from: archive)
    try advance(resumed, timeStep: 0.1, steps: 100, from: 100)
    #expect(plain.members[0].field.array() == resumed.members[0].field.array())
    #expect(plain.members[0].momentum.array() == resumed.members[0].momentum.array())
    #expect(plain.heats == resumed.heats)
    archive.values["system/heat"] = nil
    #expect(throws: StateArchiveError.self) { try resumed.restore(from: archive) }
  }

  private func temperatures(_ count: Int) -> KleinGordonModel {
    let scan = with(ParameterScan()) { ($0.from, $0.to, $0.count) = (0.1, 0.5, count) }
    return with(phi4(0.1)) { $0.ensemble = with(Ensemble()) { $0.temperature = scan } }
  }

  @Test func `results do not depend on the number of threads`() throws {
    let model = temperatures(9)
    let one = try run(model, timeStep: 0.1, duration: 10)
    let three = try run(model, timeStep: 0.1, duration: 10, threads: 3)
    for (a, b) in zip(one.members, three.members) { #expect(a.field.array() == b.field.array()) }
    #expect(one.heats == three.heats)
  }

  @Test func `noise is the same in every build of the kernels`() throws {
    // The kernels round otherwise, and 20 steps of a free field do not magnify it.
    let rows = try KernelVariant.supported.map { variant in
      try run(free(), timeStep: 0.1, duration: 2, variant: variant).members[0].momentum.array()
    }
    for row in rows { #expect(largestDifference(row, rows[0]) < 1e-12) }
  }

  @Test func `fields of an ensemble have their own temperatures`() throws {
    let system = try run(temperatures(5), timeStep: 0.1, duration: 30)
    var sums = [Double](repeating: 0, count: 5)
    for block in 0..<400 {
      try advance(system, timeStep: 0.1, steps: 10, from: 300 + 10 * block)
      var found = sums
      system.copy(FieldQuantity.memberTemperature.description, into: &found)
      sums = zip(sums, found).map { $0 + $1 / 400 }
    }
    for (found, wanted) in zip(sums, [0.1, 0.2, 0.3, 0.4, 0.5]) {
      #expect(abs(found / wanted - 1) < 0.04, "\(found) for \(wanted)")
    }
    var kinks = sums
    system.copy(FieldQuantity.memberKinks.description, into: &kinks)
    #expect(kinks.allSatisfy { $0 >= 0 })
    #expect(system.quantities.map(\.name).contains("member_heat"))
  }

  @Test func `de-aliasing leaves no noise where it leaves no waves`() throws {
    for dealiasing in [Dealiasing.twoThirds, .exact] {
      let model = with(phi4(0.3)) { $0.dealiasing = dealiasing }
      let system = try run(model, timeStep: 0.1, duration: 20)
      let basis = system.geometry.basis
      let limit = Double.pi * 64 / 32 * (dealiasing == .exact ? 1 : 2.0 / 3) * (1 - 1e-9)
      for lane in 0..<basis.lanes where basis.waveNumbers[lane / 2] >= limit {
        #expect(abs(system.members[0].momentum[lane]) < 1e-9)
      }
      #expect(system.geometry.movingWaves == (dealiasing == .exact ? 63 : 43))
      var sum = 0.0
      for block in 0..<800 {
        try advance(system, timeStep: 0.1, steps: 10, from: 200 + 10 * block)
        sum += system.observable("temperature") / 800
      }
      #expect(abs(sum / 0.3 - 1) < 0.03, "\(sum)")
    }
  }

  @Test func `without a thermostat nothing is added`() throws {
    let plain = with(phi4(0.3)) { $0.thermostat = nil }
    #expect(!plain.offeredObservables.map(\.name).contains("heat"))
    let scan = with(ParameterScan()) { ($0.from, $0.to, $0.count) = (0.1, 0.2, 2) }
    let ensemble = with(plain) {
      $0.initial = .thermal(ThermalStart())
      $0.ensemble = with(Ensemble()) { $0.temperature = scan }
    }
    #expect(ensemble.contradictions().isEmpty)
    #expect(!ensemble.offeredQuantities.map(\.name).contains("member_heat"))
    let system = try run(ensemble, timeStep: 0.1, duration: 0)
    var energies = [0.0, 0]
    system.copy(FieldQuantity.memberEnergy.description, into: &energies)
    #expect(abs(energies[1] / energies[0] - 2) < 0.8)
  }

  @Test func `wrong input is refused`() throws {
    func keys(_ change: (inout KleinGordonModel) -> Void) -> [String] {
      with(phi4(0.3), change).contradictions().map(\.key)
    }
    #expect(keys { _ in } == [])
    #expect(keys { $0.symmetry = .even } == ["symmetry"])
    let negative = with(ParameterScan()) { ($0.from, $0.to, $0.count) = (-0.1, 0.2, 2) }
    #expect(
      keys { $0.ensemble = with(Ensemble()) { $0.temperature = negative } }
        == ["ensemble.temperature"])
    #expect(
      keys {
        $0.thermostat = nil
        $0.ensemble = with(Ensemble()) { $0.temperature = negative }
      } == ["ensemble.temperature"])
    let strong = phi4(0.3, 20)
    #expect(strong.contradictions(timeStep: 0.04).isEmpty)
    #expect(strong.contradictions(timeStep: 0.06).map(\.key) == ["thermostat.friction"])
    #expect(strong.safeTimeStep == 0.01)
    var run = try settings(timeStep: 0.1, duration: 10)
    run.reverseAt = 5
    let error = #expect(throws: ContradictionError.self) {
      try KleinGordonSystem(model: phi4(0.3), run: run, variant: .selected())
    }
    #expect(error?.contradiction.key == "run.reverse_at")
    // Hot fields reach where the potential is stiff: the step must bear it.
    #expect(phi4(0.01).timeStepLimit > 1.02 * phi4(5).timeStepLimit)
  }
}
