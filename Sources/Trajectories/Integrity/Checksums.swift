/// The checksums of a trajectory: a line for each of its parts, with what it holds and where.
///
/// A part is a dataset under one of its names, or the attributes of an object, whose path ends in
/// `@`. A line is `HASH TYPE SHAPE PATH`; the lines stand in the order of the bytes of their paths.
struct Checksums: Hashable {
  /// The texts that made the run: how often it was resumed, its threads and its compression stand
  /// in them, and its numbers do not depend on these.
  private static let texts: Set = [
    "/parameters/config", "/parameters/overrides", "/parameters/scenario",
    "/parameters/scenario_file",
  ]

  /// Hash, type and shape of each part, by its path.
  var parts: [String: String] = [:]

  /// No parts.
  init() {}

  /// The checksums that ``text`` holds; lines that are none count for nothing.
  init(text: String) {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 3)
      guard words.count == 4 else { continue }
      parts[String(words[3])] = words.prefix(3).joined(separator: " ")
    }
  }

  /// All lines.
  var text: String { Self.text(of: parts) }

  /// SHA-256 over the lines of everything but the texts that made the run: 64 hexadecimal digits.
  var contentHash: String {
    SHA256.hexadecimal(of: Self.text(of: parts.filter { !Self.texts.contains($0.key) }))
  }

  /// Whether there are checksums of frames, which only a finished run has.
  var hasFrames: Bool { parts.values.contains(where: Self.isOfFrames) }

  /// The parts that do not grow with the frames.
  var fixed: Checksums {
    var fixed = self
    fixed.parts = parts.filter { !Self.isOfFrames($0.value) }
    return fixed
  }

  /// The path of the first part that differs from `others`, or that one of the two lacks.
  func firstDifference(from others: Checksums) -> String? {
    Set(parts.keys).union(others.parts.keys).sorted(by: Self.precedes)
      .first { parts[$0] != others.parts[$0] }
  }

  private static func isOfFrames(_ part: String) -> Bool { part.contains(" [") }

  private static func text(of parts: [String: String]) -> String {
    parts.sorted { precedes($0.key, $1.key) }.map { "\($0.value) \($0.key)\n" }.joined()
  }

  private static func precedes(_ first: String, _ second: String) -> Bool {
    first.utf8.lexicographicallyPrecedes(second.utf8)
  }
}
