extension Sequence<String> {
  /// The name among these that `written` was most likely meant to be, or `nil` when none is near.
  ///
  /// Near means a Damerau-Levenshtein distance (insert, delete, replace, swap neighbors; optimal
  /// string alignment) of at most a third of the longer name, and at least 1; of equal distances
  /// the first name wins.
  public func nearestName(to written: String) -> String? {
    let candidates = map { (name: $0, distance: written.lowercased().editDistance(to: $0)) }
    guard let best = candidates.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= Swift.max(1, Swift.max(written.count, best.name.count) / 3)
      ? best.name : nil
  }
}

extension String {
  /// Damerau-Levenshtein distance in its optimal-string-alignment form.
  func editDistance(to other: String) -> Int {
    let a = Array(self)
    let b = Array(other)
    var twoAbove = [Int](repeating: 0, count: b.count + 1)
    var above = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = Swift.min(
          above[j + 1] + 1, row[j] + 1, above[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = Swift.min(cost, twoAbove[j - 1] + 1)
        }
        row.append(cost)
      }
      twoAbove = above
      above = row
    }
    return above[b.count]
  }
}
