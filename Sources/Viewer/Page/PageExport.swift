import ClausiusDeclarations
import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation

/// A trajectory as one HTML file that needs nothing else: no server, no library, no network.
///
/// ```swift
/// let export = try PageExport(reader, description, series: series)
/// try export.write { text in try file.write(text) }
/// ```
public struct PageExport {
  /// How large the page may be, and which frames it shows.
  public struct Options: Sendable {
    /// The most bytes of the page; frames are left out first, then individuals.
    public var mostBytes: Int
    /// Only every how many-th frame is shown.
    public var every: Int

    /// At most 50 million bytes, every frame if that allows it.
    public init(mostBytes: Int = 50_000_000, every: Int = 1) {
      (self.mostBytes, self.every) = (mostBytes, max(1, every))
    }
  }

  /// What the page does not show as it is in the file, in whole sentences.
  public let notes: [String]
  private let parts: [String]

  /// Fewer frames than these are no movie: individuals are left out rather.
  private static let leastFrames = 100

  /// Reads and codes what the page shows.
  ///
  /// - Parameters:
  ///   - reader: the trajectory.
  ///   - description: what the page says of it.
  ///   - series: further series, of diagnostics; the observables of the file are added.
  ///   - options: how large the page may be.
  /// - Throws: what reading throws; ``ViewerError`` when nothing can be shown or the page cannot be
  ///   as small as asked.
  public init(
    _ reader: TrajectoryReader, _ description: PageDescription, series: [PageSeries] = [],
    options: Options = Options()
  ) throws {
    let box = try reader.box(frame: 0)
    let dimension = box?.spatialDimension ?? 3
    let found = PageColumns(reader.quantities, reader.context, dimension: dimension)
    let stored = try StoredSeries.read(reader)
    let known = Set(series.map(\.name))
    let all = (stored.series.filter { !known.contains($0.name) } + series).pairingErrors()
    guard !found.columns.isEmpty || !all.isEmpty else {
      throw ViewerError(.request, "\(reader.path) holds nothing that a page could show")
    }
    let coder = FrameCoder(reader: reader, columns: found.columns)
    let fitted = try PageFitting(coder, all, options, leastFrames: Self.leastFrames).fitted()
    var notes = found.notes + stored.notes
    notes += PageNotes.thinning(fitted.selection, reader)
    notes += PageNotes.rounding(found.columns, fitted.blocks, reader)
    if found.columns.allSatisfy({ $0.content != .position && $0.content != .grid }) {
      notes.append("The file holds neither positions nor fields, so that charts are all there is.")
    }
    if all.isEmpty {
      notes.append("The file holds no series to draw; ask for some with --diagnostics.")
    }
    self.notes = notes
    let selection = fitted.selection
    let members: [JSON.Member] =
      description.members + [
        .init("notes", .list((description.notes + notes).map(JSON.text))),
        .init("frames", .list(selection.frames.map(JSON.integer))),
        .init("framesInFile", .integer(reader.frameCount)),
        .init("individuals", .integer(selection.individuals.count)),
        .init("individualsInFile", .integer(reader.context.individuals)),
        .init("numbers", .list(selection.isWhole(reader) ? [] : selection.individuals.json)),
        .init("dimension", .integer(dimension)),
        .init("timeUnit", .text(reader.fileUnits.time ?? "")),
        .init("lengthUnit", .text(reader.fileUnits.length ?? "")),
        .init("box", box.map(PageSpace.json) ?? .null),
        .init("boxes", PageSpace.json(changing: fitted.boxes)),
        .init("arena", PageSpace.arena(reader.context.parameters)),
        .init("axes", PageSpace.axes(reader.context)),
        .init("properties", .list(fitted.numbers.properties.map { .text($0.name) })),
        .init("series", .list(all.map(\.json))),
        .init(
          "columns",
          .list(found.columns.map { $0.json(individuals: selection.individuals.count) })),
        .init("blocks", .list(fitted.blocks.map(\.json))),
      ]
    parts = PageText.parts(
      title: description.title, members, numbers: fitted.packedNumbers, fitted.blocks)
  }

  /// Bytes of the page.
  public var bytes: Int { parts.reduce(0) { $0 + $1.utf8.count } }

  /// Writes the page, a part after the other.
  public func write(_ write: (String) throws -> Void) rethrows {
    for part in parts { try write(part) }
  }
}

extension [Int] {
  fileprivate var json: [JSON] { map(JSON.integer) }
}

extension PageSelection {
  /// Whether all individuals are shown.
  fileprivate func isWhole(_ reader: TrajectoryReader) -> Bool {
    individuals.count == reader.context.individuals
  }
}

extension FrameBlock.Coded {
  /// What the page is told of a block.
  fileprivate var json: JSON {
    .object([
      .init("frames", .integer(frames)), .init("bytes", .integer(bytes)),
      .init(
        "ranges",
        .list(
          ranges.map { .list($0.map { .list([.number($0.lower), .number($0.upper)]) }) })),
    ])
  }
}
