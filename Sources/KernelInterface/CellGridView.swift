/// A cell grid as kernels see it: the individuals in the order of their cells, and where each cell
/// begins.
///
/// Cell (x, y, z) has the number x + n_x (y + n_y z); its individuals are the slots from
/// `cellStart[c]` to `cellStart[c + 1]`.
public struct CellGridView: @unchecked Sendable {
  /// Positions, slot by slot.
  public var position: VectorColumns
  /// Headings, slot by slot.
  public var heading: VectorColumns
  /// The individual in each slot.
  public var individual: UnsafePointer<Int32>
  /// The cell of each slot.
  public var cell: UnsafePointer<Int32>
  /// The first slot of each cell, and behind the last cell the number of slots.
  public var cellStart: UnsafePointer<Int32>
  /// The cells along x.
  public var x: CellAxis
  /// The cells along y.
  public var y: CellAxis
  /// The cells along z.
  public var z: CellAxis

  /// The view of one grid.
  public init(
    position: VectorColumns, heading: VectorColumns, individual: UnsafePointer<Int32>,
    cell: UnsafePointer<Int32>, cellStart: UnsafePointer<Int32>, x: CellAxis, y: CellAxis,
    z: CellAxis
  ) {
    self.position = position
    self.heading = heading
    self.individual = individual
    self.cell = cell
    self.cellStart = cellStart
    self.x = x
    self.y = y
    self.z = z
  }
}

/// The cells along one axis.
public struct CellAxis: Sendable, Hashable {
  /// What lies beyond the last cell.
  public enum End: Sendable, Hashable {
    /// Nothing.
    case nothing
    /// The first cell again: the axis is periodic, or it is open and cells that are far apart share
    /// a number.
    case firstCell
  }

  /// The number of cells.
  public var count: Int
  /// How many cells the largest radius reaches; `count` or more when every cell is visited.
  public var reach: Int
  /// The side of a cell.
  public var side: Double
  /// Where the first cell begins.
  public var origin: Double
  /// What lies beyond the ends.
  public var end: End
  /// What is added to a coordinate beyond the last cell: the period, or 0 where there is none.
  public var period: Double

  /// The cells along one axis.
  public init(
    count: Int, reach: Int, side: Double, origin: Double, end: End, period: Double
  ) {
    self.count = count
    self.reach = reach
    self.side = side
    self.origin = origin
    self.end = end
    self.period = period
  }
}
