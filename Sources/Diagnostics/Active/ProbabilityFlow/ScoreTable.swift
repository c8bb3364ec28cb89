import ClausiusEntropyMeasures

/// What features say of some particles of a frame: the components along the noisy coordinates and
/// the divergences, added up feature by feature.
public struct ScoreTable: Sendable {
  /// The particles.
  public let particles: Range<Int>
  /// How they move.
  public let motion: ActiveMotion
  /// The samples, one a particle.
  private(set) var samples: ScoreSamples
  /// The number of the first feature of the set that is filling the table.
  var first = 0
  private let selfPropulsions: ArraySlice<SIMD3<Double>>

  /// The table of some particles, with their drift and without features.
  init(_ particles: Range<Int>, of frame: FlowFrame, features: Int) {
    self.particles = particles
    motion = frame.motion
    selfPropulsions = frame.selfPropulsions[particles]
    samples = ScoreSamples(
      count: particles.count, coordinates: motion.coordinates, features: features)
    samples.diffusivities = particles.flatMap { frame.motion.diffusivities(of: $0) }
    for i in particles { addDrift(of: i, in: frame) }
  }

  /// The table of some particles, filled by sets of features one behind the other.
  init(
    _ particles: Range<Int>, of frame: FlowFrame, features: [any ScoreFeatures]
  ) {
    let counts = features.map(\.names.count)
    self.init(particles, of: frame, features: counts.reduce(0, +))
    for (set, count) in zip(features, counts) {
      set.fill(&self, from: frame)
      first += count
    }
  }

  /// The drift of a particle, its divergence, and the rate that is known: |u + F|^2/D_t + div F
  /// where positions have noise, and -div F where they have none.
  private mutating func addDrift(of i: Int, in frame: FlowFrame) {
    let sample = i - particles.lowerBound
    let (u, force) = (frame.selfPropulsions[i], frame.forces[i])
    let place = sample * motion.coordinates
    let divergence = frame.forceDivergences[i]
    if motion.movesPositions {
      for axis in 0..<motion.dimension { samples.drift[place + axis] = u[axis] + force[axis] }
      let drift = u + force
      samples.rates[sample] = (drift * drift).sum() / motion[i].diffusivity + divergence
      samples.driftDivergences[sample] = divergence
    } else {
      samples.rates[sample] = -divergence
    }
    guard motion.turning == .components, motion[i].speed > 0 else { return }
    let time = motion[i].persistenceTime
    for axis in 0..<motion.dimension {
      samples.drift[place + motion.positionCoordinates + axis] = -u[axis] / time
    }
    samples.driftDivergences[sample] -= Double(motion.dimension) / time
  }

  /// Adds a field in the position of particle `i` to a feature of the set.
  ///
  /// - Parameters:
  ///   - feature: the number of the feature in its set, from 0.
  ///   - i: the particle.
  ///   - vector: V, in the space of positions.
  ///   - divergence: div V with respect to the position of the same particle.
  @inline(__always)
  public mutating func addToPosition(
    _ feature: Int, of i: Int, _ vector: SIMD3<Double>, divergence: Double
  ) {
    guard motion.movesPositions else { return }
    let sample = i &- particles.lowerBound
    for axis in 0..<motion.dimension {
      add(vector[axis], to: feature, sample, axis)
    }
    samples.divergences[sample &* samples.features &+ first &+ feature] +=
      motion[i].diffusivity * divergence
  }

  /// Adds a field in the self-propulsion of particle `i` to a feature of the set.
  ///
  /// Along the angle a of self-propulsion (`abp`) the component is V . t with t = du/da, and its
  /// derivative t . J t - V . u.
  ///
  /// - Parameters:
  ///   - feature: the number of the feature in its set, from 0.
  ///   - i: the particle.
  ///   - vector: V, in the space of self-propulsions.
  ///   - slope: t . J t with J = dV/du of the same particle.
  @inline(__always)
  public mutating func addToSelfPropulsion(
    _ feature: Int, of i: Int, _ vector: SIMD3<Double>, slope: (_ t: SIMD3<Double>) -> Double
  ) {
    let sample = i &- particles.lowerBound
    let place = motion.positionCoordinates
    var divergence = 0.0
    switch motion.turning {
    case .none: return
    case .components:
      for axis in 0..<motion.dimension {
        add(vector[axis], to: feature, sample, place &+ axis)
        divergence += slope(Self.axes[axis])
      }
      divergence *= motion.componentVariance(of: i)
    case .angle:
      let u = selfPropulsions[i]
      let tangent = SIMD3(-u.y, u.x, 0)
      if let along = Self.component(of: vector, along: tangent) {
        add(along, to: feature, sample, place)
      }
      divergence = slope(tangent) - (vector * u).sum()
    }
    samples.divergences[sample &* samples.features &+ first &+ feature] +=
      divergence / motion[i].persistenceTime
  }

  /// V . t; `nil` where V stands across t, so that only rounding is left of the product: scaled to
  /// the norm of a feature, noise would be taken for one.
  @inline(__always)
  private static func component(
    of vector: SIMD3<Double>, along tangent: SIMD3<Double>
  ) -> Double? {
    let product = (vector * tangent).sum()
    let square = (vector * vector).sum() * (tangent * tangent).sum()
    return product * product > 1e-24 * square ? product : nil
  }

  @inline(__always)
  private mutating func add(
    _ value: Double, to feature: Int, _ sample: Int, _ coordinate: Int
  ) {
    let place = sample &* motion.coordinates &+ coordinate
    samples.values[place &* samples.features &+ first &+ feature] += value
  }

  private static let axes: [SIMD3<Double>] = [
    SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1),
  ]
}
