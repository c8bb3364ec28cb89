import ClausiusNeighborhoods
import ClausiusSimulationCore

/// Fills the slot table: a counting sort of the records by cell, in parallel over stretches of
/// records.
final class CellSort {
  private let sorter: CountingSort
  /// The largest squared speed of each stretch.
  private let fastest: Column<Double>
  /// Records that reach a wall within the window, by stretch.
  private let walls: [WallList]

  /// The records of one stretch that reach a wall.
  final class WallList {
    var records = Column<Int32>()
  }

  init(pool: ThreadPool) {
    sorter = CountingSort(pool: pool)
    fastest = Column(repeating: 0, count: CountingSort.mostStretches)
    walls = (0..<CountingSort.mostStretches).map { _ in WallList() }
  }

  /// Sorts the records into cells at the start of the window.
  ///
  /// - Returns: the largest speed.
  func sort(_ workspace: WindowWorkspace) -> Double {
    let cells = workspace.grid.cells
    workspace.slots.starts.resize(to: cells + 1)
    let speeds = fastest.base
    let walls = self.walls
    for stretch in walls.indices {
      speeds[stretch] = 0
      walls[stretch].records.truncate(to: 0)
    }
    sorter.count(workspace.count, cells: cells) { stretch, range, members in
      speeds[stretch] = Self.stage(range, workspace, counts: members, walls: walls[stretch])
    }
    sorter.addUp(into: workspace.slots.starts.base)
    sorter.place { range, nextSlot in Self.scatter(range, workspace, cursors: nextSlot) }
    return walls.indices.reduce(0) { max($0, speeds[$1]) }.squareRoot()
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
