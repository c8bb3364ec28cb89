import ClausiusSimulationCore
import Testing

@testable import ClausiusTrajectories

@Suite("Velocities from displacements")
struct DisplacementTests {
  private func places(_ x: Double, at time: Double, image: Double? = nil) -> Displacements.Places {
    Displacements.Places(
      time: time, box: Box(lengths: [10, 10, 10], boundary: .periodic), positions: [x, 0, 0],
      images: image.map { [$0, 0, 0] }, rows: nil)
  }

  @Test("Turns around the box make any speed exact", arguments: [0.3, 4.9, 7, 23, -12.5])
  func images(speed: Double) {
    let frames = (0..<3).map { k in
      let path = 1 + speed * Double(k)
      let turn = (path / 10).rounded(.down)
      return places(path - 10 * turn, at: Double(k), image: turn)
    }
    let found = Displacements(before: frames[0], here: frames[1], after: frames[2])
      .velocity(ofRow: 0, individual: 0)
    #expect(abs(found.x - speed) < 1e-12)
    #expect(found.y == 0)
  }

  @Test("Without them up to half a period a frame", arguments: [0.3, 2.6, 4.9, -4.9])
  func nearest(speed: Double) {
    let frames = (0..<3).map { k in
      let path = 1 + speed * Double(k)
      return places(path - 10 * (path / 10).rounded(.down), at: Double(k))
    }
    let found = Displacements(before: frames[0], here: frames[1], after: frames[2])
      .velocity(ofRow: 0, individual: 0)
    #expect(abs(found.x - speed) < 1e-12)
  }

  @Test("One side is enough, none is no velocity")
  func ends() {
    let here = places(2, at: 1)
    let one = Displacements(before: nil, here: here, after: places(5, at: 3))
    #expect(one.velocity(ofRow: 0, individual: 0).x == 1.5)
    let none = Displacements(before: nil, here: here, after: nil)
    #expect(none.velocity(ofRow: 0, individual: 0).x.isNaN)
  }
}
