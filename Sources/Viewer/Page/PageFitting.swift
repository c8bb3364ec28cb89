import ClausiusSimulationCore

/// Thins a page until it fits into the bytes that it may have: frames first, then individuals;
/// series never.
struct PageFitting {
  /// What fits.
  struct Fitted {
    let selection: PageSelection
    let blocks: [FrameBlock.Coded]
    let boxes: [Box?]
    let numbers: PageNumbers
    let packedNumbers: [UInt8]
  }

  private let coder: FrameCoder
  private let series: [PageSeries]
  private let options: PageExport.Options
  private let leastFrames: Int

  /// Attempts before a page is given up.
  private static let attempts = 8

  init(
    _ coder: FrameCoder, _ series: [PageSeries], _ options: PageExport.Options, leastFrames: Int
  ) {
    self.coder = coder
    self.series = series
    self.options = options
    self.leastFrames = leastFrames
  }

  /// The largest selection that fits.
  ///
  /// - Throws: what reading throws; ``ViewerError`` when even few frames are too many bytes.
  func fitted() throws -> Fitted {
    let reader = coder.reader
    var selection = PageSelection(
      frameCount: reader.frameCount, every: options.every,
      individualCount: coder.individualCount, shown: coder.individualCount)
    var factor = 1.0
    for attempt in 0..<Self.attempts {
      if factor > 1 {
        selection = selection.thinned(
          by: factor, leastFrames: leastFrames, frameCount: reader.frameCount,
          individualCount: coder.individualCount)
      }
      let numbers = PageNumbers(reader, series, individuals: selection.individuals)
      let packed = try numbers.packed()
      let room = options.mostBytes - fixedBytes(packed, selection)
      guard room > 0 else { throw tooSmall(options.mostBytes - room) }
      // A guess is enough while it is far from what fits.
      let guess = Double(try coder.estimate(selection)) / Double(room)
      if guess > 1.05, attempt < Self.attempts - 1 {
        factor = guess
        continue
      }
      let coded = try coder.code(selection, limit: room)
      let letters = coded.blocks.reduce(0) { $0 + Packing.lettersOfBase64($1.packed.count) }
      if letters <= room {
        return Fitted(
          selection: selection, blocks: coded.blocks, boxes: coded.boxes, numbers: numbers,
          packedNumbers: packed)
      }
      factor = max(1.1, 1.02 * guess)
    }
    throw tooSmall(nil)
  }

  /// Bytes of the page beside its frames, and some room for what is said of them.
  private func fixedBytes(_ packed: [UInt8], _ selection: PageSelection) -> Int {
    PageText.fixedBytes + Packing.lettersOfBase64(packed.count) + 12 * selection.frames.count
      + (selection.individuals.count < coder.individualCount ? 9 * selection.individuals.count : 0)
      + 20_000
  }

  private func tooSmall(_ bytes: Int?) -> ViewerError {
    ViewerError(
      .request,
      "a page of \(options.mostBytes) bytes has no room for the frames"
        + (bytes.map { "; the page and its charts alone need \($0)" } ?? ""),
      advice: "give a larger --max-size")
  }
}
