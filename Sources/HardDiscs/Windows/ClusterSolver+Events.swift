extension ClusterSolver {
  /// A collision of two members: stream both, collide, predict again.
  func collide(_ event: ClusterEvent) -> Outcome {
    let law = workspace.law
    let base = workspace.window.base
    keepSegment(of: event.a, until: event.time)
    keepSegment(of: event.b, until: event.time)
    let a = members.base + Int(event.a)
    let b = members.base + Int(event.b)
    let distance =
      a.pointee.state.speed * law.elapsed(a.pointee.state, to: event.time, in: base)
      + b.pointee.state.speed * law.elapsed(b.pointee.state, to: event.time, in: base)
    let countsMoments = tally.moments != nil
    if countsMoments {
      var flights = law.flight(a.pointee.state, to: event.time, in: base)
      flights += law.flight(b.pointee.state, to: event.time, in: base)
      terms.append(flights)
    }
    law.stream(&a.pointee.state, to: event.time, in: base)
    law.stream(&b.pointee.state, to: event.time, in: base)
    if countsMoments { terms.append(law.transfer(a.pointee.state, b.pointee.state)) }
    #if CLAUSIUS_INVARIANTS
      let before = (a.pointee.state, b.pointee.state)
    #endif
    let virial = law.collide(&a.pointee.state, &b.pointee.state)
    #if CLAUSIUS_INVARIANTS
      if let broken = EventChecks.collision(
        law, before: before, after: (a.pointee.state, b.pointee.state),
        at: GasTime(epoch: base, offset: event.time))
      {
        failure = .broken(broken)
        return .outside
      }
    #endif
    log.append(
      EventRecord(
        kind: .collision, pair: law.pairNumber(a.pointee.state, b.pointee.state),
        pathA: a.pointee.state.path, pathB: b.pointee.state.path, impulse: virial,
        distance: distance))
    a.pointee.state.path = 0
    b.pointee.state.path = 0
    guard check(a.pointee.state, event), check(b.pointee.state, event) else { return .outside }
    let outcome = predict(event.a)
    return outcome == .done ? predict(event.b) : outcome
  }

  /// A member's reflection at a wall.
  func reflect(_ event: ClusterEvent) -> Outcome {
    let law = workspace.law
    let base = workspace.window.base
    keepSegment(of: event.a, until: event.time)
    let a = members.base + Int(event.a)
    let distance =
      a.pointee.state.speed * law.elapsed(a.pointee.state, to: event.time, in: base)
    if tally.moments != nil {
      terms.append(law.flight(a.pointee.state, to: event.time, in: base))
      terms.append(HelfandTerms())
    }
    law.stream(&a.pointee.state, to: event.time, in: base)
    let axis = -1 - event.b
    let impulse = law.reflect(&a.pointee.state, axis: axis)
    log.append(
      EventRecord(kind: axis == 0 ? .wallX : .wallY, impulse: impulse, distance: distance))
    return predict(event.a)
  }

  private func keepSegment(of m: Int32, until time: Double) {
    let member = members.base + Int(m)
    let index = Int32(truncatingIfNeeded: segments.count)
    segments.append(Segment(state: member.pointee.state, until: time))
    if member.pointee.lastSegment >= 0 {
      segments[Int(member.pointee.lastSegment)].next = index
    } else {
      member.pointee.firstSegment = index
    }
    member.pointee.lastSegment = index
    member.pointee.stamp += 1
  }

  private func check(_ disc: Disc, _ event: ClusterEvent) -> Bool {
    let squared = disc.vx * disc.vx + disc.vy * disc.vy
    let bound = workspace.window.speedBound
    if squared <= bound * bound { return true }
    failure = .ofSpeed(disc, afterCollisionOf: event.lowID, event.highID)
    return false
  }

  /// Predicts the next events of a member whose path has just bent.
  private func predict(_ m: Int32) -> Outcome {
    if !workspace.law.x.isPeriodic || !workspace.law.y.isPeriodic { pushWall(m) }
    guard
      Neighborhood(workspace, scan).list(
        members[Int(m)].state, rows: rows, stretches: &stretches, into: &hits)
    else { return .outside }
    for k in 0..<hits.count {
      let outcome = meet(m, workspace.slots.disc[Int(hits[k])])
      if outcome != .done { return outcome }
    }
    return .done
  }

  /// Looks whether the member m meets the disc of `record` before the window ends.
  @inline(__always)
  private func meet(_ m: Int32, _ record: Int32) -> Outcome {
    guard members[Int(m)].record != record else { return .done }
    let owner = workspace.memberOf[Int(record)]
    if owner < 0 { return meetStranger(m, record) }
    let index = owner & Self.memberMask
    let peer = self.peer(of: owner)
    if peer === self, members[Int(index)].cluster == current {
      let time = meeting(m, members[Int(index)].state)
      if time < workspace.window.end { push(time, m, index) }
      return .done
    }
    guard peer.path(of: index, meets: members[Int(m)].state) else { return .done }
    return adopt(record) ? .again : .outside
  }

  /// A disc that no cluster holds joins at once if it has no event of its own, else with its whole
  /// cluster and a new start.
  private func meetStranger(_ m: Int32, _ record: Int32) -> Outcome {
    let time = meeting(m, workspace.discs[Int(record)])
    guard time < workspace.window.end else { return .done }
    if workspace.firstEdge[Int(record)] >= 0 { return adopt(record) ? .again : .outside }
    guard isOwn(record) else { return .outside }
    add(record)
    push(time, m, Int32(truncatingIfNeeded: members.count - 1))
    return .done
  }

  /// Whether a disc on a straight path meets the resolved path of a member, bend by bend.
  private func path(of index: Int32, meets disc: Disc) -> Bool {
    let member = members[Int(index)]
    var s = member.firstSegment
    while s >= 0 {
      let segment = segments[Int(s)]
      if segment.until >= disc.offset {
        let time = workspace.law.meeting(
          disc, segment.state, near: disc.offset, in: workspace.window.base)
        if time <= segment.until { return true }
      }
      s = segment.next
    }
    let time = workspace.law.meeting(
      disc, member.state, near: disc.offset, in: workspace.window.base)
    return time < workspace.window.end
  }

  @inline(__always)
  private func meeting(_ m: Int32, _ other: Disc) -> Double {
    let state = members[Int(m)].state
    return workspace.law.meeting(state, other, near: state.offset, in: workspace.window.base)
  }

  func pushWall(_ m: Int32) {
    let wall = workspace.law.wall(members[Int(m)].state, in: workspace.window.base)
    guard wall.time < workspace.window.end else { return }
    heap.push(
      ClusterEvent(
        time: wall.time, lowID: members[Int(m)].state.id, highID: .max, a: m, b: -1 - wall.axis,
        stampA: members[Int(m)].stamp, stampB: 0))
  }

  func push(_ time: Double, _ a: Int32, _ b: Int32) {
    let first = members[Int(a)].state.id
    let second = members[Int(b)].state.id
    heap.push(
      ClusterEvent(
        time: time, lowID: min(first, second), highID: max(first, second), a: a, b: b,
        stampA: members[Int(a)].stamp, stampB: members[Int(b)].stamp))
  }

  /// Writes the resolved discs into their records and counts the events.
  func commit() {
    for c in 0..<clusters.count where clusters[c].isAlive {
      var m = clusters[c].firstMember
      while m >= 0 {
        workspace.discs[Int(members[Int(m)].record)] = members[Int(m)].state
        m = members[Int(m)].next
      }
      let (start, end) = (clusters[c].logStart, clusters[c].logEnd)
      for k in start..<end { tally.count(log[k], units: tallyUnits) }
      guard tally.moments != nil else { continue }
      for k in 2 * start..<2 * end { tally.count(terms[k], units: tallyUnits) }
    }
    release()
  }

  /// Lets go of the records.
  func release() {
    for c in 0..<clusters.count where clusters[c].isAlive {
      var m = clusters[c].firstMember
      while m >= 0 {
        workspace.memberOf[Int(members[Int(m)].record)] = -1
        m = members[Int(m)].next
      }
    }
  }
}
