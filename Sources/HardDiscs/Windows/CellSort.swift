import ClausiusSimulationCore

/// Fills the slot table: a counting sort of the records by cell, in parallel over stretches of
/// records.
final class CellSort {
  /// The next free slot of each cell, one row of cells for each stretch.
  private var cursors = Column<Int32>(capacity: 1024)
  /// The largest squared speed of each stretch.
  private let fastest: Column<Double>
  /// Records that reach a wall within the window, by stretch.
  private var walls: [WallList]
  private let stretches: Int
  private let pool: ThreadPool

  /// The records of one stretch that reach a wall.
  final class WallList {
    var records = Column<Int32>()
  }

  init(pool: ThreadPool) {
    self.pool = pool
    stretches = min(4, pool.threads)
    fastest = Column(repeating: 0, count: stretches)
    walls = (0..<stretches).map { _ in WallList() }
  }

  /// Sorts the records into cells at the start of the window.
  ///
  /// - Returns: the largest speed.
  func sort(_ workspace: WindowWorkspace) -> Double {
    let cells = workspace.grid.cells
    cursors.resize(to: cells * stretches)
    workspace.slots.starts.resize(to: cells + 1)
    let size = (workspace.count + stretches - 1) / stretches
    let counts = cursors.base
    let speeds = fastest.base
    let walls = self.walls
    pool.forEachBlock(count: workspace.count, blockSize: size) { block, range in
      let own = counts + block * cells
      own.update(repeating: 0, count: cells)
      speeds[block] = Self.stage(range, workspace, counts: own, walls: walls[block])
    }
    for block in (workspace.count + size - 1) / size..<stretches {
      (counts + block * cells).update(repeating: 0, count: cells)
      speeds[block] = 0
      walls[block].records.truncate(to: 0)
    }
    addUp(workspace, cells: cells)
    pool.forEachBlock(count: workspace.count, blockSize: size) { block, range in
      Self.scatter(range, workspace, cursors: counts + block * cells)
    }
    return (0..<stretches).reduce(0) { max($0, fastest[$1]) }.squareRoot()
  }

  /// Calls `body` with each record that reaches a wall.
  func forEachWallRecord(_ body: (Int32) -> Void) {
    for list in walls {
      for k in 0..<list.records.count { body(list.records[k]) }
    }
  }

  private static func stage(
    _ range: Range<Int>, _ workspace: WindowWorkspace, counts: UnsafeMutablePointer<Int32>,
    walls: WallList
  ) -> Double {
    let law = workspace.law
    let grid = workspace.grid
    let window = workspace.window
    let discs = workspace.discs.base
    let staged = workspace.staged.base
    let cellOf = workspace.cellOf.base
    let hasWalls = !law.x.isPeriodic || !law.y.isPeriodic
    var fastest = 0.0
    walls.records.truncate(to: 0)
    for k in range {
      let disc = discs + k
      let time = law.elapsed(disc.pointee, to: window.start, in: window.base)
      let px = law.x.moved(disc.pointee.x, by: disc.pointee.vx * time)
      let py = law.y.moved(disc.pointee.y, by: disc.pointee.vy * time)
      let upperX = UInt32(truncatingIfNeeded: px &>> 32)
      let upperY = UInt32(truncatingIfNeeded: py &>> 32)
      staged[k] = SIMD4(
        grid.single(grid.x, upperX), grid.single(grid.y, upperY), Float(disc.pointee.vx),
        Float(disc.pointee.vy))
      let cell = grid.cell(upperX, upperY)
      cellOf[k] = Int32(truncatingIfNeeded: cell)
      counts[cell] &+= 1
      let vx = disc.pointee.vx
      let vy = disc.pointee.vy
      fastest = max(fastest, vx * vx + vy * vy)
      if hasWalls, law.wall(disc.pointee, in: window.base).time < window.end {
        walls.records.append(Int32(truncatingIfNeeded: k))
      }
    }
    return fastest
  }

  private func addUp(_ workspace: WindowWorkspace, cells: Int) {
    let starts = workspace.slots.starts.base
    var total: Int32 = 0
    for cell in 0..<cells {
      starts[cell] = total
      for block in 0..<stretches {
        let count = cursors[block * cells + cell]
        cursors[block * cells + cell] = total
        total &+= count
      }
    }
    starts[cells] = total
  }

  private static func scatter(
    _ range: Range<Int>, _ workspace: WindowWorkspace, cursors: UnsafeMutablePointer<Int32>
  ) {
    let staged = workspace.staged.base
    let cellOf = workspace.cellOf.base
    let x = workspace.slots.x.base
    let y = workspace.slots.y.base
    let vx = workspace.slots.vx.base
    let vy = workspace.slots.vy.base
    let disc = workspace.slots.disc.base
    let slotOfDisc = workspace.slots.slotOfDisc.base
    for k in range {
      let cell = Int(cellOf[k])
      let slot = Int(cursors[cell])
      cursors[cell] &+= 1
      let place = staged[k]
      x[slot] = place.x
      y[slot] = place.y
      vx[slot] = place.z
      vy[slot] = place.w
      disc[slot] = Int32(truncatingIfNeeded: k)
      slotOfDisc[k] = Int32(truncatingIfNeeded: slot)
    }
  }
}

extension CellSort {
  /// Brings the records into the order of the slots, in place, cycle by cycle.
  func reorder(_ workspace: WindowWorkspace) {
    let discs = workspace.discs.base
    let target = workspace.slots.slotOfDisc.base
    let source = workspace.slots.disc.base
    for list in walls {
      for k in 0..<list.records.count { list.records[k] = target[Int(list.records[k])] }
    }
    for start in 0..<workspace.count {
      while Int(target[start]) != start {
        let other = Int(target[start])
        swap(&discs[start], &discs[other])
        swap(&target[start], &target[other])
      }
    }
    for k in 0..<workspace.count { source[k] = Int32(truncatingIfNeeded: k) }
  }
}
