import ClausiusDeclarations
import ClausiusDiagnostics

/// What a call found over the window of a member.
public struct MemberResult: Sendable, Hashable {
  /// The text of the call.
  public var name: String
  /// The unit of its values, "1" for none.
  public var unit: String
  /// The mean over the window, or the number of all frames together; `nil` where it is undefined.
  public var mean: Double?
  /// The standard error of the mean; `nil` where none is known.
  public var standardError: Double?
  /// Of a call that names frames, the name that most frames of the window have.
  public var word: String?
  /// The share of the frames that have it.
  public var share: Double?
  /// What the call says beside its number: words and numbers of the one thing that it describes.
  public var fields: [JSON.Member] = []

  /// What `result` says, in one row.
  init(_ result: SeriesResult) {
    name = result.name
    unit = result.unit
    if result.names != nil {
      word = result.shares.first?.name
      share = result.shares.first?.share
    } else {
      mean = result.series.mean
      standardError = result.standardError?.value
      fields = result.details.flatMap(Self.fields)
    }
  }

  /// A word or a number is a field; so are those of a list that describes one thing.
  private static func fields(_ detail: JSON.Member) -> [JSON.Member] {
    switch detail.value {
    case .text, .integer, .number, .boolean: [detail]
    case .list(let values) where values.count == 1:
      if case .object(let members) = values[0] { members.filter(isScalar) } else { [] }
    default: []
    }
  }

  private static func isScalar(_ member: JSON.Member) -> Bool {
    switch member.value {
    case .list, .object: false
    default: true
    }
  }
}

extension MemberResult {
  /// The result as a row keeps it.
  var json: JSON {
    var members: [JSON.Member] = [.init("name", .text(name)), .init("unit", .text(unit))]
    if let word {
      members += [.init("word", .text(word)), .init("share", share.map(JSON.number) ?? .null)]
    } else {
      members += [
        .init("mean", mean.map(JSON.number) ?? .null),
        .init("standard_error", standardError.map(JSON.number) ?? .null),
      ]
    }
    if !fields.isEmpty { members.append(.init("fields", .object(fields))) }
    return .object(members)
  }

  /// The result that a row keeps; `nil` where it is none.
  init?(_ json: JSON) {
    guard let name = json["name"]?.string, let unit = json["unit"]?.string else { return nil }
    self.name = name
    self.unit = unit
    mean = json["mean"]?.double
    standardError = json["standard_error"]?.double
    word = json["word"]?.string
    share = json["share"]?.double
    if case .object(let members) = json["fields"] { fields = members }
  }
}
