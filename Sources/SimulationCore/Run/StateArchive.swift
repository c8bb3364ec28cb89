/// The whole state of a run between two ticks, as named arrays: what a checkpoint holds.
///
/// Every stateful part saves itself under names of its own ("system/position") and restores itself
/// from them.
public struct StateArchive: Sendable, Hashable {
  /// One saved array.
  public enum Value: Sendable, Hashable {
    /// Real numbers, kept bit for bit.
    case reals([Double])
    /// Whole numbers.
    case integers([Int64])
    /// Text.
    case text(String)
  }

  /// The saved arrays by name.
  public var values: [String: Value] = [:]

  /// An archive of nothing.
  public init() {}

  /// Saves real numbers under `name`.
  public mutating func save(reals: [Double], as name: String) { values[name] = .reals(reals) }

  /// Saves whole numbers under `name`.
  public mutating func save(integers: [Int], as name: String) {
    values[name] = .integers(integers.map(Int64.init))
  }

  /// Saves text under `name`.
  public mutating func save(text: String, as name: String) { values[name] = .text(text) }

  /// Whether anything was saved under `name`.
  public func holds(_ name: String) -> Bool { values[name] != nil }

  /// The real numbers saved under `name`, of which there must be `count` unless it is `nil`.
  public func reals(_ name: String, count: Int? = nil) throws(StateArchiveError) -> [Double] {
    guard case .reals(let reals) = values[name], count == nil || reals.count == count else {
      throw StateArchiveError(name: name, expected: count)
    }
    return reals
  }

  /// The whole numbers saved under `name`, of which there must be `count` unless it is `nil`.
  public func integers(_ name: String, count: Int? = nil) throws(StateArchiveError) -> [Int] {
    guard case .integers(let integers) = values[name], count == nil || integers.count == count
    else {
      throw StateArchiveError(name: name, expected: count)
    }
    return integers.map(Int.init)
  }

  /// The text saved under `name`.
  public func text(_ name: String) throws(StateArchiveError) -> String {
    guard case .text(let text) = values[name] else {
      throw StateArchiveError(name: name, expected: nil)
    }
    return text
  }
}

/// A checkpoint lacks what a part of the run needs, holds it in another size, or holds what cannot
/// be.
public struct StateArchiveError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The name that was asked for.
  public var name: String
  /// How many values were expected, when that is known.
  public var expected: Int?
  /// Why the values cannot be, where they are there.
  public var reason: String?

  /// Values under `name` that are missing, or of which there are not `expected`.
  public init(name: String, expected: Int?) { (self.name, self.expected) = (name, expected) }

  /// Values under `name` that cannot be, for a `reason` in words.
  public init(name: String, reason: String) { (self.name, self.reason) = (name, reason) }

  /// What is wrong, and what to do.
  public var description: String {
    if let reason { return "the checkpoint is damaged: its '\(name)' \(reason)" }
    let size = expected.map { " with \($0) values" } ?? ""
    return "the checkpoint holds no '\(name)'\(size): it belongs to another scenario or version"
  }
}
