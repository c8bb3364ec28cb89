/// How many arcs of circles hold how many samples, on average over the place where the first arc
/// starts.
///
/// When the start moves through one arc's width, each sample passes once from its arc to the arc
/// before; between two passages the counts stand still. The average over the starts is therefore a
/// finite sum, exact and independent of where the circle's zero lies.
struct AveragedLevels {
  private let samples: Int
  private var cells: [Double]

  init(samples: Int) {
    self.samples = samples
    cells = [Double](repeating: 0, count: samples + 1)
  }

  /// Adds a circle cut into `arcs` arcs, with samples at `turns` (0 to 1).
  mutating func add(turns: [Double], arcs: Int) {
    var sweep = Sweep(turns: turns, arcs: arcs)
    sweep.run(into: &cells)
  }

  func occupancy(outcomes: Int) -> Occupancy {
    let levels = (1..<max(1, cells.count)).map {
      Occupancy.Level(count: $0, cells: cells[$0])
    }
    return Occupancy(levels: levels, samples: samples, outcomes: outcomes)
  }
}

/// The start of the arcs moving through one width, on one circle.
private struct Sweep {
  /// Where in its arc a sample lies (0 to 1), which is when it passes, and its arc before that.
  private var passages: [(moment: Double, arc: Int)]
  /// Samples in each arc now.
  private var counts: [Int]
  /// The number of arcs that hold each count now, by count, and since when.
  private var holders: [(arcs: Int, since: Double)]

  init(turns: [Double], arcs: Int) {
    counts = [Int](repeating: 0, count: arcs)
    passages = turns.map { turn in
      let place = turn * Double(arcs)
      let arc = min(arcs - 1, Int(saturating: place))
      return (min(1, max(0, place - Double(arc))), arc)
    }
    for passage in passages { counts[passage.arc] += 1 }
    holders = [(arcs: Int, since: Double)](repeating: (0, 0), count: turns.count + 1)
    for count in counts { holders[count].arcs += 1 }
  }

  mutating func run(into cells: inout [Double]) {
    // A circle of one arc holds the same samples wherever it starts.
    if counts.count > 1 {
      for place in SortedOrder(passages.map(\.moment)).places {
        let (moment, arc) = passages[Int(place)]
        change(arc, by: -1, at: moment, into: &cells)
        change(arc == 0 ? counts.count - 1 : arc - 1, by: 1, at: moment, into: &cells)
      }
    }
    for (count, holder) in holders.enumerated() {
      cells[count] += Double(holder.arcs) * (1 - holder.since)
    }
  }

  private mutating func change(
    _ arc: Int, by step: Int, at moment: Double, into cells: inout [Double]
  ) {
    settle(counts[arc], arcs: -1, at: moment, into: &cells)
    counts[arc] += step
    settle(counts[arc], arcs: 1, at: moment, into: &cells)
  }

  /// Books the time that arcs have held `count` until `moment`, then changes their number.
  private mutating func settle(
    _ count: Int, arcs change: Int, at moment: Double, into cells: inout [Double]
  ) {
    let holder = holders[count]
    cells[count] += Double(holder.arcs) * (moment - holder.since)
    holders[count] = (holder.arcs + change, moment)
  }
}
