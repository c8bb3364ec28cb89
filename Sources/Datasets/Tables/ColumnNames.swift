/// The names that columns have from the lines above them.
struct ColumnNames {
  /// The parts of each name, without empty ones, and without an outermost of three lines
  /// that says the same everywhere.
  private let parts: [[String]]
  /// All parts of each name.
  private let paths: [[String]]

  init(_ headers: [[String]], width: Int, index: Int?) {
    let data = (0..<width).filter { $0 != index }
    let isSameEverywhere = data.count > 1 && Set(data.map { headers.first?[$0] }).count == 1
    let told = headers.count > 2 && isSameEverywhere ? Array(headers.dropFirst()) : headers
    paths = (0..<width).map { column in headers.map { $0[column] }.filter { !$0.isEmpty } }
    parts = (0..<width).map { column in
      if column == index {
        return headers.map { $0[column] }.last { !$0.isEmpty }.map { [$0] } ?? []
      }
      return told.map { $0[column] }.filter { !$0.isEmpty }
    }
  }

  private func joined(_ column: Int) -> String { parts[column].joined(separator: "/") }

  /// A name for each column, no two the same.
  var unique: [String] {
    var taken: Set<String> = []
    let joined = parts.indices.map(joined)
    let counts = Dictionary(joined.map { ($0, 1) }, uniquingKeysWith: +)
    return joined.enumerated().map { column, name in
      let number = "\(column + 1)"
      var own = name.isEmpty ? number : name
      if name.isEmpty ? counts[number] != nil : counts[name] ?? 0 > 1 {
        own = name.isEmpty ? "column \(number)" : "\(name) (\(number))"
      }
      while !taken.insert(own).inserted { own += "'" }
      return own
    }
  }

  /// The columns that have a name: as it is made here, or else where it is one end of theirs.
  func places(of name: String) -> [Int] {
    let exact = parts.indices.filter { !parts[$0].isEmpty && joined($0) == name }
    if !exact.isEmpty || name.isEmpty { return exact }
    let unique = unique
    let made = unique.indices.filter { !parts[$0].isEmpty && unique[$0] == name }
    if !made.isEmpty { return made }
    return paths.indices.filter { column in
      let path = paths[column]
      return path.indices.map({ $0 + 1 }).contains { count in
        path.suffix(count).joined(separator: "/") == name
          || path.prefix(count).joined(separator: "/") == name
      }
    }
  }
}
