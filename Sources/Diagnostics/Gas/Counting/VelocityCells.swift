/// Square velocity cells with edges at multiples of a side; they cover all velocities.
///
/// Along one axis cell k >= 0 is k dv <= v < (k + 1) dv, and cell -1 - k is its mirror image,
/// -(k + 1) dv < v <= -k dv, so that a particle that a wall mirrors, v -> -v exactly, goes to the
/// mirrored cell also from an edge. v = 0, with either sign bit, is in cell 0: it is no motion that
/// a wall could mirror.
struct VelocityCells {
  /// The side of the cells, dv.
  let side: Double
  /// 2 or 3.
  let dimension: Int

  /// The number of the cell along one axis: v/dv cut off at the point, less 1 for v < 0.
  @inline(__always)
  func cell(_ velocity: Double) -> Double {
    (velocity / side).rounded(.towardZero) - (velocity < 0 ? 1 : 0)
  }

  /// The cell of each individual in the product of `outer` cells and velocity cells; individuals
  /// outside stay outside.
  ///
  /// - Parameters:
  ///   - rows: the velocities, [N][3].
  ///   - outer: the place of each individual among `outerCount` outer cells.
  /// - Throws: when a velocity is too large to be counted in units of the side.
  func keys(of rows: [Double], within outer: [UInt32], outerCount: Int) throws(DiagnosticError)
    -> [UInt64]
  {
    let ranges = (0..<dimension).map { range(of: rows, axis: $0, within: outer) }
    guard ranges.allSatisfy({ $0.first.isFinite && $0.last.isFinite }) else {
      throw DiagnosticError(
        "velocities are too large for cells of side \(side)", advice: "use larger cells")
    }
    let product = ranges.reduce(Double(outerCount)) { $0 * ($1.last - $1.first + 1) }
    let fits = product < 0x1p62 && ranges.allSatisfy { max(-$0.first, $0.last) < 0x1p52 }
    guard fits else { return manyCells(of: rows, within: outer) }
    var keys = outer.map { $0 == CellCounts.noCell ? CellCounts.nowhere : UInt64($0) }
    var stride = UInt64(outerCount)
    for axis in 0..<dimension {
      addAxis(axis, of: rows, from: Int64(ranges[axis].first), stride: stride, to: &keys)
      stride *= UInt64(ranges[axis].last - ranges[axis].first + 1)
    }
    return keys
  }

  private func addAxis(
    _ axis: Int, of rows: [Double], from first: Int64, stride: UInt64, to keys: inout [UInt64]
  ) {
    rows.withUnsafeBufferPointer { rows in
      keys.withUnsafeMutableBufferPointer { keys in
        for i in keys.indices where keys[i] != CellCounts.nowhere {
          let velocity = rows[3 * i + axis]
          let cell = Int64(velocity / side) &- (velocity < 0 ? 1 : 0)
          keys[i] &+= stride &* UInt64(bitPattern: cell &- first)
        }
      }
    }
  }

  /// The first and the last cell along an axis that any individual occupies.
  private func range(
    of rows: [Double], axis: Int, within outer: [UInt32]
  ) -> (first: Double, last: Double) {
    var least = Double.infinity
    var largest = -Double.infinity
    rows.withUnsafeBufferPointer { rows in
      outer.withUnsafeBufferPointer { outer in
        for i in outer.indices where outer[i] != CellCounts.noCell {
          let velocity = rows[3 * i + axis]
          least = velocity < least ? velocity : least
          largest = velocity > largest ? velocity : largest
        }
      }
    }
    return least <= largest ? (cell(least), cell(largest)) : (0, 0)
  }

  /// Cells too many for one number: the occupied ones are numbered axis by axis.
  private func manyCells(of rows: [Double], within outer: [UInt32]) -> [UInt64] {
    var numbers = outer
    var keys: [UInt64] = []
    for axis in 0..<dimension {
      // Adding 0 makes -0 and 0 the same cell.
      let bits = outer.indices.map { i in
        outer[i] == CellCounts.noCell
          ? CellCounts.nowhere : (cell(rows[3 * i + axis]) + 0).bitPattern
      }
      let cells = CellCounts.numbered(keys: bits).numbers
      keys = outer.indices.map { i in
        outer[i] == CellCounts.noCell
          ? CellCounts.nowhere : UInt64(numbers[i]) << 32 | UInt64(cells[i])
      }
      numbers = CellCounts.numbered(keys: keys).numbers
    }
    return keys
  }
}
