import ClausiusDeclarations
import Foundation

extension KleinGordonModel {
  /// What is wrong with the values taken together.
  public func contradictions() -> [Contradiction] {
    let found =
      startContradictions() + boundaryContradictions() + gridContradictions()
      + rangeContradictions() + thermostatContradictions()
    guard found.isEmpty else { return found }
    let joins = joinContradictions()
    return joins.isEmpty ? endContradictions() : joins
  }

  private func startContradictions() -> [Contradiction] {
    if initial == nil, superpose.isEmpty {
      return [
        Contradiction(
          at: "start", "'start' is missing",
          advice: "give the state at t = 0, such as 'start: kink'")
      ]
    }
    if initial != nil, !superpose.isEmpty {
      return [
        Contradiction(
          at: "superpose", "'superpose' is given beside 'start'",
          advice: "move the start into the list")
      ]
    }
    var found: [Contradiction] = []
    for (k, start) in starts.enumerated() {
      let own = start.profileForm?.contradictions(in: startSpace()) ?? []
      found += own.map {
        Contradiction(at: startKey(k) + "." + $0.key, $0.message, advice: $0.advice)
      }
      if superpose.count > 1, start.profileForm == nil {
        found.append(
          Contradiction(
            at: "superpose", "'thermal' and 'file' cannot be superposed",
            advice: "use one of them alone as 'start'"))
      }
    }
    return found + ensembleContradictions()
  }

  private func ensembleContradictions() -> [Contradiction] {
    guard let ensemble else { return [] }
    let (parameter, values) = ensemble.scan
    let name = parameter.rawValue
    guard let first = values.first,
      starts.contains(where: { $0.with(parameter, first) != nil })
        || (parameter == .temperature && thermostat != nil)
    else {
      return [
        Contradiction(
          at: "ensemble.\(name)", "the start has no '\(name)'",
          advice: parameter == .temperature
            ? "add a thermostat, or use the start thermal"
            : "scan a parameter of the start, or use another start")
      ]
    }
    let thermalStarts = starts.contains { if case .thermal = $0 { true } else { false } }
    let isWrong: (Double) -> Bool =
      switch parameter {
      case .velocity: { abs($0) >= 1 }
      case .separation: { $0 <= 0 }
      case .frequency: { $0 <= 0 || $0 >= 1 }
      case .amplitude: { _ in false }
      case .temperature: { $0 < 0 || ($0 == 0 && thermalStarts) }
      }
    guard let wrong = values.first(where: isWrong) else { return [] }
    let limits = [
      EnsembleParameter.velocity:
        "velocities lie above -1 and below 1, light has 1; move 'from' or 'to'",
      .separation: "separations are positive; move 'from' or 'to'",
      .frequency:
        "frequencies lie above 0 and below 1; move 'from' or 'to', such as to 0.01 or 0.99",
      .temperature: "temperatures are positive; move 'from' or 'to'",
    ]
    return [
      Contradiction(
        at: "ensemble.\(name)", "the \(name) \(wrong.scenarioText) is out of range",
        advice: limits[parameter])
    ]
  }

  private func boundaryContradictions() -> [Contradiction] {
    let form = potential.form
    let word = type(of: form).word
    switch boundary {
    case .antiperiodic, .dirichlet:
      guard !form.isEven else { break }
      return [
        Contradiction(
          at: "boundary", "'\(boundary.scenarioText)' needs a potential with V(-phi) = V(phi)",
          advice: "use periodic or neumann")
      ]
    case .winding:
      guard form.period == nil else { break }
      return [
        Contradiction(
          at: "boundary", "'winding' needs a periodic potential, '\(word)' is none",
          advice: form.isEven ? "use antiperiodic for one kink" : "use periodic")
      ]
    case .periodic, .neumann: break
    }
    return []
  }

  /// Numbers whose squares and products leave the range of double precision.
  private func rangeContradictions() -> [Contradiction] {
    let largest = 1e50
    let form = potential.form
    let nyquist = Double.pi * Double(points) / length
    var found: [Contradiction] = []
    if !(nyquist <= largest) {
      found.append(
        Contradiction(
          at: "length",
          "the shortest wave of \(points) points on \(length.scenarioText) is too short to compute with: its wave number is above 1e50",
          advice: "use a longer domain; masses and lengths near 1 are best"))
    }
    let isTooLarge = { (value: Double) in
      !(abs(value) <= largest && abs(form.curvature(value)) <= largest * largest)
    }
    if form.vacua.contains(where: isTooLarge) {
      found.append(
        Contradiction(
          at: "potential", "its vacuum or the mass there is too large to compute with: above 1e50",
          advice: "choose units in which masses and vacua are nearer to 1"))
    }
    return found
  }

  private func gridContradictions() -> [Contradiction] {
    var found: [Contradiction] = []
    if boundary == .antiperiodic, points % 2 != 0 {
      found.append(
        Contradiction(
          at: "points", "'antiperiodic' needs an even number of points",
          advice: "use \(points + 1)"))
    }
    if dealiasing == .exact, forceDegree == nil {
      found.append(
        Contradiction(
          at: "dealiasing", "'exact' needs a polynomial potential",
          advice: "use two_thirds, or more points"))
    }
    if symmetry == .even, starts.allSatisfy({ $0.profileForm != nil }), !isMirrorSymmetric {
      found.append(
        Contradiction(
          at: "symmetry", "the start is not even about the middle of a periodic domain",
          advice: "center it, use a multiple of 4 points, or use 'none'"))
    }
    for probe in probes where probe < start || probe > end {
      found.append(
        Contradiction(
          at: "probes", "the probe \(probe.scenarioText) lies outside the domain",
          advice: "it runs from \(start.scenarioText) to \(end.scenarioText)"))
    }
    return found
  }
}
