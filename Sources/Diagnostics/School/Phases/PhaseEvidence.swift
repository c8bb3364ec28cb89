import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// What the phase of a school is judged by, at one frame or as a mean over several.
struct PhaseEvidence: Sendable, Hashable {
  /// The polarization of the largest group.
  var polarization: Double
  /// The rotation of the largest group around its own center.
  var rotation: Double
  /// The share of the individuals that are in the largest group; `nil` where no radius says who
  /// belongs together.
  var largestGroup: Double?
  /// The share of each individual's nearest neighbors that it keeps; `nil` where it was not looked
  /// at.
  var keptNeighbors: Double?

  /// The evidence of one frame without regard to others; `nil` when fewer than two individuals
  /// move.
  ///
  /// - Parameter radius: how far individuals of one group may be apart; all are one group when left
  ///   out.
  init?(_ school: School, radius: Double?) throws(DiagnosticError) {
    guard try school.movingHeadings().count >= 2 else { return nil }
    guard let radius else {
      let placement = try school.placement()
      polarization = ClausiusDiagnostics.polarization(try school.headings())
      rotation = ClausiusDiagnostics.rotation(
        directions(of: placement.fromCenter), try school.headings())
      return
    }
    guard let group = try school.largestCluster(radius: radius) else {
      return nil
    }
    polarization = group.polarization
    rotation = group.rotation
    largestGroup = Double(group.members) / Double(school.count)
  }

  /// The mean of what is known.
  init?(meanOf evidence: some Collection<PhaseEvidence>) {
    guard !evidence.isEmpty else { return nil }
    func mean(_ values: [Double]) -> Double? {
      values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
    polarization = mean(evidence.map(\.polarization)) ?? 0
    rotation = mean(evidence.map(\.rotation)) ?? 0
    largestGroup = mean(evidence.compactMap(\.largestGroup))
    keptNeighbors = mean(evidence.compactMap(\.keptNeighbors))
  }

  /// Evidence with these numbers.
  init(
    polarization: Double, rotation: Double, largestGroup: Double? = nil,
    keptNeighbors: Double? = nil
  ) {
    self.polarization = polarization
    self.rotation = rotation
    self.largestGroup = largestGroup
    self.keptNeighbors = keptNeighbors
  }
}

/// Remembers who was next to whom, to tell how many neighbors individuals keep.
struct NeighborMemory {
  private struct Entry {
    var time: Double
    var numbers: [Int32]
  }

  /// Neighbors of each individual that are looked at.
  static let neighbors = 5
  private var entries: [Entry] = []

  /// Forgets everything.
  mutating func clear() { entries = [] }

  /// Takes note of a frame.
  ///
  /// - Returns: the share of the five nearest neighbors that individuals have kept over the time in
  ///   which they travel twice the distance to the nearest, or the shortest longer one between
  ///   frames; `nil` for at most ten individuals and where no earlier frame is known.
  mutating func add(_ school: School, time: Double) throws(DiagnosticError) -> Double? {
    guard school.count > 2 * Self.neighbors else { return nil }
    let nearest = try school.neighbors(Self.neighbors)
    let numbers = nearest.numbers(upToRank: Self.neighbors)
    defer { entries.append(Entry(time: time, numbers: numbers)) }
    guard let travel = try NaturalTime(school) else { return nil }
    let latest = time - 2 * travel.seconds * (1 - 1e-9)
    guard let index = entries.lastIndex(where: { $0.time <= latest }) else { return nil }
    entries.removeFirst(index)
    return Self.kept(entries[0].numbers, numbers)
  }

  /// The share of the neighbors in `before` that are also in `after`, individual by individual.
  private static func kept(_ before: [Int32], _ after: [Int32]) -> Double {
    var kept = 0
    for first in stride(from: 0, to: before.count, by: neighbors) {
      for place in first..<first + neighbors {
        var isKept = false
        for other in first..<first + neighbors { isKept = isKept || after[other] == before[place] }
        if isKept { kept += 1 }
      }
    }
    return Double(kept) / Double(before.count)
  }
}

extension NearestNeighbors {
  /// The numbers of the nearest neighbors of every individual up to a rank, [N][rank].
  fileprivate func numbers(upToRank rank: Int) -> [Int32] {
    if rank == neighbors { return numbers }
    return (0..<points).flatMap { numbers[$0 * neighbors..<$0 * neighbors + rank] }
  }
}

/// The time in which an individual travels the distance to its nearest neighbor.
struct NaturalTime {
  /// Mean distance over mean speed.
  let seconds: Double

  /// `nil` when nobody moves or nobody is alone in its place.
  init?(_ school: School) throws(DiagnosticError) {
    guard school.count >= 2 else { return nil }
    let nearest = try school.neighbors(1)
    var distance = 0.0
    for individual in 0..<school.count { distance += nearest.distance(of: individual, toRank: 1) }
    let speed = try school.velocities().reduce(0) { $0 + $1.length }
    seconds = distance / speed
    guard seconds.isFinite, seconds > 0 else { return nil }
  }
}
