import ClausiusRandomNumbers
import Testing

@testable import ClausiusKleinGordon

@Suite struct KinkPassagesTests {
  private static let phi4 = KinkPassages(levels: [0], vacua: [-1, 1], period: nil)
  private static let sineGordon = KinkPassages(levels: [.pi], vacua: [0], period: 2 * .pi)

  private func points(
    _ passages: KinkPassages, _ field: [Double]
  ) -> [KinkPassages.Crossing]? {
    passages.crossings(of: field, continued: nil)
  }

  @Test func `a field that crosses and comes back has no kink`() {
    #expect(points(Self.phi4, [1, 0.2, -0.4, 0.3, 1]) == [])
    #expect(points(Self.phi4, [0.1, -0.1, 0.1]) == [])
  }

  @Test func `of many crossings on the way the middle one is the kink`() {
    #expect(
      points(Self.phi4, [-1, -0.2, 0.1, -0.1, 0.2, 0.9]) == [.init(point: 2, level: 0)])
  }

  @Test func `half the way from the level to the vacuum is the vacuum`() {
    #expect(points(Self.phi4, [-1, 0.5]) == [.init(point: 0, level: 0)])
    #expect(points(Self.phi4, [-1, 0.49]) == [])
  }

  @Test func `a periodic potential counts every vacuum on the way`() {
    let found = points(Self.sineGordon, [0, 0.5, 4 * .pi - 0.5, 2 * .pi])
    #expect(found?.map(\.point) == [1, 1, 2])
    #expect(found?.map { ($0.level / .pi).rounded() } == [1, 3, 3])
    #expect(points(Self.sineGordon, [0, 1e12]) == nil)
  }

  @Test func `a kink in the gap of a closed field is found once, before the first point`() {
    let turned = Self.phi4.crossings(of: [0.2, 0.9, 1, 0.3], continued: ({ -$0 }, { -$0 }))
    #expect(turned == [.init(point: 3, level: 0)])
    let late = Self.phi4.crossings(of: [-0.2, 0.9, 1, 0.3], continued: ({ -$0 }, { -$0 }))
    #expect(late == [.init(point: 0, level: 0)])
  }

  /// The canonical field of phi4 at T = 0.25: along x a path of overdamped motion in a double well.
  private static func thermalField(points: Int, spacing: Double, seed: UInt64) -> [Double] {
    let random = CounterRandom(seed: seed, stream: .startPosition)
    var phi = 1.0
    return (0..<points).map { point in
      let normal = random.normals(step: point, individual: 0).0
      phi += (phi - phi * phi * phi) * 0.7 * spacing + normal * (0.25 * spacing).squareRoot()
      return phi
    }
  }

  /// Every crossing counted, the finest grid finds three times as many as the coarsest.
  @Test func `the count of a rough field hardly depends on the grid`() throws {
    let fields = (0..<40).map { Self.thermalField(points: 16_000, spacing: 0.0125, seed: $0) }
    let counts = [1, 2, 4, 8].map { stride in
      fields.map { field in
        let sampled = Swift.stride(from: 0, to: field.count, by: stride).map { field[$0] }
        return points(Self.phi4, sampled)?.count ?? 0
      }.reduce(0, +)
    }
    for count in counts {
      #expect(abs(Double(count) / Double(counts[0]) - 1) < 0.1, "\(counts)")
    }
    #expect(counts[0] > 200)
  }

  @Test func `a polynomial counts kinks between its minima, as phi4 does`() throws {
    let polynomial = Potential.polynomial(
      PolynomialPotential(coefficients: [0.25, 0, -0.5, 0, 0.25]))
    let deep = Potential.polynomial(PolynomialPotential(coefficients: [0, 0, 0.5, 0, -1, 0, 0.5]))
    #expect(
      deep.form.kinkLevels.map { ($0 * 1e12).rounded() / 1e12 }
        == [-1, 1].map { ($0 / 3.squareRoot() * 1e12).rounded() / 1e12 })
    func kinks(_ potential: Potential) throws -> (count: Double, first: Double) {
      let start = FieldStart.gaussian(
        with(GaussianStart()) {
          ($0.amplitude, $0.width, $0.position, $0.background) = (-2, 4, 1.5, 1)
        })
      let system = try run(
        model(potential, start, points: 256, length: 60), timeStep: 0.05, duration: 0)
      return (system.observable("kink_count"), system.observable("first_kink"))
    }
    let (exact, own) = (try kinks(.phi4(Phi4Potential())), try kinks(polynomial))
    #expect(own.count == 2 && exact.count == 2)
    #expect(abs(own.first - exact.first) < 1e-12)
  }
}
