import ClausiusKernelInterface

/// Resolves the events of a window one after another over the whole box: the faster way on one
/// thread.
///
/// The edges of the sweep enter a calendar. Each event changes the records of its discs and the
/// slots of their paths, and predicts the events of the bent paths with their neighborhood. Records
/// are kept as they were before, in case the window is given up.
final class CalendarSolver {
  /// A record before its first event in the window.
  private struct Before {
    var record: Int32
    var disc: Disc
  }

  private let workspace: WindowWorkspace
  private let law: GasLaw
  private(set) var tally: EventTally
  private let units: TallyUnits
  private var calendar = EventCalendar()
  private var changed = Column<Before>(capacity: 256)
  private var log = Column<EventRecord>(capacity: 256)
  /// What each event of the log adds to the Helfand moments, where they are counted.
  private var terms = Column<HelfandTerms>(capacity: 16)
  private var hits = Column<Int32>(capacity: 64)
  private var stretches = Column<SlotStretch>(capacity: 16)
  private var scan: SlotScan
  private var window = Window()
  private(set) var failure: ClusterSolver.Failure?

  init(_ workspace: WindowWorkspace, tally: EventTally, units: TallyUnits) {
    self.workspace = workspace
    law = workspace.law
    self.tally = tally
    self.units = units
    scan = SlotScan(
      workspace.slots, grid: workspace.grid, contact: 0, window: workspace.window,
      kernels: workspace.kernels)
  }

  /// Resolves the window whose edges are `found` and whose walls are hit by `walls`; false when it
  /// was given up.
  func solve(found: borrowing Column<Edge>, walls: (_ body: (Int32) -> Void) -> Void) -> Bool {
    begin(expected: found.count)
    let discs = workspace.discs.base
    for k in 0..<found.count {
      let edge = found[k]
      calendar.insert(
        CalendarEvent(time: edge.time, a: edge.a, b: edge.b, stampA: -1, stampB: -1), discs)
    }
    walls { enterWall($0) }
    var events = 0
    var instant = -Double.infinity
    #if CLAUSIUS_INVARIANTS
      var checks = EventChecks()
    #endif
    while failure == nil, let event = calendar.next(discs) {
      guard workspace.memberOf[Int(event.a)] == event.stampA,
        event.b < 0 || workspace.memberOf[Int(event.b)] == event.stampB
      else { continue }
      #if CLAUSIUS_INVARIANTS
        if let broken = checks.next(at: event.time) { failure = .broken(broken) }
      #endif
      if event.b < 0 { reflect(event) } else { collide(event) }
      events = event.time > instant ? 0 : events + 1
      instant = event.time
      if events > 1000 * (workspace.count + 1000) {
        failure = .broken("more than \(events) events follow one another in one instant")
      }
    }
    finish()
    return failure == nil
  }

  private func begin(expected: Int) {
    window = workspace.window
    calendar.begin(window, expected: expected)
    changed.truncate(to: 0)
    log.truncate(to: 0)
    terms.truncate(to: 0)
    failure = nil
    scan = SlotScan(
      workspace.slots, grid: workspace.grid, contact: law.largestDiameter, window: window,
      kernels: workspace.kernels)
  }

  /// Counts the events, or takes them back.
  private func finish() {
    for k in 0..<changed.count {
      workspace.memberOf[Int(changed[k].record)] = -1
      if failure != nil { workspace.discs[Int(changed[k].record)] = changed[k].disc }
    }
    guard failure == nil else { return }
    for k in 0..<log.count { tally.count(log[k], units: units) }
    for k in 0..<terms.count { tally.count(terms[k], units: units) }
  }

  /// Free flight of a record to its event, under a new stamp; returns the way.
  @inline(__always)
  private func stream(_ record: Int32, to time: Double) -> Double {
    let disc = workspace.discs.base + Int(record)
    if workspace.memberOf[Int(record)] < 0 {
      changed.append(Before(record: record, disc: disc.pointee))
    }
    workspace.memberOf[Int(record)] += 1
    let distance = disc.pointee.speed * law.elapsed(disc.pointee, to: time, in: window.base)
    law.stream(&disc.pointee, to: time, in: window.base)
    return distance
  }

  private func collide(_ event: CalendarEvent) {
    let a = workspace.discs.base + Int(event.a)
    let b = workspace.discs.base + Int(event.b)
    let countsMoments = tally.moments != nil
    if countsMoments {
      var flights = law.flight(a.pointee, to: event.time, in: window.base)
      flights += law.flight(b.pointee, to: event.time, in: window.base)
      terms.append(flights)
    }
    let distance = stream(event.a, to: event.time) + stream(event.b, to: event.time)
    if countsMoments { terms.append(law.transfer(a.pointee, b.pointee)) }
    #if CLAUSIUS_INVARIANTS
      let before = (a.pointee, b.pointee)
    #endif
    let virial = law.collide(&a.pointee, &b.pointee)
    #if CLAUSIUS_INVARIANTS
      if let broken = EventChecks.collision(
        law, before: before, after: (a.pointee, b.pointee),
        at: GasTime(epoch: window.base, offset: event.time))
      {
        failure = .broken(broken)
        return
      }
    #endif
    log.append(
      EventRecord(
        kind: .collision, pair: law.pairNumber(a.pointee, b.pointee), pathA: a.pointee.path,
        pathB: b.pointee.path, impulse: virial,
        distance: distance))
    a.pointee.path = 0
    b.pointee.path = 0
    guard check(a.pointee, event), check(b.pointee, event) else { return }
    bend(event.a)
    bend(event.b)
    predict(event.a)
    predict(event.b)
  }

  private func reflect(_ event: CalendarEvent) {
    let distance = stream(event.a, to: event.time)
    let axis = -1 - event.b
    let impulse = law.reflect(&workspace.discs.base[Int(event.a)], axis: axis)
    log.append(
      EventRecord(kind: axis == 0 ? .wallX : .wallY, impulse: impulse, distance: distance))
    bend(event.a)
    predict(event.a)
  }

  private func check(_ disc: Disc, _ event: CalendarEvent) -> Bool {
    let squared = disc.vx * disc.vx + disc.vy * disc.vy
    if squared <= window.speedBound * window.speedBound { return true }
    let first = workspace.discs[Int(event.a)].id
    let second = workspace.discs[Int(event.b)].id
    failure = .ofSpeed(disc, afterCollisionOf: min(first, second), max(first, second))
    return false
  }

  /// Gives the slot of a disc its new path, drawn back to the start of the window; the slot stays
  /// in its cell.
  private func bend(_ record: Int32) {
    let disc = workspace.discs[Int(record)]
    let slot = Int(workspace.slots.slotOfDisc[Int(record)])
    let delay = Float(disc.offset - window.start)
    let grid = workspace.grid
    var x = grid.single(grid.x, UInt32(truncatingIfNeeded: disc.x >> 32))
    var y = grid.single(grid.y, UInt32(truncatingIfNeeded: disc.y >> 32))
    // A disc that has crossed a periodic face goes on beside its old cell, as others see it from
    // there.
    if grid.x.isPeriodic {
      let before = workspace.slots.x[slot] + workspace.slots.vx[slot] * delay
      x += scan.turns(from: x, to: before, period: scan.periodX)
    }
    if grid.y.isPeriodic {
      let before = workspace.slots.y[slot] + workspace.slots.vy[slot] * delay
      y += scan.turns(from: y, to: before, period: scan.periodY)
    }
    workspace.slots.vx[slot] = Float(disc.vx)
    workspace.slots.vy[slot] = Float(disc.vy)
    workspace.slots.x[slot] = x - Float(disc.vx) * delay
    workspace.slots.y[slot] = y - Float(disc.vy) * delay
  }

  /// Predicts the next events of a disc whose path has just bent.
  private func predict(_ record: Int32) {
    if !law.x.isPeriodic || !law.y.isPeriodic { enterWall(record) }
    let discs = workspace.discs.base
    let disc = discs[Int(record)]
    let isInside = Neighborhood(workspace, scan).list(
      disc, rows: 0..<workspace.grid.rows, stretches: &stretches, into: &hits)
    precondition(isInside)
    for k in 0..<hits.count {
      let other = workspace.slots.disc[Int(hits[k])]
      guard other != record else { continue }
      let time = law.meeting(disc, discs[Int(other)], near: disc.offset, in: window.base)
      guard time < window.end else { continue }
      calendar.insert(
        CalendarEvent(
          time: time, a: record, b: other, stampA: workspace.memberOf[Int(record)],
          stampB: workspace.memberOf[Int(other)]), discs)
    }
  }

  private func enterWall(_ record: Int32) {
    let wall = law.wall(workspace.discs[Int(record)], in: window.base)
    guard wall.time < window.end else { return }
    calendar.insert(
      CalendarEvent(
        time: wall.time, a: record, b: -1 - wall.axis,
        stampA: workspace.memberOf[Int(record)], stampB: 0), workspace.discs.base)
  }

  /// Forgets what was counted.
  func clearTally() { tally = EventTally(like: tally) }
}

extension SlotScan {
  /// Whole periods to add to one coordinate so that it comes nearest to another.
  @inline(__always)
  func turns(from position: Float, to other: Float, period: Float) -> Float {
    let apart = other - position
    return apart.magnitude * 2 > period ? (apart > 0 ? period : -period) : 0
  }
}
