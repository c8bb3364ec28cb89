import ClausiusKernelInterface
import ClausiusNeighborhoods
import ClausiusSimulationCore

/// Where the particles are and what propels them, in columns that kernels work on.
///
/// Columns run over slots: particles that are near in space lie near in memory. A particle's slot
/// follows from the positions at the last sorting alone.
final class ActiveState {
  let count: Int
  /// The particle in each slot.
  let individual: AlignedColumn<UInt32>
  var position: [AlignedColumn<Double>]
  var propulsion: [AlignedColumn<Double>]
  /// The angle of the self-propulsion, in revolutions.
  let angle: AlignedColumn<Double>
  let image: [AlignedColumn<Int32>]
  let work: AlignedColumn<Double>
  let heat: AlignedColumn<Double>
  /// Where the particles were when they were sorted last.
  let reference: [AlignedColumn<Double>]
  /// p = u + F and H p one step before a sample, for Fodor's rate along the path.
  let earlier: [AlignedColumn<Double>]
  private let scratch: AlignedColumn<Double>
  private let slot: AlignedColumn<Int32>

  init(count: Int) {
    self.count = count
    let column = { AlignedColumn<Double>(repeating: 0, count: count) }
    individual = AlignedColumn(repeating: 0, count: count)
    slot = AlignedColumn(repeating: 0, count: count)
    for i in 0..<count {
      individual[i] = UInt32(truncatingIfNeeded: i)
      slot[i] = Int32(truncatingIfNeeded: i)
    }
    position = (0..<3).map { _ in column() }
    propulsion = (0..<3).map { _ in column() }
    angle = column()
    image = (0..<3).map { _ in AlignedColumn(repeating: 0, count: count) }
    work = column()
    heat = column()
    reference = (0..<3).map { _ in column() }
    earlier = (0..<6).map { _ in column() }
    scratch = column()
  }

  /// The columns of real numbers that belong to particles, with their names in a checkpoint.
  var columns: [(name: String, column: AlignedColumn<Double>)] {
    let axes = ["x", "y", "z"]
    return zip(axes, position).map { ("position_" + $0, $1) }
      + zip(axes, propulsion).map { ("self_propulsion_" + $0, $1) }
      + [("angle", angle), ("work", work), ("heat", heat)]
      + zip(axes, reference).map { ("reference_" + $0, $1) }
      + earlier.enumerated().map { ("earlier_\($0.offset)", $0.element) }
  }

  /// The values of a column in the order of the particles.
  func values(_ column: AlignedColumn<Double>) -> [Double] {
    var values = [Double](repeating: 0, count: count)
    for k in 0..<count { values[Int(individual[k])] = column[k] }
    return values
  }

  /// Sets a column from values in the order of the particles.
  func set(_ column: AlignedColumn<Double>, to values: [Double]) {
    for k in 0..<count { column[k] = values[Int(individual[k])] }
  }

  /// Brings positions back into a box that begins at 0, and counts the crossings.
  func wrap(into box: Box) {
    for axis in 0..<3 where box.boundary[axis] == .periodic {
      let side = box.length(axis)
      let (x, image) = (position[axis].base, image[axis].base)
      for k in 0..<count {
        let turns = (x[k] / side).rounded(.down)
        guard turns != 0 else { continue }
        var inside = x[k] - side * turns
        var crossings = Int32(truncatingIfNeeded: Int(turns))
        // A coordinate just below 0 rounds to the side when it is raised.
        if inside >= side {
          inside = 0
          crossings &+= 1
        }
        x[k] = inside
        image[k] &+= crossings
      }
    }
  }

  /// Makes the positions the references.
  func takeReferences() {
    for axis in 0..<3 { reference[axis].base.update(from: position[axis].base, count: count) }
  }

  /// Puts the particles into the order of the cells of their references.
  ///
  /// - Parameter layout: the cells for the bounds of the references.
  func sort(with grid: CellGrid, layout: (Bounds) -> CellLayout) {
    let inOrder = reference.map { column in
      let values = AlignedColumn<Double>(repeating: 0, count: count)
      for k in 0..<count { values[Int(individual[k])] = column[k] }
      return values
    }
    let places = VectorColumns(inOrder)
    withExtendedLifetime(inOrder) {
      grid.sort(places, into: layout(Bounds(of: places, count: count)))
    }
    for (_, column) in columns { permute(column, as: grid) }
    for column in image {
      let before = Array(column.elements)
      for k in 0..<count { column[k] = before[Int(slot[Int(grid.individual[k])])] }
    }
    for k in 0..<count {
      let particle = Int(grid.individual[k])
      individual[k] = UInt32(truncatingIfNeeded: particle)
    }
    for k in 0..<count { slot[Int(individual[k])] = Int32(truncatingIfNeeded: k) }
  }

  private func permute(_ column: AlignedColumn<Double>, as grid: CellGrid) {
    let (from, to, slot) = (column.base, scratch.base, slot.base)
    let particles = grid.individual.base
    for k in 0..<count { to[k] = from[Int(slot[Int(particles[k])])] }
    from.update(from: to, count: count)
  }
}
