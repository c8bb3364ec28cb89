import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The computable information density of which cells of the box are occupied: the length of the
/// compressed picture, or of the compressed movie, for each cell.
///
/// A cell is a symbol, 1 where it holds the center of a particle and 0 elsewhere; cells follow each
/// other along x, back and forth from line to line, and with `movie: true` frame after frame. In
/// nats per cell, (c ln c + 2 c ln(L/c))/L with c words of the exhaustive history (Lempel and Ziv
/// 1976). It is above the entropy rate for every finite L, by about 0.6 nat for 20,000 cells, half
/// of which are occupied at random; only differences between pictures of the same cells tell
/// anything. Choose cells that hold about one particle each.
/// Source: Martiniani, Chaikin and Levine, Phys. Rev. X 9 (2019) 011031.
public struct OccupancyInformation: Diagnostic {
  /// The number of cells along each axis.
  public var position: [Int] = [32, 32]
  /// Whether all frames together are one series of symbols.
  public var movie = false

  /// The density of pictures of 32 by 32 cells.
  public init() {}

  /// The word in a call.
  public static let name = "occupancy_information"
  /// What it is.
  public static let about = "the computable information density of which cells are occupied"
  /// What it computes.
  public static let formula = "(c ln c + 2 c ln(L/c))/L with c words of L cells, occupied or not"
  /// Nats per cell.
  public static let unit = EntropyUnit.natPerSymbol
  /// Its range.
  public static let bounds = "0 and above"
  /// Where it is defined.
  public static let source = "Martiniani, Chaikin and Levine 2019"
  /// What a frame must carry.
  public static let quantities = ["position"]
  /// Neighbors and pairs change.
  public static let sampling = IndividualSampling.whole
  /// The length of a compressed text has no error of its own.
  public static let missingError = MissingError.exactForFrame
  /// The parameters of the call.
  public static let keys: [Key<OccupancyInformation>] = [
    Key(
      "position", \.position, as: .list(of: .integer(IntegerRange(1, 10_000)), count: 1...3),
      isRequired: true, about: "the number of cells along each axis"),
    Key("movie", \.movie, about: "whether all frames together are one series"),
  ]

  /// One number of all frames, of a movie.
  public var isOfWholeSeries: Bool { movie }

  /// Refuses open axes, and cells that do not fit the dimension.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    _ = try PositionGrid(GasRegion(box, lower: nil, upper: nil), counts: position)
  }

  /// The density of the picture of a frame.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    guard !movie else { return Estimate(undefined: .wholeSeries, unit: Self.unit, samples: 1) }
    return try Self.density(of: try symbols(frame))
  }

  /// The cells of a frame, 1 where they are occupied, back and forth along x.
  func symbols(_ frame: AnalyzedFrame) throws(DiagnosticError) -> [Double] {
    let particles: Particles = try frame.view()
    let box = frame.frame.space
    _ = try PositionGrid(GasRegion(box, lower: nil, upper: nil), counts: position)
    var symbols = [Double](repeating: 0, count: position.reduce(1, *))
    let width = position[0]
    for place in try particles.places() {
      let cell = PackingCells.cell(of: place, in: box, counts: position)
      let (line, column) = (cell / width, cell % width)
      symbols[line * width + (line % 2 == 0 ? column : width - 1 - column)] = 1
    }
    return symbols
  }

  /// The density of a series of symbols.
  static func density(of symbols: [Double]) throws(DiagnosticError) -> Estimate {
    do throws(EntropyError) {
      return try ComputableInformationDensity().estimate(from: [InputArray(symbols)])
    } catch {
      throw DiagnosticError("\(error)")
    }
  }

  /// Collects the frames of a movie.
  public func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    movie ? OccupancyRecord(diagnostic: self) : nil
  }
}

/// The symbols of a movie, frame after frame.
struct OccupancyRecord: SeriesRecord {
  let diagnostic: OccupancyInformation
  private var symbols: [Double] = []

  /// The most symbols of a movie.
  private static let most = 100_000_000

  init(diagnostic: OccupancyInformation) { self.diagnostic = diagnostic }

  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) {
    symbols += try diagnostic.symbols(frame)
    guard symbols.count <= Self.most else {
      throw DiagnosticError(
        "a movie of more than \(Self.most) cells is too long",
        advice: "take fewer cells or frames (--every)")
    }
  }

  mutating func settle() throws(DiagnosticError) -> Estimate? {
    try OccupancyInformation.density(of: symbols)
  }
}
