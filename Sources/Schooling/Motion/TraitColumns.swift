import ClausiusKernelDispatch
import ClausiusKernelInterface
import ClausiusSimulationCore
import Foundation

/// The parameters of one individual, drawn and combined, in the units of the scenario.
struct IndividualTraits {
  var repulsionRadius: Double
  var orientationRadius: Double
  var attractionRadius: Double
  var fieldOfPerception: Double
  var speed: Double
  var turningRate: Double
  var angularNoise: Double
  var orientationWeight: Double
  /// w g, zero for the uninformed.
  var preference: SIMD3<Double>
}

/// The parameters of all individuals in the columns that kernels read, for one piece of the schedule.
struct TraitColumns {
  /// What the kernels read; valid as long as this value lives.
  let traits: SchoolTraits
  /// The speed of each individual.
  let speed: ParameterColumn
  /// The largest outer radius of any individual's zones.
  let largestRadius: Double
  /// Whether everybody perceives a full sphere.
  let hasFullView: Bool
  private let memory: [AlignedColumn<Double>]

  /// The columns of `count` individuals; one value is kept for all when `isUniform`.
  init(
    count: Int, isUniform: Bool, timeStep: Double, of individual: (Int) -> IndividualTraits
  ) {
    let memory = (0..<14).map { _ in
      AlignedColumn(repeating: 0.0, count: isUniform ? 16 : count)
    }
    let columns = memory.map {
      ParameterColumn(base: UnsafePointer($0.base), stride: isUniform ? 0 : 1)
    }
    var largestRadius = 0.0
    var hasFullView = true
    for i in 0..<(isUniform ? 1 : count) {
      let own = individual(i)
      largestRadius = max(largestRadius, own.attractionRadius)
      hasFullView = hasFullView && own.fieldOfPerception >= 360
      for (column, value) in zip(memory, Self.values(of: own, timeStep: timeStep)) {
        if isUniform { column.elements.update(repeating: value) } else { column[i] = value }
      }
    }
    self.largestRadius = largestRadius
    self.hasFullView = hasFullView
    self.memory = memory
    speed = columns[13]
    traits = Self.traits(columns)
  }

  /// The numbers of one individual in the order of ``traits(_:)``, the speed last.
  private static func values(of own: IndividualTraits, timeStep: Double) -> [Double] {
    let halfView = own.fieldOfPerception / 2 * .pi / 180
    let turn = own.turningRate * timeStep * .pi / 180
    return [
      own.repulsionRadius * own.repulsionRadius,
      own.orientationRadius * own.orientationRadius,
      own.attractionRadius * own.attractionRadius,
      own.fieldOfPerception >= 360 ? -2 : cos(halfView),
      own.orientationWeight, own.preference.x, own.preference.y, own.preference.z,
      own.angularNoise, turn, turn >= .pi ? -2 : cos(turn), turn >= .pi ? 0 : sin(turn),
      own.speed * timeStep, own.speed,
    ]
  }

  private static func traits(_ columns: [ParameterColumn]) -> SchoolTraits {
    var traits = SchoolTraits(all: columns[0])
    traits.orientationSquared = columns[1]
    traits.attractionSquared = columns[2]
    traits.viewCosine = columns[3]
    traits.orientationWeight = columns[4]
    traits.preferenceX = columns[5]
    traits.preferenceY = columns[6]
    traits.preferenceZ = columns[7]
    traits.angularNoise = columns[8]
    traits.turnAngle = columns[9]
    traits.turnCosine = columns[10]
    traits.turnSine = columns[11]
    traits.stride = columns[12]
    return traits
  }
}
