import ClausiusKernelInterface

/// Resolves the events of a window, cluster by cluster, each in exact time order.
///
/// A cluster begins with discs that meet if they go straight on. After each of its events the bent
/// paths are tested against the neighborhood; whoever they may meet joins the cluster. If that disc
/// has events of its own, the cluster is computed again from the start of the window with all of
/// them. At the end no path of a cluster meets a path outside it, so the cluster is exact.
final class ClusterSolver {
  /// Why a window was given up.
  enum Failure {
    /// A disc became faster than the bound.
    case tooFast
    /// Clusters have grown together: their work is more than that of the calendar.
    case percolated
    /// A number is not finite, or events do not end.
    case broken(String)

    /// A collision has made a disc too fast, or its velocity no number.
    static func ofSpeed(_ disc: Disc, afterCollisionOf first: UInt32, _ second: UInt32) -> Failure {
      disc.speed.isFinite
        ? .tooFast
        : .broken(
          "the collision of discs \(first) and \(second) gives disc \(disc.id) the velocity (\(disc.vx), \(disc.vy))"
        )
    }
  }

  let workspace: WindowWorkspace
  let number: Int
  /// The solvers of all bands, this one included.
  var peers: [Unmanaged<ClusterSolver>] = []
  /// The rows whose discs this solver may touch, and the slots in them.
  var rows = 0..<1
  var ownSlots = 0..<0
  /// The edges found in the rows, before they are linked.
  var found = Column<Edge>(capacity: 256)
  /// The linked edges that this solver starts from.
  var ownEdges = 0..<0
  var failure: Failure?
  var tally: EventTally
  let tallyUnits: TallyUnits
  var members = Column<Member>(capacity: 256)
  /// The paths of the clusters, also of those that were begun again: one for each part of an event.
  var segments = Column<Segment>(capacity: 256)
  var clusters = Column<Cluster>(capacity: 128)
  var log = Column<EventRecord>(capacity: 256)
  /// Two entries for each event of the log, its flights and its collision, where the Helfand
  /// moments are counted; none else.
  var terms = Column<HelfandTerms>(capacity: 16)
  var heap = EventHeap()
  var hits = Column<Int32>(capacity: 64)
  var stretches = Column<SlotStretch>(capacity: 16)
  var waiting = Column<Int32>(capacity: 64)
  var scan: SlotScan
  /// The cluster at work.
  var current: Int32 = 0
  /// Events at one time after which a cluster cannot be right.
  private static let mostEvents = 10_000_000
  /// Paths for each disc of the box after which the clusters are given up. A window that suits them
  /// bends less than one path a disc.
  private static let mostPathsPerDisc = 2

  init(_ workspace: WindowWorkspace, number: Int, tally: EventTally, units: TallyUnits) {
    self.workspace = workspace
    self.number = number
    self.tally = tally
    tallyUnits = units
    scan = SlotScan(
      workspace.slots, grid: workspace.grid, contact: 0, window: workspace.window,
      kernels: workspace.kernels)
  }

  /// Forgets the last window.
  func begin() {
    members.truncate(to: 0)
    segments.truncate(to: 0)
    clusters.truncate(to: 0)
    log.truncate(to: 0)
    terms.truncate(to: 0)
    failure = nil
    scan = SlotScan(
      workspace.slots, grid: workspace.grid, contact: workspace.law.largestDiameter,
      window: workspace.window, kernels: workspace.kernels)
  }

  /// Resolves the clusters of the edges in `range` that are not resolved yet; those that leave the
  /// solver's rows stay unresolved.
  func solve(_ range: Range<Int>) {
    for k in range {
      let record = workspace.edges[k].a
      if isOwn(record), workspace.memberOf[Int(record)] < 0 { solveCluster(of: record) }
      if failure != nil { return }
    }
  }

  private func solveCluster(of record: Int32) {
    current = Int32(truncatingIfNeeded: clusters.count)
    clusters.append(Cluster(logStart: log.count, logEnd: log.count))
    guard adopt(record) else { return abandon() }
    while true {
      switch simulate() {
      case .done:
        clusters[Int(current)].logEnd = log.count
        return
      case .again: continue
      case .outside: return abandon()
      }
    }
  }

  /// Leaves the members of the cluster as if it had not been begun.
  private func abandon() {
    var m = clusters[Int(current)].firstMember
    while m >= 0 {
      workspace.memberOf[Int(members[Int(m)].record)] = -1
      m = members[Int(m)].next
    }
    truncateLog()
    clusters[Int(current)].isAlive = false
  }

  /// Forgets the events of the cluster at work.
  private func truncateLog() {
    let start = clusters[Int(current)].logStart
    log.truncate(to: start)
    if tally.moments != nil { terms.truncate(to: 2 * start) }
  }

  enum Outcome {
    case done
    case again
    case outside
  }

  private func simulate() -> Outcome {
    reset()
    var events = 0
    var instant = -Double.infinity
    #if CLAUSIUS_INVARIANTS
      var checks = EventChecks()
    #endif
    while !heap.isEmpty {
      let event = heap.pop()
      guard members[Int(event.a)].stamp == event.stampA,
        event.b < 0 || members[Int(event.b)].stamp == event.stampB
      else { continue }
      #if CLAUSIUS_INVARIANTS
        if let broken = checks.next(at: event.time) {
          failure = .broken(broken)
          return .outside
        }
      #endif
      let outcome = event.b < 0 ? reflect(event) : collide(event)
      if outcome != .done { return outcome }
      if segments.count > Self.mostPathsPerDisc * workspace.count {
        failure = .percolated
        return .outside
      }
      events = event.time > instant ? 0 : events + 1
      instant = event.time
      if events > Self.mostEvents {
        failure = .broken("more than \(events) events follow one another in one instant")
        return .outside
      }
    }
    return .done
  }

  /// Sets all members back to the start of the window and predicts their first events.
  private func reset() {
    truncateLog()
    heap.clear()
    var m = clusters[Int(current)].firstMember
    while m >= 0 {
      members[Int(m)].state = workspace.discs[Int(members[Int(m)].record)]
      members[Int(m)].stamp = 0
      members[Int(m)].firstSegment = -1
      members[Int(m)].lastSegment = -1
      m = members[Int(m)].next
    }
    m = clusters[Int(current)].firstMember
    while m >= 0 {
      pushEdges(of: m)
      m = members[Int(m)].next
    }
  }

  private func pushEdges(of m: Int32) {
    let record = members[Int(m)].record
    var e = workspace.firstEdge[Int(record)]
    while e >= 0 {
      let edge = workspace.edges[Int(e)]
      if edge.b < 0 {
        pushWall(m)
      } else if edge.a == record {
        push(edge.time, m, workspace.memberOf[Int(edge.b)] & Self.memberMask)
      }
      e = edge.a == record ? edge.nextA : edge.nextB
    }
  }

  /// Makes a record a member of the cluster, with all whom its edges lead to, and all of a cluster
  /// that any of them is in.
  ///
  /// - Returns: whether all of them are in the solver's rows.
  func adopt(_ record: Int32) -> Bool {
    waiting.truncate(to: 0)
    waiting.append(record)
    while waiting.count > 0 {
      let record = waiting.removeLast()
      // Other bands are at work at the same time: what is theirs is not even looked at.
      guard isOwn(record) else { return false }
      let owner = workspace.memberOf[Int(record)]
      if owner >= 0 {
        let peer = self.peer(of: owner)
        let cluster = peer.members[Int(owner & Self.memberMask)].cluster
        if peer === self, cluster == current { continue }
        peer.dissolve(cluster, into: &waiting)
      }
      add(record)
      var e = workspace.firstEdge[Int(record)]
      while e >= 0 {
        let edge = workspace.edges[Int(e)]
        if edge.b >= 0 { waiting.append(edge.a == record ? edge.b : edge.a) }
        e = edge.a == record ? edge.nextA : edge.nextB
      }
    }
    return true
  }

  /// Frees the members of a resolved cluster and lists their records.
  private func dissolve(_ cluster: Int32, into list: inout Column<Int32>) {
    clusters[Int(cluster)].isAlive = false
    var m = clusters[Int(cluster)].firstMember
    while m >= 0 {
      let record = members[Int(m)].record
      workspace.memberOf[Int(record)] = -1
      list.append(record)
      m = members[Int(m)].next
    }
  }

  /// Whether a record lies in the solver's rows.
  @inline(__always)
  func isOwn(_ record: Int32) -> Bool {
    ownSlots.contains(Int(workspace.slots.slotOfDisc[Int(record)]))
  }

  /// Makes one record of the solver's rows a member.
  @inline(__always)
  func add(_ record: Int32) {
    let index = Int32(truncatingIfNeeded: members.count)
    members.append(
      Member(
        state: workspace.discs[Int(record)], record: record, cluster: current,
        next: clusters[Int(current)].firstMember))
    clusters[Int(current)].firstMember = index
    workspace.memberOf[Int(record)] = Int32(truncatingIfNeeded: number) << 25 | index
    workspace.slots.vx[Int(workspace.slots.slotOfDisc[Int(record)])] = .nan
  }

  static let memberMask: Int32 = 1 << 25 - 1

  @inline(__always)
  func peer(of owner: Int32) -> ClusterSolver {
    owner >> 25 == Int32(truncatingIfNeeded: number)
      ? self : peers[Int(owner >> 25)]._withUnsafeGuaranteedRef { $0 }
  }
}
