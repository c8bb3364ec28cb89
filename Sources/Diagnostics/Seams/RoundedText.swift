import ClausiusDeclarations
import RealModule

extension Double {
  /// The number in words for people, with some decimals at most: "0.094".
  func text(decimals: Int) -> String {
    let scale = Double.pow(10, Swift.abs(decimals))
    let rounded =
      decimals < 0 ? (self / scale).rounded() * scale : (self * scale).rounded() / scale
    return rounded.scenarioText
  }

  /// The number with four significant digits at most, whatever its size: "2.897".
  var shortText: String {
    guard self != 0, isFinite else { return scenarioText }
    return text(decimals: 3 - Int(Double.log10(magnitude).rounded(.down)))
  }
}
