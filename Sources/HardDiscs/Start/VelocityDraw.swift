import ClausiusRandomNumbers
import ClausiusSimulationCore
import Foundation

/// Draws the velocities of a start; that of a disc is always the same.
struct VelocityDraw {
  let kind: GasVelocities
  let temperature: Double
  /// Distinguishes the draws of an equilibration from those of the start.
  let round: Int
  /// The number of the first disc, for the random draws.
  let firstIndividual: Int
  private let random: CounterRandom

  init(
    kind: GasVelocities, temperature: Double, seed: UInt64, round: Int = 0,
    firstIndividual: Int = 0
  ) {
    self.kind = kind
    self.temperature = temperature
    self.round = round
    self.firstIndividual = firstIndividual
    random = CounterRandom(seed: seed, stream: .startVelocity)
  }

  /// The velocities of discs of the given masses.
  func velocities(masses: [Double], removingMomentum: Bool) -> [SIMD2<Double>] {
    let velocities = masses.indices.map { velocity($0, mass: masses[$0]) }
    return removingMomentum ? Self.withoutMomentum(velocities, masses: masses) : velocities
  }

  /// The velocities less that of the center of mass.
  static func withoutMomentum(_ velocities: [SIMD2<Double>], masses: [Double]) -> [SIMD2<Double>] {
    guard !masses.isEmpty else { return velocities }
    var momentum = (CompensatedSum(), CompensatedSum())
    for (velocity, mass) in zip(velocities, masses) {
      momentum.0.add(mass * velocity.x)
      momentum.1.add(mass * velocity.y)
    }
    let drift = SIMD2(momentum.0.value, momentum.1.value) / masses.reduce(0, +)
    return velocities.map { $0 - drift }
  }

  private func velocity(_ i: Int, mass: Double) -> SIMD2<Double> {
    let (halfSquare, angle) = random.polarNormals(step: round, individual: firstIndividual + i)
    let direction = SIMD2(cos(angle), sin(angle))
    let speed = (2 * temperature / mass).squareRoot()
    switch kind {
    case .maxwellian: return direction * speed * halfSquare.squareRoot()
    case .equalSpeed: return direction * speed
    case .twoBeams: return SIMD2(i % 2 == 0 ? speed : -speed, 0)
    }
  }
}
