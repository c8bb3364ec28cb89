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
  case evenHeat = "entropy_production_even_heat"
  case oddHeat = "entropy_production_odd_heat"
  case free = "entropy_production_free"
  case fodor = "entropy_production_fodor"
  case fodorPath = "entropy_production_fodor_path"
  case contraction
  case effectiveSwimSpeed = "effective_swim_speed"
  case activeWorkRate = "active_work_rate"

  /// The unit of the rate.
  var unit: String {
    switch self {
    case .contraction: "1/time"
    case .effectiveSwimSpeed: "length/time"
    case .activeWorkRate: "length^2/time^2"
    default: "nat/time"
    }
  }

  /// What it is: the parity of the self-propulsion, the expression, and what it is divided by.
  var convention: [String: String] {
    let (parity, quantity): (String?, String) =
      switch self {
      case .even: ("even", "work")
      case .odd: ("odd", "work")
      case .evenHeat: ("even", "heat")
      case .oddHeat: ("odd", "heat")
      case .free: ("sum of even and odd", "total")
      case .fodor: ("of u + F odd", "samples")
      case .fodorPath: ("of u + F odd", "path")
      case .contraction: (nil, "contraction")
      case .effectiveSwimSpeed: (nil, "speed")
      case .activeWorkRate: (nil, "work")
      }
    var convention = ["quantity": quantity, "per": "particle"]
    convention["parity"] = parity
    return convention
  }

  /// The rate of `reading`.
  func value(of reading: ActiveReading) -> Double {
    switch self {
    case .even: reading.even
    case .odd: reading.odd
    case .evenHeat: reading.evenHeat
    case .oddHeat: reading.oddHeat
    case .free: reading.free
    case .fodor: reading.fodor
    case .fodorPath: reading.fodorPath
    case .contraction: reading.contraction
    case .effectiveSwimSpeed: reading.effectiveSpeed
    case .activeWorkRate: reading.activeWork
    }
  }
}
