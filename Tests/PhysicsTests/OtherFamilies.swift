import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import Foundation

/// A lattice: spins on a torus, each the product of itself and its four neighbors.
struct ParityModel: SystemModel {
  static let name = "parity"
  static let about = "the parity rule on a torus"
  static let source = "a test"
  static let family = SystemFamily.lattice
  static let timeKind = TimeKind.discrete
  static let quantities = [
    QuantityDescription("spin", about: "spins", along: [.y, .x], storage: .int8)
  ]
  static let observables = [ObservableDescription("magnetization", about: "the mean spin")]
  static let keys: [Key<ParityModel>] = []

  func memory(run: RunSettings) -> MemoryEstimate { MemoryEstimate(count: 48, bytesPerElement: 8) }
  func makeSystem(run: RunSettings) throws -> any System { Lattice() }

  final class Lattice: TestSystem {
    init() {
      super.init(
        FrameContext(
          system: ParityModel.name, family: ParityModel.family,
          axes: [
            .lattice(.y, count: 6, isPeriodic: true), .lattice(.x, count: 8, isPeriodic: true),
          ]), ParityModel.quantities, state: (0..<48).map { $0 * $0 % 7 < 3 ? 1 : -1 })
    }

    override func step() {
      let old = state
      for y in 0..<6 {
        for x in 0..<8 {
          state[8 * y + x] *=
            old[8 * y + (x + 1) % 8] * old[8 * y + (x + 7) % 8] * old[8 * ((y + 1) % 6) + x]
            * old[8 * ((y + 5) % 6) + x]
        }
      }
    }

    override func observables() -> [Observable] {
      [Observable(ParityModel.observables[0], values: [state.reduce(0, +) / 48])]
    }
  }
}

/// A flow: an ensemble of standard maps with named variables, an angle in single precision, and a
/// list of numbers for each frame.
struct StandardMapModel: SystemModel {
  static let name = "standard_map"
  static let about = "standard maps"
  static let source = "Chirikov 1979"
  static let family = SystemFamily.flow
  static let timeKind = TimeKind.discrete
  static let quantities = [
    QuantityDescription("state", about: "x and p", along: [.members, "variable"]),
    QuantityDescription("angle", about: "atan2(p, x)", along: [.members], storage: .float32),
  ]
  static let observables = [
    ObservableDescription("mean_momentum", about: "the mean of p"),
    ObservableDescription("powers", about: "means of p and p^2", along: ["exponent"]),
  ]
  static let keys: [Key<StandardMapModel>] = []

  func memory(run: RunSettings) -> MemoryEstimate { MemoryEstimate(count: 7, bytesPerElement: 16) }
  func makeSystem(run: RunSettings) throws -> any System { Maps() }

  final class Maps: TestSystem {
    init() {
      super.init(
        FrameContext(
          system: StandardMapModel.name, family: StandardMapModel.family,
          axes: [
            .members(7), .components("variable", labels: ["x", "p"]),
            .index("exponent", count: 2),
          ]), StandardMapModel.quantities, state: (0..<14).map { 0.1 + 0.37 * Double($0) })
    }

    override func step() {
      for k in stride(from: 0, to: 14, by: 2) {
        state[k + 1] += 1.3 * sin(state[k])
        state[k] += state[k + 1]
      }
    }

    override func copy(_ quantity: QuantityDescription, into values: inout [Double]) {
      values =
        quantity.name == "state"
        ? state : (0..<7).map { atan2(state[2 * $0 + 1], state[2 * $0]) }
    }

    override func observables() -> [Observable] {
      let momenta = (0..<7).map { state[2 * $0 + 1] }
      let means = [momenta, momenta.map { $0 * $0 }].map { $0.reduce(0, +) / 7 }
      return [
        Observable(StandardMapModel.observables[0], values: [means[0]]),
        Observable(StandardMapModel.observables[1], values: means),
      ]
    }
  }
}

/// A family of one's own: individuals on a ring of their own that turn, with a heading of 32 bits.
struct SpinnersModel: SystemModel {
  static let name = "spinners"
  static let about = "individuals that turn"
  static let source = "a test"
  static let timeKind = TimeKind.fixedStep
  static let quantities = [
    QuantityDescription.position,
    QuantityDescription(
      "orientation", unit: "rad", about: "the angle", along: [.individuals], storage: .float32),
  ]
  static let keys: [Key<SpinnersModel>] = []

  func memory(run: RunSettings) -> MemoryEstimate { MemoryEstimate(count: 25, bytesPerElement: 8) }
  func makeSystem(run: RunSettings) throws -> any System { Spinners() }

  final class Spinners: TestSystem {
    override var box: Box? { Box(lengths: [9, 9], boundary: .periodic) }

    init() {
      super.init(
        FrameContext(system: SpinnersModel.name, family: SpinnersModel.family, individuals: 25),
        SpinnersModel.quantities, state: (0..<25).map { 0.7 * Double($0) })
    }

    override func step() { for k in state.indices { state[k] += 0.01 + 0.003 * Double(k) } }

    override func copy(_ quantity: QuantityDescription, into values: inout [Double]) {
      guard quantity == .position else { return values = state }
      values = state.indices.flatMap { k -> [Double] in
        [4.5 + 3 * cos(state[k] + Double(k)), 4.5 + 2 * sin(state[k]), 0]
      }
    }
  }
}

/// A diagnostic of one's own: how much the orientations agree, |sum exp(i theta)|/N.
struct Agreement: Diagnostic {
  static let name = "agreement"
  static let about = "how much the orientations agree"
  static let formula = "|sum exp(i theta)|/N"
  static let unit = EntropyUnit.dimensionless
  static let bounds = "0 to 1"
  static let source = "a test"
  static let quantities = ["orientation"]
  static let keys: [Key<Agreement>] = []

  func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    guard let angles = frame.frame["orientation"] else {
      throw DiagnosticError("the frames carry no orientation")
    }
    let sums = angles.reduce(SIMD2<Double>.zero) { $0 + SIMD2(cos($1), sin($1)) }
    return Estimate(
      (sums * sums).sum().squareRoot() / Double(angles.count), unit: .dimensionless,
      samples: angles.count)
  }
}

/// What the three have in common: a state of plain numbers.
class TestSystem: System {
  let context: FrameContext
  let quantities: [QuantityDescription]
  var box: Box? { nil }
  var state: [Double]

  init(_ context: FrameContext, _ quantities: [QuantityDescription], state: [Double]) {
    (self.context, self.quantities, self.state) = (context, quantities, state)
  }

  func step() {}
  func advance(to instant: Instant) { step() }
  func copy(_ quantity: QuantityDescription, into values: inout [Double]) { values = state }
  func observables() -> [Observable] { [] }
  func checkInvariants() throws(BrokenInvariant) {}
  func save(into archive: inout StateArchive) { archive.save(reals: state, as: "system/state") }
  func restore(from archive: StateArchive) throws {
    state = try archive.reals("system/state", count: state.count)
  }
}
