import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import Foundation

/// The entropy of square blocks of spins, per spin: H(blocks)/k^2 over all k x k blocks of a frame.
///
/// Never below the entropy of a spin of the infinite lattice, to which it falls as blocks grow;
/// biased low where there are few blocks for the 2^(k^2) patterns.
struct BlockEntropy: Diagnostic {
  var side = 2

  static let name = "block_entropy"
  static let about = "the entropy of square blocks of spins, per spin"
  static let formula = "-sum_b p_b ln p_b/k^2, b the patterns of k x k spins"
  static let unit = EntropyUnit.nat
  static let bounds = "0 to ln 2"
  static let source = "Shannon 1948"
  static let quantities = ["spin"]
  static let keys = [
    Key("side", \BlockEntropy.side, in: IntegerRange(1, 4), about: "spins along a side, k")
  ]

  func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    guard let spins = frame.frame["spin"], let width = frame.frame.context[.x]?.count,
      let height = frame.frame.context[.y]?.count, spins.count == width * height
    else { throw DiagnosticError("the spins do not lie along y and x") }
    var counts = [Int](repeating: 0, count: 1 << (side * side))
    for y in 0..<height {
      for x in 0..<width {
        var pattern = 0
        for k in 0..<side * side {
          let site = (y + k / side) % height * width + (x + k % side) % width
          pattern = 2 * pattern + (spins[site] > 0 ? 1 : 0)
        }
        counts[pattern] += 1
      }
    }
    let blocks = PlugIn().estimate(Shannon(), from: Occupancy(counts: counts))
    return Estimate(
      (blocks.value ?? .nan) / Double(side * side), unit: .nat, samples: blocks.samples,
      outcomes: blocks.outcomes, bounds: Bounds(0, log(2)))
  }
}
