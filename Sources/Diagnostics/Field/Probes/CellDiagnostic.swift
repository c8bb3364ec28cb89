import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import RealModule

/// The entropy of the cells that the path of one place visits, over all frames.
protocol CellDiagnostic: ProbeDiagnostic {
  /// Cells on each axis.
  var cells: Int { get set }

  /// Coordinates of a point.
  var dimension: Int { get }

  /// What a frame adds to the path.
  func coordinates(_ frame: AnalyzedFrame) throws(DiagnosticError) -> [Double]

  /// The point that a frame completes, with what came before; `nil` while there is none.
  func points(of coordinates: [Double], in history: inout [[Double]]) -> [Double]?
}

extension CellDiagnostic {
  /// One number for all frames.
  public static var isOfWholeSeries: Bool { true }

  /// Cells come in pairs, and there are not more of them than can be numbered.
  public func contradictions() -> [Contradiction] {
    let all = Double.pow(Double(cells), Double(dimension))
    if cells % 2 == 0, all <= 0x1p40 { return [] }
    return [
      Contradiction(
        at: "cells",
        cells % 2 == 0
          ? "\(cells) cells on each of \(dimension) axes are too many"
          : "the number of cells on an axis is even",
        advice: "use \(cells % 2 == 0 ? 16 : cells + 1)"
      )
    ]
  }

  /// Undefined: the value belongs to all frames.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    Estimate(undefined: .wholeSeries, unit: Self.unit, samples: 1)
  }

  /// Counts the cells.
  public func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    CellRecord(diagnostic: self)
  }
}

/// The cells that the points of the frames so far lie in.
private struct CellRecord<D: CellDiagnostic>: SeriesRecord {
  let diagnostic: D
  private var cells: GrowingCells
  private var history: [[Double]] = []

  init(diagnostic: D) {
    self.diagnostic = diagnostic
    cells = GrowingCells(dimension: diagnostic.dimension, cellsPerAxis: diagnostic.cells)
  }

  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) {
    let coordinates = try diagnostic.coordinates(frame)
    if let point = diagnostic.points(of: coordinates, in: &history) { cells.add(point) }
  }

  mutating func settle() throws(DiagnosticError) -> Estimate? {
    let counts = cells.counts
    guard let volume = cells.cellVolume else {
      return Estimate(undefined: .noSpread, unit: D.unit, samples: counts.samples)
    }
    let entropy = { (occupancy: Occupancy) in
      Shannon().entropy(of: Distribution(occupancy)) + Double.log(volume)
    }
    var estimate = Estimate(
      entropy(counts.occupancy(outcomes: nil)), unit: D.unit, samples: counts.samples,
      standardError: counts.standardError(entropy))
    let occupied = counts.total.count
    if counts.samples < 10 * occupied {
      estimate.warn(.undersampled(samples: counts.samples, outcomes: occupied))
    }
    return estimate
  }
}

extension Key {
  /// The key `cells`.
  static func cells(_ path: WritableKeyPath<Root, Int> & Sendable) -> Key {
    Key("cells", path, in: IntegerRange(2, 1024), about: "cells on each axis, an even number")
  }
}
