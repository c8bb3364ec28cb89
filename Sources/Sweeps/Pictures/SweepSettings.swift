/// The members of a table put together by their settings: those that differ in their seeds alone
/// are one.
struct SweepSettings {
  private let data: SweepData
  /// The places of the axes that are drawn, those with more than one value and no seeds.
  let axes: [Int]
  /// The members of each setting.
  let members: [[Int]]
  /// The place of each setting along ``axes``.
  let places: [[Int]]

  /// The settings of a grid; seeds are an axis where nothing else is.
  init(grid data: SweepData) {
    self.data = data
    let counts = data.axes.map(\.count)
    let varied = counts.indices.filter { counts[$0] > 1 && data.axes[$0].name != "seed" }
    let axes = varied.isEmpty ? [counts.count - 1] : varied
    self.axes = axes
    var places: [[Int]] = []
    var members: [[Int]] = []
    var known: [[Int]: Int] = [:]
    for member in 0..<counts.reduce(1, *) {
      var (rest, place) = (member, [Int](repeating: 0, count: counts.count))
      for axis in counts.indices.reversed() {
        place[axis] = rest % counts[axis]
        rest /= counts[axis]
      }
      let own = axes.map { place[$0] }
      if let setting = known[own] {
        members[setting].append(member)
      } else {
        known[own] = places.count
        places.append(own)
        members.append([member])
      }
    }
    (self.places, self.members) = (places, members)
  }

  /// The mean over seeds of each setting, with the error of the scatter between them; of one seed
  /// alone with its own error.
  func means(
    of values: [Double], errors: [Double]?
  ) -> (means: [Double], errors: [Double]) {
    var (means, scatters): ([Double], [Double]) = ([], [])
    for own in members {
      let known = own.filter { values[$0].isFinite }
      let count = Double(known.count)
      let mean = known.isEmpty ? .nan : known.reduce(0) { $0 + values[$1] } / count
      let squares = known.reduce(0) { $0 + (values[$1] - mean) * (values[$1] - mean) }
      means.append(mean)
      scatters.append(
        known.count > 1
          ? (squares / (count * (count - 1))).squareRoot()
          : known.first.flatMap { errors?[$0] } ?? .nan)
    }
    return (means, scatters)
  }

  /// The word that most members of each setting have, the first in the alphabet of several.
  func words(of words: [String]) -> [String] {
    members.map { own in
      var counts: [String: Int] = [:]
      for member in own where !words[member].isEmpty { counts[words[member], default: 0] += 1 }
      return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
    }
  }
}
