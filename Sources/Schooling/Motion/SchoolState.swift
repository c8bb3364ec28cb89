import ClausiusKernelInterface
import ClausiusNeighborhoods
import ClausiusSimulationCore

/// Where the individuals are and where they head, in the columns that kernels work on.
final class SchoolState {
  let count: Int
  /// x, y, z of the positions; NaN in the padding, so that it is nobody's neighbor.
  let position: [AlignedColumn<Double>]
  /// x, y, z of the headings, unit vectors.
  let heading: [AlignedColumn<Double>]
  /// Crossings of the faces of a periodic box.
  let image: [AlignedColumn<Int32>]

  /// Individuals at `positions` with `headings`.
  init(positions: [SIMD3<Double>], headings: [SIMD3<Double>]) {
    count = positions.count
    position = Self.columns(positions, padding: .nan)
    heading = Self.columns(headings, padding: 0)
    image = (0..<3).map { _ in AlignedColumn(repeating: 0, count: positions.count) }
  }

  private static func columns(_ vectors: [SIMD3<Double>], padding: Double)
    -> [AlignedColumn<Double>]
  {
    (0..<3).map { axis in
      let column = AlignedColumn(repeating: padding, count: vectors.count)
      for i in vectors.indices { column[i] = vectors[i][axis] }
      return column
    }
  }

  subscript(position i: Int) -> SIMD3<Double> {
    get { SIMD3(position[0][i], position[1][i], position[2][i]) }
    set { for axis in 0..<3 { position[axis][i] = newValue[axis] } }
  }

  subscript(heading i: Int) -> SIMD3<Double> {
    get { SIMD3(heading[0][i], heading[1][i], heading[2][i]) }
    set { for axis in 0..<3 { heading[axis][i] = newValue[axis] } }
  }
}

extension ImageColumns {
  init(_ columns: [AlignedColumn<Int32>]) {
    self.init(x: columns[0].base, y: columns[1].base, z: columns[2].base)
  }
}
