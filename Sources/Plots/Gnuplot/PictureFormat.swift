import Foundation

/// A form of pictures, known by the ending of a file's name.
public enum PictureFormat: String, CaseIterable, Sendable {
  /// Pixels.
  case png
  /// Lines, for web pages.
  case svg
  /// Lines, for paper.
  case pdf
  /// A movie that plays everywhere.
  case gif
  /// A movie.
  case mp4

  /// Whether it moves.
  public var isMovie: Bool { self == .gif || self == .mp4 }

  /// The format of the file at `path`.
  ///
  /// - Throws: ``PlotError`` with the endings that there are.
  public init(path: String) throws(PlotError) {
    let ending = URL(filePath: path).pathExtension.lowercased()
    guard let format = PictureFormat(rawValue: ending) else {
      let known = PictureFormat.allCases.map { "." + $0.rawValue }.joined(separator: ", ")
      throw PlotError(
        .request,
        "\(path): \(ending.isEmpty ? "the name has no ending" : "no pictures of the kind '.\(ending)' are made")",
        advice: "known endings: \(known)")
    }
    self = format
  }

  /// The commands with which gnuplot draws on a page of `width` and `height` millimeters; fonts
  /// have their size on paper.
  ///
  /// `resolution` are the pixels an inch of a picture made of pixels.
  func terminal(width: Double, height: Double, resolution: Double) -> String {
    let font = "noenhanced font 'Sans,\(GnuplotText.number(PageLayout.labelSize))'"
    func pixels(_ length: Double, _ resolution: Double) -> Int {
      Int((length / 25.4 * resolution).rounded())
    }
    switch self {
    case .png, .gif, .mp4:
      let scale = GnuplotText.number(resolution / 96)
      return
        "set terminal pngcairo \(font) size \(pixels(width, resolution)),"
        + "\(pixels(height, resolution)) fontscale \(scale) linewidth \(scale) "
        + "pointscale \(scale) background '#FFFFFF'"
    case .svg:
      let scale = GnuplotText.number(96.0 / 72)
      return
        "set terminal svg \(font) size \(pixels(width, 96)),\(pixels(height, 96)) "
        + "fontscale \(scale) background '#FFFFFF'"
    case .pdf:
      return
        "set terminal pdfcairo \(font) size \(GnuplotText.number(width / 25.4))in,"
        + "\(GnuplotText.number(height / 25.4))in fontscale 0.75 linewidth 1 pointscale 0.75 "
        + "background '#FFFFFF'"
    }
  }
}
