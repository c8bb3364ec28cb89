extension InputArray {
  /// Checks that there are numbers and that every one is finite.
  ///
  /// - Throws: ``EntropyError/badInput(_:)`` with the row and the column of the first that is not.
  func requireFinite() throws(EntropyError) {
    guard !values.isEmpty else { throw .badInput("\(name) is empty") }
    guard !isFinite, let index = values.firstIndex(where: { !$0.isFinite }) else { return }
    let row = place(ofRow: index / columns)
    let place = columns > 1 ? "\(row), column \(index % columns + 1)" : row
    throw .badInput("\(name): \(place) is not a finite number")
  }

  /// Whether every number is finite: multiplied by 0, others are not 0.
  private var isFinite: Bool {
    values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return true }
      var sums = Lanes.zero
      let whole = values.count & ~7
      for first in stride(from: 0, to: whole, by: 8) { sums += Lanes.load(base + first) * 0 }
      return sums.sum() == 0 && values[whole...].allSatisfy(\.isFinite)
    }
  }

  /// The numbers of an array that has one column.
  ///
  /// - Throws: ``EntropyError/notOneColumn(array:columns:)``.
  public func line() throws(EntropyError) -> [Double] {
    guard columns == 1 else { throw .notOneColumn(array: name, columns: columns) }
    return values
  }

  /// The numbers of an array as whole numbers.
  ///
  /// - Throws: ``EntropyError/notOneColumn(array:columns:)``, or
  ///   ``EntropyError/badInput(_:)`` for a number that is not whole.
  public func wholeNumbers() throws(EntropyError) -> [Int] {
    var result: [Int] = []
    result.reserveCapacity(values.count)
    for (row, value) in try line().enumerated() {
      guard let whole = Int(exactly: value) else {
        throw .badInput("\(name): \(place(ofRow: row)) is \(value), whole numbers are needed")
      }
      result.append(whole)
    }
    return result
  }

  /// The numbers as counts.
  ///
  /// - Throws: ``EntropyError/badInput(_:)`` for a number that is not whole or is negative.
  public func counts() throws(EntropyError) -> [Int] {
    let counts = try wholeNumbers()
    if let row = counts.firstIndex(where: { $0 < 0 }) {
      throw .badInput("\(name): \(place(ofRow: row)) is negative, counts are not")
    }
    guard values.reduce(0, +) < 0x1p53 else {
      throw .badInput("\(name): the counts add up to more than 2^53")
    }
    return counts
  }

  /// Symbols renumbered 0, 1, 2, ... in the order of their values, and how many kinds there are.
  ///
  /// - Throws: ``EntropyError/badInput(_:)`` for a number that is not whole.
  public func symbols() throws(EntropyError) -> (symbols: [Int32], kinds: Int) {
    let whole = try wholeNumbers()
    let kinds = Set(whole).sorted()
    let number = Dictionary(uniqueKeysWithValues: kinds.enumerated().map { ($1, Int32($0)) })
    return (whole.map { number[$0] ?? 0 }, kinds.count)
  }
}

extension [InputArray] {
  /// Variables of joint samples: one array each, or the columns of one array shared out evenly or
  /// as `columns` says.
  ///
  /// - Throws: ``EntropyError/badInput(_:)`` when rows or columns do not suit.
  public func variables(_ count: Int, columns: [Int] = []) throws(EntropyError) -> [InputArray] {
    if self.count == count, columns.isEmpty {
      guard allSatisfy({ $0.rows == self[0].rows }) else {
        throw .badInput(
          "the variables have different numbers of samples: "
            + map { "\($0.name) \($0.rows)" }.joined(separator: ", "))
      }
      return self
    }
    guard self.count == 1 else {
      throw .badInput("\(self.count) arrays were given: give one array, or one for each variable")
    }
    return try self[0].split(into: count, columns: columns)
  }
}

extension InputArray {
  fileprivate func split(into count: Int, columns split: [Int]) throws(EntropyError) -> [InputArray]
  {
    let widths =
      split.isEmpty ? [Int](repeating: Swift.max(1, columns / count), count: count) : split
    guard columns >= count else {
      throw .badInput(
        "\(name) is one variable, \(count) are needed: name the \(count == 2 ? "second" : "others") "
          + "too (to: ..., or another dataset)")
    }
    guard widths.count == count, widths.reduce(0, +) == columns else {
      throw .badInput(
        "\(name) has \(columns) columns for \(count) variables: "
          + "say how many each has with columns: [...]")
    }
    var first = 0
    return widths.map { width in
      defer { first += width }
      return columns(first..<first + width)
    }
  }
}
