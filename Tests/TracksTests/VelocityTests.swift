import ClausiusRandomNumbers
import Foundation
import Testing

@testable import ClausiusTracks

@Suite("Velocities of tracks")
struct VelocityTests {
  /// One individual at `places` in the frames `steps`, at the times of `steps` at 25 a second.
  private func tracks(_ steps: [Int], _ places: [Double], times: [Double]? = nil) -> Tracks {
    Tracks(
      steps: steps, times: times ?? steps.map { Double($0) / 25 },
      tracks: [
        Track(
          name: "0", number: 0, frames: Array(steps.indices),
          positions: places.map { SIMD3($0, 0, 0) })
      ], dimension: 2)
  }

  @Test(
    "Polynomials of the degree are followed exactly, at ends, gaps and unequal times",
    arguments: [(5, 1), (7, 2), (9, 3), (11, 4)], [false, true])
  func exact(rule: (window: Int, degree: Int), isUnequal: Bool) {
    let steps = (0..<40).filter { ![5, 6, 17].contains($0) }
    let times = steps.map { Double($0) / 25 + (isUnequal ? 0.01 * sin(Double(3 * $0)) : 0) }
    func place(_ t: Double) -> Double {
      (0...rule.degree).reduce(1) { $0 + pow(t - 0.7, Double($1)) }
    }
    func slope(_ t: Double) -> Double {
      (1...rule.degree).reduce(0) { $0 + Double($1) * pow(t - 0.7, Double($1 - 1)) }
    }
    var tracks = tracks(steps, times.map(place), times: times)
    let summary = TrackVelocities.add(
      SavitzkyGolay(window: rule.window, degree: rule.degree), to: &tracks)
    for (velocity, time) in zip(tracks.tracks[0].velocities, times) {
      #expect(abs(velocity.x - slope(time)) < 1e-9)
    }
    #expect((summary.standardError ?? 1) < 1e-9)
    #expect(summary.lowerDegree == 0)
  }

  @Test("The weights of five frames and degree two are those of Savitzky and Golay")
  func weights() {
    let fit = LocalPolynomial(degree: 2, at: [-2, -1, 0, 1, 2])
    for (weight, known) in zip(fit.weights, [-0.2, -0.1, 0, 0.1, 0.2]) {
      #expect(abs(weight - known) < 1e-15)
    }
  }

  @Test("Few frames make lower degrees, one frame none")
  func few() {
    var pair = tracks([0, 1], [3, 5])
    #expect(TrackVelocities.add(SavitzkyGolay(), to: &pair).lowerDegree == 2)
    #expect(pair.tracks[0].velocities.map(\.x).allSatisfy { abs($0 - 50) < 1e-9 })
    var alone = tracks([0, 50], [3, 5])
    #expect(TrackVelocities.add(SavitzkyGolay(), to: &alone).unknown == 2)
    #expect(alone.tracks[0].velocities.allSatisfy { $0.x.isNaN })
  }

  /// Paths of which the true velocities are known.
  enum Motion: String, CaseIterable, Sendable {
    case straight
    case circle
    /// Velocities that forget themselves within a second (Ornstein-Uhlenbeck).
    case autocorrelated
    /// The same within a third of a second.
    case restless

    /// Positions and velocities of `count` frames at 25 a second.
    func path(_ count: Int, _ random: CounterRandom) -> [(x: Double, v: Double)] {
      let angles: [Double] = (0..<count).map { 2 * Double($0) / 25 }
      return switch self {
      case .straight: angles.map { (x: $0, v: 2) }
      case .circle: angles.map { (x: sin($0) / 2, v: cos($0)) }
      case .autocorrelated: wandering(count, random, memory: 1)
      case .restless: wandering(count, random, memory: 1.0 / 3)
      }
    }

    private func wandering(
      _ count: Int, _ random: CounterRandom, memory: Double
    ) -> [(x: Double, v: Double)] {
      let parts = 20
      let decay = exp(-1 / (25 * Double(parts) * memory))
      var (x, v) = (0.0, random.normals(step: 0, individual: 1).0)
      return (0..<count).map { k in
        defer {
          for part in 0..<parts {
            let kick = random.normals(step: k * parts + part, individual: 2).0
            v = decay * v + (1 - decay * decay).squareRoot() * kick
            x += v / (25 * Double(parts))
          }
        }
        return (x, v)
      }
    }
  }

  @Test(
    "The stated error is the true scatter, by repetition",
    arguments: Motion.allCases, [0.003, 0.05])
  func statedError(motion: Motion, noise: Double) throws {
    var (stated, scatter, count) = (0.0, 0.0, 0)
    let repetitions = 20
    for repetition in 0..<repetitions {
      let random = CounterRandom(seed: UInt64(repetition), stream: .user(1))
      let path = motion.path(1000, random)
      let places = path.enumerated().map {
        $1.x + noise * random.normals(step: $0, individual: 3).0
      }
      var tracks = tracks(Array(0..<1000), places)
      // Only x moves and carries noise.
      tracks.dimension = 1
      let error = try #require(TrackVelocities.add(SavitzkyGolay(), to: &tracks).standardError)
      stated += error * error
      for (velocity, truth) in zip(tracks.tracks[0].velocities, path) {
        scatter += (velocity.x - truth.v) * (velocity.x - truth.v)
        count += 1
      }
    }
    let ratio = (stated / Double(repetitions) / (scatter / Double(count))).squareRoot()
    #expect(ratio > 0.8 && ratio < 1.25, "\(motion), noise \(noise): \(ratio)")
  }
}
