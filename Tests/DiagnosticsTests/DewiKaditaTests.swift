import ClausiusDeclarations
import ClausiusHDF5Storage
import ClausiusSimulationCore
import ClausiusTestSupport
import Foundation
import Testing

@testable import ClausiusDiagnostics

/// The convention `dewi_kadita` against dewi-kadita 0.0.4 itself, on the frames of
/// make_dewi_kadita_reference.py.
@Suite struct DewiKaditaTests {
  static let names = [
    "polarization", "rotation", "cohesion_entropy", "polarization_entropy",
    "depth_stratification_entropy", "angular_momentum_entropy", "nearest_neighbor_entropy",
    "velocity_correlation_entropy", "shape_entropy", "oceanic_schooling_index",
  ]

  @Test func everyValueOfEveryFrameToTwelveDigits() throws {
    let root = try Self.openReference()
    let requests = try Self.names.map {
      try DiagnosticCatalog.standard.request($0, at: place, convention: "dewi_kadita")
    }
    let cases = try root.children()
    #expect(cases.count == 30)
    for child in cases {
      let group = try root.openGroup(child.name)
      let school = try Self.school(in: group)
      let frame = AnalyzedFrame(school.frame)
      for request in requests {
        let expected = try group.attributes.readScalar(request.text, as: Double.self)
        let found = try #require(try request.evaluate(frame).value)
        #expect(abs(found - expected) <= 1e-12, "\(request.text) of \(child.name)")
      }
    }
  }

  /// Rotation around the circular mean and single-linkage clusters of radius 2, computed with NumPy
  /// and SciPy.
  @Test(arguments: [
    ("mill_across_corner", 0.9779646480882265, 1),
    ("random", 0.05955858500018825, 123), ("random_large", 0.014070375195230963, 755),
  ])
  func rotationAndClustersOfTheSameFrames(name: String, rotation: Double, clusters: Int) throws {
    let school = try Self.school(in: Self.openReference().openGroup(name))
    #expect(abs(try Rotation().value(school) - rotation) < 1e-13)
    var linked = Clusters()
    linked.radius = 2
    #expect(try linked.value(school) == Double(clusters))
  }

  private static func openReference() throws -> HDF5Group {
    let path = try #require(
      Bundle.module.path(forResource: "dewi_kadita_reference", ofType: "h5"))
    return try HDF5File.openForReading(path).root
  }

  private static func school(in group: HDF5Group) throws -> TestSchool {
    let rows = try group.openDataset("position").read(as: Double.self)
    let velocities = try group.openDataset("velocity").read(as: Double.self)
    let side = try group.attributes.readScalar("box", as: Double.self)
    var school = TestSchool(positions: [], velocities: [])
    school.box = Box(lengths: [side, side, side], boundary: .periodic)
    for i in 0..<rows.count / 3 {
      school.positions.append(SIMD3(rows[3 * i], rows[3 * i + 1], rows[3 * i + 2]))
      school.velocities.append(
        SIMD3(velocities[3 * i], velocities[3 * i + 1], velocities[3 * i + 2]))
    }
    return school
  }

  @Test func otherBoxesAreRefused() throws {
    var school = TestSchool.swarm(20)
    var entropy = CohesionEntropy()
    entropy.convention = .dewiKadita
    let boxes = [
      Box.open(), Box(lengths: [20, 20, 21], boundary: .periodic),
      Box(lengths: [20, 20, 20], boundary: .wall), Box(lengths: [20, 20], boundary: .periodic),
    ]
    for box in boxes {
      school.box = box
      #expect(throws: DiagnosticError.self) { try entropy.evaluate(AnalyzedFrame(school.frame)) }
      #expect(throws: DiagnosticError.self) {
        try entropy.check(context: school.frame.context, box: box)
      }
    }
  }

  @Test func aBoxThatDoesNotBeginAtZeroIsTheSameBox() throws {
    let school = TestSchool.swarm(60).inCube(25, at: SIMD3(12, 13, 14))
    var shifted = school
    shifted.box = Box(
      spatialDimension: 3, boundary: [.periodic, .periodic, .periodic], lower: [-8, -8, -8],
      upper: [17, 17, 17])
    shifted.positions = school.positions.map { $0 - 8 }
    for name in Self.names {
      let request = try DiagnosticCatalog.standard.request(
        name, at: place, convention: "dewi_kadita")
      let expected = try request.evaluate(AnalyzedFrame(school.frame))
      let found = try request.evaluate(AnalyzedFrame(shifted.frame))
      #expect(abs((found.value ?? .nan) - (expected.value ?? .nan)) < 1e-12)
    }
  }
}

/// A place for calls that no file holds.
let place = SourcePosition(source: "test", line: 1, column: 1)
