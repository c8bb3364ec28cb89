import ClausiusSimulationCore

@testable import ClausiusHardDiscs

/// The plainest exact dynamics: before every event all pairs, all nearby images and all walls are
/// asked for the next one.
///
/// It shares the arithmetic of a meeting and of a collision with the engine, and nothing else: no
/// cells, no windows, no calendar.
struct ReferenceGas {
  let law: GasLaw
  var discs: [Disc]
  var now = GasTime.zero
  var collisions = 0

  init(law: GasLaw, start: StartState, species: [Species]) {
    self.law = law
    discs = law.records(start, species: species)
  }

  private struct Event {
    var time = Double.infinity
    var a = 0
    var b = 0
  }

  /// Moves to exactly `target`.
  mutating func advance(to target: GasTime) {
    while now < target {
      let limit = now.epoch == target.epoch ? target.offset : law.epochLength
      // No pair can change its nearest image by more than a part of the box before `horizon`.
      let speed = discs.map(\.speed).max() ?? 0
      let horizon = min(limit, now.offset + 0.2 * min(law.x.length, law.y.length) / (2 * speed))
      let event = next()
      guard event.time < horizon else {
        now =
          horizon < law.epochLength
          ? GasTime(epoch: now.epoch, offset: horizon) : GasTime(epoch: now.epoch + 1, offset: 0)
        continue
      }
      apply(event)
      now.offset = max(now.offset, event.time)
    }
  }

  private func next() -> Event {
    var best = Event()
    for a in discs.indices {
      let wall = law.wall(discs[a], in: now.epoch)
      if wall.time < best.time { best = Event(time: wall.time, a: a, b: -1 - Int(wall.axis)) }
      for b in a + 1..<discs.count {
        let time = law.meeting(discs[a], discs[b], near: now.offset, in: now.epoch)
        if time < best.time { best = Event(time: time, a: a, b: b) }
      }
    }
    return best
  }

  private mutating func apply(_ event: Event) {
    var a = discs[event.a]
    law.stream(&a, to: event.time, in: now.epoch)
    if event.b < 0 {
      _ = law.reflect(&a, axis: Int32(-1 - event.b))
    } else {
      var b = discs[event.b]
      law.stream(&b, to: event.time, in: now.epoch)
      _ = law.collide(&a, &b)
      a.path = 0
      b.path = 0
      discs[event.b] = b
      collisions += 1
    }
    discs[event.a] = a
  }
}
