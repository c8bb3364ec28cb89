import Foundation

/// What SciPy says about samples, made by Tests/Reference/comparisons/make_reference.py.
struct ScipyReference: Decodable {
  /// A test's statistic and probability; `nil` where SciPy has no number.
  struct Answer: Decodable {
    var statistic: Double?
    var p_value: Double?
  }

  /// Samples with the answers of the tests.
  struct Case: Decodable {
    var samples: [Numbers]
    var expected: [String: Answer]
  }

  /// The probability of a distance.
  struct Distance: Decodable {
    var samples: Int
    var distance: Double
    var p_value: Double
  }

  /// A list of numbers, or the rule that makes them.
  enum Numbers: Decodable {
    case list([Double])
    case rule(Rule)

    struct Rule: Decodable {
      var count: Int
      var multiplier: Int
      var modulus: Int
      var scale: Double
      var offset: Double
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let list = try? container.decode([Double].self) {
        self = .list(list)
      } else {
        self = .rule(try container.decode(Rule.self))
      }
    }

    var values: [Double] {
      switch self {
      case .list(let list): list
      case .rule(let rule):
        (0..<rule.count).map {
          Double($0 * rule.multiplier % rule.modulus) * rule.scale + rule.offset
        }
      }
    }
  }

  var pairs: [String: Case]
  var groups: [String: Case]
  var kolmogorov: [Distance]

  /// The reference of the source tree.
  static func load() throws -> ScipyReference {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Reference/comparisons/reference.json")
    return try JSONDecoder().decode(ScipyReference.self, from: try Data(contentsOf: file))
  }
}
