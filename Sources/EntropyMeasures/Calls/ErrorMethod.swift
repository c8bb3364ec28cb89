import ClausiusDeclarations

/// How a call wants the standard error of an estimate to be found from its data.
public enum ErrorMethod: DeclaredValue, Hashable {
  /// Samples left out, each or a group in turn; of series blocks.
  case jackknife
  /// So many draws of samples.
  case bootstrap(Int)
  /// So many blocks of successive rows.
  case blocks(Int)

  /// How many draws or blocks there can be.
  private static let counts = IntegerRange(2, 10_000)

  /// One of three calls.
  public static var kind: ValueKind {
    .choice([
      .init("jackknife", "samples left out in turn, in 64 groups where there are more"),
      .init("bootstrap(n)", "n draws of samples, n from 2 to 10000, 200 where it is left out"),
      .init("blocks(n)", "n blocks of successive rows, n from 2 to 10000, 20 where it is left out"),
    ])
  }

  /// Reads `jackknife`, `bootstrap`, `bootstrap(500)`, `blocks` or `blocks(30)`.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    guard case .scalar(let text, false) = node.content else { throw node.mismatch(Self.kind) }
    let parts = text.split(separator: "(", maxSplits: 1, omittingEmptySubsequences: false)
    let isClosed = parts.count == 1 || parts[1].hasSuffix(")")
    let words = parts.dropFirst().first.map { String($0.dropLast()).filter { $0 != " " } }
    let count = words.flatMap { Int($0) }
    guard isClosed, words == nil || count.map(Self.counts.contains) == true else {
      throw node.mismatch(Self.kind)
    }
    switch (parts[0].filter { $0 != " " }, words) {
    case ("jackknife", nil): self = .jackknife
    case ("bootstrap", _): self = .bootstrap(count ?? 200)
    case ("blocks", _): self = .blocks(count ?? 20)
    default: throw node.mismatch(Self.kind)
    }
  }

  /// The call.
  public var scenarioText: String {
    switch self {
    case .jackknife: "jackknife"
    case .bootstrap(let draws): "bootstrap(\(draws))"
    case .blocks(let blocks): "blocks(\(blocks))"
    }
  }
}
