import ClausiusDeclarations
import ClausiusSimulationCore
import Foundation
import Testing

@testable import ClausiusSchooling

@Suite("Parameters of the school")
struct ParameterTests {
  @Test("The defaults are the published model")
  func defaults() {
    let traits = TraitResolver(model: CouzinModel(), seed: 1, timeStep: 0.1).traits(of: 0, step: 0)
    #expect(CouzinModel().individuals == 100)
    #expect(traits.zones.repulsion == 1)
    #expect(traits.zones.orientation == 3.5)
    #expect(traits.zones.attraction == 17.5)
    #expect(traits.fieldOfPerception == 270)
    #expect(traits.speed == 3)
    #expect(traits.turningRate == 40)
    #expect(traits.angularNoise == 0.05)
    #expect(traits.orientationWeight == 1)
    #expect(CouzinModel().contradictions().isEmpty)
    #expect(CouzinModel().contradictions(timeStep: 0.1).isEmpty)
    #expect(CouzinModel.sizeKey == "individuals")
  }

  @Test("The error is that of a step or a rate, not both")
  func noise() throws {
    let rate = CouzinModel().with { $0.angularNoiseRate = 0.2 }
    let traits = TraitResolver(model: rate, seed: 1, timeStep: 0.1).traits(of: 0, step: 0)
    #expect(traits.angularNoise == 0 && traits.angularNoiseRate == 0.2)
    #expect(rate.contradictions().isEmpty && rate.contradictions(timeStep: 0.1).isEmpty)
    let both = rate.with { $0.angularNoise = 0.05 }.contradictions()
    #expect(both.map(\.key) == ["angular_noise_rate"])
    #expect(both.map(\.message) == ["angular_noise_rate and angular_noise are given together"])
    let group = CouzinModel().with {
      $0.groups = .init([
        "both": SchoolGroup(individuals: 2).with {
          $0.angularNoise = 0.1
          $0.angularNoiseRate = 0.1
        }
      ])
    }
    #expect(group.contradictions().map(\.key) == ["groups.both"])
    let added = rate.with { $0.noise = .additive }
    #expect(added.contradictions().map(\.key) == ["noise"])
    let wild = CouzinModel().with { $0.angularNoiseRate = 6 }
    #expect(wild.contradictions(timeStep: 0.1).map(\.key) == ["angular_noise_rate"])
    let scheduled = CouzinModel().with {
      $0.angularNoise = 0.05
      $0.schedule.angularNoiseRate = [.init(from: 1, value: 0.2)]
    }
    #expect(scheduled.contradictions().map(\.key) == ["schedule"])
  }

  @Test("Every key is read, and written so that it reads back")
  func roundTrip() throws {
    let given = try model([
      "individuals": node("50"), "dimension": node("2"), "repulsion_radius": node("2"),
      "orientation_radius": node(["mean": node("4"), "standard_deviation": node("0.5")]),
      "attraction_radius": node(["from": node("8"), "to": node("9")]),
      "field_of_perception": node("300"), "speed": node("1"), "turning_rate": node("50"),
      "angular_noise": node("0.1"), "orientation_weight": node("0.5"),
      "blind_zones": node("all"), "turning": node("nlerp"), "noise": node("additive"),
      "boundary": node("periodic"), "box": node([node("30"), node("40")]),
      "start": node("uniform"),
      "groups": node([
        "leaders": node([
          "individuals": node("5"), "preferred_direction": node([node("0"), node("2")]),
          "preferred_direction_weight": node("0.3"),
        ])
      ]),
      "schedule": node(["speed": node([node(["from": node("10"), "value": node("2")])])]),
    ])
    #expect(given.individuals == 50)
    #expect(given.orientationRadius == .normal(.init(mean: 4, standardDeviation: 0.5)))
    #expect(given.attractionRadius == .uniform(.init(from: 8, to: 9)))
    #expect(given.box == [30, 40])
    #expect(given.blindZones == .all)
    #expect(given.groups.all.map(\.name) == ["leaders"])
    #expect(given.schedule.speed == [.init(from: 10, value: 2)])
    #expect(
      given.scenarioText.hasPrefix(
        "{individuals: 50, dimension: 2, repulsion_radius: 2, orientation_radius: {mean: 4, standard_deviation: 0.5}"
      ))
    let names = CouzinModel.keys.map(\.description.name)
    #expect(Set(names).count == names.count)
  }

  @Test(
    "Values out of range are refused where they stand",
    arguments: [
      ("speed", "-1"), ("repulsion_radius", "-1"), ("individuals", "0"), ("dimension", "4"),
      ("field_of_perception", "361"), ("field_of_perception", "0"), ("angular_noise", "nan"),
      ("start", "bal"), ("tank_radius", "0"), ("speed", "fast"),
    ])
  func ranges(key: String, value: String) {
    let error = #expect(throws: Problems.self) {
      try CouzinModel(
        from: node(["individuals": node("3"), "dimension": node("3")]).adding(key, value))
    }
    #expect(error?.all.count == 1)
    #expect(error?.all.first?.message.contains("expected") == true)
  }

  @Test("Distributions: unknown words, missing ends and centers out of range are refused")
  func distributions() {
    #expect(throws: Problems.self) { try model(["speed": node(["mean": node("1")])]) }
    #expect(throws: Problems.self) {
      try model(["speed": node(["from": node("2"), "to": node("1")])])
    }
  }

  @Test("A mean or an end out of range is named with what is allowed")
  func endsOutOfRange() {
    func problems(_ distribution: KeyValuePairs<String, Node>) -> String? {
      do throws(Problems) {
        _ = try model(["speed": node(distribution)])
        return nil
      } catch {
        return error.all.map(\.message).joined(separator: "; ")
      }
    }
    #expect(
      problems(["mean": node("-1"), "standard_deviation": node("1")])
        == "mean: expected a real number at least 0, found '-1'")
    #expect(
      problems(["from": node("-2"), "to": node("1")])
        == "from: expected a real number at least 0, found '-2'")
    #expect(problems(["mean": node("0.5"), "standard_deviation": node("9")]) == nil)
  }

  @Test(
    "Draws have the mean and spread that was asked for, stay in range, and belong to the individual"
  )
  func draws() {
    let wide = CouzinModel().with {
      $0.individuals = 20_000
      $0.speed = .normal(.init(mean: 3, standardDeviation: 0.5))
      $0.turningRate = .uniform(.init(from: 20, to: 60))
      $0.repulsionRadius = .normal(.init(mean: 0, standardDeviation: 1))
    }
    let resolver = TraitResolver(model: wide, seed: 5, timeStep: 0.1)
    let traits = (0..<20_000).map { resolver.traits(of: $0, step: 0) }
    func moments(_ values: [Double]) -> (mean: Double, spread: Double) {
      let mean = values.reduce(0, +) / Double(values.count)
      let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      return (mean, square.squareRoot())
    }
    let speed = moments(traits.map(\.speed))
    #expect(abs(speed.mean - 3) < 4 * 0.5 / 141)
    #expect(abs(speed.spread - 0.5) < 4 * 0.5 / 200)
    let rate = moments(traits.map(\.turningRate))
    #expect(abs(rate.mean - 40) < 4 * 11.6 / 141)
    #expect(abs(rate.spread - 40 / 12.squareRoot()) < 0.2)
    // What is left of a normal distribution above its mean has the mean sqrt(2/pi).
    let radius = moments(traits.map(\.zones.repulsion))
    #expect(traits.allSatisfy { $0.zones.repulsion >= 0 })
    #expect(abs(radius.mean - (2 / Double.pi).squareRoot()) < 4 * 0.61 / 141)
    #expect(resolver.traits(of: 77, step: 900).speed == traits[77].speed)
  }

  @Test("Groups are the first individuals in the order of the scenario, and the rest is species 0")
  func groups() throws {
    let school = CouzinModel().with {
      $0.individuals = 10
      $0.groups = .init([
        "first": SchoolGroup(individuals: 2).with { $0.speed = 1 },
        "second": SchoolGroup(individuals: 3).with { $0.orientationRadius = 7 },
      ])
    }
    let run = try SchoolRun(school)
    #expect(run.system.context.properties["species"] == [1, 1, 2, 2, 2, 0, 0, 0, 0, 0])
    #expect(run.system.context.properties["mass"] == [Double](repeating: 1, count: 10))
    for (i, velocity) in run.velocities.enumerated() {
      #expect(abs(velocity.length - (i < 2 ? 1 : 3)) < 1e-15)
    }
    let resolver = TraitResolver(model: school, seed: 1, timeStep: 0.1)
    #expect(resolver.traits(of: 2, step: 0).zones.orientation == 7)
    #expect(resolver.traits(of: 2, step: 0).zones.attraction == 21)
    #expect(resolver.traits(of: 0, step: 0).zones.orientation == 3.5)
  }

  @Test("A schedule holds from its times on, at whole steps, and is shown as an observable")
  func schedule() throws {
    let school = CouzinModel().with {
      $0.schedule.orientationWidth = [.init(from: 0.3, value: 5), .init(from: 0.6, value: 1)]
    }
    let resolver = TraitResolver(model: school, seed: 1, timeStep: 0.1)
    let radii = (0..<8).map { resolver.traits(of: 0, step: $0).zones.orientation }
    #expect(radii == [3.5, 3.5, 3.5, 6, 6, 6, 2, 2])
    #expect(resolver.changes == [0, 3, 6])
    var run = try SchoolRun(school)
    let observables = run.system.observables()
    #expect(observables.map(\.name) == ["orientation_width"])
    #expect(observables.map(\.unit) == ["length"])
    #expect(observables.map(\.value) == [2.5])
    #expect(school.offeredObservables == observables.map(\.description))
    run.step(4)
    #expect(run.system.observables().map(\.value) == [5])
  }
}

extension Node {
  /// The mapping with one more key.
  func adding(_ key: String, _ value: String) -> Node {
    let others = (entries ?? []).filter { $0.key != key }
    let entry = Entry(key: key, position: position, value: node(value))
    return Node(.mapping(others + [entry]), at: position)
  }
}
