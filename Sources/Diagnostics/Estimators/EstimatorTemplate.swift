import ClausiusDeclarations
import ClausiusEntropyMeasures

/// An estimator whose parameters were checked, and to which the frames add what they know and the
/// call leaves open: the periods of the box, parities, the time step.
struct EstimatorTemplate: Sendable {
  let factory: EstimatorFactory
  /// The estimator as the call has it, with 1 for what only the frames know.
  let checked: PreparedEstimator
  /// The parameters that the call leaves open.
  private let open: Set<String>
  private let needsPeriods: Bool

  /// The estimator of `factory` with `parameters`.
  ///
  /// - Throws: parameters that are unknown, missing or wrong.
  init(
    _ factory: EstimatorFactory, _ parameters: [Node.Entry], at position: SourcePosition
  ) throws(Problems) {
    self.factory = factory
    open = Set(factory.keys.map(\.name)).subtracting(parameters.map(\.key))
    let missing = factory.keys.filter { $0.defaultText == nil }.map(\.name)
    needsPeriods = missing.contains("periods")
    let one = Node(.scalar(text: "1", isQuoted: false), at: position)
    let fillers = ["periods": Node(.list([one]), at: position), "time_step": one]
    let filled = missing.filter(open.contains).compactMap { name in
      fillers[name].map { Node.Entry(key: name, position: position, value: $0) }
    }
    var prepared = try factory.make(from: parameters + filled, at: position)
    if open.contains("values") { prepared.takeSymbols() }
    checked = prepared
  }

  /// Whether the frames say the value of a parameter.
  func leavesOpen(_ key: String) -> Bool { open.contains(key) }

  /// The estimator with the periods and parities of the columns and the time between the rows,
  /// where it has such parameters and the call leaves them open.
  ///
  /// - Throws: ``DiagnosticError`` when an axis has no period and must have one.
  func estimator(
    periods: [Double], parity: [Double], timeStep: Double?
  ) throws(DiagnosticError) -> PreparedEstimator {
    var estimator = checked
    if open.contains("periods") {
      let isPeriodic = !periods.isEmpty && periods.allSatisfy { $0 > 0 }
      guard isPeriodic || !needsPeriods else {
        throw DiagnosticError(
          "\(factory.entry.name) needs the period of every axis",
          advice: "the quantity is not periodic on every axis: state periods: [...] in the call")
      }
      if periods.contains(where: { $0 > 0 }) { estimator.set(periods: periods) }
    }
    if open.contains("parity") { estimator.set(parity: parity) }
    if open.contains("time_step"), let timeStep { estimator.set(timeStep: timeStep) }
    return estimator
  }
}
