import ClausiusDeclarations
import ClausiusEntropyMeasures

/// Understands calls of estimators on quantities of frames:
/// `sample_entropy(of: polarization, embedding: 2)`.
enum EstimatorCall {
  /// The measure that a call names; `nil` when it names no estimator.
  ///
  /// - Throws: every parameter that is unknown or wrong, each with its place.
  static func measure(
    _ call: ParsedCall, in catalog: DiagnosticCatalog
  ) throws(Problems) -> EstimatorMeasure? {
    guard let factory = catalog.estimators.factory(named: call.name) else { return nil }
    try refuseUnknown(call, factory)
    let own = call.entries.filter { !EstimatorUse.names.contains($0.key) }
    let template = try EstimatorTemplate(factory, own, at: call.position)
    let use = try EstimatorUse(from: call.node(of: EstimatorUse.plain))
    let inputs = try inputs(call, factory, catalog)
    let measure = EstimatorMeasure(template, on: inputs, use: use)
    if let misuse = measure.misuse {
      let entry = call.entries.first { $0.key == misuse.key }
      throw Problems(
        Problem(misuse.message, at: entry?.position ?? call.position, advice: misuse.advice))
    }
    return measure
  }

  private static func refuseUnknown(
    _ call: ParsedCall, _ factory: EstimatorFactory
  ) throws(Problems) {
    let known = EstimatorUse.names + factory.keys.map(\.name)
    var problems = Problems()
    var seen: Set<String> = []
    for entry in call.entries {
      if !known.contains(entry.key) {
        problems.append(.unknownKey(entry, among: known))
      } else if !seen.insert(entry.key).inserted {
        problems.append(Problem("'\(entry.key)' is given twice", at: entry.position))
      }
    }
    try problems.throwIfAny()
  }

  private static func inputs(
    _ call: ParsedCall, _ factory: EstimatorFactory, _ catalog: DiagnosticCatalog
  ) throws(Problems) -> [[any Quantity]] {
    var inputs: [[any Quantity]] = []
    var problems = Problems()
    for key in EstimatorUse.quantities {
      guard let entry = call.entries.first(where: { $0.key == key }) else { continue }
      let found = problems.collect { () throws(Problems) in
        try catalog.quantities(of: entry.value)
      }
      if let found { inputs.append(found) }
    }
    try problems.throwIfAny()
    guard factory.input.arrays.contains(inputs.count) else {
      let words = EstimatorUse.quantities.prefix(factory.input.arrays.upperBound)
      let example = words.map { "\($0): ..." }.joined(separator: ", ")
      throw Problems(
        Problem(
          "\(call.name) takes \(factory.input.inWords); \(inputs.count) quantities are named",
          at: call.position,
          advice: words.isEmpty ? "name none" : "say of what: \(call.name)(\(example))"))
    }
    return inputs
  }
}

extension ParsedCall {
  /// The parameters called `keys` as a mapping.
  fileprivate func node(of keys: [String]) -> Node {
    Node(.mapping(entries.filter { keys.contains($0.key) }), at: position)
  }
}
