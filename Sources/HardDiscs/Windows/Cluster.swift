/// A pair, or a disc and a wall, that meet in the window if nothing happens to them before.
struct Edge {
  /// When, since the epoch began.
  var time: Double
  /// The record of the disc.
  var a: Int32
  /// The record of its partner, or -1 for a wall.
  var b: Int32
  /// The next edge of a, and of b; -1 at the end.
  var nextA: Int32 = -1
  var nextB: Int32 = -1
}

/// A disc whose path bends, or may bend, within the window: a working copy of its record.
struct Member {
  /// The disc after its latest event.
  var state: Disc
  /// The record of the disc.
  var record: Int32
  /// The cluster that the disc belongs to.
  var cluster: Int32
  /// The number of events so far; an event predicted under another number no longer holds.
  var stamp: Int32 = 0
  /// The straight parts of the path before the latest event; -1 for none.
  var firstSegment: Int32 = -1
  var lastSegment: Int32 = -1
  /// The next member of the cluster; -1 at the end.
  var next: Int32
}

/// A straight part of a path that ended within the window.
struct Segment {
  /// The disc at the beginning of the part.
  var state: Disc
  /// The end, since the epoch began.
  var until: Double
  /// The next part; -1 at the end.
  var next: Int32 = -1
}

/// Discs that meet one another in the window, and meet nobody else.
struct Cluster {
  /// The latest member.
  var firstMember: Int32 = -1
  /// The events of the cluster in the log.
  var logStart: Int
  var logEnd: Int
  /// Whether the cluster has not been merged into another.
  var isAlive = true
}

/// A predicted event of a cluster's calendar.
struct ClusterEvent {
  /// When, since the epoch began.
  var time: Double
  /// The smaller and the larger number of the discs, which decide between events at the same time;
  /// a wall comes last.
  var lowID: UInt32
  var highID: UInt32
  /// The members; b = -1 - axis for a wall.
  var a: Int32
  var b: Int32
  /// The members' stamps when the event was predicted.
  var stampA: Int32
  var stampB: Int32

  @inline(__always)
  static func < (first: ClusterEvent, second: ClusterEvent) -> Bool {
    if first.time != second.time { return first.time < second.time }
    if first.lowID != second.lowID { return first.lowID < second.lowID }
    return first.highID < second.highID
  }
}

/// A binary heap of events, the earliest first.
struct EventHeap: ~Copyable {
  private var events = Column<ClusterEvent>(capacity: 256)

  /// Whether no event is left.
  var isEmpty: Bool { events.count == 0 }

  mutating func clear() { events.truncate(to: 0) }

  mutating func push(_ event: ClusterEvent) {
    events.append(event)
    var child = events.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard event < events[parent] else { break }
      events[child] = events[parent]
      child = parent
    }
    events[child] = event
  }

  mutating func pop() -> ClusterEvent {
    let first = events[0]
    let last = events.removeLast()
    guard events.count > 0 else { return first }
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < events.count else { break }
      if child + 1 < events.count, events[child + 1] < events[child] { child += 1 }
      guard events[child] < last else { break }
      events[parent] = events[child]
      parent = child
    }
    events[parent] = last
    return first
  }
}
