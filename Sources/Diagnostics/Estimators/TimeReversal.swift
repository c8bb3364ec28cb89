import ClausiusEntropyMeasures

extension Quantity {
  /// Whether it changes its sign when time runs backward: velocities and headings, and the momentum
  /// of a field. All else is taken as even.
  var turnsWithTime: Bool {
    switch self {
    case let individual as IndividualQuantity: [.velocity, .heading].contains(individual.kind)
    case let field as FieldQuantity: [.pi, .modeMomentum].contains(field.kind)
    default: false
    }
  }
}

extension EstimatorTemplate {
  /// Whether the estimator is given steps, which are odd whatever they are steps of.
  var takesSteps: Bool { (checked.estimator as? any StepEstimator)?.takesSteps ?? false }

  /// What the rows of `inputs` must be: steps where the estimator takes steps and the quantities
  /// are no rates of change by themselves.
  ///
  /// The sum of a velocity over time is a current as it is; positions, angles and whatever else
  /// stays when time runs backward have one only in their differences.
  func order(of inputs: [[any Quantity]]) -> InputShape.RowOrder {
    takesSteps && !inputs.joined().allSatisfy(\.turnsWithTime) ? .increments : factory.input.order
  }
}

extension EstimatorMeasure {
  /// The parities of the numbers that the estimator is given, those of the columns being `parity`.
  ///
  /// A difference between frames turns where the quantity stays; estimators of steps know this by
  /// themselves.
  func parity(ofColumns parity: [Double]) -> [Double] {
    takesIncrements && !template.takesSteps ? parity.map { -$0 } : parity
  }
}
