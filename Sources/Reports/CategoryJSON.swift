import ClausiusComparisons
import ClausiusDeclarations

extension ComparisonReport {
  /// Categories: `categories` names those that occur, and `shares` of a sample gives the share of
  /// each with its standard error.
  static func members(_ comparison: CategoryComparison) -> [JSON.Member] {
    var members: [JSON.Member] = [
      .init("categories", .list(comparison.categories.map(JSON.text))),
      .init("samples", .list(comparison.groups.map(json))),
      .init("tests", tests([comparison.common])),
    ]
    if comparison.pairs.count == 1 {
      members.append(.init("effects", effects(comparison.pairs[0].effects.named)))
    } else {
      members.append(.init("effects", effects(comparison.effects.named)))
      members.append(.init("pairs", .list(comparison.pairs.map(json))))
    }
    return members
  }

  private static func json(_ pair: CategoryComparison.Pair) -> JSON {
    [
      "first": .integer(pair.first), "second": .integer(pair.second),
      "tests": tests([pair.test].compactMap { $0 }), "effects": effects(pair.effects.named),
    ]
  }

  private static func json(_ group: CategoryComparison.Group) -> JSON {
    [
      "name": .text(group.name), "values": .integer(group.values),
      "block_length": .integer(group.blockLength), "blocks": .integer(group.blocks),
      "shares": .object(
        group.shares.map { share in
          .init(
            share.category,
            [
              "share": .number(share.share),
              "standard_error": number(share.standardError?.value),
            ])
        }),
      "warnings": .list(group.warnings.map(JSON.text)),
    ]
  }
}
