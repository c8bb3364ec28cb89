import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusEntropyMeasures
import ClausiusSimulationCore

@testable import ClausiusScenarios

/// Beads on parallel wires, each with its own constant speed: a system whose every state is known.
struct Beads: SystemModel {
  var individuals = 10
  var spacing = 1.0
  var speed = 2.0
  var box: [Double]?
  var motion = Motion.straight
  var wire = Wire()

  enum Motion: String, DeclaredChoice {
    case straight, back

    var about: String {
      switch self {
      case .straight: "along the wire"
      case .back: "against the wire"
      }
    }
  }

  struct Wire: Declared {
    var radius = 0.5
    var material = "steel"

    static let keys = [
      Key("radius", \Wire.radius, in: .positive, unit: "length", about: "radius of a wire"),
      Key("material", \Wire.material, about: "what it is made of"),
    ]

    func contradictions() -> [Contradiction] {
      material == "air" ? [Contradiction(at: "material", "air is no material for a wire")] : []
    }
  }

  static let name = "beads"
  static let about = "beads that move along wires"
  static let source = "Newton 1687, law I"
  static let timeKind = TimeKind.fixedStep

  static let keys = [
    Key("individuals", \Beads.individuals, in: .positive, about: "number of beads"),
    Key(
      "spacing", \Beads.spacing, in: .positive, unit: "length", about: "distance between beads",
      source: "Newton 1687"),
    Key("speed", \Beads.speed, in: .nonNegative, unit: "length/time", about: "speed of a bead"),
    Key(
      "box", \Beads.box, as: .list(of: .real(.positive), count: 2...3), unit: "length",
      about: "side lengths of the box"),
    Key("motion", \Beads.motion, about: "where to"),
    Key("wire", \Beads.wire, about: "the wires"),
  ]

  func contradictions() -> [Contradiction] {
    wire.radius >= spacing
      ? [
        Contradiction(
          at: "wire.radius", "wires of radius \(wire.radius.scenarioText) touch",
          advice: "keep it below spacing")
      ] : []
  }

  func contradictions(timeStep: Double) -> [Contradiction] {
    speed * timeStep > spacing
      ? [Contradiction(at: "speed", "a bead jumps over its neighbor in one step")] : []
  }

  func memory(run: RunSettings) -> MemoryEstimate {
    MemoryEstimate(count: individuals, bytesPerElement: 48)
  }

  func makeSystem(run: RunSettings) throws -> any System {
    throw ContradictionError(Contradiction(at: "wire.radius", "no bead fits"))
  }
}

/// A system that moves from event to event and offers other quantities.
struct Clicks: SystemModel {
  var count = 3

  static let name = "clicks"
  static let about = "a counter that clicks"
  static let source = "Geiger 1928"
  static let timeKind = TimeKind.eventDriven
  static let quantities = [
    QuantityDescription(
      "clicks", unit: "1", about: "clicks so far", along: [.individuals])
  ]
  static let keys = [
    Key("count", \Clicks.count, in: .positive, isRequired: true, about: "number of counters")
  ]

  func memory(run: RunSettings) -> MemoryEstimate {
    MemoryEstimate(count: count, bytesPerElement: 8)
  }

  func makeSystem(run: RunSettings) throws -> any System {
    throw ContradictionError(Contradiction(at: "count", "no counter"))
  }
}

/// The logistic map x -> r x (1 - x): a system that moves in steps of length 1.
struct LogisticMap: SystemModel {
  var growth = 4.0

  static let name = "logistic_map"
  static let about = "the logistic map x -> r x (1 - x)"
  static let source = "May, Nature 261 (1976) 459"
  static let timeKind = TimeKind.discrete
  static let quantities = [
    QuantityDescription("x", about: "the state", along: [.individuals])
  ]
  static let keys = [
    Key("growth", \LogisticMap.growth, in: .positive, about: "the growth rate r")
  ]

  func memory(run: RunSettings) -> MemoryEstimate {
    MemoryEstimate(count: 1, bytesPerElement: 8)
  }

  func makeSystem(run: RunSettings) throws -> any System {
    Orbit(growth: growth)
  }

  /// One orbit from x = 0.3.
  final class Orbit: System {
    let context = FrameContext(system: LogisticMap.name, individuals: 1)
    let quantities = LogisticMap.quantities
    let growth: Double
    var x = 0.3

    init(growth: Double) { self.growth = growth }

    func advance(to instant: Instant) { x = growth * x * (1 - x) }
    func copy(_ quantity: QuantityDescription, into values: inout [Double]) { values = [x] }
    func observables() -> [Observable] { [] }
    func checkInvariants() throws(BrokenInvariant) {}
    func save(into archive: inout StateArchive) { archive.save(reals: [x], as: "system/x") }
    func restore(from archive: StateArchive) throws {
      x = try archive.reals("system/x", count: 1)[0]
    }
  }
}

let testCatalog = SystemCatalog([Beads.self, Clicks.self])
/// A catalog with a system of each kind of time.
let discreteCatalog = SystemCatalog([Beads.self, Clicks.self, LogisticMap.self])

/// A diagnostic whose every value is known.
struct TestEntropy: Diagnostic {
  var order = 1.0
  var a: [Double] = []
  var b = 0.0

  static let name = "entropy"
  static let about = "the entropy of a crystal at absolute zero"
  static let formula = "0"
  static let unit = EntropyUnit.nat
  static let bounds = "0"
  static let source = "Nernst 1906"
  static let quantities: [String] = []
  static let keys = [
    Key("order", \TestEntropy.order, about: "any"), Key("a", \TestEntropy.a, about: "any"),
    Key("b", \TestEntropy.b, about: "any"),
  ]

  func evaluate(_ frame: AnalyzedFrame) -> Estimate { Estimate(0, unit: .nat, samples: 1) }
}

/// Two diagnostics, one of them with parameters.
let testDiagnostics = DiagnosticCatalog([Polarization.self, TestEntropy.self, Phase.self])

/// Reads a scenario from text that is called `s.yaml`.
func read(_ text: String, _ overrides: ScenarioOverride...) throws(Problems) -> Scenario {
  try Scenario.read(
    text: text, path: "s.yaml", overrides: overrides, systems: testCatalog,
    diagnostics: testDiagnostics)
}

/// The problems of a text, one a line, or an empty list when it is read.
func problems(_ text: String, _ overrides: ScenarioOverride...) -> [String] {
  do {
    _ = try Scenario.read(
      text: text, path: "s.yaml", overrides: overrides, systems: testCatalog,
      diagnostics: testDiagnostics)
    return []
  } catch {
    return error.all.map(\.description)
  }
}
