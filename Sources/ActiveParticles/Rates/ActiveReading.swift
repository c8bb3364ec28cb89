import ClausiusSimulationCore

/// The rates of a number of samples, per particle: what observables are read off.
///
/// u is the self-propulsion, F the force, D the translational diffusivity, <> the mean over
/// particles and samples.
struct ActiveReading {
  let sums: RateSums
  /// The means since `statistics_from`.
  let means: [MeanRate: BlockedMean]
  /// The number of particles.
  let count: Int
  let dimension: Double
  /// The root mean square of v0.
  let speed: Double
  /// The mean of D.
  let diffusivity: Double
  /// The volume of the box; NaN in open space.
  let volume: Double
  /// Whether all particles have the same D: only then does the work over D give the rates.
  let isIsothermal: Bool

  private func mean(_ sum: Double) -> Double { sum / Double(sums.samples * count) }

  /// <u.(u + F)>/D; the heat form where particles differ in D.
  var even: Double {
    guard isIsothermal else { return evenHeat }
    return mean(sums.particles.scaledSquaredPropulsion)
      + mean(sums.particles.scaledPropulsionForce)
  }
  /// - <u.F>/D; the heat form where particles differ in D.
  var odd: Double {
    isIsothermal ? -mean(sums.particles.scaledPropulsionForce) : oddHeat
  }
  /// <|u + F|^2/D> + <div F>
  var evenHeat: Double {
    mean(sums.particles.scaledSquaredPropulsion) + 2 * mean(sums.particles.scaledPropulsionForce)
      + oddHeat
  }
  /// <F^2/D> + <div F>
  var oddHeat: Double { mean(sums.particles.scaledSquaredForce) + mean(sums.particles.divergence) }
  /// <u^2/D>
  var free: Double { mean(sums.particles.scaledSquaredPropulsion) }
  /// - <div F>
  var contraction: Double { -mean(sums.particles.divergence) }
  /// <u.(u + F)>
  var activeWork: Double {
    mean(sums.particles.squaredPropulsion) + mean(sums.particles.propulsionForce)
  }
  /// <u.(u + F)>/v0
  var effectiveSpeed: Double { activeWork / speed }
  /// (<u.F> + <F^2> + <D div F>)/<F^2>, 0 in a stationary state; 0 without forces.
  var defect: Double {
    let square = sums.particles.squaredForce
    guard square > 0 else { return 0 }
    return (sums.particles.propulsionForce + square + sums.particles.diffusiveDivergence) / square
  }
  /// Fodor's rate by samples.
  var fodor: Double { mean(sums.fodor) }
  /// Fodor's rate along the path; NaN before the first piece.
  var fodorPath: Double { sums.fodorPath / Double(sums.pieces * count) }
  /// sum r.f/(d V)
  var interactionPressure: Double { perVolume(sums.particles.virial) }
  /// sum u.(u + F)/(g d V)
  var swimPressure: Double { perVolume(sums.particles.persistentWork) }
  /// N D/V and the two others.
  var pressure: Double {
    Double(count) * diffusivity / volume + interactionPressure + swimPressure
  }

  private func perVolume(_ sum: Double) -> Double {
    sum / (Double(sums.samples) * dimension * volume)
  }
}

/// A rate of which the mean over the whole run is kept.
enum MeanRate: String, CaseIterable, Sendable {
  case even = "entropy_production_even"
  case odd = "entropy_production_odd"
  case fodor = "entropy_production_fodor"
  case contraction

  /// The unit of the rate.
  var unit: String { self == .contraction ? "1/time" : "nat/time" }

  /// The rate of `reading`.
  func value(of reading: ActiveReading) -> Double {
    switch self {
    case .even: reading.even
    case .odd: reading.odd
    case .fodor: reading.fodor
    case .contraction: reading.contraction
    }
  }
}
