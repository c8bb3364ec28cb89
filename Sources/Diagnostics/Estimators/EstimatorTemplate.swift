import ClausiusDeclarations
import ClausiusEntropyMeasures

/// An estimator whose parameters were checked, and which is made anew where the frames know some of
/// them: the periods of the box, the time step.
struct EstimatorTemplate: Sendable {
  let factory: EstimatorFactory
  private let parameters: [Node.Entry]
  private let position: SourcePosition
  /// The estimator as the call has it, with 1 for what only the frames know.
  let checked: PreparedEstimator

  /// The estimator of `factory` with `parameters`.
  ///
  /// - Throws: parameters that are unknown, missing or wrong.
  init(
    _ factory: EstimatorFactory, _ parameters: [Node.Entry], at position: SourcePosition
  ) throws(Problems) {
    self.factory = factory
    self.parameters = parameters
    self.position = position
    let given = parameters.map(\.key)
    let missing = factory.keys.filter { $0.defaultText == nil && !given.contains($0.name) }
    let one = Node(.scalar(text: "1", isQuoted: false), at: position)
    let fillers = missing.filter { ["periods", "time_step"].contains($0.name) }.map { key in
      Node.Entry(
        key: key.name, position: position,
        value: key.name == "periods" ? Node(.list([one]), at: position) : one)
    }
    checked = try factory.make(from: parameters + fillers, at: position)
  }

  /// Whether the frames tell the value of a key.
  func leavesOpen(_ key: String) -> Bool {
    factory.keys.contains { $0.name == key } && !parameters.contains { $0.key == key }
  }

  /// The estimator with the periods and parities of the columns and the time between the rows,
  /// where it has such parameters and the call leaves them open.
  ///
  /// - Throws: ``DiagnosticError`` when they do not suit the estimator.
  func estimator(
    periods: [Double], parity: [Double], timeStep: Double?
  ) throws(DiagnosticError) -> PreparedEstimator {
    var entries = parameters
    if leavesOpen("periods"), periods.contains(where: { $0 > 0 }) || needsPeriods {
      entries.append(entry("periods", .list(periods.map { scalar($0) })))
    }
    if leavesOpen("parity") { entries.append(entry("parity", .list(parity.map { scalar($0) }))) }
    if leavesOpen("time_step"), let timeStep {
      entries.append(entry("time_step", scalar(timeStep).content))
    }
    guard entries.count > parameters.count else { return checked }
    do throws(Problems) {
      return try factory.make(from: entries, at: position)
    } catch {
      throw DiagnosticError(
        error.all.map(\.message).joined(separator: "; "),
        advice: needsPeriods && periods.contains(0)
          ? "the quantity is not periodic on every axis: state periods: [...] in the call" : nil)
    }
  }

  private var needsPeriods: Bool {
    factory.keys.contains { $0.name == "periods" && $0.defaultText == nil }
  }

  private func scalar(_ value: Double) -> Node {
    Node(.scalar(text: value.description, isQuoted: false), at: position)
  }

  private func entry(_ key: String, _ content: Node.Content) -> Node.Entry {
    Node.Entry(key: key, position: position, value: Node(content, at: position))
  }
}
