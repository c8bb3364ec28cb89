import ClausiusSimulationCore
import RealModule

/// Equal cells over a region, numbered with x running fastest.
struct PositionGrid: Hashable {
  /// What is cut into cells.
  let region: GasRegion
  /// The number of cells along each axis.
  let counts: [Int]

  /// The cells `counts` over `region`.
  ///
  /// - Throws: unless there is one number for each axis.
  init(_ region: GasRegion, counts: [Int]) throws(DiagnosticError) {
    guard counts.count == region.dimension else {
      throw DiagnosticError(
        "'position' needs \(region.dimension) numbers of cells, one an axis, found \(counts.count)")
    }
    precondition(counts.allSatisfy { $0 > 0 && $0 <= 1_000_000 }, "numbers of cells are positive")
    self.region = region
    self.counts = counts
  }

  /// The logarithm of the area or volume of one cell.
  var logCellVolume: Double {
    counts.indices.reduce(0) { $0 + Double.log(region.length($1) / Double(counts[$1])) }
  }

  /// The cell of each individual; ``CellCounts/nowhere`` outside of the region.
  func keys(of rows: [Double], count: Int) -> [UInt64] {
    var keys = [UInt64](repeating: 0, count: count)
    var stride: UInt64 = 1
    for axis in counts.indices {
      addAxis(axis, of: rows, stride: stride, to: &keys)
      stride *= UInt64(counts[axis])
    }
    return keys
  }

  private func addAxis(
    _ axis: Int, of rows: [Double], stride: UInt64, to keys: inout [UInt64]
  ) {
    let lower = region.lower[axis]
    let length = region.length(axis)
    let cells = Double(counts[axis])
    let last = cells - 1
    let period = region.periods[axis]
    let origin = region.origins[axis]
    let slack = 1e-9 * length
    let reach = (lower: lower - slack, upper: region.upper[axis] + slack)
    rows.withUnsafeBufferPointer { rows in
      keys.withUnsafeMutableBufferPointer { keys in
        for i in keys.indices {
          var x = rows[3 * i + axis]
          if period > 0, x < origin || x - origin >= period { x = region.wrapped(x, axis) }
          guard x >= reach.lower, x <= reach.upper, keys[i] != CellCounts.nowhere else {
            keys[i] = CellCounts.nowhere
            continue
          }
          let place = (x - lower) / length * cells
          keys[i] &+= stride &* UInt64(max(0, min(last, place)))
        }
      }
    }
  }
}
