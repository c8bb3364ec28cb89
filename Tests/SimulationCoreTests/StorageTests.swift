import ClausiusSimulationCore
import Testing

@Suite("What a file keeps of a number") struct StorageTests {
  /// One number in three forms of storage.
  private final class Third: System {
    let context = FrameContext(system: "third", axes: [.members(1)])
    let quantities = [
      QuantityDescription("real", about: "1/3", along: [.members]),
      QuantityDescription("float32", about: "1/3", along: [.members], storage: .float32),
      QuantityDescription("int8", about: "3", along: [.members], storage: .int8),
    ]

    func advance(to instant: Instant) {}
    func copy(_ quantity: QuantityDescription, into values: inout [Double]) {
      values = [quantity.storage == .int8 ? 3 : 1.0 / 3]
    }
    func observables() -> [Observable] { [] }
    func checkInvariants() throws(BrokenInvariant) {}
    func save(into archive: inout StateArchive) {}
    func restore(from archive: StateArchive) throws {}
  }

  /// Keeps the numbers of the frames.
  private final class Keeper: Observer {
    var values: [[String: [Double]]] = []
    var live: [Double] = []
    func observe(_ frame: borrowing Frame) {
      live += frame.observables.map(\.value)
      values.append(
        Dictionary(
          frame.quantities.map { ($0.description.name, $0.values) }, uniquingKeysWith: { $1 }))
    }
  }

  @Test("Who watches a run sees the numbers that the file will hold, live diagnostics too")
  func singlePrecision() throws {
    let keeper = Keeper()
    let third = Double(Float(1.0 / 3))
    let diagnostics = LiveDiagnostics(
      columns: [.init(name: "value", unit: "1")], quantities: ["float32"]
    ) { $0["float32"] ?? [] }
    let grid = try TimeGrid(timeStep: 1, duration: 1, every: 1)
    let simulation = Simulation(
      system: Third(), grid: grid, quantities: ["real", "float32", "int8"],
      diagnostics: diagnostics, observers: [keeper])
    #expect(try simulation.run() == .finished)
    let frame: [String: [Double]] = ["real": [1.0 / 3], "float32": [third], "int8": [3]]
    #expect(keeper.values == [frame, frame])
    #expect(keeper.live == [third, third])
    #expect(third != 1.0 / 3)
  }
}
