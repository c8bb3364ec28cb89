import ClausiusDeclarations
import ClausiusEntropyMeasures

/// An estimate with the call and the data that it came from, for people and for scripts.
public struct MeasurementReport: Sendable {
  /// The call of the estimator.
  public var call: String
  /// The datasets as the user named them.
  public var inputs: [String]
  /// How each was read, where its name alone does not tell it.
  public var readings: [String?]
  /// What came out.
  public var estimate: Estimate
  /// How long it took, where that was asked for.
  public var time: Time?

  /// The duration of an estimate, without reading its data.
  public struct Time: Sendable, Hashable {
    /// On the clock.
    public var seconds: Double
    /// Of all processors together.
    public var processorSeconds: Double

    /// A duration on the clock, and of all processors together.
    public init(seconds: Double, processorSeconds: Double) {
      self.seconds = seconds
      self.processorSeconds = processorSeconds
    }
  }

  /// The `estimate` that `call` made of `inputs`.
  public init(
    call: String, inputs: [String], readings: [String?] = [], estimate: Estimate,
    time: Time? = nil
  ) {
    self.call = call
    self.inputs = inputs
    self.readings = readings
    self.estimate = estimate
    self.time = time
  }

  /// The report for people.
  public var table: String {
    var lines = [(call, valueText)]
    if let error = estimate.standardError {
      lines.append(("standard error", "\(error.value.scenarioText) (\(error.method.rawValue))"))
    }
    if let reason = estimate.missingError { lines.append(("standard error", "none: \(reason)")) }
    if let null = estimate.null { lines += null.lines }
    if let bounds = boundsText { lines.append(("bounds", bounds)) }
    if estimate.biasCorrection != .none {
      lines.append(("bias correction", estimate.biasCorrection.rawValue))
    }
    lines.append(("samples", "\(estimate.samples)"))
    if let ties = estimate.ties, ties > 0 { lines.append(("ties", "\(ties)")) }
    if let timeStep = estimate.timeStep { lines.append(("time step", timeStep.scenarioText)) }
    if let unit = estimate.dataUnit { lines.append(("unit of the data", unit)) }
    lines += readings.compactMap { $0.map { ("read as", $0) } }
    lines += estimate.warnings.map { ("warning", $0.description) }
    if let time {
      lines.append(("seconds", time.seconds.scenarioText))
      lines.append(("processor seconds", time.processorSeconds.scenarioText))
    }
    let width = lines.map(\.0.count).max() ?? 0
    return lines.map { $0.0.padded(to: width) + "  " + $0.1 }.joined(separator: "\n")
  }

  private var valueText: String {
    switch estimate.outcome {
    case .value(let value):
      value.scenarioText + (estimate.unit == .dimensionless ? "" : " " + estimate.unit.rawValue)
    case .undefined(let reason): "undefined: \(reason)"
    }
  }

  private var boundsText: String? {
    let bounds = estimate.bounds
    guard bounds.lower != nil || bounds.upper != nil else { return nil }
    return (bounds.lower?.scenarioText ?? "-infinity") + " to "
      + (bounds.upper?.scenarioText ?? "infinity")
  }

  /// The report for scripts.
  public var json: JSON {
    guard case .object(let members) = numbers, let null = estimate.null else { return numbers }
    return .object(members + [.init("surrogates", null.json)])
  }

  /// Why there is no standard error; `nil` where there is one.
  private var missingError: MissingError? {
    estimate.value == nil ? .noValue : estimate.missingError
  }

  private var numbers: JSON {
    [
      "estimator": .text(call),
      "input": .list(inputs.map(JSON.text)),
      "read_as": .list(readings.map { $0.map(JSON.text) ?? .null }),
      "value": estimate.value.map(JSON.number) ?? .null,
      "unit": .text(estimate.unit.rawValue),
      "undefined": estimate.undefined.map { .text($0.description) } ?? .null,
      "standard_error": estimate.standardError.map { .number($0.value) } ?? .null,
      "standard_error_method": estimate.standardError.map { .text($0.method.rawValue) } ?? .null,
      "standard_error_missing": missingError.map { .text($0.description) } ?? .null,
      "bias_correction": .text(estimate.biasCorrection.rawValue),
      "bounds": .list(
        [estimate.bounds.lower, estimate.bounds.upper].map { $0.map(JSON.number) ?? .null }),
      "samples": .integer(estimate.samples),
      "time_step": estimate.timeStep.map(JSON.number) ?? .null,
      "ties": estimate.ties.map(JSON.integer) ?? .null,
      "data_unit": estimate.dataUnit.map(JSON.text) ?? .null,
      "outcomes": estimate.outcomes.map(JSON.integer) ?? .null,
      "warnings": .list(estimate.warnings.map { .text($0.description) }),
      "seconds": time.map { .number($0.seconds) } ?? .null,
      "processor_seconds": time.map { .number($0.processorSeconds) } ?? .null,
    ]
  }
}
