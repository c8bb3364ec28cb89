import Foundation

/// A configuration: mappings of mappings, down to numbers, words and lists.
enum ConfigurationTree: Decodable {
  case mapping([String: ConfigurationTree])
  case list([ConfigurationTree])
  case number(Double)
  case truth(Bool)
  case text(String)
  case nothing

  /// What an attribute can hold.
  enum Leaf {
    case number(Double)
    case truth(Bool)
    case text(String)
    case numbers([Double])
  }

  /// Attributes have less than 64 kB together with their names; what is longer stands in
  /// `/parameters` alone.
  private static let longest = 4096

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .nothing
    } else if let mapping = try? container.decode([String: ConfigurationTree].self) {
      self = .mapping(mapping)
    } else if let list = try? container.decode([ConfigurationTree].self) {
      self = .list(list)
    } else if let isTrue = try? container.decode(Bool.self) {
      self = .truth(isTrue)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  /// The leaves below `path`, in the order of their paths; empty lists and texts are none.
  func leaves(below path: String = "") -> [(path: String, leaf: Leaf)] {
    switch self {
    case .mapping(let mapping):
      return mapping.sorted { $0.key < $1.key }.flatMap { key, tree in
        tree.leaves(below: path.isEmpty ? key : path + "." + key)
      }
    case .list(let list):
      let numbers = list.compactMap { if case .number(let number) = $0 { number } else { nil } }
      let texts = list.compactMap { if case .text(let text) = $0 { text } else { nil } }
      if !numbers.isEmpty, numbers.count == list.count, 8 * numbers.count <= Self.longest {
        return [(path, .numbers(numbers))]
      }
      guard !texts.isEmpty, texts.count == list.count else { return [] }
      return ConfigurationTree.text(texts.joined(separator: ", ")).leaves(below: path)
    case .number(let number): return [(path, .number(number))]
    case .truth(let isTrue): return [(path, .truth(isTrue))]
    case .text(let text):
      return text.isEmpty || text.utf8.count > Self.longest ? [] : [(path, .text(text))]
    case .nothing: return []
    }
  }

  /// The text of a leaf.
  var word: String? {
    if case .text(let word) = self { return word }
    return nil
  }

  /// The texts of a list.
  var words: [String]? {
    if case .list(let list) = self { return list.compactMap(\.word) }
    return nil
  }
}
