import ClausiusSimulationCore
import Testing

@Suite("Holes between frames")
struct FrameHolesTests {
  @Test("Even times have none, lost frames make some")
  func holes() {
    #expect(FrameHoles((0..<10).map { 0.1 * Double($0) }).ends == [])
    let holes = FrameHoles([0, 1, 2, 3, 7, 8, 9, 11, 12])
    #expect(holes.ends == [4, 7])
    #expect(holes.missingFrames == 4)
    #expect((0..<9).map(holes.segment) == [0, 0, 0, 0, 1, 1, 1, 2, 2])
    #expect(holes.note == "about 4 frames are missing at 2 places")
  }

  @Test("Times without a usual step have none")
  func uneven() {
    #expect(FrameHoles([0, 1, 3, 6, 10, 15, 21]).ends == [])
    #expect(FrameHoles([0, 5, 6]).ends == [])
    #expect(FrameHoles([]).note == nil)
  }
}
