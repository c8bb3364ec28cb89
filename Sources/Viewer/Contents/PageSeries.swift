import ClausiusDeclarations
import ClausiusSimulationCore

/// A number at every frame of the file, drawn as a chart.
public struct PageSeries: Sendable, Hashable {
  /// Its name: an observable, or the call of a diagnostic.
  public var name: String
  /// Its unit, "1" for none.
  public var unit: String
  /// What it is.
  public var about: String
  /// The value at each frame, NaN where it is undefined.
  public var values: [Double]
  /// The standard error of each value, NaN where none is known; empty where no value has one.
  public var standardErrors: [Double]
  /// The words that the values 0, 1, 2, ... stand for; none where they are numbers.
  public var words: [String]

  /// A series from its parts.
  public init(
    _ name: String, unit: String = "1", about: String = "", values: [Double],
    standardErrors: [Double] = [], words: [String] = []
  ) {
    self.name = name
    self.unit = unit
    self.about = about
    self.values = values
    self.standardErrors = standardErrors.contains { !$0.isNaN } ? standardErrors : []
    self.words = words
  }

  /// What the page is told of it.
  var json: JSON {
    .object([
      .init("name", .text(name)), .init("unit", .text(unit)), .init("about", .text(about)),
      .init("errors", .boolean(!standardErrors.isEmpty)),
      .init("words", .list(words.map(JSON.text))),
    ])
  }
}

extension [PageSeries] {
  /// The series with those that are standard errors of others taken as their error bands:
  /// `standard_error_NAME` is that of `mean_NAME`, or else of `NAME`.
  func pairingErrors() -> [PageSeries] {
    let prefix = "standard_error_"
    var errors: [String: [Double]] = [:]
    let names = Set(map(\.name))
    for series in self where series.name.hasPrefix(prefix) {
      let rest = String(series.name.dropFirst(prefix.count))
      if let owner = ["mean_" + rest, rest].first(where: names.contains) {
        errors[owner] = series.values
      }
    }
    let paired = filter { series in
      !series.name.hasPrefix(prefix)
        || !["mean_", ""].contains { names.contains($0 + series.name.dropFirst(prefix.count)) }
    }
    return paired.map { series in
      guard let own = errors[series.name] else { return series }
      return PageSeries(
        series.name, unit: series.unit, about: series.about, values: series.values,
        standardErrors: own, words: series.words)
    }
  }
}
