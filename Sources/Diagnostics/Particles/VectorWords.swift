import ClausiusDeclarations

extension SIMD3<Double> {
  /// The components in brackets, "(1.5, nan, 0)".
  var inWords: String {
    "("
      + (0..<3).map { self[$0].isFinite ? self[$0].scenarioText : "\(self[$0])" }
      .joined(separator: ", ") + ")"
  }
}
