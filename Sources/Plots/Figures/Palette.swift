/// Colors that the color-blind can tell apart.
enum Palette {
  /// Colors that tell curves apart, readable on white. Source: Okabe and Ito 2008, without yellow.
  static let series = [
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#4D4D4D",
  ]

  /// The color of what is known beforehand.
  static let theory = "#000000"

  /// The n-th color, from the start again after the last.
  static func series(_ index: Int) -> String { series[index % series.count] }

  /// How often the colors have been used up before the n-th: the number of its dash pattern.
  static func round(_ index: Int) -> Int { index / series.count }

  /// The color as a number, 256^2 red + 256 green + blue.
  static func number(_ index: Int) -> Double {
    Double(Int(series(index).dropFirst(), radix: 16) ?? 0)
  }

  /// The colors of a ramp at equal distances.
  static func ramp(_ ramp: ColorScale.Ramp) -> [String] {
    switch ramp {
    // Viridis: Smith and van der Walt 2015.
    case .sequential:
      [
        "#440154", "#472D7B", "#3B528B", "#2C728E", "#21918C", "#28AE80", "#5EC962", "#ADDC30",
        "#FDE725",
      ]
    // Blue to brown over white: Crameri 2018, "vik" in its course, with a clear middle.
    case .diverging:
      [
        "#001261", "#03407F", "#1E6F9D", "#71A8C4", "#C9DDE7", "#F7F4F2", "#EACEBD", "#D39774",
        "#BE6533", "#8B2706", "#590007",
      ]
    }
  }
}
