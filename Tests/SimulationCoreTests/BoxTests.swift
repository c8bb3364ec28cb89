import Testing

@testable import ClausiusSimulationCore

@Suite("Boxes and sums")
struct BoxTests {
  @Test("The nearest image is the shortest displacement of all images")
  func nearestImage() {
    let box = Box(lengths: [10, 4, 2], boundary: .periodic)
    #expect(box.nearestImage(3, axis: 0) == 3)
    #expect(box.nearestImage(6, axis: 0) == -4)
    #expect(box.nearestImage(-6, axis: 0) == 4)
    #expect(box.nearestImage(26, axis: 0) == -4)
    #expect(box.nearestImage(5, axis: 0).magnitude == 5)
    #expect(box.nearestImage(3, axis: 1) == -1)
    #expect(box.nearestImage(-1.5, axis: 2) == 0.5)
    for k in -30...30 {
      let displacement = Double(k) * 0.7
      let shortest = (-4...4).map { (displacement + 10 * Double($0)).magnitude }.min()
      #expect(abs(box.nearestImage(displacement, axis: 0).magnitude - (shortest ?? 0)) < 1e-12)
    }
  }

  @Test("Open and walled axes leave displacements alone")
  func otherBoundaries() {
    #expect(Box.open().nearestImage(1e9, axis: 2) == 1e9)
    #expect(Box(lengths: [1, 1], boundary: .wall).nearestImage(0.9, axis: 0) == 0.9)
  }

  @Test("A box of two lengths is plane, with an open z axis")
  func plane() {
    let box = Box(lengths: [3, 2], boundary: .periodic)
    #expect(box.spatialDimension == 2)
    #expect(box.boundary == [.periodic, .periodic, .open])
    #expect(box.periods == [3, 2, 0])
    #expect(box.length(1) == 2)
    #expect(box.length(2) == .infinity)
    #expect(box.isPeriodic)
    #expect(!Box.open().isPeriodic)
    #expect(Box.open(spatialDimension: 2).spatialDimension == 2)
  }

  @Test("A compensated sum keeps what a plain one loses")
  func compensatedSum() {
    var sum = CompensatedSum()
    for value in [1, 1e100, 1, -1e100] { sum.add(value) }
    #expect(sum.value == 2)
    var tenths = CompensatedSum()
    for _ in 0..<10_000_000 { tenths.add(0.1) }
    #expect(tenths.value == 1_000_000)
    #expect(CompensatedSum().value == 0)
  }
}
