import ClausiusDeclarations
import Foundation

extension KleinGordonModel {
  /// A time step above the stability limit is refused with the limit.
  public func contradictions(timeStep: Double) -> [Contradiction] {
    let limit = timeStepLimit
    guard timeStep > limit else { return [] }
    let digits = (limit * 1e6).rounded(.down) / 1e6
    return [
      Contradiction(
        at: "run.time_step",
        "the time step \(timeStep.scenarioText) is above the stability limit \(digits.scenarioText) of \(scheme.rawValue) on this grid",
        advice: "shorten it or write auto, use fewer points, or an exponential scheme")
    ]
  }

  /// The largest stable time step: the scheme's limit over the largest frequency, infinite when nothing limits it.
  ///
  /// Kick-and-drift schemes see the largest frequency of the grid, omega^2 = k_max^2 + V''; exponential ones
  /// only what the force has beyond the free field.
  public var timeStepLimit: Double {
    let form = potential.form
    if scheme.isExponential {
      guard let range = curvatureRange, let free = freeStiffness(reference: startReference) else {
        return .infinity
      }
      let rest = max(abs(range.lowerBound - free), abs(range.upperBound - free))
      return rest < 1e-12 ? .infinity : scheme.stabilityLimit / rest.squareRoot()
    }
    let nyquist = Double.pi * Double(points) / length
    let curvature = max(curvatureRange?.upperBound ?? 0, form.curvature(startSpace().usualVacuum))
    return scheme.stabilityLimit / (nyquist * nyquist + max(0, curvature)).squareRoot()
  }

  /// A step for `time_step: auto`: at most half of the stability limit, 0.04/m a force, and a tenth of the period 2 pi/m, with two digits.
  public var safeTimeStep: Double? {
    let mass = max(1e-3, potential.form.curvature(startSpace().usualVacuum)).squareRoot()
    let perForce = 0.04 / mass * Double(scheme.table.forces)
    let largest = min(timeStepLimit / 2, perForce, 2 * .pi / mass / 10)
    let magnitude = pow(10, log10(largest).rounded(.down) - 1)
    return (largest / magnitude).rounded(.down) * magnitude
  }

  private var startReference: Double {
    reference(of: profile(in: startSpace(), scanned: ensemble?.scan.values.first))
  }

  /// The range of V'' over the values of the start; `nil` for a start that is no function of x.
  private var curvatureRange: ClosedRange<Double>? {
    guard let profile = profile(in: startSpace(), scanned: ensemble?.scan.values.first) else {
      return nil
    }
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
