import Foundation

extension ActiveParticlesModel {
  /// The largest second derivative of the energy that a particle meets.
  var largestStiffness: Double {
    let trap = resolvedSpecies.map(\.trapStiffness).max() ?? 0
    return max(pairStiffness, trap, abs(cosineAmplitude))
  }

  private var pairStiffness: Double {
    switch interaction {
    case .none: 0
    case .harmonic, .softplus: stiffness
    case .wca: wcaStiffness
    case .springs: springStiffness
    }
  }

  /// U'' of a WCA pair at the distance that particles reach: the least of that where the force
  /// balances the self-propulsion, of that where the energy is D_t, and of the spacing of the
  /// densest lattice at this packing; at most the range of the force. Twice that where even that
  /// lattice is in contact: then neighbors press from either side.
  private var wcaStiffness: Double {
    let all = resolvedSpecies
    let smallest = all.map(\.diameter).min() ?? diameter
    let (speed, energy) = (all.map(\.speed).max() ?? 0, all.map(\.diffusivity).max() ?? 0)
    let spacing = latticeSpacing
    var distance = 1.122462048309373
    while distance > 0.5 {
      let sixth = pow(distance, -6)
      if 24 * stiffness * (2 * sixth * sixth - sixth) / (distance * smallest) >= speed,
        stiffness * (4 * (sixth * sixth - sixth) + 1) >= energy, distance <= spacing
      {
        break
      }
      distance -= 0.001
    }
    let sixth = pow(distance, -6)
    let isCaged = spacing < 1.122462048309373
    return (isCaged ? 2 : 1) * stiffness * (624 * sixth * sixth - 168 * sixth)
      / (distance * distance * smallest * smallest)
  }

  /// The distance of neighbors on the densest lattice at this packing, in diameters; infinite in
  /// open space.
  private var latticeSpacing: Double {
    guard let volume else { return .infinity }
    let packing = coveredVolume / volume
    return switch dimension {
    case 1: 1 / packing
    case 2: (Double.pi / 12.0.squareRoot() / packing).squareRoot()
    default: cbrt(Double.pi / 18.0.squareRoot() / packing)
    }
  }

  /// The largest stiffness of a spring, or half the sum of those of one particle where that is
  /// more. The largest eigenvalue of the network is at most four times that, as of a ring.
  private var springStiffness: Double {
    var sums = [Double](repeating: 0, count: total)
    var largest = 0.0
    for spring in resolvedSprings {
      largest = max(largest, abs(spring.stiffness))
      sums[spring.first] += abs(spring.stiffness)
      sums[spring.second] += abs(spring.stiffness)
    }
    return max(largest, (sums.max() ?? 0) / 2)
  }
}
