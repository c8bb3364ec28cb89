// Collisions per second of the hard-disc gas, with the time of a fixed calibration loop beside
// them.
//
//   gas-benchmark [--threads N] [COUNT:PACKING...]
//
// Each case is a periodic square box in equilibrium. The rate is collisions over wall-clock time
// after a warm-up.
import ClausiusHardDiscs
import ClausiusSimulationCore
import Foundation

struct Case {
  var count: Int
  var packing: Double
}

/// Seconds for 5 x 10^6 iterations of a scalar xorshift loop.
func calibration() -> Double {
  var word: UInt64 = 88_172_645_463_325_252
  let start = processorTime()
  for _ in 0..<5_000_000 {
    word ^= word << 13
    word ^= word >> 7
    word ^= word << 17
  }
  let time = processorTime() - start
  return word == 0 ? .nan : time
}

func seconds(since start: ContinuousClock.Instant) -> Double {
  let elapsed = ContinuousClock.now - start
  return Double(elapsed.components.seconds) + 1e-18 * Double(elapsed.components.attoseconds)
}

/// Processor time of all threads, in seconds: what counts on a machine that others use too.
func processorTime() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

func collisions(_ system: any System) -> Double {
  system.observables().first { $0.name == "collisions" }?.value ?? 0
}

/// Collisions per second of wall-clock time, and of processor time.
func rate(_ one: Case, pool: ThreadPool, duration: Double) throws -> (wall: Double, cpu: Double) {
  var model = HardDiscsModel()
  model.count = one.count
  model.packingFraction = one.packing
  model.box = [1, 1]
  model.boundary = GasBoundaries(x: .periodic, y: .periodic)
  model.equilibration = 0
  // One mean free time of Enskog's theory, roughly, is the unit of the ticks.
  let eta = one.packing
  let diameter = (4 * eta / (.pi * Double(one.count))).squareRoot()
  let g = (1 - 7 * eta / 16) / ((1 - eta) * (1 - eta))
  let freeTime = 1 / (2 * Double.pi.squareRoot() * Double(one.count) * diameter * g)
  let tick = 0.5 * freeTime
  let grid = try TimeGrid(duration: 4096 * tick, every: tick)
  let settings = RunSettings(
    grid: grid, seed: 1, pool: pool, loadFrame: { _, _ in throw CocoaError(.fileNoSuchFile) })
  let system = try model.makeSystem(run: settings)
  var done = 0
  func go() throws {
    done += 1
    try system.advance(to: Instant(tick: done, time: grid.time(ofTick: done)))
  }
  for _ in 0..<4 { try go() }
  let before = collisions(system)
  let start = ContinuousClock.now
  let processorStart = processorTime()
  repeat { try go() } while seconds(since: start) < duration && done < 4000
  let time = seconds(since: start)
  let processor = processorTime() - processorStart
  let number = collisions(system) - before
  return (number / time, number / processor)
}

var threads = 1
var duration = 4.0
var cases: [Case] = []
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
  if argument == "--threads", let next = arguments.popFirst(), let number = Int(next) {
    threads = number
  } else if argument == "--seconds", let next = arguments.popFirst(), let number = Double(next) {
    duration = number
  } else {
    let parts = argument.split(separator: ":")
    if parts.count == 2, let count = Double(parts[0]), let packing = Double(parts[1]) {
      cases.append(Case(count: Int(count), packing: packing))
    }
  }
}
if cases.isEmpty {
  cases = [
    Case(count: 10_000, packing: 0.1), Case(count: 100_000, packing: 0.1),
    Case(count: 100_000, packing: 0.01), Case(count: 1_000_000, packing: 0.01),
  ]
}
let pool = ThreadPool(threads: threads)
print("threads \(threads)")
for one in cases {
  let before = calibration()
  let result = try rate(one, pool: pool, duration: duration)
  print(
    "N \(one.count)  packing \(one.packing)  \(Int(result.wall)) collisions/s, "
      + "\(Int(result.cpu)) per processor second  "
      + "calibration \((1e3 * before * 100).rounded() / 100) ms")
}
