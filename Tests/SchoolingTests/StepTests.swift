import ClausiusKernelDispatch
import ClausiusSimulationCore
import Testing

@testable import ClausiusSchooling

/// A school of the step tests: a model and a name for the test's report.
struct NamedModel: Sendable, CustomTestStringConvertible {
  let name: String
  let model: CouzinModel
  var testDescription: String { name }

  init(_ name: String, _ change: (inout CouzinModel) -> Void) {
    self.name = name
    model = CouzinModel().with {
      $0.individuals = 61
      change(&$0)
    }
  }

  /// Schools that together take every branch of the rules.
  static let all: [NamedModel] = [
    NamedModel("open, published rules") { _ in },
    NamedModel("without error") { $0.angularNoise = 0 },
    NamedModel("full view") { $0.fieldOfPerception = 360 },
    NamedModel("half view") { $0.fieldOfPerception = 180 },
    NamedModel("narrow view") { $0.fieldOfPerception = 60 },
    NamedModel("large error, wraps around the sphere") { $0.angularNoise = 2 },
    NamedModel("fast turns") { $0.turningRate = 2000 },
    NamedModel("periodic") {
      $0.boundary = .periodic
      $0.box = [9, 10, 11]
      $0.start = .uniform
    },
    NamedModel("periodic, zones wider than half the box") {
      $0.boundary = .periodic
      $0.box = [9, 10, 11]
      $0.start = .uniform
      $0.orientationWidth = 4
      $0.attractionWidth = 3
    },
    NamedModel("box tank") {
      $0.boundary = .tank
      $0.box = [6, 7, 8]
      $0.start = .uniform
    },
    NamedModel("sphere tank") {
      $0.boundary = .tank
      $0.tankRadius = 4
      $0.start = .uniform
    },
    NamedModel("plane") { $0.dimension = 2 },
    NamedModel("periodic plane") {
      $0.dimension = 2
      $0.boundary = .periodic
      $0.box = [12, 9]
      $0.start = .uniform
    },
    NamedModel("plane, added error") {
      $0.dimension = 2
      $0.noise = .additive
    },
    NamedModel("error as a rate") { $0.angularNoiseRate = 0.3 },
    NamedModel("plane, error as a rate") {
      $0.dimension = 2
      $0.turning = .nlerp
      $0.angularNoiseRate = 0.3
    },
    NamedModel("a rate in one group, the error of a step in the others") {
      $0.groups = .init([
        "restless": SchoolGroup(individuals: 9).with { $0.angularNoiseRate = 0.5 }
      ])
    },
    NamedModel("schedule of the rate") {
      $0.schedule.angularNoiseRate = [.init(from: 0.3, value: 0.4)]
    },
    NamedModel("disc tank") {
      $0.dimension = 2
      $0.boundary = .tank
      $0.tankRadius = 5
      $0.start = .mill
    },
    NamedModel("rules of the peer") {
      $0.boundary = .periodic
      $0.box = [12, 12, 12]
      $0.start = .mill
      $0.orientationRadius = 3
      $0.attractionRadius = 5
      $0.orientationWeight = 0.3
      $0.blindZones = .all
      $0.turning = .nlerp
      $0.noise = .additive
    },
    NamedModel("groups and distributions") {
      $0.speed = .normal(.init(mean: 3, standardDeviation: 0.5))
      $0.angularNoise = .uniform(.init(from: 0, to: 0.1))
      $0.groups = .init([
        "informed": SchoolGroup(individuals: 7).with {
          $0.preferredDirection = [1, 2, 3]
          $0.preferredDirectionWeight = 0.7
        },
        "wary": SchoolGroup(individuals: 11).with {
          $0.repulsionRadius = 2
          $0.attractionRadius = 12
          $0.fieldOfPerception = 360
        },
      ])
    },
    NamedModel("schedule of the view, full at first") {
      $0.fieldOfPerception = 360
      $0.schedule.fieldOfPerception = [.init(from: 0.3, value: 120)]
    },
    NamedModel("schedule") {
      $0.schedule.orientationWidth = [.init(from: 0.2, value: 0), .init(from: 0.4, value: 5)]
    },
  ]
}

@Suite("One step of the school")
struct StepTests {
  @Test(
    "The kernels do what a plain one-by-one program does",
    arguments: NamedModel.all, KernelVariant.supported)
  func reference(school: NamedModel, variant: KernelVariant) throws {
    var run = try SchoolRun(school.model, seed: 7, variant: variant)
    let reference = ReferenceSchool(school.model, seed: 7, timeStep: 0.1)
    for tick in 1...12 {
      let expected = reference.step(
        positions: run.positions, headings: run.headings, tick: tick)
      run.step()
      #expect(largestDifference(run.positions, expected.positions) < 1e-12)
      #expect(largestDifference(run.headings, expected.headings) < 1e-12)
      try run.system.checkInvariants()
    }
  }

  @Test("A school of one, and of numbers around the width of the lanes", arguments: 1...20)
  func smallSchools(count: Int) throws {
    let model = CouzinModel().with { $0.individuals = count }
    for variant in KernelVariant.supported {
      var run = try SchoolRun(model, seed: 3, variant: variant)
      let reference = ReferenceSchool(model, seed: 3, timeStep: 0.1)
      let expected = reference.step(positions: run.positions, headings: run.headings, tick: 1)
      run.step()
      #expect(largestDifference(run.positions, expected.positions) < 1e-12)
    }
  }

  @Test("Individuals at the very same place do not see each other")
  func samePlace() throws {
    let places: [SIMD3<Double>] = [.zero, .zero, SIMD3(2, 0, 0)]
    let model = CouzinModel().starting(at: places).with {
      $0.angularNoise = 0
      $0.orientationRadius = 1
      $0.fieldOfPerception = 360
      $0.turningRate = 3600
    }
    var run = try SchoolRun(
      model,
      frame: frame(positions: places, velocities: [.init(0, 1, 0), .init(0, 0, 1), .init(1, 0, 0)]))
    run.step()
    #expect(
      largestDifference(run.headings, [.init(1, 0, 0), .init(1, 0, 0), .init(-1, 0, 0)]) < 1e-15)
  }
}
