import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// The partition of the sphere and its freedom from the axes.
@Suite struct EqualAreaCellsTests {
  private func entropy(_ headings: [SIMD3<Double>], cells: Int = 288) throws -> Estimate {
    let free = EqualAreaCells(count: cells).occupancy(independentOfAxes: headings)
    return try ChaoWangJost().estimate(Shannon(), from: free.occupancy)
      .divided(by: Double.log(Double(cells)))
  }

  @Test(arguments: [2, 3, 4, 5, 6, 7, 12, 13, 32, 100, 128, 288, 1000, 4097])
  func everyCellHasTheSameArea(count: Int) {
    let cells = EqualAreaCells(count: count)
    #expect(cells.zones.reduce(0) { $0 + $1.cells } == count)
    #expect(cells.zones.allSatisfy { $0.cells >= 1 })
    var upper = 1.0
    for zone in cells.zones {
      #expect(
        agree(
          2 * .pi * (upper - zone.lower) / Double(zone.cells), 4 * .pi / Double(count), to: 1e-12))
      upper = zone.lower
    }
    #expect(agree(upper, -1, to: 1e-14))
    #expect(cells.zones.map(\.cells) == cells.zones.map(\.cells).reversed())
    #expect(count < 3 || cells.zones.count % 2 == 1)
  }

  /// Height and width of the cells of 288: between 0.75 and 1.35 of the side of a square of the
  /// same area.
  @Test func cellsAreNearlySquare() {
    let cells = EqualAreaCells(count: 288)
    let side = Double.sqrt(4 * .pi / 288)
    for (above, zone) in zip(cells.zones, cells.zones.dropFirst()).dropLast() {
      let (top, bottom) = (Double.acos(above.lower), Double.acos(zone.lower))
      let width = 2 * .pi * Double.sin((top + bottom) / 2) / Double(zone.cells)
      #expect((0.75...1.35).contains((bottom - top) / side))
      #expect((0.75...1.35).contains(width / side))
    }
  }

  @Test func outcomesAreUniformForUniformDirections() {
    var numbers = TestNumbers(seed: 1)
    let cells = EqualAreaCells(count: 50)
    let counts = cells.counts(of: (0..<200_000).map { _ in numbers.direction() }).counts
    let chiSquared = counts.reduce(0.0) { $0 + (Double($1) - 4000) * (Double($1) - 4000) / 4000 }
    // 49 degrees of freedom: 99.99 percent lie between 19 and 95.
    #expect((19...95).contains(chiSquared))
  }

  @Test func rotationsReflectionsAndOrderChangeNothing() throws {
    var numbers = TestNumbers(seed: 2)
    for angle in [0.1, 0.5, 1.5, Double.pi] {
      let headings = (0..<150).map { _ in numbers.direction(inConeOf: angle) }
      let value = try #require(entropy(headings).value)
      for _ in 0..<10 {
        let rotation = SpatialRotation(
          first: 7 * numbers.uniform(), second: 7 * numbers.uniform(), third: 7 * numbers.uniform())
        let moved = headings.map { rotation($0) }
        #expect(agree(try #require(entropy(moved).value), value, to: 1e-11))
      }
      let mirrored = headings.map { SIMD3(-$0.x, $0.y, $0.z) }
      #expect(agree(try #require(entropy(mirrored).value), value, to: 1e-11))
      #expect(agree(try #require(entropy(headings.reversed()).value), value, to: 1e-11))
    }
  }

  /// A ring of equidistant headings has no axis within its plane; only averaging over the azimuth
  /// frees it from the coordinates.
  @Test func aPerfectMillIsFreeOfTheAxes() throws {
    let zones = EqualAreaCells(count: 288).zones
    let count = 4 * zones[zones.count / 2].cells
    let ring = (0..<count).map { k -> SIMD3<Double> in
      let angle = 2 * .pi * Double(k) / Double(count)
      return SIMD3(Double.cos(angle), Double.sin(angle), 0)
    }
    let value = try #require(entropy(ring).value)
    for step in 0..<20 {
      let rotation = SpatialRotation(
        first: 0.01 * Double(step), second: 0.3 * Double(step), third: 1)
      #expect(agree(try #require(entropy(ring.map { rotation($0) }).value), value, to: 1e-10))
    }
    // Each cell of the equator's zone holds exactly four headings, wherever the zone starts.
    let expected = (Double.digamma(Double(count)) - Double.digamma(4)) / Double.log(288)
    #expect(agree(value, expected, to: 1e-9))
  }

  @Test func alignedAndOpposedHeadings() throws {
    let tilted = SpatialRotation(first: 1, second: 2, third: 3)(SIMD3(0, 0, 1))
    let aligned = try entropy([SIMD3<Double>](repeating: tilted, count: 40))
    #expect(aligned.value == 0)
    let opposed =
      [SIMD3<Double>](repeating: tilted, count: 20) + [SIMD3<Double>](repeating: -tilted, count: 20)
    // Two cells of 20: psi(40) - psi(20) in nats.
    let expected = (Double.digamma(40) - Double.digamma(20)) / Double.log(288)
    #expect(agree(try #require(entropy(opposed).value), expected, to: 1e-13))
  }

  /// Cones of 0.1 rad lie within the polar cap of 0.118 rad.
  @Test(arguments: [20, 50, 250, 10_000])
  func aTightConeIsOneOutcome(count: Int) throws {
    var numbers = TestNumbers(seed: 4)
    let tilt = SpatialRotation(first: 0.4, second: 0.9, third: 0.2)
    let headings = (0..<count).map { _ in tilt(numbers.direction(inConeOf: 0.1)) }
    #expect(try #require(entropy(headings).value) < 0.02)
  }

  @Test func directionsWithoutAnAxisAreReported() {
    let cross: [SIMD3<Double>] = [
      SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1), SIMD3(-1, 0, 0), SIMD3(0, -1, 0),
      SIMD3(0, 0, -1),
    ]
    #expect(!EqualAreaCells(count: 288).occupancy(independentOfAxes: cross).hasAxis)
    #expect(EqualAreaCells(count: 288).occupancy(independentOfAxes: [SIMD3(0, 1, 0)]).hasAxis)
  }

  /// The sweep against a fine sum over placements.
  @Test func theAverageOverStartsIsThatOfManyStarts() {
    var numbers = TestNumbers(seed: 6)
    let turns = numbers.uniforms(25)
    var levels = AveragedLevels(samples: 25)
    levels.add(turns: turns, arcs: 7)
    let exact = levels.occupancy(outcomes: 7)
    var sums = [Double](repeating: 0, count: 26)
    let starts = 200_000
    for start in 0..<starts {
      let offset = (Double(start) + 0.5) / Double(starts) / 7
      var counts = [Int](repeating: 0, count: 7)
      for turn in turns {
        let moved = turn - offset
        counts[min(6, Int((moved < 0 ? moved + 1 : moved) * 7))] += 1
      }
      for count in counts { sums[count] += 1 / Double(starts) }
    }
    for count in 1...25 { #expect(abs(exact.cells(holding: count) - sums[count]) < 1e-3) }
    #expect(agree(exact.sum { Double($0) }, 25, to: 1e-13))
  }

  @Test func arcsOfTheCircleAreFreeOfTheirStart() throws {
    var numbers = TestNumbers(seed: 8)
    let angles = (0..<60).map { _ in numbers.normal() }
    func value(_ turn: Double) throws -> Double {
      let headings = angles.map { SIMD2(Double.cos($0 + turn), Double.sin($0 + turn)) }
      let occupancy = EqualArcs(count: 36).occupancy(independentOfAxes: headings)
      return try #require(try ChaoWangJost().estimate(Shannon(), from: occupancy).value)
    }
    let reference = try value(0)
    for turn in [0.1, 1, 2, 3, 4, 5, 6] { #expect(agree(try value(turn), reference, to: 1e-11)) }
  }
}
