import ClausiusDiagnostics
import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation

/// A trajectory that is drawn, with the frames of it that are wanted.
public final class PlotRun {
  /// The trajectory; frames are read one at a time.
  public let reader: TrajectoryReader
  /// The frames that lie in the wanted window.
  public let window: Range<Int>
  /// Every how many-th frame is wanted; `nil` leaves it to the figures.
  public let every: Int?
  /// What tells it apart from other runs on the same picture.
  public internal(set) var label: String
  /// The space of the individuals at the first frame.
  public let box: Box
  /// What every frame carries.
  let contents: FrameContents
  /// The diagnostics that can be drawn.
  public let catalog: DiagnosticCatalog
  private let settings: RecordedSettings?

  /// Opens the trajectory at `path`.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - from: the first time that is wanted, or `nil` for the start.
  ///   - to: the last time that is wanted, or `nil` for the end.
  ///   - every: every how many-th frame is wanted, or `nil` to leave it to the figures.
  ///   - reading: what to do where the file does not hold all that is wanted.
  ///   - catalog: the diagnostics that can be drawn.
  ///   - maker: the program whose stored values are as good as computed ones; `nil` for none.
  /// - Throws: what the reader throws; `DiagnosticError` when no frame lies in the window.
  public init(
    _ path: String, from: Double? = nil, to: Double? = nil, every: Int? = nil,
    reading: TrajectoryReader.Options = .init(), catalog: DiagnosticCatalog = .standard,
    trusting maker: TrajectoryMaker? = nil
  ) throws {
    self.catalog = catalog
    reader = try TrajectoryReader(path, options: reading)
    let frames = try reader.frames(from: from, to: to)
    window = frames[0]..<frames[0] + frames.count
    self.every = every
    var contents = try reader.contents(trusting: maker)
    contents.context.family = catalog.family(of: contents).family
    self.contents = contents
    context = contents.context
    box = contents.box
    label = URL(filePath: path).deletingPathExtension().lastPathComponent
    settings = reader.record?.settings
  }

  /// What stays the same over all frames, with the family that the file names or allows.
  public let context: FrameContext

  /// The names of what frames carry.
  public var quantities: [String] { contents.names }

  /// What a user should know of figures that average rates over frames, those of `names` or the
  /// usual ones; `nil` where the wanted frames begin late enough, or there is no such figure.
  public func earlyStart(of names: [String]?) -> String? {
    let averaged = (names ?? ["entropy_production_by_density"]).filter {
      $0.hasPrefix("entropy_production_by_")
    }
    return StationaryRates.warning(averaged, in: contents, from: reader.times[window.lowerBound])
  }

  /// The title that the scenario gave; empty in a file of another writer.
  public var title: String { reader.record?.title ?? "" }

  /// A word by which the run says what it was, such as `start`; `nil` where the file does not
  /// tell. Files of before systems stated their words tell it by their scenario.
  func word(_ name: String) -> String? {
    context.words[name] ?? settings?.words[context.system]?[name]
  }

  /// The calls of diagnostics that the scenario named.
  var scenarioCalls: [String] { settings?.diagnostics ?? [] }

  /// How many frames are passed over between two that are looked at: as wanted, or so that at most
  /// `frames` remain and, in all of them together, at most `work` individuals or grid points.
  public func stride(frames: Int, work: Double = .infinity) -> Int {
    if let every { return every }
    let size = Double(context.places)
    let most = max(2, min(frames, Int(min(1e9, work / size))))
    return (window.count + most - 1) / most
  }

  /// The frame whose time is nearest to `time`.
  func frame(nearest time: Double) -> Int {
    window.min { abs(reader.times[$0] - time) < abs(reader.times[$1] - time) }
      ?? window.lowerBound
  }

  /// That the wanted frames end before `time` or begin after it, and what is shown instead; `nil`
  /// where they do not.
  func missing(_ time: Double) -> String? {
    let (first, last) = (reader.times[window.lowerBound], reader.times[window.upperBound - 1])
    let slack = 1e-9 * max(abs(first), abs(last))
    guard time < first - slack || time > last + slack else { return nil }
    return
      "\(reader.path): no frame at t = \(time.inFourDigits): the frames are from \(first.inFourDigits) to "
      + "\(last.inFourDigits); t = \(reader.times[frame(nearest: time)].inFourDigits) is drawn"
  }

  /// Reads one frame.
  func read(_ index: Int) throws -> Frame {
    var frame = try reader.makeFrame()
    try reader.read(index, into: &frame)
    return frame
  }
}

extension [PlotRun] {
  /// Gives runs labels that differ: titles, or else the names of their files, or else their paths.
  public func label() {
    let names = map { URL(filePath: $0.reader.path).deletingPathExtension().lastPathComponent }
    let titles = map(\.title)
    let paths = map(\.reader.path)
    let isTold = Set(titles).count == count && !titles.contains("")
    let labels = isTold ? titles : Set(names).count == count ? names : paths
    for (run, label) in zip(self, labels) { run.label = label }
  }
}
