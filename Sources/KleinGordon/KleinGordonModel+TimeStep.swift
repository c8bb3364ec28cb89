import ClausiusDeclarations
import Foundation

extension KleinGordonModel {
  /// A time step above the stability limit is refused with the limit.
  public func contradictions(timeStep: Double) -> [Contradiction] {
    let limit = timeStepLimit
    guard timeStep > limit else { return [] }
    let digits = (limit * 1e6).rounded(.down) / 1e6
    let instead = scheme.isExponential ? "" : ", or an exponential scheme"
    return [
      Contradiction(
        at: "run.time_step",
        "the time step \(timeStep.scenarioText) is above the stability limit \(digits.scenarioText) of \(scheme.rawValue) on this grid",
        advice: "shorten it or write auto, use fewer points\(instead)")
    ]
  }

  /// The largest stable time step: the scheme's limit over the largest frequency, infinite when nothing limits it.
  ///
  /// Kick-and-drift schemes see the largest frequency of the grid, omega^2 = k_max^2 + V''; exponential ones
  /// only what the force has beyond the free field, and the resonance of its kicks with the fastest wave, near tau omega = pi.
  public var timeStepLimit: Double {
    let form = potential.form
    let nyquist = Double.pi * Double(points) / length
    guard let free = freeField(of: startProfile).stiffness else {
      let curvature = max(curvatureRange?.upperBound ?? 0, form.curvature(startSpace().usualVacuum))
      return scheme.stabilityLimit / (nyquist * nyquist + max(0, curvature)).squareRoot()
    }
    let range = curvatureRange ?? usualCurvatures
    // A frozen field with V'' < 0 grows by its physics, which no step can mend.
    let kicks = [max(range.lowerBound, 0.1 * free) - free, range.upperBound - free]
    let limits = kicks.filter { abs($0) > 1e-12 }.flatMap { kick in
      [free, nyquist * nyquist + free].map { scheme.table.stabilityLimit(kick: kick, free: $0) }
    }
    return limits.min() ?? .infinity
  }

  /// A step for `time_step: auto`: at most half of the stability limit, 0.04/m a force, and a tenth of the period 2 pi/m, with two digits.
  public var safeTimeStep: Double? {
    let mass = max(1e-3, potential.form.curvature(startSpace().usualVacuum)).squareRoot()
    let perForce = 0.04 / mass * Double(scheme.table.forces)
    let largest = min(timeStepLimit / 2, perForce, 2 * .pi / mass / 10)
    let magnitude = pow(10, log10(largest).rounded(.down) - 1)
    return (largest / magnitude).rounded(.down) * magnitude
  }

  private var startProfile: FieldProfile? {
    profile(in: startSpace(), scanned: ensemble?.scan.values.first)
  }

  /// For starts of which nothing is known before they are drawn or read: half and twice the stiffness of the vacuum.
  private var usualCurvatures: ClosedRange<Double> {
    let form = potential.form
    let usual = form.curvature(startSpace().usualVacuum)
    if case .polynomial = form.force, forceDegree ?? 0 <= 1 { return usual...usual }
    return min(usual / 2, usual)...max(2 * usual, usual)
  }

  /// The range of V'' over the values of the start; `nil` for a start that is no function of x.
  private var curvatureRange: ClosedRange<Double>? {
    guard let profile = startProfile else { return nil }
    let values = (0...512).map { profile.value(start + length * Double($0) / 512).phi }
    guard let low = values.min(), let high = values.max() else { return nil }
    let curvatures = (0...64).map {
      potential.form.curvature(low + (high - low) * Double($0) / 64)
    }
    guard let least = curvatures.min(), let most = curvatures.max(), least.isFinite, most.isFinite
    else { return nil }
    return least...most
  }

  /// What is allowed and yet may surprise: a potential without a lowest value, solitons that overlap.
  public func warnings() -> [Contradiction] {
    var found: [Contradiction] = []
    if !potential.form.isBoundedBelow {
      found.append(
        Contradiction(
          at: "potential", "the potential has no lowest value: the field can run away",
          advice: "end the polynomial with an even power and a positive coefficient"))
    }
    let profile = profile(in: startSpace(), scanned: ensemble?.scan.values.first)
    let solitons = (profile?.solitons ?? []).sorted { $0.position < $1.position }
    for (left, right) in zip(solitons, solitons.dropFirst()) {
      let overlap = exp(-(right.position - left.position) / max(left.flank, right.flank))
      guard overlap > 1e-6 else { continue }
      found.append(
        Contradiction(
          at: initial == nil ? "superpose" : "start",
          "solitons overlap: the flank of one is \((overlap * 1e6).rounded() / 1e6) at the middle of the other, so that their sum is no exact solution",
          advice: "put them further apart"))
    }
    return found
  }
}
