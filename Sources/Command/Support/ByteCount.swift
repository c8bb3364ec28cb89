import ArgumentParser

/// A number of bytes on the command line: `50MB`, `1.5 GB`, `64KiB`, `2000000`.
struct ByteCount: ExpressibleByArgument {
  /// The bytes.
  let bytes: Int

  private static let units: [String: Double] = [
    "": 1, "b": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "kib": 0x1p10, "mib": 0x1p20, "gib": 0x1p30,
  ]

  /// `bytes` bytes.
  init(_ bytes: Int) { self.bytes = bytes }

  /// Reads a number with or without a unit; `nil` for other words and for less than a byte.
  init?(argument: String) {
    let text = argument.replacing(" ", with: "")
    let number = text.prefix { $0.isNumber || $0 == "." }
    guard let value = Double(number),
      let unit = Self.units[text.dropFirst(number.count).lowercased()],
      (1...1e15).contains(value * unit)
    else { return nil }
    bytes = Int(value * unit)
  }

  /// As `--help` shows it.
  var defaultValueDescription: String { "\(bytes / 1_000_000)MB" }
}
