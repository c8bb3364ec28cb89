import ClausiusEntropyMeasures
import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusDiagnostics

/// The short form of `Tests/Calibration/calibrate` for schools and gases.
@Suite struct StatedSchoolErrorTests {
  /// A kind of school.
  enum Kind: String, CaseIterable {
    case swarm, groups, mill
  }

  private static func school(_ kind: Kind, _ count: Int, _ source: inout TestNumbers) -> TestSchool
  {
    var school = TestSchool(positions: [], velocities: [])
    for _ in 0..<count {
      func noise() -> SIMD3<Double> {
        SIMD3(source.normal(), source.normal(), source.normal())
      }
      switch kind {
      case .swarm:
        school.positions.append(noise())
        school.velocities.append(noise())
      case .groups:
        school.positions.append(0.6 * noise() + SIMD3(source.uniform() < 0.5 ? -2 : 2, 0, 0))
        school.velocities.append(0.3 * noise() + SIMD3(0, source.uniform() < 0.5 ? -1 : 1, 0))
      case .mill:
        let angle = 2 * Double.pi * source.uniform()
        let (c, s) = (Double.cos(angle), Double.sin(angle))
        school.positions.append((1 + 0.2 * source.normal()) * SIMD3(c, s, 0) + 0.2 * noise())
        school.velocities.append(SIMD3(-s, c, 0) + 0.3 * noise())
      }
    }
    return school
  }

  private static let entropies: [any SchoolEntropy] = [
    CohesionEntropy(), PolarizationEntropy(), DepthStratificationEntropy(),
    AngularMomentumEntropy(), NearestNeighborEntropy(), VelocityCorrelationEntropy(),
    ShapeEntropy(),
  ]

  @Test("the errors of a school of 60 are the scatter of its entropies", arguments: Kind.allCases)
  func schools(kind: Kind) throws {
    var source = TestNumbers(seed: 12)
    let names = Self.entropies.map { type(of: $0).name } + [OceanicSchoolingIndex.name]
    var values = names.map { _ in Moments() }
    var errors = values
    for _ in 0..<100 {
      let frame = AnalyzedFrame(Self.school(kind, 60, &source).frame)
      let estimates =
        try Self.entropies.map { try $0.evaluate(frame) }
        + [try OceanicSchoolingIndex().evaluate(frame)]
      for (place, estimate) in estimates.enumerated() {
        values[place].add(try #require(estimate.value))
        errors[place].add(try #require(estimate.standardError).value)
      }
    }
    for (place, name) in names.enumerated() {
      let ratio = errors[place].mean / (try #require(values[place].variance)).squareRoot()
      #expect((0.7...1.4).contains(ratio), "\(name): \(ratio)")
    }
  }

  @Test("published entropies say that they are published without an error")
  func published() throws {
    var entropy = ShapeEntropy()
    entropy.convention = .dewiKadita
    var school = TestSchool.swarm(40)
    school.box = .init(lengths: [20, 20, 20], boundary: .periodic)
    let estimate = try entropy.evaluate(AnalyzedFrame(school.frame))
    #expect(estimate.standardError == nil && estimate.missingError == .asPublished)
  }

  @Test("shells have an edge at the distance in contact")
  func shells() {
    let bounds = ShellBounds(to: 1, shells: 10, contact: 0.33)
    #expect(bounds.edges.count == 11 && bounds.edges[0] == 0 && bounds.edges[10] == 1)
    #expect(abs(bounds.edges[3] - 0.33) < 1e-8)
    #expect(bounds.shell(at: 0.3299) == 2 && bounds.shell(at: 0.33) == 3)
    #expect(bounds.shell(at: 0.999_999) == 9)
    #expect(ShellBounds(to: 1, shells: 4, contact: nil).edges == [0, 0.25, 0.5, 0.75, 1])
  }
}
