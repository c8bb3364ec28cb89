import ClausiusSimulationCore

/// Moves the gas from window to window, each exactly resolved.
final class WindowStepper {
  let workspace: WindowWorkspace
  /// One for each band of rows, when several threads work.
  let solvers: [ClusterSolver]
  /// Works alone when there is one thread.
  let calendarSolver: CalendarSolver
  /// Whether the calendar is used; for tests.
  var usesCalendar: Bool
  private(set) var now = GasTime.zero
  var plan: WindowPlan
  private let sorter: CellSort
  private let pool: ThreadPool
  private var windowsSinceReorder = Int.max / 2
  /// Windows that go to the calendar before clusters are tried again.
  private(set) var windowsOfCalendar = 0
  /// Windows after which the records are brought into the order of the cells again.
  private static let windowsPerOrder = 12
  /// Windows that the calendar takes when clusters have grown together: discs that were packed at
  /// random lie so close that their first collisions come all at once.
  private static let windowsAfterPercolation = 16
  /// Discs below which a second thread does not pay: clusters cost more than the one calendar of a
  /// single thread.
  private static let fewestPerThread = 50_000

  init(
    workspace: WindowWorkspace, plan: WindowPlan, pool: ThreadPool, tally: EventTally,
    units: TallyUnits
  ) {
    self.workspace = workspace
    self.plan = plan
    let isSmall = workspace.count < 2 * Self.fewestPerThread
    self.pool = isSmall ? ThreadPool(threads: 1) : pool
    sorter = CellSort(pool: self.pool)
    let bands = self.pool.threads == 1 ? 1 : min(60, 4 * self.pool.threads)
    let solvers = (0..<bands).map {
      ClusterSolver(workspace, number: $0, tally: tally, units: units)
    }
    for solver in solvers { solver.peers = solvers.map { Unmanaged.passUnretained($0) } }
    self.solvers = solvers
    calendarSolver = CalendarSolver(workspace, tally: tally, units: units)
    usesCalendar = self.pool.threads == 1
  }

  /// What has been counted in the windows.
  func addTallies(to sum: inout EventTally) {
    sum.add(calendarSolver.tally)
    for solver in solvers { sum.add(solver.tally) }
  }

  /// Forgets what has been counted.
  func clearTallies() {
    calendarSolver.clearTally()
    for solver in solvers { solver.tally = calendarSolver.tally }
  }

  /// Moves the gas to exactly `target`, or to the end of a window before it at which `shouldPause`
  /// says so; returns whether `target` was reached.
  func advance(to target: GasTime, unless shouldPause: () -> Bool) throws(BrokenInvariant) -> Bool {
    while now < target {
      if shouldPause() { return false }
      let limit =
        target.epoch == now.epoch ? target.offset : workspace.law.epochLength
      let windows = max(1, ((limit - now.offset) / plan.duration).rounded(.up))
      let end = windows == 1 ? limit : now.offset + (limit - now.offset) / windows
      try resolve(until: end > now.offset ? end : limit)
    }
    return true
  }

  /// Starts again from `time`, for a state that was taken up or turned around.
  func restart(at time: GasTime) {
    now = time
    windowsSinceReorder = Int.max / 2
  }

  private func resolve(until end: Double) throws(BrokenInvariant) {
    var outcome = Attempt.tooFast
    while outcome != .resolved {
      workspace.window = Window(
        base: now.epoch, start: now.offset, end: end, speedBound: plan.speedBound)
      if workspace.law.largestDiameter == 0 {
        streamFreely()
        break
      }
      outcome = try attempt()
      switch outcome {
      case .resolved: break
      case .tooFast: plan.raiseBound()
      case .percolated: windowsOfCalendar = Self.windowsAfterPercolation
      }
    }
    now =
      end < workspace.law.epochLength
      ? GasTime(epoch: now.epoch, offset: end) : GasTime(epoch: now.epoch + 1, offset: 0)
  }

  /// How an attempt to resolve a window ends.
  private enum Attempt {
    case resolved
    /// A disc is faster than the bound.
    case tooFast
    /// Clusters grow together.
    case percolated
  }

  private func attempt() throws(BrokenInvariant) -> Attempt {
    let window = workspace.window
    workspace.grid.resize(
      width: plan.cellWidth(window.end - window.start), limit: workspace.count + 16)
    let fastest = sorter.sort(workspace)
    guard fastest <= window.speedBound else { return .tooFast }
    orderRecords()
    let before = collisions
    let outcome = try resolveEvents()
    guard outcome == .resolved else { return outcome }
    plan.learn(
      largestSpeed: fastest,
      collisionsPerDisc: 2 * Double(collisions - before) / Double(workspace.count),
      duration: window.end - window.start)
    return .resolved
  }

  private func resolveEvents() throws(BrokenInvariant) -> Attempt {
    guard usesCalendar || windowsOfCalendar > 0 else { return try resolveInBands() }
    windowsOfCalendar = max(0, windowsOfCalendar - 1)
    return try resolveInOrder()
  }

  private var collisions: Int {
    solvers.reduce(calendarSolver.tally.collisions) { $0 + $1.tally.collisions }
  }

  private func resolveInOrder() throws(BrokenInvariant) -> Attempt {
    let solver = solvers[0]
    solver.found.truncate(to: 0)
    PairSweep(workspace).sweep(rows: 0..<workspace.grid.rows, into: &solver.found)
    if calendarSolver.solve(found: solver.found, walls: { sorter.forEachWallRecord($0) }) {
      return .resolved
    }
    if case .broken(let description)? = calendarSolver.failure {
      throw BrokenInvariant(description)
    }
    return .tooFast
  }

  private func resolveInBands() throws(BrokenInvariant) -> Attempt {
    let bands = cutBands()
    findEdges(bands)
    resolveClusters(bands)
    defer { workspace.unlinkAll() }
    let outcome = try outcome(of: bands)
    guard outcome == .resolved else { return outcome }
    pool.forEachBlock(count: bands, blockSize: 1) { band, _ in solvers[band].commit() }
    return .resolved
  }

  private func orderRecords() {
    windowsSinceReorder += 1
    guard windowsSinceReorder >= Self.windowsPerOrder else { return }
    sorter.reorder(workspace)
    windowsSinceReorder = 0
  }

  /// Gives every solver a band of rows with about as many discs; returns the number of bands.
  private func cutBands() -> Int {
    let grid = workspace.grid
    let bands = max(1, min(solvers.count, grid.rows / 6))
    let starts = workspace.slots.starts.base
    var row = 0
    for band in 0..<bands {
      let first = row
      let share = workspace.count * (band + 1) / bands
      row += 1
      while row < grid.rows - (bands - 1 - band),
        band == bands - 1 || Int(starts[(row + 1) * grid.columns]) <= share
      { row += 1 }
      solvers[band].rows = first..<row
      solvers[band].ownSlots =
        Int(starts[first * grid.columns])..<Int(starts[row * grid.columns])
    }
    return bands
  }

  private func findEdges(_ bands: Int) {
    let sweep = PairSweep(workspace)
    pool.forEachBlock(count: bands, blockSize: 1) { band, _ in
      solvers[band].begin()
      solvers[band].found.truncate(to: 0)
      sweep.sweep(rows: solvers[band].rows, into: &solvers[band].found)
    }
    for band in 0..<bands {
      let solver = solvers[band]
      let first = workspace.edges.count
      for k in 0..<solver.found.count { workspace.link(solver.found[k]) }
      sorter.forEachWallRecord { record in
        if solver.ownSlots.contains(Int(workspace.slots.slotOfDisc[Int(record)])) {
          workspace.link(Edge(time: 0, a: record, b: -1))
        }
      }
      solver.ownEdges = first..<workspace.edges.count
    }
  }

  /// All bands at once, then what crosses their borders.
  private func resolveClusters(_ bands: Int) {
    pool.forEachBlock(count: bands, blockSize: 1) { band, _ in
      solvers[band].solve(solvers[band].ownEdges)
    }
    guard bands > 1 else { return }
    let first = solvers[0]
    first.rows = 0..<workspace.grid.rows
    first.ownSlots = 0..<workspace.count
    first.solve(0..<workspace.edges.count)
  }

  private func outcome(of bands: Int) throws(BrokenInvariant) -> Attempt {
    let failures = solvers[..<bands].compactMap(\.failure)
    if failures.isEmpty { return .resolved }
    for solver in solvers[..<bands] { solver.release() }
    for case .broken(let description) in failures { throw BrokenInvariant(description) }
    let isTooFast = failures.contains { if case .tooFast = $0 { true } else { false } }
    return isTooFast ? .tooFast : .percolated
  }

  /// Discs without size: every disc for itself from wall to wall.
  private func streamFreely() {
    let law = workspace.law
    guard !law.x.isPeriodic || !law.y.isPeriodic else { return }
    let window = workspace.window
    let size = (workspace.count + solvers.count - 1) / solvers.count
    pool.forEachBlock(count: workspace.count, blockSize: size) { block, range in
      for k in range {
        solvers[block].streamFreely(&workspace.discs[k], until: window.end, in: window.base)
      }
    }
  }
}

extension ClusterSolver {
  /// Moves one disc from wall to wall up to the last wall before `end`.
  func streamFreely(_ disc: inout Disc, until end: Double, in base: Int32) {
    let law = workspace.law
    while true {
      let wall = law.wall(disc, in: base)
      guard wall.time < end else { return }
      let distance = disc.speed * law.elapsed(disc, to: wall.time, in: base)
      law.stream(&disc, to: wall.time, in: base)
      let impulse = law.reflect(&disc, axis: wall.axis)
      tally.count(
        EventRecord(kind: wall.axis == 0 ? .wallX : .wallY, impulse: impulse, distance: distance),
        units: tallyUnits)
    }
  }
}
