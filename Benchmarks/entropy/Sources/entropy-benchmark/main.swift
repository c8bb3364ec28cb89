// Seconds of one core for the Boltzmann entropy of one frame in four coarse grainings, with the
// time of a fixed calibration loop beside them.
//
//   entropy-benchmark [DISCS]
//
// The frame is an ideal gas in a 2 x 1 box; each repetition sees a frame of its own, so that
// nothing is remembered from the one before.
import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusSimulationCore
import Foundation

/// Processor time in seconds: what counts on a machine that others use too.
func processorTime() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

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

/// Discs placed at random in a 2 x 1 box with Maxwellian velocities.
func idealGas(_ count: Int) -> Frame {
  let context = FrameContext(system: "hard_discs", individuals: count)
  var frame = Frame(
    context: context, box: Box(lengths: [2, 1], boundary: .wall),
    quantities: [.position, .velocity])
  let places = CounterRandom(seed: 1, stream: .startPosition)
  let speeds = CounterRandom(seed: 1, stream: .startVelocity)
  for i in 0..<count {
    let (x, y) = places.uniforms(step: 0, individual: i)
    let (a, b) = speeds.uniforms(step: 0, individual: i)
    let speed = (-2 * log(1 - a)).squareRoot()
    frame.quantities[0].values[3 * i] = 2 * x
    frame.quantities[0].values[3 * i + 1] = y
    frame.quantities[1].values[3 * i] = speed * cos(2 * .pi * b)
    frame.quantities[1].values[3 * i + 1] = speed * sin(2 * .pi * b)
  }
  return frame
}

let coarseGrainings = [
  ("four velocity cells", ["[16, 8]|1", "[16, 8]|0.5", "[16, 8]|0.25", "[16, 8]|0.125"]),
  ("four of everything", ["[8, 4]|1", "[16, 8]|0.5", "[32, 16]|0.25", "[64, 32]|0.125"]),
]

func requests(_ cells: [String], count: String) throws -> [DiagnosticRequest] {
  let place = SourcePosition(source: "benchmark", line: 1, column: 1)
  return try cells.map { cell in
    let parts = cell.split(separator: "|")
    return try DiagnosticCatalog.standard.request(
      "boltzmann_entropy(position: \(parts[0]), velocity: \(parts[1]), count: \(count))", at: place)
  }
}

let discs = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
let frame = idealGas(discs)
for (name, cells) in coarseGrainings {
  for count in ["plug_in", "chao_wang_jost"] {
    let calls = try requests(cells, count: count)
    var best = Double.infinity
    var values: [String] = []
    for _ in 0..<5 {
      let start = processorTime()
      let analysis = Analysis(calls)
      let estimates = try analysis.add(frame)
      best = min(best, processorTime() - start)
      values = estimates.map { "\(($0.value ?? .nan))" }
    }
    print(
      "\(discs) discs, \(name), \(count): \((1e4 * best).rounded() / 10) ms "
        + "(calibration \((1e4 * calibration()).rounded() / 10) ms)  \(values.joined(separator: " "))"
    )
  }
}
