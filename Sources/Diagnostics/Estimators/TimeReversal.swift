import ClausiusEntropyMeasures

extension EstimatorTemplate {
  /// Whether the estimator is given steps, which are odd whatever they are steps of.
  var takesSteps: Bool { (checked.estimator as? any StepEstimator)?.takesSteps ?? false }

  /// What the rows of `inputs` must be: steps where the estimator takes steps and the quantities
  /// are no rates of change by themselves.
  ///
  /// The sum of a velocity over time is a current as it is; positions, angles and whatever else
  /// stays when time runs backward have one only in their differences.
  func order(of inputs: [[any Quantity]]) -> InputShape.RowOrder {
    let isRate = inputs.joined().allSatisfy { $0.parity == .odd }
    return takesSteps && !isRate ? .increments : checked.order
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
