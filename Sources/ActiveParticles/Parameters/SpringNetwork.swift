import ClausiusDeclarations

/// Springs between particles: a ring, or a list of `[i, j, K]`.
public struct SpringNetwork: DeclaredValue, Hashable {
  /// One entry of the list.
  public struct Spring: Sendable, Hashable {
    /// The one particle, from 0.
    public var first: Int
    /// The other particle.
    public var second: Int
    /// K
    public var stiffness: Double
  }

  /// Whether each particle is joined to the next and the last to the first, with the stiffness of
  /// the system.
  public var isRing: Bool
  /// The entries, as given.
  public var springs: [Spring]

  /// A ring.
  public static let ring = SpringNetwork(isRing: true, springs: [])

  init(isRing: Bool, springs: [Spring]) {
    self.isRing = isRing
    self.springs = springs
  }

  private static let row = ValueKind.list(of: .real(.any), count: 3...3)

  /// The word `ring`, or a list of springs.
  public static var kind: ValueKind {
    .either([
      .choice([.init("ring", "each particle to the next, the last to the first")]),
      .list(of: row, count: 1...Int.max),
    ])
  }

  /// Reads `ring` or `[[0, 1, 1.5], ...]`.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    guard case .list(let rows) = node.content else {
      guard case .scalar("ring", _) = node.content else { throw node.mismatch(kind) }
      self = .ring
      return
    }
    guard !rows.isEmpty else {
      throw Problems(
        Problem(
          "springs: expected ring or a list of 1 or more springs, found an empty one",
          at: node.position, advice: "write [[i, j, stiffness]], or 'interaction: none'"))
    }
    var springs: [Spring] = []
    for row in rows {
      let numbers = try [Double](from: row, as: Self.row)
      guard let first = Int(exactly: numbers[0]), let second = Int(exactly: numbers[1]) else {
        throw Problems(
          Problem(
            "the particles of a spring are numbered from 0", at: row.position,
            advice: "write [i, j, stiffness], such as [0, 1, 1.5]"))
      }
      springs.append(Spring(first: first, second: second, stiffness: numbers[2]))
    }
    self.init(isRing: false, springs: springs)
  }

  /// `ring`, or the list.
  public var scenarioText: String {
    isRing
      ? "ring" : springs.map { [Double($0.first), Double($0.second), $0.stiffness] }.scenarioText
  }

  /// Every spring once, of `count` particles.
  func resolved(count: Int, stiffness: Double) -> [Spring] {
    guard isRing else {
      var seen: Set<SIMD2<Int>> = []
      return springs.filter {
        seen.insert(SIMD2(min($0.first, $0.second), max($0.first, $0.second))).inserted
      }
    }
    guard count > 2 else {
      return count == 2 ? [Spring(first: 0, second: 1, stiffness: stiffness)] : []
    }
    return (0..<count).map { Spring(first: $0, second: ($0 + 1) % count, stiffness: stiffness) }
  }

  /// What is wrong with the list for `count` particles.
  func contradictions(count: Int) -> [Contradiction] {
    var known: [SIMD2<Int>: Double] = [:]
    for spring in springs {
      let pair = SIMD2(min(spring.first, spring.second), max(spring.first, spring.second))
      if pair.x < 0 || pair.y >= count {
        return [
          Contradiction(
            at: "springs", "there is no particle \(pair.x < 0 ? pair.x : pair.y)",
            advice: "particles are numbered from 0 to \(count - 1)")
        ]
      }
      if pair.x == pair.y {
        return [
          Contradiction(
            at: "springs", "particle \(pair.x) is joined to itself", advice: "leave it out")
        ]
      }
      if let other = known[pair], other != spring.stiffness {
        return [
          Contradiction(
            at: "springs",
            "the list is not symmetric: \(other.scenarioText) and \(spring.stiffness.scenarioText) between particles \(pair.x) and \(pair.y)",
            advice: "give both directions the same stiffness, or list each spring once")
        ]
      }
      known[pair] = spring.stiffness
    }
    return []
  }
}
