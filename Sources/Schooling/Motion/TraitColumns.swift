import ClausiusKernelInterface
import ClausiusSimulationCore
import Foundation

/// The parameters of all individuals in the columns that kernels read, for one piece of the
/// schedule.
struct TraitColumns {
  /// What the kernels read; valid as long as this value lives.
  let traits: SchoolTraits
  /// The speed of each individual.
  let speed: ParameterColumn
  /// The largest outer radius of any individual's zones.
  let largestRadius: Double
  private let memory: [AlignedColumn<Double>]

  /// The columns of `count` individuals; one value is kept for all when `isUniform`.
  init(count: Int, isUniform: Bool, timeStep: Double, of individual: (Int) -> IndividualTraits) {
    // A block of lanes is read at once, also where all individuals share one value.
    let members = isUniform ? 1 : count
    let places = isUniform ? 16 : count
    let memory = (0...Self.entries.count).map { _ in AlignedColumn(repeating: 0.0, count: places) }
    var largestRadius = 0.0
    for i in 0..<places {
      let own = individual(min(i, members - 1))
      largestRadius = max(largestRadius, own.zones.attraction)
      for (column, entry) in zip(memory, Self.entries) { column[i] = entry.value(own, timeStep) }
      memory[Self.entries.count][i] = own.speed
    }
    let columns = memory.map {
      ParameterColumn(base: UnsafePointer($0.base), stride: isUniform ? 0 : 1)
    }
    var traits = SchoolTraits(all: columns[0])
    for (column, entry) in zip(columns, Self.entries) { traits[keyPath: entry.path] = column }
    self.traits = traits
    self.memory = memory
    self.largestRadius = largestRadius
    speed = columns[Self.entries.count]
  }

  /// A column of the kernels and how an individual's parameters and the time step fill it.
  private struct Entry: Sendable {
    let path: WritableKeyPath<SchoolTraits, ParameterColumn> & Sendable
    let value: @Sendable (_ own: IndividualTraits, _ timeStep: Double) -> Double
  }

  private static let entries: [Entry] = [
    Entry(path: \.repulsionSquared) { own, _ in own.zones.repulsion * own.zones.repulsion },
    Entry(path: \.orientationSquared) { own, _ in own.zones.orientation * own.zones.orientation },
    Entry(path: \.attractionSquared) { own, _ in own.zones.attraction * own.zones.attraction },
    Entry(path: \.viewCosine) { own, _ in
      own.fieldOfPerception >= 360 ? -2 : cos(radians(own.fieldOfPerception / 2))
    },
    Entry(path: \.orientationWeight) { own, _ in own.orientationWeight },
    Entry(path: \.preferenceX) { own, _ in own.preference.x },
    Entry(path: \.preferenceY) { own, _ in own.preference.y },
    Entry(path: \.preferenceZ) { own, _ in own.preference.z },
    Entry(path: \.angularNoise) { own, _ in own.angularNoise },
    Entry(path: \.headingNoise) { own, timeStep in
      own.angularNoiseRate * (timeStep / 2).squareRoot()
    },
    Entry(path: \.turnAngle) { own, timeStep in turn(own, timeStep) },
    Entry(path: \.turnCosine) { own, timeStep in
      turn(own, timeStep) >= .pi ? -2 : cos(turn(own, timeStep))
    },
    Entry(path: \.turnSine) { own, timeStep in sin(min(turn(own, timeStep), .pi)) },
    Entry(path: \.stride) { own, timeStep in own.speed * timeStep },
  ]

  private static func turn(_ own: IndividualTraits, _ timeStep: Double) -> Double {
    radians(own.turningRate * timeStep)
  }

  private static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
}
