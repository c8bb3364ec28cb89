import ClausiusKernelInterface

/// The place of a viewer on one axis of a cell grid.
private struct AxisPlace {
  /// The number of its cell.
  let cell: Int
  /// Its distance from the lower end of the cell.
  let offset: Double
  let axis: CellAxis

  @inline(always)
  init(cell: Int, coordinate: Double, axis: CellAxis) {
    self.cell = cell
    self.axis = axis
    // Cells that are far apart may share a number: the place within the cell is found without it.
    let cells = (coordinate - axis.origin) / axis.side
    offset = (cells - Double(Int(cells))) * axis.side
  }

  /// The first and the last cell to visit, counted from the viewer's; cells beyond an end have
  /// numbers beyond it.
  @inline(always)
  var window: (first: Int, last: Int) {
    axis.reach >= axis.count
      ? (-cell, axis.count &- 1 &- cell) : (-axis.reach, axis.reach)
  }

  /// The number of the cell `step` cells further on and what is added to the coordinates of its
  /// individuals; `nil` where there is nothing.
  @inline(always)
  func visit(_ step: Int) -> (cell: Int, shift: Double)? {
    let number = cell &+ step
    if number >= 0 && number < axis.count { return (number, 0) }
    guard axis.end == .firstCell else { return nil }
    return number < 0
      ? (number &+ axis.count, -axis.period) : (number &- axis.count, axis.period)
  }

  /// The square of the distance from the viewer to the cell `step` cells further on, a hair too
  /// small.
  @inline(always)
  func squaredDistance(_ step: Int) -> Double {
    // Where every cell is visited, a cell may be nearer around the other way.
    if step == 0 || axis.reach >= axis.count { return 0 }
    let distance =
      step > 0 ? Double(step) * axis.side - offset : offset - Double(step &+ 1) * axis.side
    return distance * distance * (1 - 1e-9)
  }
}

/// The cells around one viewer.
private struct Surroundings {
  let x: AxisPlace
  let y: AxisPlace
  let z: AxisPlace

  @inline(always)
  init(_ grid: CellGridView, slot: Int) {
    let cell = Int(grid.cell[slot])
    let row = cell / grid.x.count
    let layer = row / grid.y.count
    x = AxisPlace(
      cell: cell &- row &* grid.x.count, coordinate: grid.position.x[slot], axis: grid.x)
    y = AxisPlace(
      cell: row &- layer &* grid.y.count, coordinate: grid.position.y[slot], axis: grid.y)
    z = AxisPlace(cell: layer, coordinate: grid.position.z[slot], axis: grid.z)
  }

  /// Calls `body` for every run of neighboring slots that may be within the radius: a row of cells
  /// along x, in up to three parts where it continues beyond its ends. `shift` is what is added to
  /// the positions in the run.
  @inline(always)
  func forEachRun(
    _ grid: CellGridView, within radiusSquared: Double,
    _ body: (_ first: Int, _ end: Int, _ shift: LaneVector) -> Void
  ) {
    var dz = z.window.first
    while dz <= z.window.last {
      var dy = y.window.first
      while dy <= y.window.last {
        if let layer = z.visit(dz), let line = y.visit(dy),
          z.squaredDistance(dz) + y.squaredDistance(dy) <= radiusSquared
        {
          let row = grid.cellStart + (layer.cell &* y.axis.count &+ line.cell) &* x.axis.count
          var part = 0
          while part < parts {
            let cells = cells(part: part)
            if cells.first <= cells.last {
              let shift = LaneVector(
                Lanes(repeating: cells.shift), Lanes(repeating: line.shift),
                Lanes(repeating: layer.shift))
              body(Int(row[cells.first]), Int(row[cells.last &+ 1]), shift)
            }
            part &+= 1
          }
        }
        dy &+= 1
      }
      dz &+= 1
    }
  }

  /// The cells of a row in the viewer's window: those within the row (part 0), those that its lower
  /// end continues in (part 1) and those that its upper end continues in (part 2).
  @inline(always)
  private func cells(part: Int) -> (first: Int, last: Int, shift: Double) {
    let first = x.cell &+ x.window.first
    let last = x.cell &+ x.window.last
    let count = x.axis.count
    if part == 0 { return (max(first, 0), min(last, count &- 1), 0) }
    if part == 1 { return (first &+ count, first < 0 ? count &- 1 : -1, -x.axis.period) }
    return (0, last &- count, x.axis.period)
  }

  /// The parts that a row has.
  @inline(always)
  private var parts: Int { x.axis.end == .firstCell ? 3 : 1 }
}

/// Senses for the individuals in `slots` by looking into the cells around them.
@inline(always)
private func senseInGrid(
  _ school: SchoolView, _ grid: CellGridView, _ slots: Range<Int>, usesNearestImage: Bool,
  blindZones: BlindZones
) {
  var slot = slots.lowerBound
  while slot < slots.upperBound {
    let i = Int(grid.individual[slot])
    let viewer = Viewer(
      school, i, position: LaneVector(repeating: grid.position, at: slot),
      heading: LaneVector(repeating: grid.heading, at: slot))
    var sensed = Sensed()
    let around = Surroundings(grid, slot: slot)
    around.forEachRun(grid, within: viewer.attractionSquared[0]) { first, end, shift in
      let origin = viewer.position.minus(shift)
      var j = first
      while j < end {
        var displacement = LaneVector(grid.position, at: j).minus(origin)
        if usesNearestImage { displacement = nearestImage(displacement, school.space) }
        sensed.add(
          displacement, headings: LaneVector(grid.heading, at: j), to: viewer,
          blindZones: blindZones, where: isLane(below: end &- j))
        j &+= Lanes.scalarCount
      }
    }
    sensed.store(school, at: i, for: viewer)
    slot &+= 1
  }
}

/// The lanes whose number is below `count`.
@inline(always)
private func isLane(below count: Int) -> Mask {
  laneNumbers() .< Words(repeating: UInt64(truncatingIfNeeded: count))
}

/// The kernel that looks into a cell grid, specialized for its options.
let senseInGridTable: @Sendable (SenseOptions) -> SchoolKernels.GridKernel = { options in
  switch (options.usesNearestImage, options.blindZones) {
  case (false, .none):
    { senseInGrid($0, $1, $2, usesNearestImage: false, blindZones: .none) }
  case (false, .orientationAndAttraction):
    {
      senseInGrid(
        $0, $1, $2, usesNearestImage: false, blindZones: .orientationAndAttraction)
    }
  case (false, .all):
    { senseInGrid($0, $1, $2, usesNearestImage: false, blindZones: .all) }
  case (true, .none):
    { senseInGrid($0, $1, $2, usesNearestImage: true, blindZones: .none) }
  case (true, .orientationAndAttraction):
    {
      senseInGrid(
        $0, $1, $2, usesNearestImage: true, blindZones: .orientationAndAttraction)
    }
  case (true, .all):
    { senseInGrid($0, $1, $2, usesNearestImage: true, blindZones: .all) }
  }
}
