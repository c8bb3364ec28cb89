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
  /// The integrals of u o dx and F o dx since the last frame, and x' - x of the last step, of which
  /// the end is still to be booked.
  let work: AlignedColumn<Double>
  let driven: AlignedColumn<Double>
  let way: [AlignedColumn<Double>]
  /// Where the particles were when they were sorted last.
  let reference: [AlignedColumn<Double>]
  /// p = u + F and H p one step before a sample, for Fodor's rate along the path.
  let earlier: [AlignedColumn<Double>]
  private let pool: ThreadPool
  /// The columns that hold anything: those of unused axes and purposes stay 0.
  private let isUsed: (_ name: String) -> Bool
  private let scratch: AlignedColumn<Double>
  private let imageScratch: AlignedColumn<Int32>
  private let individualScratch: AlignedColumn<UInt32>
  /// Slots a block: what one thread takes at a time.
  private static let blockSize = 4096

  init(model: ActiveParticlesModel, pool: ThreadPool) {
    count = model.total
    self.pool = pool
    isUsed = { name in
      if name.hasSuffix("_z"), model.dimension < 3 { return false }
      if name.hasPrefix("earlier") { return model.hasFodorRate }
      let isOfWork = name == "work" || name == "driven" || name.hasPrefix("way_")
      return isOfWork ? model.workAndHeat : true
    }
    let count = count
    let column = { AlignedColumn<Double>(repeating: 0, count: count) }
    individual = AlignedColumn(repeating: 0, count: count)
    for i in 0..<count { individual[i] = UInt32(truncatingIfNeeded: i) }
    position = (0..<3).map { _ in column() }
    propulsion = (0..<3).map { _ in column() }
    angle = column()
    image = (0..<3).map { _ in AlignedColumn(repeating: 0, count: count) }
    work = column()
    driven = column()
    way = (0..<3).map { _ in column() }
    reference = (0..<3).map { _ in column() }
    earlier = (0..<6).map { _ in column() }
    scratch = column()
    imageScratch = AlignedColumn(repeating: 0, count: count)
    individualScratch = AlignedColumn(repeating: 0, count: count)
  }

  /// The columns of real numbers that belong to particles, with their names in a checkpoint.
  var columns: [(name: String, column: AlignedColumn<Double>)] {
    let axes = ["x", "y", "z"]
    return zip(axes, position).map { ("position_" + $0, $1) }
      + zip(axes, propulsion).map { ("self_propulsion_" + $0, $1) }
      + [("angle", angle), ("work", work), ("driven", driven)]
      + zip(axes, way).map { ("way_" + $0, $1) }
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
      forEachBlock { range in
        for k in range {
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
  }

  /// Makes the positions the references.
  func takeReferences() {
    for axis in 0..<3 { reference[axis].base.update(from: position[axis].base, count: count) }
  }

  /// Puts the particles into the order of the cells of their references, those of a cell into the
  /// order of their numbers: the slots follow from the references alone.
  ///
  /// - Parameters:
  ///   - grid: sorts the particles.
  ///   - box: the space.
  ///   - layout: the cells for the bounds of the references.
  func sort(with grid: CellGrid, in box: Box, layout: (Bounds) -> CellLayout) {
    let places = VectorColumns(reference)
    // Particles are where they were but for a few slots, so that everything near stays near.
    grid.sort(places, into: layout(bounds(of: places, in: box)))
    let number = individual.base
    grid.orderWithinCells(pool: pool) { number[$0] < number[$1] }
    let slots = grid.individual.base
    for (name, column) in columns where isUsed(name) { permute(column, by: slots, scratch) }
    for column in image where box.isPeriodic { permute(column, by: slots, imageScratch) }
    permute(individual, by: slots, individualScratch)
  }

  /// The bounds of the places: of a periodic box those of the box.
  private func bounds(of places: VectorColumns, in box: Box) -> Bounds {
    guard box.isPeriodic else { return Bounds(of: places, count: count) }
    var upper = SIMD3<Double>.zero
    for axis in 0..<3 where box.boundary[axis] == .periodic { upper[axis] = box.length(axis) }
    return Bounds(lower: .zero, upper: upper)
  }

  /// Takes to each slot what was in the slot that `slots` names.
  private func permute<Number: BitwiseCopyable>(
    _ column: AlignedColumn<Number>, by slots: UnsafeMutablePointer<Int32>,
    _ scratch: AlignedColumn<Number>
  ) {
    let (from, to) = (column.base, scratch.base)
    forEachBlock { range in for k in range { to[k] = from[Int(slots[k])] } }
    forEachBlock { range in
      (from + range.lowerBound).update(from: to + range.lowerBound, count: range.count)
    }
  }

  private func forEachBlock(_ body: (Range<Int>) -> Void) {
    pool.forEachBlock(count: count, blockSize: Self.blockSize) { body($1) }
  }
}
