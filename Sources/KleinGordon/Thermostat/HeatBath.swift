import ClausiusRandomNumbers
import ClausiusSpectra
import Foundation

/// The part of Langevin's equation that is friction and noise, O, solved exactly over half a step.
///
/// At each point pi becomes c pi + sqrt((1 - c^2) T/dx) n with c = exp(-gamma tau/2) and n normal,
/// so that <pi^2> goes to T/dx. White noise of the points is white noise of the waves: a number of
/// a coefficient with weight w (sum_j pi_j^2 = sum w p^2) has the variance T/(w dx). It is drawn
/// there, keyed by (seed, step, wave, member and half), and does not depend on plans of transforms,
/// threads or kernels. What de-aliasing removes gets no noise.
///
/// A step is O S O, with S that of the scheme: order 2 in gamma tau. O keeps the Maxwellian and S
/// the energy to its order, so that averages are off by the order of S alone. Source: Bussi and
/// Parrinello, Phys. Rev. E 75 (2007) 056707.
final class HeatBath: Sendable {
  private let basis: SpectralBasis
  private let projection: LaneOperator?
  private let random: CounterRandom
  /// What a computed point stands for, dx.
  private let weight: Double
  /// c
  private let memory: Double
  /// sqrt((1 - c^2)/(w dx)) of each lane; 0 for lanes that say nothing.
  private let scales: [Double]

  /// The bath of a field that moves in steps of length `timeStep`.
  init(_ geometry: FieldGeometry, friction: Double, timeStep: Double, seed: UInt64) {
    basis = geometry.basis
    projection = geometry.projection
    weight = geometry.weight
    random = CounterRandom(seed: seed, stream: .thermostatNoise)
    memory = exp(-friction * timeStep / 2)
    let share = -expm1(-friction * timeStep)
    scales = geometry.basis.weights.map { [weight] in
      $0 > 0 ? (share / ($0 * weight)).squareRoot() : 0
    }
  }

  /// Which half of O in a step.
  enum Half: Int {
    case first, last
  }

  /// Friction and noise of a half of the step that ends at tick `step`; no kick of the state is
  /// pending.
  ///
  /// - Returns: the energy that the field takes from the bath.
  func exchange(
    _ state: FieldState, _ half: Half, temperature: Double, step: Int, member: Int
  ) -> Double {
    let draw = 2 * member + half.rawValue
    let momentum = state.momentum
    let before = basis.product(momentum, momentum)
    if let projection {
      let noise = AlignedRow(count: momentum.count)
      let kept = AlignedRow(count: momentum.count)
      forEachNoise(temperature: temperature, step: step, draw: draw) { noise[$0] = $1 }
      projection.apply(noise, into: kept, lanes: basis.lanes)
      for lane in 0..<basis.lanes { momentum[lane] = memory * momentum[lane] + kept[lane] }
    } else {
      for lane in 0..<basis.lanes { momentum[lane] *= memory }
      forEachNoise(temperature: temperature, step: step, draw: draw) { momentum[$0] += $1 }
    }
    return weight / 2 * (basis.product(momentum, momentum) - before)
  }

  /// Calls `body` with the noise of each lane; not at all at temperature 0.
  @inline(__always)
  private func forEachNoise(
    temperature: Double, step: Int, draw: Int, _ body: (_ lane: Int, _ noise: Double) -> Void
  ) {
    guard temperature > 0 else { return }
    let amplitude = temperature.squareRoot()
    for wave in 0..<basis.lanes / 2 {
      let (first, second) = random.normals(step: step, individual: wave, draw: draw)
      body(2 * wave, amplitude * scales[2 * wave] * first)
      body(2 * wave + 1, amplitude * scales[2 * wave + 1] * second)
    }
  }
}

extension FieldGeometry {
  /// The number of waves that move, of sines and cosines: N, or what de-aliasing leaves of it.
  var movingWaves: Int {
    guard let projection else { return basis.weights.count { $0 > 0 } }
    return Int(projection.trace(weights: basis.weights).rounded())
  }
}

extension FieldReadout {
  /// kT of the motion: dx sum_j pi_j^2 over the number of waves.
  var temperature: Double { 2 * kineticEnergy / Double(movingWaves) }
}
