import Testing

@testable import ClausiusSchooling

@Suite("Parameters that exclude each other")
struct ContradictionTests {
  /// Models with one thing wrong, and the key at which a user must look.
  static let wrong: [(key: String, model: NamedModel)] = [
    (
      "attraction_radius",
      NamedModel("attraction inside orientation") {
        $0.orientationRadius = 5
        $0.attractionRadius = 4
      }
    ),
    (
      "orientation_radius",
      NamedModel("orientation inside repulsion") {
        $0.repulsionRadius = 6
        $0.orientationRadius = 5
      }
    ),
    (
      "attraction_radius",
      NamedModel("attraction inside a zone given by its width") {
        $0.orientationWidth = 4
        $0.attractionRadius = 4
      }
    ),
    (
      "orientation_radius",
      NamedModel("radius and width of orientation") {
        $0.orientationRadius = 5
        $0.orientationWidth = 4
      }
    ),
    (
      "attraction_radius",
      NamedModel("radius and width of attraction") {
        $0.attractionRadius = 20
        $0.attractionWidth = 14
      }
    ),
    ("boundary", NamedModel("periodic without a box") { $0.boundary = .periodic }),
    ("boundary", NamedModel("tank without walls") { $0.boundary = .tank }),
    (
      "boundary",
      NamedModel("tank of two shapes") {
        $0.boundary = .tank
        $0.box = [20, 20, 20]
        $0.tankRadius = 20
      }
    ),
    ("tank_radius", NamedModel("tank radius in open space") { $0.tankRadius = 20 }),
    ("box", NamedModel("flat box in space") { $0.box = [20, 20] }),
    ("start", NamedModel("uniform start in open space") { $0.start = .uniform }),
    ("start", NamedModel("file start without a file") { $0.start = .file }),
    ("start_file", NamedModel("file without a file start") { $0.startFile = "x.h5md" }),
    (
      "start_radius",
      NamedModel("ball larger than the tank") {
        $0.boundary = .tank
        $0.tankRadius = 4
        $0.startRadius = 5
      }
    ),
    (
      "start_radius",
      NamedModel("ball larger than the box") {
        $0.boundary = .periodic
        $0.box = [9, 40, 40]
        $0.startRadius = 5
      }
    ),
    (
      "groups",
      NamedModel("groups larger than the school") {
        $0.groups = .init(["many": SchoolGroup(individuals: 62)])
      }
    ),
    (
      "groups.mixed",
      NamedModel("radius and width in a group") {
        $0.groups = .init([
          "mixed": SchoolGroup(individuals: 2).with {
            $0.orientationRadius = 3
            $0.orientationWidth = 3
          }
        ])
      }
    ),
    (
      "groups.shy.attraction_radius",
      NamedModel("attraction inside orientation in a group") {
        $0.groups = .init(["shy": SchoolGroup(individuals: 2).with { $0.attractionRadius = 3 }])
      }
    ),
    (
      "schedule",
      NamedModel("attraction inside orientation for a while") {
        $0.attractionRadius = 5
        $0.schedule.orientationWidth = [.init(from: 0, value: 1), .init(from: 9, value: 7)]
      }
    ),
    (
      "groups.flat.preferred_direction",
      NamedModel("flat direction in space") {
        $0.groups = .init([
          "flat": SchoolGroup(individuals: 2).with { $0.preferredDirection = [1, 0] }
        ])
      }
    ),
    (
      "schedule",
      NamedModel("schedule of the width beside the radius") {
        $0.orientationRadius = 5
        $0.schedule.orientationWidth = [.init(from: 0, value: 1)]
      }
    ),
  ]

  @Test("Each is found at its key", arguments: wrong.indices)
  func found(index: Int) {
    let (key, school) = Self.wrong[index]
    let found = school.model.contradictions()
    #expect(found.map(\.key) == [key], "\(school.name)")
    #expect(found.allSatisfy { !$0.message.isEmpty })
  }

  @Test("None is found in a sound school", arguments: NamedModel.all)
  func sound(school: NamedModel) {
    #expect(school.model.contradictions().isEmpty)
    #expect(school.model.contradictions(timeStep: 0.1).isEmpty)
  }

  @Test("A step in which an individual would cross a zone, or the space")
  func longSteps() {
    let school = CouzinModel()
    #expect(school.contradictions(timeStep: 0.33).isEmpty)
    let found = school.contradictions(timeStep: 0.34)
    #expect(found.map(\.key) == ["speed"])
    #expect(found.first?.advice == "give a time_step below 0.33333334")
    let wide = school.with { $0.repulsionRadius = 0 }
    #expect(wide.contradictions(timeStep: 5).isEmpty)
    #expect(wide.contradictions(timeStep: 5.5).count == 1)
    let narrow = wide.with {
      $0.boundary = .periodic
      $0.box = [1, 20, 20]
    }
    #expect(narrow.contradictions(timeStep: 0.3).isEmpty)
    #expect(narrow.contradictions(timeStep: 0.4).count == 1)
    let fast = school.with {
      $0.groups = .init(["fast": SchoolGroup(individuals: 1).with { $0.speed = 11 }])
    }
    #expect(fast.contradictions(timeStep: 0.1).count == 1)
  }

  @Test(
    "Schedules: times that do not grow, values out of range, a preferred direction without length")
  func parts() {
    var schedule = SchoolSchedule()
    schedule.speed = [.init(from: 2, value: 1), .init(from: 1, value: 1)]
    schedule.fieldOfPerception = [.init(from: 0, value: 400)]
    #expect(schedule.contradictions().map(\.key) == ["field_of_perception", "speed"])
    let group = SchoolGroup(individuals: 1).with { $0.preferredDirection = [0, 0, 0] }
    #expect(group.contradictions().map(\.key) == ["preferred_direction"])
  }
}
