import ClausiusDeclarations

/// A number of bytes, in words: "48 TB", "2.5 GB", with three digits and a decimal unit.
struct ByteCount: CustomStringConvertible {
  /// The number.
  var bytes: Double

  /// `bytes` bytes.
  init(_ bytes: Double) { self.bytes = bytes }

  var description: String {
    let units = ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"]
    var value = bytes
    var unit = 0
    while value >= 999.5, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    let digits = value >= 100 || unit == 0 ? 1.0 : value >= 10 ? 10.0 : 100.0
    return "\(((value * digits).rounded() / digits).scenarioText) \(units[unit])"
  }
}
