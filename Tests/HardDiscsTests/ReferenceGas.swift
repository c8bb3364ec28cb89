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
  /// The Helfand moments, where they are wanted.
  var sums: ReferenceMoments?

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

  /// xx, xy, yy, and heat along x and y, up to `time`.
  func moments(at time: Double) -> [Double]? {
    guard var sums else { return nil }
    sums.fly(discs, law, to: time)
    return sums.values
  }

  private mutating func apply(_ event: Event) {
    let time = Double(now.epoch) * law.epochLength + event.time
    sums?.fly(discs, law, to: time)
    let before = discs
    defer { if event.b >= 0 { sums?.jump(from: before, to: discs, event.a, event.b, law) } }
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

/// The integrals of the currents of momentum and energy, from all discs between any two events.
struct ReferenceMoments {
  /// xx, xy, yy, and heat along x and y.
  var values = [0.0, 0, 0, 0, 0]
  private var last = 0.0

  /// Adds the free flight of all discs up to `time`.
  mutating func fly(_ discs: [Disc], _ law: GasLaw, to time: Double) {
    for disc in discs {
      let (m, v) = (law.mass(disc), SIMD2(disc.vx, disc.vy))
      let square = m * (v * v).sum() / 2
      let currents = [m * v.x * v.x, m * v.x * v.y, m * v.y * v.y, square * v.x, square * v.y]
      for k in values.indices { values[k] += currents[k] * (time - last) }
    }
    last = time
  }

  /// Adds what a collision carries from one disc to the other, from their velocities alone.
  mutating func jump(from before: [Disc], to after: [Disc], _ a: Int, _ b: Int, _ law: GasLaw) {
    let (first, second) = (after[a], after[b])
    let apart = SIMD2(
      law.x.displacement(from: second.x, to: first.x),
      law.y.displacement(from: second.y, to: first.y))
    let m = law.mass(first)
    let old = SIMD2(before[a].vx, before[a].vy)
    let new = SIMD2(first.vx, first.vy)
    let push = m * (new - old)
    let energy = m * ((new * new).sum() - (old * old).sum()) / 2
    let jumps = [
      apart.x * push.x, apart.x * push.y, apart.y * push.y, apart.x * energy, apart.y * energy,
    ]
    for k in values.indices { values[k] += jumps[k] }
  }
}
