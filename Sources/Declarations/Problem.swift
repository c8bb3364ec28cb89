/// A place in a text that a user wrote: a scenario file, an option of the command line, a call of a
/// diagnostic.
public struct SourcePosition: Sendable, Hashable, CustomStringConvertible {
  /// The file's path as the user gave it, or the name of the option (`--set`).
  public var source: String
  /// Line, counted from 1.
  public var line: Int
  /// Column, counted from 1.
  public var column: Int

  /// A place in `source`; `line` and `column` count from 1.
  public init(source: String, line: Int, column: Int) {
    self.source = source
    self.line = line
    self.column = column
  }

  /// `source:line:column`, the form that editors jump to.
  public var description: String { "\(source):\(line):\(column)" }
}

/// One thing that is wrong with what a user wrote: what, where, and what to do about it.
public struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
  /// Where it stands; `nil` when the problem has no place, such as a missing file.
  public var position: SourcePosition?
  /// What is wrong, in one clause without a full stop.
  public var message: String
  /// What to do: the allowed values, the nearest known name, the limit.
  public var advice: String?
  /// Whether it says what was expected in place of a value, without the key that has the value.
  public private(set) var isMismatch = false

  /// A problem at `position`, with `advice` on what to do.
  public init(_ message: String, at position: SourcePosition? = nil, advice: String? = nil) {
    self.message = message
    self.position = position
    self.advice = advice
  }

  /// "expected a real number above 0, found 'abc'": another value than that of a key.
  public init(
    expected: String, found: String, at position: SourcePosition?, advice: String? = nil
  ) {
    self.init("expected \(expected), found \(found)", at: position, advice: advice)
    isMismatch = true
  }

  /// `file:line:column: message (advice)`.
  public var description: String {
    let place = position.map { "\($0): " } ?? ""
    let help = advice.map { " (\($0))" } ?? ""
    return place + message + help
  }
}

/// Everything that is wrong with one text, in the order of the text.
public struct Problems: Error, Sendable, Hashable, CustomStringConvertible {
  /// The problems; never empty when thrown.
  public private(set) var all: [Problem]

  /// A collection that starts with `problems`.
  public init(_ problems: [Problem] = []) {
    all = problems
  }

  /// A collection of one.
  public init(_ problem: Problem) {
    all = [problem]
  }

  /// Adds one more.
  public mutating func append(_ problem: Problem) {
    all.append(problem)
  }

  /// Adds all of `others`.
  public mutating func append(contentsOf others: Problems) {
    all.append(contentsOf: others.all)
  }

  /// Runs `body` and keeps its result, or keeps what is wrong and returns `nil`: several errors are
  /// reported at once.
  public mutating func collect<Result>(_ body: () throws(Problems) -> Result) -> Result? {
    do {
      return try body()
    } catch {
      append(contentsOf: error)
      return nil
    }
  }

  /// Whether nothing is wrong.
  public var isEmpty: Bool { all.isEmpty }

  /// Throws the collection, ``inOrder``, if it holds a problem.
  public func throwIfAny() throws(Problems) {
    guard isEmpty else { throw inOrder }
  }

  /// The same problems sorted by source (in order of appearance) and place, none twice.
  public var inOrder: Problems {
    var sources: [String: Int] = [:]
    var seen: Set<Problem> = []
    var ranked: [(rank: (Int, Int, Int, Int), problem: Problem)] = []
    for (order, problem) in all.enumerated() where seen.insert(problem).inserted {
      let source = sources[problem.position?.source ?? "", default: sources.count]
      sources[problem.position?.source ?? ""] = source
      let line = problem.position?.line ?? 0
      ranked.append(((source, line, problem.position?.column ?? 0, order), problem))
    }
    return Problems(ranked.sorted { $0.rank < $1.rank }.map(\.problem))
  }

  /// One problem a line.
  public var description: String { all.map(\.description).joined(separator: "\n") }
}
