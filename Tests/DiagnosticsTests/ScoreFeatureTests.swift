import ClausiusEntropyMeasures
import ClausiusSimulationCore
import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusDiagnostics

/// The features of a score: their divergences, and features of one's own.
@Suite("Features of a score")
struct ScoreFeatureTests {
  private static let law = ActiveParticles.discs(20, length: 4)

  /// Crowded particles, some of them in contact.
  private func particles(_ model: String, dimension: Int) -> ActiveParticles {
    var random = TestNumbers(seed: 3)
    var particles = ActiveParticles(
      dimension: dimension, model: model, interaction: "harmonic",
      box: dimension == 1
        ? Box(
          spatialDimension: 1, boundary: [.periodic, .open, .open],
          lower: [0, -.infinity, -.infinity], upper: [4, .infinity, .infinity])
        : Box(lengths: [Double](repeating: 4, count: dimension), boundary: .periodic))
    particles.place(dimension == 1 ? 4 : 14, within: 4, &random)
    return particles
  }

  private func sets(_ motion: ActiveMotion, species: [Double]) -> [any ScoreFeatures] {
    (motion.dimension == 1 ? [RingFeatures(motion, length: 4)] : []) + [
      SingleFeatures(motion, isTrapped: true, species: [0, 1] + species),
      PairFeatures(motion, edges: [0.6, 0.83, 1, 1.3, 1.7]), ContactFeatures(motion),
    ]
  }

  private func samples(
    _ particles: ActiveParticles, forces: [SIMD3<Double>]? = nil, of i: Int
  ) throws -> ScoreSamples {
    let (own, divergences) = Self.law(particles.positions)
    let frame = particles.frame(0, time: 0) { _ in (forces ?? own, divergences) }
    let motion = try ActiveMotion(particles.context, box: particles.box)
    let count = particles.positions.count
    let features =
      sets(motion, species: [Double](repeating: 0, count: count - 2))
      + [GlobalFeatures(particles: count)]
    let state = try FlowFrame(frame, motion: motion, range: 1.7)
    return ScoreTable(i..<i + 1, of: state, features: features).samples
  }

  /// The sum over the noisy coordinates of particle `i` of D times the slope of the component,
  /// by central differences at fixed forces.
  private func divergences(_ particles: ActiveParticles, of i: Int) throws -> [Double] {
    let forces = Self.law(particles.positions).forces
    let motion = try ActiveMotion(particles.context, box: particles.box)
    let h = 1e-5
    var sums: [Double] = []
    for coordinate in 0..<motion.coordinates {
      func values(_ shift: Double) throws -> ArraySlice<Double> {
        var moved = particles
        moved.shift(i, coordinate, by: shift, motion)
        let samples = try samples(moved, forces: forces, of: i)
        let count = samples.features
        return samples.values[coordinate * count..<(coordinate + 1) * count]
      }
      let slopes = zip(try values(h), try values(-h)).map { ($0 - $1) / (2 * h) }
      let diffusivity = motion.diffusivities(of: i)[coordinate]
      if sums.isEmpty { sums = slopes.map { _ in 0 } }
      for k in slopes.indices { sums[k] += diffusivity * slopes[k] }
    }
    return sums
  }

  @Test(
    "Divergences are those of the components, by differences",
    arguments: [("aoup", 1), ("aoup", 2), ("aoup", 3), ("abp", 2)])
  func divergencesAreRight(model: String, dimension: Int) throws {
    let particles = particles(model, dimension: dimension)
    for i in [0, 2] {
      let samples = try samples(particles, of: i)
      let expected = try divergences(particles, of: i)
      #expect(expected.count == samples.features)
      for k in expected.indices {
        #expect(
          abs(samples.divergences[k] - expected[k]) < 1e-6 * (1 + abs(expected[k])),
          "feature \(k) of particle \(i): \(samples.divergences[k]), \(expected[k])")
      }
      #expect(samples.divergences.count { $0 != 0 } > 15)
    }
  }

  /// The score of a particle in a trap, as a network would give it.
  private struct OwnScore: ScoreFeatures {
    let names = ["score"]
    /// S^-1 of (x, u).
    let inverse: (xx: Double, xu: Double, uu: Double)

    func fill(_ table: inout ScoreTable, from frame: FlowFrame) {
      for i in table.particles {
        let (x, u) = (frame.positions[i], frame.selfPropulsions[i])
        table.addToPosition(
          0, of: i, -inverse.xx * x - inverse.xu * u, divergence: -2 * inverse.xx)
        table.addToSelfPropulsion(0, of: i, -inverse.xu * x - inverse.uu * u) { t in
          -inverse.uu * (t * t).sum()
        }
      }
    }
  }

  /// D_t = .1, v0 = 1, g = k = .5: <x^2> = 1.2, <x u> = .5, <u^2> = .5 per component.
  @Test("Another learner stands in as a set of one feature, whose coefficient is 1")
  func anotherLearner() throws {
    var random = TestNumbers(seed: 4)
    var particles = ActiveParticles()
    particles.place(50, within: 1, &random)
    let determinant = 1.2 * 0.5 - 0.25
    let own = OwnScore(
      inverse: (0.5 / determinant, -0.5 / determinant, 1.2 / determinant))
    let motion = try ActiveMotion(particles.context, box: particles.box)
    var learner = try FlowLearner([own], motion: motion)
    let law = ActiveParticles.trap(0.5)
    for frame in particles.frames(100, every: 100, after: 400, step: 0.02, law, &random) {
      try learner.add(frame)
    }
    let flow = try learner.learned()
    for score in flow.flow.scores { #expect(abs(score.coefficients[0] - 1) < 0.06) }
    let bound = flow.flow.rates.bound
    #expect(abs(bound.value - 5) < 3 * (try #require(bound.standardError)))
    #expect(flow.quantity == "entropy_production_even")
    let frame = try FlowFrame(
      particles.frame(0, time: 0, law), motion: motion, range: 0)
    #expect(flow.velocities(of: frame).productions.count == 50)
  }

  @Test("Frames with other numbers of particles or of values are refused, not read beyond")
  func shapes() throws {
    var random = TestNumbers(seed: 5)
    var particles = ActiveParticles()
    particles.place(3, within: 1, &random)
    particles.speeds = [1, 1, 2]
    let motion = try ActiveMotion(particles.context, box: particles.box)
    let law = ActiveParticles.trap(1)
    var broken = particles.frame(0, time: 0, law)
    broken.quantities[3].values.removeLast()
    let short = #expect(throws: DiagnosticError.self) {
      try FlowFrame(broken, motion: motion, range: 0)
    }
    #expect(short?.message == "force_divergence has 2 numbers for 3 particles, not 1 each")
    particles.place(4, within: 1, &random)
    let more = particles.frame(1, time: 0, law)
    let other = #expect(throws: DiagnosticError.self) {
      try FlowFrame(more, motion: motion, range: 0)
    }
    #expect(other?.message == "frame 1 has 4 particles, others have 3")
  }

  @Test("A score takes 1 to 600 features")
  func counts() throws {
    let motion = ActiveMotion(
      dimension: 2, particles: [.init(speed: 1, persistenceTime: 1, diffusivity: 1)],
      turning: .components)
    #expect(throws: DiagnosticError.self) { try FlowLearner([], motion: motion) }
    let edges = (0..<120).map { 0.5 + 0.02 * Double($0) }
    #expect(throws: DiagnosticError.self) {
      try FlowLearner([PairFeatures(motion, edges: edges)], motion: motion)
    }
  }
}

extension ActiveParticles {
  /// Moves a noisy coordinate of a particle.
  fileprivate mutating func shift(
    _ i: Int, _ coordinate: Int, by step: Double, _ motion: ActiveMotion
  ) {
    if coordinate < motion.positionCoordinates {
      positions[i][coordinate] += step
    } else if motion.turning == .components {
      selfPropulsions[i][coordinate - motion.positionCoordinates] += step
    } else {
      let (c, s, u) = (Double.cos(step), Double.sin(step), selfPropulsions[i])
      selfPropulsions[i] = SIMD3(c * u.x - s * u.y, s * u.x + c * u.y, 0)
    }
  }
}
