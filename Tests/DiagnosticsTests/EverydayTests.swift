import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusDiagnostics

/// How fast, how close, how wide, which way: measures whose values are known by hand.
@Suite("Everyday measures") struct EverydayTests {
  /// A school in the plane.
  private func plane(
    _ positions: [(Double, Double)], _ velocities: [(Double, Double)], species: [Double] = []
  ) -> TestSchool {
    var school = TestSchool(
      positions: positions.map { SIMD3($0.0, $0.1, 0) },
      velocities: velocities.map { SIMD3($0.0, $0.1, 0) })
    school.box = Box(
      spatialDimension: 2, boundary: [.open, .open, .open],
      lower: [-.infinity, -.infinity, -.infinity], upper: [.infinity, .infinity, .infinity])
    school.species = species
    return school
  }

  @Test("The speed is the mean of the lengths of the velocities, of all or of one species")
  func speed() throws {
    let school = plane([(0, 0), (1, 0), (2, 0)], [(3, 4), (0, 2), (0, 0)], species: [0, 1, 1])
    #expect(try MeanSpeed().value(school) == 7.0 / 3)
    var second = MeanSpeed()
    second.species = 1
    #expect(try second.value(school) == 1)
    #expect(throws: DiagnosticError.self) {
      var third = MeanSpeed()
      third.species = 2
      try third.check(context: school.frame.context, box: school.box)
    }
    #expect(throws: DiagnosticError.noSpecies) {
      try second.check(context: plane([(0, 0)], [(1, 0)]).frame.context, box: school.box)
    }
  }

  @Test("Order parameters of a species are those of its individuals alone")
  func orderOfSpecies() throws {
    var school = TestSchool.mill(60, counterRotating: true)
    school.species = (0..<60).map { Double($0 % 2) }
    #expect(try Rotation().value(school) < 0.1)
    for species in [0, 1] {
      let alone = (0..<60).filter { $0 % 2 == species }
      var expected = school
      expected.positions = alone.map { school.positions[$0] }
      expected.velocities = alone.map { school.velocities[$0] }
      expected.species = []
      var rotation = Rotation()
      rotation.species = species
      #expect(try rotation.value(school) == Rotation().value(expected))
      var polarization = Polarization()
      polarization.species = species
      #expect(try polarization.value(school) == Polarization().value(expected))
    }
  }

  @Test("The nearest neighbor is found across the boundary, and each individual's as a quantity")
  func neighborDistance() throws {
    let places: [(Double, Double)] = [(0.5, 5), (9.5, 5), (4, 5), (4, 7)]
    var school = plane(places, places.map { _ in (1, 0) })
    #expect(try NearestNeighborDistance().value(school) == (3.5 + 5.5 + 2 + 2) / 4)
    school.box = Box(lengths: [10, 10], boundary: .periodic)
    #expect(try NearestNeighborDistance().value(school) == (1 + 1 + 2 + 2) / 4)
    #expect(try NeighborDistance().values(of: AnalyzedFrame(school.frame)) == [1, 1, 2, 2])
    let alone = plane([(0, 0)], [(1, 0)])
    #expect(try NearestNeighborDistance().value(alone).isNaN)
    #expect(throws: DiagnosticError.self) {
      try NeighborDistance().values(of: AnalyzedFrame(alone.frame))
    }
  }

  @Test("Random points have the mean distance of Clark and Evans")
  func clarkEvans() throws {
    var numbers = TestNumbers(seed: 3)
    var school = plane([], [])
    school.box = Box(lengths: [40, 40], boundary: .periodic)
    school.positions = (0..<6400).map { _ in
      SIMD3(40 * numbers.uniform(), 40 * numbers.uniform(), 0)
    }
    school.velocities = school.positions.map { _ in SIMD3(1, 0, 0) }
    // 0.5/sqrt(density), scatter 0.26136/sqrt(N density).
    #expect(abs(try NearestNeighborDistance().value(school) - 0.25) < 4 * 0.26136 / 160)
  }

  @Test("Radius, extent and elongation of a cross")
  func shape() throws {
    let cross: [(Double, Double)] = [(2, 0), (-2, 0), (0, 1), (0, -1)]
    let along = plane(cross, cross.map { _ in (3, 0) })
    #expect(abs(try RadiusOfGyration().value(along) - 2.5.squareRoot()) < 1e-15)
    #expect(abs(try GroupExtent().value(along) - 4) < 1e-14)
    var extent = GroupExtent()
    extent.axis = .shortest
    #expect(abs(try extent.value(along) - 2) < 1e-14)
    extent.axis = .motion
    let up = plane(cross, cross.map { _ in (0, 3) })
    #expect(abs(try extent.value(up) - 2) < 1e-14)
    #expect(abs(try Elongation().value(along) - 2) < 1e-14)
    #expect(abs(try Elongation().value(up) - 0.5) < 1e-14)
    #expect(try Elongation().value(plane(cross, [(1, 0), (-1, 0), (0, 1), (0, -1)])).isNaN)
    let line = plane([(0, 0), (1, 0), (2, 0)], [(1, 0), (1, 0), (1, 0)])
    #expect(try Elongation().value(line).isNaN)
    #expect(throws: DiagnosticError.missing("velocity")) {
      try extent.check(quantities: ["position"], context: along.frame.context)
    }
  }

  @Test("A ball has the radius sqrt(3/5) a, wherever it is in a periodic box")
  func ball() throws {
    let swarm = TestSchool.swarm(4000, radius: 5)
    let open = try RadiusOfGyration().value(swarm)
    #expect(abs(open - 5 * 0.6.squareRoot()) < 0.05)
    for shift in [SIMD3<Double>(0, 0, 0), SIMD3(12, 3, 24)] {
      #expect(abs(try RadiusOfGyration().value(swarm.inCube(25, at: shift)) - open) < 1e-10)
    }
  }

  @Test("The mean heading, the circular variance and the accuracy of four headings")
  func heading() throws {
    let school = plane(
      [(0, 0), (1, 0), (2, 0), (3, 0)], [(1, 0), (0, 5), (0, 0.1), (-2, 0)], species: [0, 0, 1, 1])
    #expect(abs(try MeanHeading().value(school) - .pi / 2) < 1e-15)
    #expect(abs(try CircularVariance().value(school) - 0.5) < 1e-15)
    var accuracy = Accuracy()
    accuracy.direction = [1, 1]
    #expect(abs(try accuracy.value(school) - 0.5.squareRoot()) < 1e-15)
    accuracy.species = 0
    #expect(abs(try accuracy.value(school) - 1) < 1e-15)
    accuracy.direction = [0, 0, 1]
    let context = school.frame.context
    #expect(throws: DiagnosticError.self) { try accuracy.check(context: context, box: school.box) }
    #expect(throws: DiagnosticError.self) {
      try Accuracy().check(context: context, box: school.box)
    }
    let opposite = plane([(0, 0), (1, 0)], [(1, 0), (-1, 0)])
    #expect(try MeanHeading().value(opposite).isNaN)
    #expect(try CircularVariance().value(opposite) == 1)
  }

  @Test("A heading that passes pi has a circular mean, and a warning")
  func headingOverTime() throws {
    let angles = [3.0, 3.1, -3.1, -3.0]
    let schools = angles.map { plane([(0, 0)], [(Double.cos($0), Double.sin($0))]) }
    let result = try TestSchool.whole("mean_heading", schools)
    #expect(result.warnings.contains { $0.contains("1 times") })
    guard
      case .number(let mean)? = result.details.first(where: { $0.key == "circular_mean" })?.value
    else { return #expect(Bool(false)) }
    #expect(abs(abs(mean) - .pi) < 1e-12)
  }

  @Test("Individuals that turn at constant rates, to both sides, in any time step")
  func turning() throws {
    let rates = [0.3, 0.3, -0.1, 0.2]
    let schools = (0..<40).map { frame in
      let time = 0.5 * Double(frame)
      var school = plane(
        rates.map { _ in (0, 0) }, rates.map { (Double.cos($0 * time), Double.sin($0 * time)) })
      school.time = time
      return school
    }
    let rate = try TestSchool.whole("turning_rate", schools)
    #expect(abs(try #require(rate.whole?.value) - 0.225) < 1e-12)
    #expect(rate.unit == "radian/time")
    #expect(rate.table?.rows.count == 39)
    let signed = try TestSchool.whole("turning_rate(signed: true)", schools)
    #expect(abs(try #require(signed.whole?.value) - 0.175) < 1e-12)
    #expect(signed.warnings.isEmpty)
    let coarse = schools.enumerated().filter { $0.offset % 13 == 0 }.map(\.element)
    #expect(
      try TestSchool.whole("turning_rate", coarse).warnings.contains { $0.contains("degrees") })
  }

  @Test("A map of neighbors in two columns: ahead and behind, none beside")
  func map() throws {
    let places = (0..<6).map { (Double($0), 0.0) }
    let column = plane(places, places.map { _ in (1, 0) })
    let result = try TestSchool.whole("neighbor_map(reach: 1.5, rings: 3, sectors: 4)", [column])
    #expect(abs(try #require(result.whole?.value) - 0.5) < 1e-15)
    let rows = try #require(result.table).rows.map { $0.map { Double($0) ?? .nan } }
    let filled = rows.filter { $0[4] > 0 }
    #expect(filled.allSatisfy { $0[0] < 1.001 && $0[1] > 0.999 })
    let total = rows.reduce(0.0) { sum, row in
      sum + row[4] * (row[1] * row[1] - row[0] * row[0]) / 2.25 / 4
    }
    #expect(abs(total - 1) < 1e-12)
  }

  @Test("Random neighbors are even all around, in the plane and in space")
  func evenMap() throws {
    for dimension in [2, 3] {
      let schools = (0..<20).map { seed -> TestSchool in
        var numbers = TestNumbers(seed: UInt64(seed + 1))
        var school = TestSchool(positions: [], velocities: [])
        school.box = Box(
          lengths: [Double](repeating: 10, count: dimension), boundary: .periodic)
        for _ in 0..<200 {
          let depth = dimension == 3 ? 10 * numbers.uniform() : 0
          school.positions.append(SIMD3(10 * numbers.uniform(), 10 * numbers.uniform(), depth))
          var heading = numbers.direction()
          if dimension == 2 { heading.z = 0 }
          school.velocities.append(heading)
        }
        return school
      }
      let result = try TestSchool.whole("neighbor_map(reach: 3, rings: 2, sectors: 4)", schools)
      let ahead = try #require(result.whole)
      let error = try #require(ahead.standardError).value
      #expect(abs(try #require(ahead.value) - 0.5) < 4 * error)
      for row in try #require(result.table).rows {
        let (density, error) = (Double(row[4]) ?? .nan, Double(row[5]) ?? .nan)
        #expect(abs(density - 1) < 5 * error, "\(dimension): \(row)")
      }
    }
  }
}

extension EverydayTests {
  @Test("A mean has the unit of its numbers, a correlation none; of whom may be said")
  func units() throws {
    let schools = [TestSchool.swarm(20), TestSchool.swarm(20, seed: 2)]
    let mean = try TestSchool.whole("mean(of: speed)", schools)
    #expect(mean.unit == "length/time")
    #expect(
      try TestSchool.whole("quantile(of: speed, along: pooled)", schools).unit == "length/time")
    #expect(
      try TestSchool.whole("correlation(of: speed, to: neighbor_distance)", schools).unit == "1")
    #expect(throws: Problems.self) {
      try TestSchool.whole(
        "correlation(of: speed, to: neighbor_distance, lag: 1, along: space)", schools)
    }
    let one = try TestSchool.whole("speed(individual: 3)", schools)
    #expect(one.series.first == schools[0].velocities[3].length)
  }

  @Test("A speed has the unit of the velocities, whatever the unit of positions is")
  func unitOfVelocities() throws {
    var velocity = QuantityDescription.velocity
    velocity.unit = "mm s-1"
    let contents = FrameContents(
      context: FrameContext(system: "", individuals: 2), box: nil,
      quantities: [.position, velocity], observables: [])
    let place = SourcePosition(source: "test", line: 1, column: 1)
    for call in ["speed", "speed(individual: 1)", "mean(of: speed)"] {
      #expect(
        try SeriesCall(call, at: place, in: .standard).request(for: contents).unitName == "mm s-1")
    }
  }

  @Test("The share ahead is counted, whatever the sectors of the map")
  func ahead() throws {
    let school = TestSchool.parallel(60, cone: 2.5)
    let shares = try [1, 5, 12].map { sectors in
      try #require(
        TestSchool.whole("neighbor_map(reach: 4, sectors: \(sectors))", [school]).whole?.value)
    }
    #expect(Set(shares).count == 1 && abs(shares[0] - 0.5) > 1e-3)
  }

  @Test("A frame with one individual has no neighbor distance, and others keep theirs")
  func sparse() throws {
    var alone = TestSchool.swarm(1)
    alone.time = 1
    let mean = try TestSchool.whole("mean(of: neighbor_distance)", [alone])
    #expect(mean.series.count == 0 && mean.series.undefinedSamples == 1)
  }

  @Test("Two individuals that are absent in different frames are compared in frames with both")
  func absentInDifferentFrames() throws {
    let frames = (0..<200).map { index -> Frame in
      var school = TestSchool.swarm(2)
      let speed = 2 + Double.sin(Double(index) * 0.37) + Double.sin(Double(index) * 0.11)
      school.velocities = [SIMD3(speed, 0, 0), SIMD3(0, speed, 0)]
      let absent = index == 50 ? 0 : index == 150 ? 1 : nil
      let present = [0, 1].filter { $0 != absent }
      var frame = school.frame.with(individuals: present)
      frame.context.attendance = .init(present, of: 2)
      frame.index = index
      frame.time = Double(index)
      return frame
    }
    let place = SourcePosition(source: "test", line: 1, column: 1)
    let contents = FrameContents(
      context: frames[0].context, box: .open(), quantities: [.position, .velocity],
      observables: [])
    for (call, samples) in [("", 198), (", lag: 1", 195)] {
      let text = "correlation(of: speed(individual: 0), to: speed(individual: 1)\(call))"
      let analysis = Analysis([
        try SeriesCall(text, at: place, in: .standard).request(for: contents)
      ])
      for frame in frames { try analysis.add(AnalyzedFrame(frame)) }
      try analysis.finish()
      let found = try #require(analysis.results[0].whole)
      #expect(found.samples == samples)
      if samples == 198 { #expect(abs(try #require(found.value) - 1) < 1e-12) }
    }
  }
}
