import ClausiusDeclarations
import ClausiusSimulationCore

/// How active particles fill space: the names of the diagnostic `phase` for them.
///
/// In series of numbers a phase is its place in this list, from 0.
public enum DensityPhase: String, DeclaredChoice, Hashable, Codable {
  /// One phase.
  case uniform
  /// A dilute and a dense phase coexist.
  case separated
  /// One phase, in which a cluster of particles in contact spans the box.
  case percolating

  /// What it is.
  public var about: String {
    switch self {
    case .uniform: "one phase"
    case .separated: "a dilute and a dense phase coexist"
    case .percolating: "one phase, in which the largest cluster in contact spans the box"
    }
  }

  /// The place in the list of all, from 0.
  public var code: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What the phase of active particles is judged by, at one frame or as a mean over several.
struct DensityEvidence: Sendable, Hashable {
  /// The variance of the packing of cells.
  var variance: Double
  /// The share of the cells that are nearly empty.
  var low: Double
  /// The share of the cells that are nearly full.
  var high: Double
  /// The share of the frames in which a largest cluster spans the box.
  var spanning: Double
  /// The share of the particles in the largest cluster.
  var largestCluster: Double

  /// The evidence of one frame.
  ///
  /// - Parameters:
  ///   - particles: the frame.
  ///   - cell: the side of the cells in mean diameters.
  ///   - rule: which particles are linked.
  init(_ particles: Particles, cell: Double, rule: ContactRule) throws(DiagnosticError) {
    let cells = try PackingCells(particles, side: cell)
    let clusters = try particles.clusters(rule)
    let count = Double(cells.values.count)
    variance = cells.variance
    low = Double(cells.values.count { $0 < DensityPhaseRule.low }) / count
    high = Double(cells.values.count { $0 > DensityPhaseRule.high }) / count
    spanning = clusters.largestSpans ? 1 : 0
    largestCluster = Double(clusters.largest) / Double(max(1, particles.count))
  }

  /// The mean of several.
  init?(meanOf evidence: some Collection<DensityEvidence>) {
    guard !evidence.isEmpty else { return nil }
    func mean(_ number: KeyPath<DensityEvidence, Double>) -> Double {
      evidence.reduce(0) { $0 + $1[keyPath: number] } / Double(evidence.count)
    }
    self.init(
      variance: mean(\.variance), low: mean(\.low), high: mean(\.high), spanning: mean(\.spanning),
      largestCluster: mean(\.largestCluster))
  }

  /// Evidence with these numbers.
  init(variance: Double, low: Double, high: Double, spanning: Double, largestCluster: Double) {
    self.variance = variance
    self.low = low
    self.high = high
    self.spanning = spanning
    self.largestCluster = largestCluster
  }
}

/// The rule by which evidence names a phase of active particles.
///
/// Separated where the packing of cells of 4 diameters has a variance above 0.05 and more than 0.15
/// of them are below 0.35 and more than 0.15 above 0.75; or else percolating where a largest
/// cluster spans the box; or else uniform. The limits part the runs of docs/active-particles.md:
/// 0.109 with 0.46 and 0.33 where phases coexist, at most 0.032 with 0.22 and 0.06 close to it.
enum DensityPhaseRule {
  /// A cell below this packing is nearly empty.
  static let low = 0.35
  /// A cell above this packing is nearly full.
  static let high = 0.75
  /// The variance that separated phases exceed.
  static let variance = 0.05
  /// The share of cells that each tail of separated phases exceeds.
  static let tail = 0.15
  /// The share of frames in which a percolating cluster spans the box.
  static let spanning = 0.5

  /// The phase that the evidence speaks for.
  static func phase(_ evidence: DensityEvidence) -> DensityPhase {
    let isSeparated =
      evidence.variance > variance && evidence.low > tail && evidence.high > tail
    return isSeparated ? .separated : evidence.spanning > spanning ? .percolating : .uniform
  }

  /// The thresholds, for documents.
  static var json: JSON {
    [
      "variance": .number(variance), "low": .number(low), "high": .number(high),
      "tail": .number(tail), "spanning": .number(spanning),
    ]
  }
}
