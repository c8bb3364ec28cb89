import ClausiusDeclarations
import ClausiusEntropyMeasures
import Foundation

extension NullDistribution {
  /// What surrogates say, for people: a name and a text in each line.
  var lines: [(String, String)] {
    let short = { (number: Double) in String(format: "%.6g", number) }
    let mean = mean.map(short) ?? "undefined"
    let spread = standardDeviation.map { ", standard deviation \(short($0))" } ?? ""
    var lines = [("null", "\(mean)\(spread) (\(surrogates) surrogates)")]
    if let probability { lines.append(("p value", short(probability))) }
    return lines
  }

  /// What surrogates say, for scripts.
  var json: JSON {
    [
      "count": .integer(surrogates), "mean": mean.map(JSON.number) ?? .null,
      "standard_deviation": standardDeviation.map(JSON.number) ?? .null,
      "reaching": .integer(reaching), "p_value": probability.map(JSON.number) ?? .null,
      "stretch": .integer(stretch),
    ]
  }
}
