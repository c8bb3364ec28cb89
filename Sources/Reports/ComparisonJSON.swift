import ClausiusComparisons
import ClausiusDeclarations

extension ComparisonReport {
  /// The report as a JSON document; what is undefined is null, with the reason beside it.
  public var json: JSON {
    .object(
      [.init("inputs", .list(inputs.map(JSON.text)))]
        + (runs.map { [.init("runs", .list($0.map { .list($0.map(JSON.text)) }))] } ?? [])
        + [
          .init(
            "window",
            [
              "from": window.from.map(JSON.number) ?? .null,
              "to": window.to.map(JSON.number) ?? .null,
            ]),
          .init("independent", .boolean(isIndependent)),
          .init("tests_corrected", .integer(correctedTests)),
          .init("comparisons", .object(comparisons.map { .init($0.name, Self.json($0)) })),
        ])
  }

  private static func json(_ comparison: QuantityComparison) -> JSON {
    let answer = ComparisonAnswer(comparison)
    let members =
      switch comparison {
      case .numbers(let comparison): members(comparison)
      case .categories(let comparison): members(comparison)
      }
    return .object(
      [
        .init("answer", .text(answer.text)),
        .init("differ", answer.differs.map(JSON.boolean) ?? .null),
        .init("p_value_holm", number(answer.probability)),
      ] + members)
  }

  private static func members(_ comparison: Comparison) -> [JSON.Member] {
    var members: [JSON.Member] = [
      .init("unit", .text(comparison.unit)),
      .init("samples", .list(comparison.groups.map(json))),
    ]
    if comparison.pairs.count == 1 {
      let pair = comparison.pairs[0]
      members += [
        .init("tests", tests([comparison.common] + pair.tests)),
        .init("effects", effects(pair.effects.named + comparison.effects.named)),
      ]
    } else {
      members += [
        .init("tests", tests([comparison.common])),
        .init("effects", effects(comparison.effects.named)),
        .init(
          "pairs",
          .list(
            comparison.pairs.map { pair in
              [
                "first": .integer(pair.first), "second": .integer(pair.second),
                "tests": tests(pair.tests), "effects": effects(pair.effects.named),
              ]
            })),
      ]
    }
    return members
  }

  private static func json(_ group: Comparison.Group) -> JSON {
    [
      "name": .text(group.name), "values": .integer(group.series.count),
      "block_length": .integer(group.blockLength), "blocks": .integer(group.blocks),
      "effective_samples": number(group.series.effectiveSamples),
      "mean": number(group.series.mean),
      "standard_error": number(group.standardError),
      "standard_deviation": number(group.series.standardDeviation),
      "median": number(group.median), "minimum": number(group.series.minimum),
      "maximum": number(group.series.maximum),
      "warnings": .list(group.warnings.map(JSON.text)),
    ]
  }

  static func tests(_ tests: [TestResult]) -> JSON {
    .object(
      tests.map { test in
        .init(
          test.test.rawValue,
          [
            "statistic": number(test.statistic), "p_value": number(test.probability),
            "p_value_holm": number(test.correctedProbability),
            "least_p_value": number(test.leastProbability), "method": .text(test.method),
            "undefined": test.undefined.map(JSON.text) ?? .null,
          ])
      })
  }

  static func effects(_ effects: [(name: String, value: Double?)]) -> JSON {
    .object(effects.map { .init($0.name, number($0.value)) })
  }

  static func number(_ value: Double?) -> JSON { value.map(JSON.number) ?? .null }
}
