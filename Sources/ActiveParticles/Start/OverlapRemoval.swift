import ClausiusKernelInterface
import ClausiusNeighborhoods
import ClausiusSimulationCore

/// Pushes particles apart that a start has put onto each other, to 0.95 of the distance of contact,
/// or to 0.9 where they do not find as much room in a tenth of the rounds more.
struct OverlapRemoval {
  /// The most rounds.
  static let rounds = 5000
  /// The distance, in units of contact, from which on a WCA force is moderate, and the one wished.
  private static let near = 0.9
  private static let wished = 0.95
  private let model: ActiveParticlesModel
  private let stepper: ActiveStepper
  private let radii: [Double]

  init(model: ActiveParticlesModel, stepper: ActiveStepper) {
    self.model = model
    self.stepper = stepper
    radii = model.resolvedSpecies.flatMap { [Double](repeating: $0.diameter / 2, count: $0.count) }
  }

  /// Whether all overlaps could be removed: x += (sigma - r)/4 away from each neighbor, in rounds.
  func run() -> Bool {
    let state = stepper.state
    let box = model.simulationBox
    var places = (0..<state.count).map { _ in SIMD3<Double>.zero }
    for axis in 0..<3 {
      let values = state.values(state.position[axis])
      for i in values.indices { places[i][axis] = values[i] }
    }
    var extraRounds = 0
    for round in 0...Self.rounds {
      let (pushes, nearest) = pushes(places, in: box)
      if nearest >= Self.near { extraRounds += 1 }
      let isLast = round == Self.rounds || extraRounds > Self.rounds / 10
      if nearest >= Self.wished || isLast && nearest >= Self.near {
        if round > 0 { take(places) }
        return true
      }
      for i in places.indices { places[i] = inside(places[i] + pushes[i], box) }
    }
    return false
  }

  private func take(_ places: [SIMD3<Double>]) {
    let state = stepper.state
    for axis in 0..<3 { state.set(state.position[axis], to: places.map { $0[axis] }) }
    stepper.takeUpPositions()
  }

  /// The pushes, and the least distance in units of contact, at most 1.
  private func pushes(
    _ places: [SIMD3<Double>], in box: Box
  ) -> (pushes: [SIMD3<Double>], nearest: Double) {
    let widest = 2 * (radii.max() ?? 0)
    let grid = CellGrid(places, in: box, radius: widest)
    var pushes = [SIMD3<Double>](repeating: .zero, count: places.count)
    var nearest = 1.0
    for slot in 0..<places.count {
      let i = Int(grid.individual[slot])
      grid.forEachRun(around: Int(grid.cellOfSlot[slot])) { slots in
        for other in slots where other != slot {
          let j = Int(grid.individual[other])
          var d = places[i] - places[j]
          for axis in 0..<3 { d[axis] = box.nearestImage(d[axis], axis: axis) }
          let contact = radii[i] + radii[j]
          let distance = (d * d).sum().squareRoot()
          guard distance < contact else { continue }
          nearest = min(nearest, distance / contact)
          let away = distance > 0 ? d / distance : SIMD3(i < j ? 1 : -1, 0, 0)
          pushes[i] += 0.25 * (contact - distance) * away
        }
      }
    }
    return (pushes, nearest)
  }

  private func inside(_ place: SIMD3<Double>, _ box: Box) -> SIMD3<Double> {
    var place = place
    for axis in 0..<3 where box.boundary[axis] == .periodic {
      let side = box.length(axis)
      place[axis] -= side * (place[axis] / side).rounded(.down)
      if place[axis] >= side { place[axis] = 0 }
    }
    return place
  }
}
