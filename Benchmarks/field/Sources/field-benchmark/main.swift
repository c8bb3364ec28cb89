// One step of the field against its floor: FFTW's r2c and c2r of the same length, planned by
// measurement.
//
//   field-benchmark [--rounds R] [N...]
//
// Both sides take turns in this process, on one core; each number is the best round, and the ratio
// that of the best rounds.
import CTransform
import ClausiusKleinGordon
import ClausiusSimulationCore
import Foundation

func seconds(_ work: () throws -> Void) rethrows -> Double {
  let start = ContinuousClock.now
  try work()
  let elapsed = ContinuousClock.now - start
  return Double(elapsed.components.seconds) + 1e-18 * Double(elapsed.components.attoseconds)
}

/// FFTW's pair of transforms on aligned rows, as the program runs it: out of place.
final class TransformPair {
  private let values: UnsafeMutablePointer<Double>
  private let coefficients: UnsafeMutablePointer<fftw_complex>
  private let forward: fftw_plan?
  private let backward: fftw_plan?

  init(_ points: Int) {
    values = fftw_alloc_real(points)
    coefficients = fftw_alloc_complex(points / 2 + 1)
    forward = fftw_plan_dft_r2c_1d(Int32(points), values, coefficients, 0)
    backward = fftw_plan_dft_c2r_1d(Int32(points), coefficients, values, 0)
    // Zeros take as long as other numbers, and do not grow by the factor N that every pair brings.
    for j in 0..<points { values[j] = 0 }
  }

  func run(_ count: Int) {
    for _ in 0..<count {
      fftw_execute(forward)
      fftw_execute(backward)
    }
  }
}

/// A small bump around the vacuum, stepped by Verlet.
final class Field {
  private let system: any System
  private var tick = 0
  private let step: Double

  init(_ potential: Potential, background: Double, points: Int) throws {
    var model = KleinGordonModel()
    model.potential = potential
    model.points = points
    model.length = 60 * Double(points) / 512
    model.start = -model.length / 2
    model.scheme = .stormerVerlet
    var bump = GaussianStart()
    bump.amplitude = 0.5
    bump.width = 2
    bump.background = background
    model.initial = .gaussian(bump)
    step = 0.02
    let settings = RunSettings(
      grid: try TimeGrid(timeStep: step, duration: 1e6 * step, every: 1e6 * step), seed: 1,
      pool: ThreadPool(threads: 1), loadFrame: { _, _ in throw CocoaError(.fileNoSuchFile) })
    system = try model.makeSystem(run: settings)
  }

  func run(_ count: Int) throws {
    for _ in 0..<count {
      tick += 1
      try system.advance(to: Instant(tick: tick, time: Double(tick) * step))
    }
  }
}

var rounds = 15
var sizes: [Int] = []
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
  if argument == "--rounds", let next = arguments.popFirst(), let number = Int(next) {
    rounds = number
  } else if let number = Int(argument) {
    sizes.append(number)
  }
}
if sizes.isEmpty { sizes = [512, 1024, 4096, 16384, 65536] }
print("points   pair/us   phi4/us  ratio  sine-Gordon/us  ratio")
for points in sizes {
  let pair = TransformPair(points)
  let phi4 = try Field(.phi4(Phi4Potential()), background: 1, points: points)
  let sine = try Field(.sineGordon(SineGordonPotential()), background: 0, points: points)
  let count = max(20, 4_000_000 / points)
  var best = (pair: Double.infinity, phi4: Double.infinity, sine: Double.infinity)
  for _ in 0..<rounds {
    best.pair = min(best.pair, seconds { pair.run(count) })
    best.phi4 = min(best.phi4, try seconds { try phi4.run(count) })
    best.sine = min(best.sine, try seconds { try sine.run(count) })
  }
  func text(_ number: Double, _ width: Int) -> String {
    let text = String(format: "%.3f", number)
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }
  let (a, b, c) = (best.pair / Double(count), best.phi4 / Double(count), best.sine / Double(count))
  print(
    String(repeating: " ", count: max(0, 6 - "\(points)".count)) + "\(points)", text(1e6 * a, 9),
    text(1e6 * b, 9), text(b / a, 6), text(1e6 * c, 15), text(c / a, 6))
}
