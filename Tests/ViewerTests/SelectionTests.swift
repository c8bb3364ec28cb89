import Testing

@testable import ClausiusViewer

@Suite("Which frames and individuals a page shows")
struct SelectionTests {
  @Test("Every third frame, and the last")
  func frames() {
    let selection = PageSelection(frameCount: 9, every: 3, individualCount: 2, shown: 2)
    #expect(selection.frames == [0, 3, 6, 8])
    #expect(selection.individuals == [0, 1])
    #expect(
      PageSelection(frameCount: 1, every: 5, individualCount: 0, shown: 0).frames == [0])
  }

  @Test("Individuals that are left out are spread over all numbers")
  func individuals() {
    let shown = PageSelection(frameCount: 1, every: 1, individualCount: 10_000, shown: 1000)
      .individuals
    #expect(shown.count == 1000)
    #expect(shown == shown.sorted())
    for tenth in 0..<10 {
      let count = shown.count { $0 / 1000 == tenth }
      #expect((98...102).contains(count), "\(count) of the \(tenth). thousand")
    }
    // No period: neither even nor odd numbers are missing.
    #expect((450...550).contains(shown.count { $0 % 2 == 0 }))
  }

  @Test("Frames go first, then individuals")
  func thinning() {
    let all = PageSelection(frameCount: 1001, every: 1, individualCount: 500, shown: 500)
    let fewer = all.thinned(
      by: 4, leastFrames: 100, frameCount: 1001, individualCount: 500)
    #expect(fewer.every == 4)
    #expect(fewer.frames.count == 251)
    #expect(fewer.individuals.count == 500)
    let fewest = all.thinned(
      by: 40, leastFrames: 100, frameCount: 1001, individualCount: 500)
    #expect(fewest.every == 10)
    #expect(fewest.frames.count == 101)
    #expect(fewest.individuals.count == 125)
    let few = PageSelection(frameCount: 20, every: 1, individualCount: 500, shown: 500)
      .thinned(by: 5, leastFrames: 100, frameCount: 20, individualCount: 500)
    #expect(few.frames.count == 20)
    #expect(few.individuals.count == 100)
  }
}
