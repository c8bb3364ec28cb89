import ClausiusDeclarations

/// An estimator that can be called by name on data: `kozachenko_leonenko(k: 4)`.
///
/// The conforming type is the table of its parameters, as a diagnostic is. A new estimator is one
/// type like this and one line in ``EstimatorCatalog``.
public protocol NamedEstimator: Declared, Cataloged {
  /// The data that it is given.
  static var input: InputShape { get }

  /// The unit of the estimates with these parameters; that of the catalog unless told otherwise.
  var unit: EntropyUnit { get }

  /// Whether rows of the data are samples, so that some may be left out to see how much the
  /// estimate changes.
  var rowsAreSamples: Bool { get }

  /// Whether a series from which a block was taken out may be joined: what lies over the seam is
  /// little and like the rest. Not so for patterns, words and steps, of which some never occur.
  var bearsSeams: Bool { get }

  /// The estimate from arrays of finite numbers, as many as ``input`` says.
  ///
  /// - Throws: ``EntropyError`` when the arrays do not have the shape or the values that are
  ///   needed.
  func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate
}

extension NamedEstimator {
  /// What ``InputShape/rows`` says of the input.
  public var rowsAreSamples: Bool { Self.input.rows == .samples }

  /// Seams do no harm unless told otherwise.
  public var bearsSeams: Bool { true }

  /// The estimate after a check of the number of arrays and of every number.
  ///
  /// - Throws: ``EntropyError`` for the first thing that does not suit.
  public func checkedEstimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    guard Self.input.arrays.contains(arrays.count) else {
      throw .badInput(
        "\(Self.entry.name) takes \(Self.input.inWords); \(arrays.count) arrays were given")
    }
    for array in arrays {
      try requireAxes(array)
      try array.requireFinite()
    }
    return try estimate(from: arrays)
  }

  /// Refuses arrays whose further axes would be taken for columns.
  private func requireAxes(_ array: InputArray) throws(EntropyError) {
    guard array.shape.count > Self.input.axes else { return }
    let shape = array.shape.map { "[\($0)]" }.joined()
    let cuts = array.shape.count - Self.input.axes
    let part =
      [":"] + Array(repeating: "0", count: cuts)
      + Array(repeating: ":", count: array.shape.count - cuts - 1)
    throw .badInput(
      "\(array.name) has \(array.shape.count) axes, \(shape); \(Self.entry.name) takes "
        + "\(Self.input.inWords): cut a part out, as in [\(part.joined(separator: ", "))]")
  }

  /// The parameters of calls: its own, and those that estimators of such data share.
  static var allKeys: [KeyDescription] {
    keys.map(\.description) + SharedParameters.descriptions(for: input)
  }

  /// The parameters as the catalog tells them.
  static var parameters: [CatalogEntry.Parameter] {
    allKeys.map { key in
      let fallback = key.defaultText.map { "; default \($0)" } ?? ""
      return CatalogEntry.Parameter(key.name, key.kind.inWords + fallback, key.about)
    }
  }

  /// An entry with the parameters and the input of the type.
  static func catalogEntry(
    _ name: String, about: String, formula: String, unit: EntropyUnit = .nat, bounds: String,
    bias: String, source: String
  ) -> CatalogEntry {
    CatalogEntry(
      name: name, role: .estimator, about: about, formula: formula, unit: unit.rawValue,
      bounds: bounds, bias: bias, parameters: parameters, source: source, input: input.inWords)
  }
}

/// An estimator with its parameters, as a user asked for it.
public struct EstimatorRequest: Sendable {
  /// The full text of the call.
  public let text: String
  /// The estimator with its parameters.
  public let estimator: PreparedEstimator

  /// The estimate from `arrays`.
  ///
  /// - Throws: ``EntropyError`` for the first thing about the arrays that does not suit.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    try estimator.estimate(from: arrays)
  }
}

extension EstimatorCatalog {
  /// Understands a call such as `kozachenko_leonenko(k: 4)`.
  ///
  /// - Throws: a name that is unknown, with the nearest that is known; parameters that are unknown
  ///   or wrong; each with its place.
  public func request(
    _ text: String, at position: SourcePosition
  ) throws(Problems) -> EstimatorRequest {
    let call = try CallParser.parse(text, at: position, naming: "an estimator")
    guard let type = named.first(where: { $0.entry.name == call.name }) else {
      throw Problems(unknownName(call))
    }
    let known = type.allKeys.map(\.name)
    var problems = Problems()
    for entry in call.entries where !known.contains(entry.key) {
      problems.append(unknownKey(entry, among: known))
    }
    try problems.throwIfAny()
    return EstimatorRequest(
      text: call.text,
      estimator: try PreparedEstimator(type, from: call.entries, at: call.position))
  }

  private func unknownName(_ call: ParsedCall) -> Problem {
    if let entry = entries.first(where: { $0.name == call.name }), entry.role != .estimator {
      let calls = Self.callers(of: call.name)
      return Problem(
        "'\(call.name)' is a \(entry.role.rawValue), which is not called on data by itself",
        at: call.position,
        advice: calls.map { "say \($0)" }
          ?? "'clausius describe \(call.name)' tells what it is, "
          + "'clausius list estimators' which are called")
    }
    let advice =
      nearestName(to: call.name, among: callableNames).map { "did you mean '\($0)'?" }
      ?? "'clausius list estimators' shows them"
    return Problem("unknown estimator '\(call.name)'", at: call.position, advice: advice)
  }

  /// The call that estimates a definition of entropy.
  private static func callers(of definition: String) -> String? {
    let choice = "definition: \(definition)"
    return switch EntropyChoice(rawValue: definition) {
    case .shannon: "plug_in(\(choice)), or plug_in alone"
    case .renyi, .tsallis: "plug_in(\(choice), order: 2)"
    case nil: nil
    }
  }
}
