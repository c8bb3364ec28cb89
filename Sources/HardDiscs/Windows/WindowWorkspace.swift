import ClausiusKernelInterface
import ClausiusSimulationCore

/// All memory of the motion: the records, and what one window needs beside them. About 130 bytes a
/// disc.
final class WindowWorkspace {
  let count: Int
  let law: GasLaw
  /// The kernels of the scans.
  let kernels: DiscKernels
  var grid: FixedCells
  var window = Window()
  /// The records, nearly in the order of the cells.
  let discs: Column<Disc>
  var slots: SlotTable
  /// Position and velocity in single precision of each record, and its cell.
  let staged: Column<SIMD4<Float>>
  let cellOf: Column<Int32>
  /// Which member of which solver works on a record: solver << 25 + member; -1 for none.
  let memberOf: Column<Int32>
  /// The first edge of a record; -1 for none.
  let firstEdge: Column<Int32>
  /// The edges of the window.
  var edges = Column<Edge>(capacity: 1024)

  /// Working memory for `discs`, which become the records.
  init(discs initial: [Disc], law: GasLaw, kernels: DiscKernels) {
    count = initial.count
    self.law = law
    self.kernels = kernels
    grid = FixedCells(x: law.x, y: law.y)
    let first = Disc(
      x: 0, y: 0, vx: 0, vy: 0, offset: 0, epoch: 0, id: 0, species: 0)
    discs = Column(repeating: initial.first ?? first, count: initial.count)
    for (k, disc) in initial.enumerated() { discs[k] = disc }
    slots = SlotTable(count: count)
    staged = Column(repeating: .zero, count: count)
    cellOf = Column(repeating: 0, count: count)
    memberOf = Column(repeating: -1, count: count)
    firstEdge = Column(repeating: -1, count: count)
  }

  /// The largest speed of all records.
  func largestSpeed() -> Double {
    var largest = 0.0
    for k in 0..<count { largest = max(largest, discs[k].speed) }
    return largest
  }

  /// Adds `edge` to the list and to the chains of its discs.
  func link(_ edge: Edge) {
    var edge = edge
    let index = Int32(truncatingIfNeeded: edges.count)
    edge.nextA = firstEdge[Int(edge.a)]
    firstEdge[Int(edge.a)] = index
    if edge.b >= 0 {
      edge.nextB = firstEdge[Int(edge.b)]
      firstEdge[Int(edge.b)] = index
    }
    edges.append(edge)
  }

  /// Forgets the edges.
  func unlinkAll() {
    for k in 0..<edges.count {
      firstEdge[Int(edges[k].a)] = -1
      if edges[k].b >= 0 { firstEdge[Int(edges[k].b)] = -1 }
    }
    edges.truncate(to: 0)
  }
}
