import ClausiusDeclarations
import Foundation

/// How long a step may be: short against the relaxation of the forces, 1/k, and against the
/// persistence time of the self-propulsion.
extension ActiveParticlesModel {
  /// The product of stiffness and time step, and the ratio of time step and persistence time, above
  /// which a run is refused, and above which it is warned of.
  static let largestStep = 0.2
  static let accurateStep = 0.05

  /// Steps that the stiffest force makes unstable, and such as the self-propulsion forgets itself
  /// in.
  public func contradictions(timeStep: Double) -> [Contradiction] {
    stepContradictions(timeStep, limit: Self.largestStep) { "\($0), above \(Self.largestStep)" }
  }

  /// Steps with which rates are off by some percent.
  func warnings(timeStep: Double) -> [Contradiction] {
    stepContradictions(timeStep, limit: Self.accurateStep * (1 + 1e-9)) {
      "\($0): rates of entropy production may be off by some percent, see \(gate)"
    }
  }

  /// What shows an error of the time step.
  private var gate: String {
    hasFodorRate
      ? "entropy_production_fodor_path beside entropy_production_fodor" : "force_balance_defect"
  }

  private func stepContradictions(
    _ timeStep: Double, limit: Double, _ words: (Float) -> String
  ) -> [Contradiction] {
    var found: [Contradiction] = []
    func add(_ what: String, _ ratio: Double) {
      guard ratio > limit else { return }
      let advised = Float(Self.accurateStep * timeStep / ratio)
      found.append(
        Contradiction(
          at: "run.time_step", what + " is " + words(Float(ratio)),
          advice: "give a time_step of at most \(advised)"))
    }
    let step = timeStep.scenarioText
    add(
      "stiffness \(Float(largestStiffness)) times time_step \(step)", largestStiffness * timeStep)
    if let shortestPersistence {
      add(
        "time_step \(step) over persistence_time \(Float(shortestPersistence))",
        timeStep / shortestPersistence)
    }
    return found
  }

  /// The shortest persistence time of particles that propel themselves; `nil` where none does.
  private var shortestPersistence: Double? {
    resolvedSpecies.filter { $0.speed > 0 }.map(\.persistence).min()
  }

  /// The step at which stiffness times time step is 0.025, a fiftieth of the persistence time, and
  /// particles go a twentieth of their diameter.
  public var safeTimeStep: Double? {
    let all = resolvedSpecies
    let size = all.map(\.diameter).min() ?? diameter
    var limits = all.map { $0.persistence / 50 }
    if largestStiffness > 0 { limits.append(0.025 / largestStiffness) }
    if interaction != .none, interaction != .springs {
      limits += all.filter { $0.speed > 0 }.map { 0.05 * size / $0.speed }
      limits += all.filter { $0.diffusivity > 0 }.map { 0.00125 * size * size / $0.diffusivity }
    }
    let limit = limits.min() ?? 0.01
    // The largest of 1, 2, 5 times a power of ten.
    let power = pow(10, log10(limit).rounded(.down))
    return power * (limit >= 5 * power ? 5 : limit >= 2 * power ? 2 : 1)
  }
}
