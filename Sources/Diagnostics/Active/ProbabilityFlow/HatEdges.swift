import ClausiusSimulationCore

/// Where the hats of pair features stand, learned from the first frames.
///
/// Half of them lie at equal distances from the closest pair to contact, the others from contact to
/// the range, farther apart the farther out: 1 + (range - 1) (m/M)^2. The closest pair is that of
/// the first frames that hold 20 contacts for each hat.
struct HatEdges {
  let hats: Int
  let range: Double
  private(set) var contacts = 0
  private var closest = 1.0

  init(hats: Int, range: Double) {
    self.hats = hats
    self.range = range
  }

  /// Contacts that must be seen.
  var needed: Int { 20 * hats }

  /// Takes note of the contacts of a frame.
  mutating func add(_ frame: FlowFrame) {
    for i in 0..<frame.count {
      frame.forEachContact(of: i) { neighbor in
        guard neighbor.other > i else { return }
        contacts += 1
        closest = min(closest, neighbor.separation)
      }
    }
  }

  /// The edges, or `nil` while too few contacts are known.
  var edges: [Double]? {
    guard contacts >= needed else { return nil }
    let inner = hats / 2
    let outer = hats - inner
    return (0..<inner).map { closest + (1 - closest) * Double($0) / Double(inner) }
      + (0...outer).map { place in
        let share = Double(place) / Double(outer)
        return 1 + (range - 1) * share * share
      }
  }
}
