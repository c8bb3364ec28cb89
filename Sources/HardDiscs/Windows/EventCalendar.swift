/// A predicted event of a window's calendar.
struct CalendarEvent {
  /// When, since the epoch began.
  var time: Double
  /// The record of the disc.
  var a: Int32
  /// The record of its partner, or -1 - axis for a wall.
  var b: Int32
  /// The stamps of the records when the event was predicted; under other stamps it no longer holds.
  var stampA: Int32
  var stampB: Int32
  /// The next event of the same bucket; -1 at the end.
  var next: Int32 = -1
}

/// The events of one window in order of time, at a cost for each that does not grow with their
/// number.
///
/// The window is cut into as many equal buckets as events are expected, each a linked list; only
/// the bucket whose turn it is is a heap. Events at the same time come in the order of their discs'
/// numbers, so the order does not depend on the records.
struct EventCalendar: ~Copyable {
  private var events = Column<CalendarEvent>(capacity: 1024)
  private var buckets = Column<Int32>(capacity: 256)
  private var heap = Column<CalendarEvent>(capacity: 64)
  private var bucket = 0
  private var start = 0.0
  private var bucketsPerTime = 0.0

  /// Empties the calendar for a window in which about `expected` events are entered.
  mutating func begin(_ window: Window, expected: Int) {
    let count = max(1, expected / 2)
    events.truncate(to: 0)
    heap.truncate(to: 0)
    buckets.resize(to: count)
    buckets.base.update(repeating: -1, count: count)
    bucket = -1
    start = window.start
    bucketsPerTime = Double(count) / (window.end - window.start)
  }

  /// Enters an event; none may be earlier than the event last taken.
  @inline(__always)
  mutating func insert(_ event: CalendarEvent, _ discs: UnsafePointer<Disc>) {
    let target = min(buckets.count - 1, max(0, Int((event.time - start) * bucketsPerTime)))
    if target <= bucket {
      push(event, discs)
    } else {
      events.append(event)
      events[events.count - 1].next = buckets[target]
      buckets[target] = Int32(truncatingIfNeeded: events.count - 1)
    }
  }

  /// Takes the earliest event; `nil` when none is left.
  @inline(__always)
  mutating func next(_ discs: UnsafePointer<Disc>) -> CalendarEvent? {
    while heap.count == 0 {
      bucket += 1
      guard bucket < buckets.count else { return nil }
      var index = buckets[bucket]
      while index >= 0 {
        push(events[Int(index)], discs)
        index = events[Int(index)].next
      }
    }
    return pop(discs)
  }

  @inline(__always)
  private func precedes(
    _ first: CalendarEvent, _ second: CalendarEvent, _ discs: UnsafePointer<Disc>
  ) -> Bool {
    if first.time != second.time { return first.time < second.time }
    return numbers(first, discs) < numbers(second, discs)
  }

  /// The smaller and the larger number of an event's discs; a wall comes last.
  private func numbers(
    _ event: CalendarEvent, _ discs: UnsafePointer<Disc>
  ) -> (UInt32, UInt32) {
    let first = discs[Int(event.a)].id
    let second = event.b < 0 ? UInt32.max : discs[Int(event.b)].id
    return (min(first, second), max(first, second))
  }

  private mutating func push(_ event: CalendarEvent, _ discs: UnsafePointer<Disc>) {
    heap.append(event)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard precedes(event, heap[parent], discs) else { break }
      heap[child] = heap[parent]
      child = parent
    }
    heap[child] = event
  }

  private mutating func pop(_ discs: UnsafePointer<Disc>) -> CalendarEvent {
    let first = heap[0]
    let last = heap.removeLast()
    guard heap.count > 0 else { return first }
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, precedes(heap[child + 1], heap[child], discs) { child += 1 }
      guard precedes(heap[child], last, discs) else { break }
      heap[parent] = heap[child]
      parent = child
    }
    heap[parent] = last
    return first
  }
}
