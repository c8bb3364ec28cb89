import ClausiusDeclarations
import ClausiusFields
import ClausiusKernelDispatch
import ClausiusSimulationCore

@testable import ClausiusKleinGordon

/// The settings of a test run.
func settings(
  timeStep: Double, duration: Double, every: Double? = nil, threads: Int = 1, seed: UInt64 = 1
) throws -> RunSettings {
  RunSettings(
    grid: try TimeGrid(
      timeStep: timeStep, duration: duration, every: every ?? max(duration, timeStep)),
    seed: seed, pool: ThreadPool(threads: threads),
    loadFrame: { path, _ in throw BrokenInvariant("no file \(path) in this test") })
}

/// A system of `model`, moved to `duration`.
func run(
  _ model: KleinGordonModel, timeStep: Double, duration: Double, threads: Int = 1,
  variant: KernelVariant? = nil
) throws -> KleinGordonSystem {
  let settings = try settings(timeStep: timeStep, duration: duration, threads: threads)
  let system = try KleinGordonSystem(
    model: model, run: settings, variant: variant ?? KernelVariant.selected())
  try advance(system, timeStep: timeStep, steps: settings.grid.lastTick)
  return system
}

/// Moves a system by whole steps from t = `from` steps on.
func advance(
  _ system: KleinGordonSystem, timeStep: Double, steps: Int, from first: Int = 0
) throws {
  for step in 0..<steps {
    let tick = first + step + 1
    try system.advance(to: Instant(tick: tick, time: Double(tick) * timeStep))
  }
}

/// A model with a start.
func model(
  _ potential: Potential, _ start: FieldStart, points: Int, length: Double,
  boundary: FieldBoundary = .periodic, scheme: TimeScheme = .blanesMoanSRKN11,
  _ change: (inout KleinGordonModel) -> Void = { _ in }
) -> KleinGordonModel {
  var model = KleinGordonModel()
  model.potential = potential
  model.initial = start
  model.points = points
  model.start = -length / 2
  model.length = length
  model.boundary = boundary
  model.scheme = scheme
  change(&model)
  return model
}

/// Changes a value in passing.
func with<Value>(_ value: Value, _ change: (inout Value) -> Void) -> Value {
  var changed = value
  change(&changed)
  return changed
}

/// The largest difference of two rows.
func largestDifference(_ a: [Double], _ b: [Double]) -> Double {
  zip(a, b).map { abs($0 - $1) }.max() ?? .infinity
}

extension KleinGordonSystem {
  /// phi of the first field at the points of the grid.
  var phi: [Double] { FieldReadout(self, member: 0).phi }
  /// pi of the first field at the points of the grid.
  var pi: [Double] { FieldReadout(self, member: 0).pi }
  /// The energy of the first field.
  var energy: Double { FieldReadout(self, member: 0).energy }
  /// A number of a frame.
  func observable(_ name: String) -> Double {
    observables().first { $0.name == name }?.value ?? .nan
  }
}
