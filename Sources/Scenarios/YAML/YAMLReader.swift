import ClausiusDeclarations
import Yams

/// Reads YAML text into nodes that know their place.
///
/// What is wrong with single entries (repeated keys, keys that are no words) is collected in
/// ``problems``, so that it can be reported together with what the declarations find; a text that
/// is no YAML at all is thrown.
struct YAMLReader {
  /// What is wrong with entries that were left out of the result.
  private(set) var problems = Problems()
  private let source: String
  private let columnOffset: Int
  private var keys: UniqueKeys
  private var remaining = 200_000

  /// The one document of `text`, or `nil` when there is none.
  ///
  /// - Parameters:
  ///   - text: YAML.
  ///   - source: the name of the text in positions.
  ///   - columnOffset: columns before the text on its first line.
  /// - Throws: syntax errors, and a second document.
  static func read(
    _ text: String, source: String, columnOffset: Int = 0
  ) throws(Problems) -> (node: ClausiusDeclarations.Node?, problems: Problems) {
    var reader = YAMLReader(text: text, source: source, columnOffset: columnOffset)
    guard let root = try reader.parse() else { return (nil, Problems()) }
    let node = reader.convert(root)
    return (node, reader.problems)
  }

  private init(text: String, source: String, columnOffset: Int) {
    self.source = source
    self.columnOffset = columnOffset
    keys = UniqueKeys(text)
  }

  // MARK: - Text to the parser's nodes

  private mutating func parse() throws(Problems) -> Yams.Node? {
    while true {
      let text = String(keys.text)
      do {
        return try parseOnce(text)
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        guard keys.rename(at: context.mark) else {
          let name = names.first.map(keys.original) ?? ""
          throw Problems(Problem("'\(name)' is given twice", at: position(context.mark)))
        }
      } catch let problem as Problem {
        throw Problems(problem)
      } catch {
        throw Problems(yamlProblem(error, text: text, position: position))
      }
    }
  }

  private func parseOnce(_ text: String) throws -> Yams.Node? {
    let parser = try Parser(yaml: text, encoding: .utf8)
    guard let root = try parser.nextRoot() else { return nil }
    if let second = try parser.nextRoot() {
      throw Problem(
        "a second YAML document begins here", at: position(second.mark),
        advice: "write one scenario a file, without a line '---' inside")
    }
    if case .scalar(let scalar) = root, scalar.string.isEmpty { return nil }
    return root
  }

  private func position(_ mark: Mark?) -> SourcePosition {
    let line = mark?.line ?? 1
    let column = mark?.column ?? 1
    return SourcePosition(
      source: source, line: line, column: line == 1 ? column + columnOffset : column)
  }

  // MARK: - The parser's nodes to ours

  private mutating func convert(_ node: Yams.Node) -> ClausiusDeclarations.Node {
    let place = position(node.mark)
    guard isWithinLimit(at: node.mark) else {
      return .init(.scalar(text: "", isQuoted: false), at: place)
    }
    switch node {
    case .scalar(let scalar):
      return .init(
        .scalar(text: keys.original(scalar.string), isQuoted: isText(scalar)), at: place)
    case .sequence(let sequence):
      return .init(.list(sequence.map { convert($0) }), at: place)
    case .mapping(let mapping):
      return .init(.mapping(entries(of: mapping)), at: place)
    case .alias:
      return .init(.scalar(text: "", isQuoted: false), at: place)
    }
  }

  /// Counts values, so that aliases of aliases cannot fill the memory.
  private mutating func isWithinLimit(at mark: Mark?) -> Bool {
    remaining -= 1
    if remaining == 0 {
      problems.append(
        Problem(
          "the text has too many values", at: position(mark), advice: "use fewer aliases"))
    }
    return remaining > 0
  }

  private func isText(_ scalar: Yams.Node.Scalar) -> Bool {
    scalar.style != .plain || scalar.tag.rawValue == Tag.Name.str.rawValue
  }

  private mutating func entries(of mapping: Yams.Node.Mapping) -> [ClausiusDeclarations.Node.Entry]
  {
    var entries: [ClausiusDeclarations.Node.Entry] = []
    var merged: [ClausiusDeclarations.Node.Entry] = []
    var names: Set<String> = []
    for (key, value) in mapping {
      guard isWithinLimit(at: key.mark) else { return entries }
      let place = position(key.mark)
      guard case .scalar(let scalar) = key else {
        problems.append(Problem("a key must be one word", at: place))
        continue
      }
      let name = keys.original(scalar.string)
      if name == "<<", !isText(scalar) {
        merged += mergedEntries(value)
      } else if !names.insert(name).inserted {
        problems.append(Problem("'\(name)' is given twice", at: place))
      } else {
        entries.append(.init(key: name, position: place, value: convert(value)))
      }
    }
    return entries + merged.filter { names.insert($0.key).inserted }
  }

  /// The entries that a merge key `<<` takes from one mapping or from several; earlier ones win.
  private mutating func mergedEntries(_ value: Yams.Node) -> [ClausiusDeclarations.Node.Entry] {
    let sources: [Yams.Node] = if case .sequence(let many) = value { Array(many) } else { [value] }
    return sources.flatMap { source in
      if case .mapping(let mapping) = source { return entries(of: mapping) }
      problems.append(
        Problem("'<<' takes a mapping or a list of mappings", at: position(source.mark)))
      return []
    }
  }
}
