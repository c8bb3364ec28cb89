import Foundation

/// Makes pictures and movies of pages.
public struct Renderer: Sendable {
  /// Pixels an inch of pictures that are made of pixels.
  public var resolution: Double
  /// Pictures a second of a movie.
  public var rate: Int
  private static let pagesPerScript = 20

  /// A renderer for pictures of `resolution` pixels an inch and movies of `rate` pictures a second.
  public init(resolution: Double = 300, rate: Int = 25) {
    self.resolution = resolution
    self.rate = rate
  }

  /// Draws a page into the file at `path`.
  ///
  /// - Throws: ``PlotError`` when gnuplot is absent or fails, or the file cannot be written.
  public func draw(_ page: Page, format: PictureFormat, to path: String) throws {
    try PrivateFolder.use { folder in
      var script = GnuplotScript(format: format, resolution: resolution)
      let output = "picture.\(format.rawValue)"
      script.add(page, output: output)
      try Self.run(script, in: folder)
      try PrivateFolder.deliver(folder.appending(path: output), to: path)
    }
  }

  /// Draws a movie of `count` pages into the file at `path`; `page` makes them one after the other.
  ///
  /// - Throws: ``PlotError`` when gnuplot or ffmpeg is absent or fails, or the file cannot be
  ///   written; what `page` throws.
  public func film(
    _ count: Int, format: PictureFormat, to path: String, page: (Int) throws -> Page
  ) throws {
    precondition(format.isMovie)
    try PrivateFolder.use { folder in
      for first in stride(from: 0, to: count, by: Self.pagesPerScript) {
        var script = GnuplotScript(format: format, resolution: resolution)
        for index in first..<min(count, first + Self.pagesPerScript) {
          script.add(try page(index), output: "frame-\(index).png")
        }
        try Self.run(script, in: folder)
      }
      let output = "movie.\(format.rawValue)"
      try Tool.ffmpeg.run(arguments(format) + [output], in: folder)
      try PrivateFolder.deliver(folder.appending(path: output), to: path)
    }
  }

  private static func run(_ script: GnuplotScript, in folder: URL) throws {
    for (name, data) in script.files { try data.write(to: folder.appending(path: name)) }
    try Data(script.text.utf8).write(to: folder.appending(path: "page.gnuplot"))
    try Tool.gnuplot.run(["-d", "page.gnuplot"], in: folder)
  }

  private func arguments(_ format: PictureFormat) -> [String] {
    let input = [
      "-nostdin", "-loglevel", "error", "-framerate", "\(rate)", "-start_number", "0", "-i",
      "frame-%d.png",
    ]
    if format == .gif {
      return input + [
        "-filter_complex", "split[a][b];[a]palettegen[p];[b][p]paletteuse=dither=none", "-loop",
        "0",
      ]
    }
    // Widths and heights must be even.
    return input + [
      "-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2:color=white", "-c:v", "libx264", "-pix_fmt", "yuv420p",
      "-crf", "20", "-movflags", "+faststart",
    ]
  }
}
