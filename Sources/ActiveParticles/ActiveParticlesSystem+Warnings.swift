import ClausiusDeclarations
import ClausiusSimulationCore

extension ActiveParticlesSystem {
  package var warnings: [Contradiction] {
    startWarnings + model.warnings(timeStep: grid.tickDuration) + countingWarnings
      + persistenceWarnings
  }

  /// The defect of the force balance above which a finished run warns.
  private static let largestDefect = 0.02

  /// A force balance that does not close beyond three standard errors.
  package var closingWarnings: [Contradiction] { balanceWarnings + pathWarnings }

  /// Fodor's rates that differ by more than that and three standard errors: without translational
  /// noise the force balance closes at any time step.
  private var pathWarnings: [Contradiction] {
    guard let defect = ledger.pathDefect,
      abs(defect.mean) > max(Self.largestDefect, 3 * defect.standardError)
    else { return [] }
    return [
      Contradiction(
        at: "run.time_step",
        "entropy_production_fodor_path is \(Float(100 * defect.mean)) % off entropy_production_fodor, with a standard error of \(Float(100 * defect.standardError)) %: an error of the time step, of the path more than of the samples",
        advice:
          "give a shorter time_step: with stiffness times time_step 0.01 the path is a few percent low"
      )
    ]
  }

  private var balanceWarnings: [Contradiction] {
    guard let defect = ledger.balance.relativeDefect,
      abs(defect.mean) > max(Self.largestDefect, 3 * defect.standardError)
    else { return [] }
    return [
      Contradiction(
        at: "run.time_step",
        "force_balance_defect is \(Float(defect.mean)) with a standard error of \(Float(defect.standardError)) since statistics_from: the heat forms and the rate of odd parity are wrong by that times <F^2>/D_t, the work form by about the square of the time step",
        advice: "give a shorter time_step, or count from later on if the state was not stationary")
    ]
  }

  private var end: Double { grid.time(ofTick: grid.lastTick) }

  private var countingWarnings: [Contradiction] {
    guard end > 0, let from = model.statisticsFrom, from > end else { return [] }
    return [
      Contradiction(
        at: "statistics_from",
        "the run ends at \(end.scenarioText), before counting begins at \(from.scenarioText): the means of the whole run stay undefined",
        advice: "count from an earlier time, or lengthen run.duration")
    ]
  }

  private var persistenceWarnings: [Contradiction] {
    let needed = 5 * (model.resolvedSpecies.map(\.persistence).max() ?? 0)
    guard end > 0, model.meanSpeed > 0, min(end, model.meansFrom) < needed || end <= needed else {
      return []
    }
    return [
      Contradiction(
        at: end <= needed ? "run.duration" : "statistics_from",
        "rates are asked before 5 persistence times, \(Float(needed)): the state may not be stationary",
        advice: end <= needed ? "lengthen run.duration" : "count from a later time")
    ]
  }
}
