import ClausiusDeclarations
import ClausiusDiagnostics

/// One line of `series/part-*.jsonl`: the value of every call at every frame of a member.
struct MemberSeries: Sendable {
  /// One call.
  struct Column: Sendable {
    /// The text of the call.
    var name: String
    /// The unit of the values, "1" for none.
    var unit: String
    /// The words that values stand for, by their places; none for numbers.
    var words: [String]
    /// The value at each frame, NaN where it is undefined.
    var values: [Double]
  }

  /// Which member it is.
  var identity: MemberIdentity
  /// The times of the frames.
  var times: [Double]
  /// The calls that have a value at each frame.
  var columns: [Column]

  /// What an analysis of a member has kept.
  init(_ identity: MemberIdentity, _ analysis: Analysis) {
    self.identity = identity
    times = analysis.times
    columns = analysis.series.compactMap { series in
      guard series.values.count == analysis.times.count else { return nil }
      return Column(
        name: series.request.text, unit: series.request.unitName, words: series.request.names,
        values: series.values)
    }
  }

  /// The series as a line without its end.
  func line(of sweep: String) -> String {
    let columns = columns.map { column in
      JSON.object([
        .init("name", .text(column.name)), .init("unit", .text(column.unit)),
        .init("words", .list(column.words.map(JSON.text))),
        .init("values", .list(column.values.map(JSON.number))),
      ])
    }
    return JSON.object([
      .init("member", .text(identity.description)), .init("sweep", .text(sweep)),
      .init("time", .list(times.map(JSON.number))), .init("series", .list(columns)),
    ]).line
  }

  /// The series that a line of `sweep` holds; `nil` where it is none.
  init?(_ line: UnsafeRawBufferPointer, of sweep: String) {
    guard let json = JSON(line: line), json["sweep"]?.string == sweep,
      let identity = json["member"]?.string.flatMap(MemberIdentity.init),
      case .list(let times) = json["time"], case .list(let series) = json["series"]
    else { return nil }
    self.identity = identity
    self.times = times.map { $0.double ?? .nan }
    columns = series.compactMap { column in
      guard let name = column["name"]?.string, let unit = column["unit"]?.string,
        case .list(let words) = column["words"], case .list(let values) = column["values"]
      else { return nil }
      return Column(
        name: name, unit: unit, words: words.compactMap(\.string),
        values: values.map { $0.double ?? .nan })
    }
  }
}
