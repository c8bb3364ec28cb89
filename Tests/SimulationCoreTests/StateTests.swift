import Testing

@testable import ClausiusSimulationCore

@Suite("State archives and frames")
struct StateTests {
  @Test("What is put in comes out, bit for bit")
  func archive() throws {
    var archive = StateArchive()
    let reals = [0.1, -0.0, .infinity, Double(nan: 3, signaling: false), .leastNonzeroMagnitude]
    archive.save(reals: reals, as: "a")
    archive.save(integers: [1, -2, .max, .min], as: "b")
    archive.save(text: "é", as: "c")
    #expect(try archive.reals("a").map(\.bitPattern) == reals.map(\.bitPattern))
    #expect(try archive.integers("b", count: 4) == [1, -2, .max, .min])
    #expect(try archive.text("c") == "é")
  }

  @Test("What is missing, of another kind or of another size is refused")
  func missing() {
    var archive = StateArchive()
    archive.save(reals: [1], as: "a")
    #expect(throws: StateArchiveError(name: "b", expected: nil)) { try archive.reals("b") }
    #expect(throws: StateArchiveError(name: "a", expected: 2)) {
      try archive.reals("a", count: 2)
    }
    #expect(throws: StateArchiveError(name: "a", expected: nil)) { try archive.integers("a") }
    #expect(throws: StateArchiveError(name: "a", expected: nil)) { try archive.text("a") }
  }

  @Test("A frame has room for its quantities by their shape")
  func frame() {
    let scalar = QuantityDescription(
      "energy", unit: "1", about: "e", along: [.individuals])
    let field = QuantityDescription("phi", unit: "1", about: "f", along: [.x])
    let frame = Frame(
      context: FrameContext(system: "s", individuals: 4, gridPoints: [0, 1]), box: .open(),
      quantities: [.position, scalar, field])
    #expect(frame["position"] == [Double](repeating: 0, count: 12))
    #expect(frame["energy"]?.count == 4)
    #expect(frame["phi"]?.count == 2)
    #expect(frame["velocity"] == nil)
    #expect(
      [.position, scalar, field].map { $0.shape(in: frame.context) } == [[4, 3], [4], [2]])
  }
}
