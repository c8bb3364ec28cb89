import ClausiusDeclarations

/// An estimator that can be called by name on data: `kozachenko_leonenko(k: 4)`.
///
/// The conforming type is the table of its parameters, as a diagnostic is. A new estimator is one
/// type like this and one line in ``EstimatorCatalog``.
public protocol NamedEstimator: Declared, Cataloged {
  /// The data that it is given.
  static var input: InputShape { get }

  /// What holds of it whatever its parameters are; nothing unless stated.
  static var traits: EstimatorTraits { get }

  /// Parameters of a call on a trajectory that shows its use, `of: velocity, width: 1`; `nil` where
  /// ``input`` suggests one.
  static var example: String? { get }

  /// The unit of the estimates with these parameters; that of the catalog unless stated.
  var unit: EntropyUnit { get }

  /// What the order of the rows means with these parameters; what ``input`` says unless stated.
  var order: InputShape.RowOrder { get }

  /// Whether rows of the data are samples, so that some may be left out to see how much the
  /// estimate changes.
  var rowsAreSamples: Bool { get }

  /// Whether numbers may be codes of categories, whose order and distance say nothing; what
  /// ``InputShape/takesSymbols`` says of the input unless stated.
  var takesCategories: Bool { get }

  /// Why an estimate has no standard error, where it has none and no reason of its own.
  var missingError: MissingError { get }

  /// The estimate where nobody asks for its standard error, which may then be left out; the whole
  /// estimate unless stated.
  func estimateAlone(from arrays: [InputArray]) throws(EntropyError) -> Estimate

  /// By what a value of `part` rows is multiplied to be one of `rows` rows, but for its scatter.
  func scale(ofPart part: Int, of rows: Int) -> Double

  /// The estimate from arrays of finite numbers, as many as ``input`` says.
  ///
  /// - Throws: ``EntropyError`` when the arrays do not have the shape or the values that are
  ///   needed.
  func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate
}

extension NamedEstimator {
  /// That of the input.
  public var order: InputShape.RowOrder { Self.input.order }

  /// What ``InputShape/rows`` says of the input.
  public var rowsAreSamples: Bool { Self.input.rows == .samples }

  /// What the input says.
  public var takesCategories: Bool { Self.input.takesSymbols }

  /// That the value is exact where nothing is given, that the rows are no samples, or that blocks
  /// of them tell an error.
  public var missingError: MissingError {
    if Self.input.arrays.upperBound == 0 { return .exact }
    return rowsAreSamples
      ? .because("it has no error of its own here: ask for one, error: blocks(20)") : .noSamples
  }

  /// The estimate.
  public func estimateAlone(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    try estimate(from: arrays)
  }

  /// 1: values of a few rows are like those of many.
  public func scale(ofPart part: Int, of rows: Int) -> Double { 1 }

  /// Nothing.
  public static var traits: EstimatorTraits { [] }

  /// What the input suggests.
  public static var example: String? { nil }

  /// That of the catalog.
  public var unit: EntropyUnit { Self.usualUnit }

  /// The unit of the estimates with the default parameters.
  static var usualUnit: EntropyUnit { EntropyUnit(rawValue: entry.unit) ?? .nat }

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
  static var allKeys: [KeyDescription] { allKeys(usualUnit) }

  /// The same, where the estimates are in `unit`; the entry of the catalog is not made yet.
  private static func allKeys(_ unit: EntropyUnit) -> [KeyDescription] {
    keys.map(\.description) + SharedParameters.descriptions(for: input, unit)
  }

  /// The parameters as the catalog lists them.
  private static func parameters(_ unit: EntropyUnit) -> [CatalogEntry.Parameter] {
    allKeys(unit).map { CatalogEntry.Parameter($0) }
  }

  /// An entry with the parameters, the input and the traits of the type.
  ///
  /// - Parameters:
  ///   - name: the word in a call.
  ///   - about: what it is, in one sentence.
  ///   - formula: what it computes.
  ///   - unit: that of the estimates, with the default parameters.
  ///   - bounds: the range of the true value.
  ///   - bias: the bias for finite data, and when not to use it.
  ///   - source: author and year.
  public static func catalogEntry(
    _ name: String, about: String, formula: String, unit: EntropyUnit = .nat, bounds: String,
    bias: String, source: String
  ) -> CatalogEntry {
    CatalogEntry(
      name: name, role: .estimator, about: about, formula: formula, unit: unit.rawValue,
      bounds: bounds + (traits.contains(.passesBounds) ? "; an estimate may be below" : ""),
      bias: bias, parameters: parameters(unit), source: source, input: input.inWords)
  }
}

/// An estimator with its parameters, as a user asked for it.
public struct EstimatorRequest: Sendable {
  /// The full text of the call.
  public let text: String
  /// What a user should change in the call, though it is understood.
  public let warnings: [Problem]
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
    let (entries, warnings) = Self.renamed(call.entries, keys: type.allKeys)
    var problems = Problems()
    for entry in entries where !known.contains(entry.key) {
      problems.append(.unknownKey(entry, among: known))
    }
    try problems.throwIfAny()
    return EstimatorRequest(
      text: call.text, warnings: warnings,
      estimator: try PreparedEstimator(type, from: entries, at: call.position))
  }

  /// The parameters with `values` in place of `of`, as it was called before, and a warning of it;
  /// `of` names a quantity in calls on trajectories.
  private static func renamed(
    _ entries: [Node.Entry], keys: [KeyDescription]
  ) -> (entries: [Node.Entry], warnings: [Problem]) {
    guard let index = entries.firstIndex(where: { $0.key == "of" }),
      case .scalar(let word, false) = entries[index].value.content,
      case .choice(let choices)? = keys.first(where: { $0.name == "values" })?.kind,
      choices.contains(where: { $0.word == word })
    else { return (entries, []) }
    var renamed = entries
    renamed[index].key = "values"
    let warning = Problem(
      "'of' is called 'values' here", at: entries[index].position,
      advice: "write values: \(word)")
    return (renamed, [warning])
  }

  private func unknownName(_ call: ParsedCall) -> Problem {
    if let entry = entries.first(where: { $0.name == call.name }), entry.role != .estimator {
      return Problem(
        "'\(call.name)' is a \(entry.role.rawValue), which is not called on data by itself",
        at: call.position,
        advice: entry.call.map { "say \($0)" }
          ?? "'\(ProgramName.current) describe \(call.name)' tells what it is, "
          + "'\(ProgramName.current) list estimators' which are called")
    }
    let advice =
      callableNames.nearestName(to: call.name).map { "did you mean '\($0)'?" }
      ?? "'\(ProgramName.current) list estimators' shows them"
    return Problem("unknown estimator '\(call.name)'", at: call.position, advice: advice)
  }
}
