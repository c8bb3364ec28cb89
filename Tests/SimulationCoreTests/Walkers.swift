import ClausiusRandomNumbers

@testable import ClausiusSimulationCore

/// Walkers on a line that drift and diffuse: every number depends on the whole past and on the
/// random counters.
final class Walkers: System {
  var positions: [Double]
  var velocities: [Double]
  private(set) var instants: [Instant] = []
  private let random: CounterRandom
  private let breaksAtTick: Int?

  init(count: Int = 3, seed: UInt64 = 5, breaksAtTick: Int? = nil) {
    positions = (0..<count).map(Double.init)
    velocities = [Double](repeating: 0, count: count)
    random = CounterRandom(seed: seed, stream: .angularNoise)
    self.breaksAtTick = breaksAtTick
  }

  var context: FrameContext { FrameContext(system: "walkers", individuals: positions.count) }
  var box: Box { .open() }
  let quantities: [QuantityDescription] = [
    .position, .velocity,
    QuantityDescription("path", unit: "length", about: "x", along: [.individuals]),
  ]

  func advance(to instant: Instant) throws {
    for i in positions.indices {
      let (kick, _) = random.uniforms(step: instant.tick, individual: i)
      velocities[i] = 0.9 * velocities[i] + kick - 0.5
      positions[i] += velocities[i] * 0.1
    }
    if instant.tick == breaksAtTick { positions[0] = .nan }
    instants.append(instant)
  }

  func copy(_ quantity: QuantityDescription, into values: inout [Double]) {
    for i in positions.indices {
      switch quantity.name {
      case "position": values[3 * i] = positions[i]
      case "velocity": values[3 * i] = velocities[i]
      default: values[i] = positions[i]
      }
    }
  }

  func observables() -> [Observable] {
    [Observable(name: "sum", unit: "length", value: positions.reduce(0, +))]
  }

  func checkInvariants() throws(BrokenInvariant) {
    for (i, position) in positions.enumerated() where !position.isFinite {
      throw BrokenInvariant("individual \(i) is at \(position)")
    }
  }

  func save(into archive: inout StateArchive) {
    archive.save(reals: positions, as: "system/position")
    archive.save(reals: velocities, as: "system/velocity")
  }

  func restore(from archive: StateArchive) throws {
    positions = try archive.reals("system/position", count: positions.count)
    velocities = try archive.reals("system/velocity", count: velocities.count)
  }
}

/// Keeps what it sees, and how often it was called since the start of the run, across restarts.
final class Recorder: Observer {
  struct Record: Hashable {
    var index: Int
    var step: Int
    var time: Double
    var positions: [UInt64]
    var observables: [Observable]
    var count: Int
  }

  let name: String
  private(set) var records: [Record] = []
  private var count = 0
  private let log: Log?

  /// Shared by observers to see their order.
  final class Log {
    var names: [String] = []
  }

  init(_ name: String = "recorder", log: Log? = nil) {
    self.name = name
    self.log = log
  }

  func observe(_ frame: borrowing Frame) throws {
    count += 1
    log?.names.append("\(name) \(frame.index)")
    records.append(
      Record(
        index: frame.index, step: frame.step, time: frame.time,
        positions: (frame["position"] ?? []).map(\.bitPattern), observables: frame.observables,
        count: count))
  }

  func save(into archive: inout StateArchive) {
    archive.save(integers: [count], as: "\(name)/count")
  }

  func restore(from archive: StateArchive) throws {
    count = try archive.integers("\(name)/count", count: 1)[0]
  }
}
