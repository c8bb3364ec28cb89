import Testing

@testable import ClausiusHardDiscs

@Suite("Fixed-point axes")
struct FixedAxisTests {
  @Test("A disc that crosses a periodic face is counted and comes in on the other side")
  func crossing() {
    let axis = FixedAxis(length: 4, isPeriodic: true)
    var image: Int32 = 0
    let there = axis.moved(axis.fixed(3.5), by: 9, image: &image)
    #expect(axis.real(there) == 0.5)
    #expect(image == 3)
    let back = axis.moved(there, by: -9, image: &image)
    #expect(axis.real(back) == 3.5)
    #expect(image == 0)
  }

  @Test("Half a turn is counted once", arguments: [2.0, -2.0, 6, -6])
  func halfTurn(distance: Double) {
    let axis = FixedAxis(length: 4, isPeriodic: true)
    var image: Int32 = 0
    let there = axis.moved(axis.fixed(1), by: distance, image: &image)
    #expect(axis.real(there) + 4 * Double(image) == 1 + distance)
  }

  @Test("Displacements are to the nearest image")
  func displacement() {
    let axis = FixedAxis(length: 4, isPeriodic: true)
    #expect(axis.displacement(from: axis.fixed(3.75), to: axis.fixed(0.25)) == 0.5)
    let walled = FixedAxis(length: 4, isPeriodic: false)
    #expect(walled.displacement(from: walled.fixed(3.75), to: walled.fixed(0.25)) == -3.5)
  }
}
