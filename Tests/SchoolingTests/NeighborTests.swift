import ClausiusKernelDispatch
import ClausiusSimulationCore
import Testing

@testable import ClausiusSchooling

@Suite("Finding neighbors")
struct NeighborTests {
  /// Schools of a few hundred: crowded, thin, wide, split in two, in every space and with every
  /// blind cone.
  static let schools: [NamedModel] = [
    NamedModel("dense ball") { _ in },
    NamedModel("wide ball") { $0.startRadius = 40 },
    NamedModel("periodic, several cells") {
      $0.boundary = .periodic
      $0.box = [40, 50, 60]
      $0.start = .uniform
      $0.attractionRadius = 8
    },
    NamedModel("periodic, everyone within reach") {
      $0.boundary = .periodic
      $0.box = [20, 21, 22]
      $0.start = .uniform
    },
    NamedModel("periodic, one axis shorter than the zones") {
      $0.boundary = .periodic
      $0.box = [80, 14, 90]
      $0.start = .uniform
    },
    NamedModel("periodic plane") {
      $0.dimension = 2
      $0.boundary = .periodic
      $0.box = [150, 90]
      $0.start = .uniform
    },
    NamedModel("open plane") {
      $0.dimension = 2
      $0.startRadius = 60
    },
    NamedModel("tank") {
      $0.boundary = .tank
      $0.tankRadius = 50
      $0.start = .uniform
    },
    NamedModel("no zones") {
      $0.repulsionRadius = 0
      $0.orientationWidth = 0
      $0.attractionWidth = 0
    },
  ].flatMap { school in
    BlindZoneChoice.allCases.map { choice in
      NamedModel("\(school.name), blind cone in \(choice.rawValue)") {
        $0 = school.model
        $0.individuals = 397
        $0.blindZones = choice
      }
    } + [
      NamedModel("\(school.name), full view") {
        $0 = school.model
        $0.individuals = 397
        $0.fieldOfPerception = 360
      }
    ]
  }

  @Test("A cell grid finds the same neighbors as trying every pair", arguments: schools, 1...4)
  func gridAgainstAllPairs(school: NamedModel, cellsPerRadius: Int) throws {
    for variant in KernelVariant.supported {
      var byPairs = try SchoolRun(school.model, variant: variant, neighbors: .allPairs)
      var byGrid = try SchoolRun(
        school.model, variant: variant, neighbors: .grid(cellsPerRadius: cellsPerRadius))
      for _ in 1...3 {
        byPairs.step()
        byGrid.step()
      }
      #expect(largestDifference(byPairs.positions, byGrid.positions) < 1e-12)
      #expect(largestDifference(byPairs.headings, byGrid.headings) < 1e-12)
    }
  }

  @Test("A school split far apart needs no more cells than a small one", arguments: 1...4)
  func splitSchool(cellsPerRadius: Int) throws {
    let half = try SchoolRun(CouzinModel().with { $0.individuals = 200 })
    let offset = SIMD3(1e7, -3e6, 2e5)
    let places = half.positions + half.positions.map { $0 + offset }
    let model = CouzinModel().starting(at: places).with { $0.angularNoise = 0 }
    let start = frame(positions: places, velocities: half.velocities + half.velocities)
    var run = try SchoolRun(
      model, neighbors: .grid(cellsPerRadius: cellsPerRadius), frame: start)
    var alone = try SchoolRun(
      model.with { $0.individuals = 200 }, neighbors: .allPairs,
      frame: frame(positions: half.positions, velocities: half.velocities))
    run.step()
    alone.step()
    #expect(largestDifference(Array(run.headings[..<200]), alone.headings) < 1e-12)
    // So far out positions are rounded to 2e-9, and directions between neighbors with them.
    #expect(largestDifference(Array(run.headings[200...]), alone.headings) < 1e-6)
  }

  @Test("The cheaper plan: pairs for a small or crowded school, a grid for a large and wide one")
  func plan() throws {
    func plan(_ count: Int, radius: Double) throws -> NeighborPlan {
      let model = CouzinModel().with {
        $0.individuals = count
        $0.startRadius = radius
      }
      let school = try SchoolRun(model).system.school
      let sorted = SortedSchool(count: count, pool: ThreadPool(threads: 1))
      return NeighborSearch(
        box: .open(), radius: 17.5, laneCount: 8, choice: .cheapest
      ).plan(for: school) { sorted }
    }
    #expect(try plan(250, radius: 100) == .allPairs)
    #expect(try plan(3000, radius: 10) == .allPairs)
    #expect(try plan(3000, radius: 200) != .allPairs)
  }
}
