/// Which run a file belongs to: the trajectory and its checkpoints carry the same identity.
public struct RunIdentity: Sendable, Hashable {
  /// The number of the run, drawn when it began: 32 hexadecimal digits.
  public var id: String
  /// The hash of the scenario and its seed, see ``scenarioHash(text:seed:)``.
  public var scenario: String

  /// A run with a known identity.
  public init(id: String, scenario: String) {
    self.id = id
    self.scenario = scenario
  }

  /// A run that begins now. The number tells runs apart and nothing else: no result depends on it.
  public init(beginning scenarioText: String, seed: UInt64) {
    let words = (0..<2).map { _ in String(UInt64.random(in: 0...UInt64.max), radix: 16) }
    id = words.map { String(repeating: "0", count: 16 - $0.count) + $0 }.joined()
    scenario = Self.scenarioHash(text: scenarioText, seed: seed)
  }

  /// SHA-256 over the text of a scenario and its seed, which a longer end of the run leaves as they
  /// are: 64 hexadecimal digits.
  public static func scenarioHash(text: String, seed: UInt64) -> String {
    SHA256.hexadecimal(of: "\(text)\u{0}\(seed)")
  }
}
