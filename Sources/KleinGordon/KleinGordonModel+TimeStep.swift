import ClausiusDeclarations
import ClausiusSimulationCore
import Foundation

extension KleinGordonModel {
  /// A time step above the stability limit is refused with the limit.
  public func contradictions(timeStep: Double) -> [Contradiction] {
    let limit = timeStepLimit
    let found = timeStep > limit ? [aboveLimit(timeStep, limit)] : []
    return found + thermostatContradictions(timeStep: timeStep)
  }

  private func aboveLimit(_ timeStep: Double, _ limit: Double) -> Contradiction {
    let digits = limit < 1e-3 ? limit : (limit * 1e6).rounded(.down) / 1e6
    let instead = scheme.isExponential ? "" : ", or an exponential scheme"
    let shorter =
      startProfiles().isEmpty
      ? "write half of it, auto cannot know the field before it is drawn or read"
      : "shorten it or write auto"
    return Contradiction(
      at: "run.time_step",
      "the time step \(timeStep.scenarioText) is above the stability limit \(digits.scenarioText) of \(scheme.rawValue) on this grid",
      advice: "\(shorter), use fewer points\(instead)")
  }

  /// The largest stable time step: the scheme's limit over the largest frequency, infinite when
  /// nothing limits it.
  ///
  /// Kick-and-drift schemes see the largest frequency of the grid, omega^2 = k_max^2 + V'';
  /// exponential ones only what the force has beyond the free field, and the resonance of its kicks
  /// with the fastest wave, near tau omega = pi.
  public var timeStepLimit: Double { timeStepLimit(curvatures: startCurvatures) }

  /// The largest stable time step of fields whose V'' lies in a range.
  private func timeStepLimit(curvatures range: ClosedRange<Double>) -> Double {
    let nyquist = Double.pi * Double(points) / length
    guard let free = freeField(of: startProfiles()).stiffness else {
      let usual = potential.form.curvature(startSpace().usualVacuum)
      let most = max(range.upperBound, usual, 0)
      return scheme.stabilityLimit / (nyquist * nyquist + most).squareRoot()
    }
    // A frozen field with V'' < 0 grows by its physics, which no step can mend.
    let stiffnesses = [max(range.lowerBound, 0.1 * free), range.upperBound].filter { $0 > 0 }
    let kicks = stiffnesses.map { $0 - free }
    let limits = kicks.filter { abs($0) > 1e-12 }.flatMap { kick in
      [free, nyquist * nyquist + free].map { scheme.table.stabilityLimit(kick: kick, free: $0) }
    }
    return limits.min() ?? .infinity
  }

  /// Refuses a time step that is above the limit of the fields as they were drawn or read, of which
  /// the scenario alone said less.
  func requireStable(_ timeStep: Double, fields: [[Double]]) throws(ContradictionError) {
    guard let range = curvatureRange(of: fields) else { return }
    let limit = timeStepLimit(curvatures: range)
    guard timeStep > limit else { return }
    throw ContradictionError(aboveLimit(timeStep, limit))
  }

  /// A step for `time_step: auto`: at most half of the stability limit, 0.04/m a force, and a tenth
  /// of the period 2 pi/m, and with a thermostat at most 0.2/gamma, with two digits.
  public var safeTimeStep: Double? {
    let mass = max(1e-3, potential.form.curvature(startSpace().usualVacuum)).squareRoot()
    let perForce = 0.04 / mass * Double(scheme.table.forces)
    let forgetting = thermostat.map { 0.2 / $0.friction } ?? .infinity
    let largest = min(timeStepLimit / 2, perForce, 2 * .pi / mass / 10, forgetting)
    let magnitude = pow(10, log10(largest).rounded(.down) - 1)
    return (largest / magnitude).rounded(.down) * magnitude
  }

  /// The range of V'' over the values of the fields at the start.
  private var startCurvatures: ClosedRange<Double> {
    var fields = startProfiles().map(values)
    let space = startSpace()
    if fields.isEmpty, case .thermal(var thermal) = starts[0] {
      thermal.temperature = highestTemperature ?? thermal.temperature
      let center = thermal.vacuum ?? space.usualVacuum
      let reach = 5 * thermal.standardDeviation(in: space, points: points)
      fields = [[center - reach, center + reach]]
    }
    if thermostat != nil, let temperature = highestTemperature {
      // A thermostat carries the field to every vacuum, and as far around as the temperature says.
      var thermal = ThermalStart()
      thermal.temperature = temperature
      let reach = 5 * thermal.standardDeviation(in: space, points: points)
      let vacua = space.potential.vacua.isEmpty ? [0] : space.potential.vacua
      fields.append(vacua.flatMap { [$0 - reach, $0 + reach] })
    }
    return curvatureRange(of: fields) ?? usualCurvatures
  }

  /// For starts of which nothing is known before they are read: half and twice the stiffness of the
  /// vacuum.
  private var usualCurvatures: ClosedRange<Double> {
    let form = potential.form
    let usual = form.curvature(startSpace().usualVacuum)
    if case .polynomial = form.force, forceDegree ?? 0 <= 1 { return usual...usual }
    return min(usual / 2, usual)...max(2 * usual, usual)
  }

  /// The range of V'' over the values that fields reach.
  private func curvatureRange(of fields: [[Double]]) -> ClosedRange<Double>? {
    var curvatures: [Double] = []
    for values in fields {
      guard let low = values.min(), let high = values.max() else { continue }
      curvatures += (0...64).map {
        potential.form.curvature(low + (high - low) * Double($0) / 64)
      }
    }
    guard let least = curvatures.min(), let most = curvatures.max(), least.isFinite, most.isFinite
    else { return nil }
    return least...most
  }

  /// What is allowed and yet may surprise: a potential without a lowest value, solitons that
  /// overlap.
  public func warnings() -> [Contradiction] {
    var found: [Contradiction] = []
    if !potential.form.isBoundedBelow {
      found.append(
        Contradiction(
          at: "potential", "the potential has no lowest value: the field can run away",
          advice: "end the polynomial with an even power and a positive coefficient"))
    }
    let overlap = startProfiles().map(\.largestOverlap).max() ?? 0
    if overlap > 1e-6 {
      found.append(
        Contradiction(
          at: initial == nil ? "superpose" : "start",
          "solitons overlap: the flank of one is \((overlap * 1e6).rounded() / 1e6) at the middle of the other, so that their sum is no exact solution",
          advice: "put them further apart"))
    }
    return found
  }
}
