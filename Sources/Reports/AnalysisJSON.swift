import ClausiusDeclarations
import ClausiusDiagnostics

extension AnalysisReport {
  /// The report as a JSON document; a value that is undefined is null.
  public var json: JSON {
    .object([
      .init("file", .text(file)), .init("system", .text(system)), .init("family", .text(family)),
      .init("frames", .integer(frames)),
      .init(
        "window",
        ["from": .number(window.lowerBound), "to": .number(window.upperBound)]),
      .init("notes", .list(notes.map(JSON.text))),
      .init("parameters", .object(parameters)),
      .init("overrides", .list(overrides.map(JSON.text))),
      .init("results", .object(results.map { .init($0.name, Self.json($0)) })),
    ])
  }

  private static func json(_ result: SeriesResult) -> JSON {
    if result.names != nil {
      return .object(
        [
          .init("unit", .text(result.unit)), .init("samples", .integer(result.samples)),
          .init("warnings", .list(result.warnings.map(JSON.text))),
        ] + result.details)
    }
    let series = result.series
    let numbers: JSON = [
      "unit": .text(result.unit),
      "data_unit": result.dataUnit.map(JSON.text) ?? .null,
      "mean": number(series.mean),
      "standard_error": number(result.standardError?.value),
      "standard_error_method": result.standardError.map { .text($0.method.rawValue) } ?? .null,
      "standard_error_missing": result.missingError.map { .text($0.description) } ?? .null,
      "standard_deviation": number(series.standardDeviation),
      "minimum": number(series.minimum),
      "maximum": number(series.maximum),
      "first": number(series.first),
      "last": number(series.last),
      "change": number(result.change?.value),
      "change_standard_error": number(result.change?.standardError),
      "samples": .integer(result.samples),
      "bias_correction": result.example.map { .text($0.biasCorrection.rawValue) } ?? .null,
      "bounds": result.example.map { .list([$0.bounds.lower, $0.bounds.upper].map(number)) }
        ?? .null,
      "time_step": number(result.example?.timeStep),
      "stored": .boolean(result.isStored),
      "ties": result.example?.ties.map(JSON.integer) ?? .null,
      "warnings": .list(result.warnings.map(JSON.text)),
    ]
    guard case .object(let members) = numbers else { return numbers }
    let surrogates = result.whole?.null.map { JSON.Member("surrogates", $0.json) }
    return .object(members + (surrogates.map { [$0] } ?? []) + result.details)
  }

  private static func number(_ value: Double?) -> JSON { value.map(JSON.number) ?? .null }
}
