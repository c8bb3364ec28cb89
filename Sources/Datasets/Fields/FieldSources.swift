/// The array of a NumPy file.
struct ArrayFields: FieldSource {
  private let array: NumPyArray
  private let path: String

  init(_ array: NumPyArray, path: String) { (self.array, self.path) = (array, path) }

  /// It has no name, so that any will do.
  var names: [String] { [""] }

  func array(_ name: String) throws -> FieldArray? {
    guard name.isEmpty || name == "phi" else { return nil }
    return try FieldArray(array, name: "", called: path)
  }
}

/// The arrays of an archive of NumPy.
struct ArchiveFields: FieldSource {
  let archive: NumPyArchive
  let path: String

  var names: [String] { archive.names }

  func array(_ name: String) throws -> FieldArray? {
    guard archive.names.contains(name) else { return nil }
    return try FieldArray(
      try archive.array(name), name: name, called: "\(path): \(name)")
  }
}

extension FieldArray {
  /// A field in an array: axes of length 1 do not count.
  ///
  /// - Throws: ``DatasetError`` for more than two axes.
  fileprivate init(_ array: NumPyArray, name: String, called text: String) throws(DatasetError) {
    let axes = try Self.axes(array.shape, of: text)
    self.init(array.values, shape: axes.map { array.shape[$0] }, name: name)
  }

  /// The axes of a field: those whose length is not 1.
  ///
  /// - Throws: ``DatasetError`` for none, and for more than two.
  static func axes(_ shape: [Int], of name: String) throws(DatasetError) -> [Int] {
    let axes = shape.indices.filter { shape[$0] != 1 }
    guard (1...2).contains(axes.count) else {
      throw DatasetError(
        .request, "\(name) has the shape \(shape), a field has [X] or [T][X]")
    }
    return axes
  }
}

/// The columns of a table: a row for each point, or for each frame.
///
/// A table with names has a column for phi, and may have one for pi, x and the time; rows of equal
/// times are a frame. A table without names, or with the places of the points as names, has a row
/// for each frame.
struct TableFields: FieldSource {
  private let table: Table
  /// How many rows a frame has, in a table with a column of times.
  private var frameLength: Int?
  /// The columns that are numbers at the points, where a row is a frame.
  private let points: [Int]

  private static let clocks = ["time", "t"]

  init(_ table: Table) throws(DatasetError) {
    self.table = table
    let clock = Self.clocks.first(where: table.hasColumn)
    let own = (0..<table.columnCount).filter { $0 != table.indexColumn }
    let named = own.filter { !Self.clocks.contains(table.columnNames[$0]) }
    let isMatrix =
      table.headers.isEmpty || named.allSatisfy { Double(table.columnNames[$0]) != nil }
    points = isMatrix && named.count > 3 ? named : []
    let isSingle = table.headers.isEmpty && named.count == 1
    names = []
    guard points.isEmpty else {
      names = [""]
      return
    }
    names = isSingle ? ["1"] : table.headers.isEmpty ? [] : named.map { table.columnNames[$0] }
    if let clock { frameLength = try Self.frameLength(table, clock) }
  }

  private(set) var names: [String]

  /// The rows of a frame: those of the first time.
  private static func frameLength(_ table: Table, _ clock: String) throws(DatasetError) -> Int? {
    let times = try table.numbers(column: try table.column(named: clock))
    let first = times.prefix { $0 == times.first }.count
    let isEven =
      times.count % first == 0
      && times.indices.allSatisfy { times[$0] == times[$0 / first * first] }
    guard isEven else {
      throw DatasetError(
        .request,
        "\(table.path): the times in '\(clock)' have different numbers of rows: no frames of a field"
      )
    }
    return first == 1 ? nil : first
  }

  func array(_ name: String) throws -> FieldArray? {
    if !points.isEmpty { return name == "phi" || name.isEmpty ? try matrix() : nil }
    guard table.hasColumn(name) || names == ["1"] && name == "1" || Int(name) != nil else {
      return nil
    }
    let numbers = try table.numbers(column: try table.column(named: name))
    guard let frameLength, frameLength < numbers.count else {
      return FieldArray(numbers, shape: [numbers.count], name: name)
    }
    if name == "x" {
      return FieldArray(Array(numbers.prefix(frameLength)), shape: [frameLength], name: name)
    }
    return FieldArray(
      numbers, shape: [numbers.count / frameLength, frameLength], name: name)
  }

  private func matrix() throws -> FieldArray {
    let columns = try points.map { (column) throws(DatasetError) in
      try table.numbers(column: column)
    }
    let rows = (0..<table.rowCount).flatMap { row in columns.map { $0[row] } }
    var array = FieldArray(rows, shape: [table.rowCount, points.count], name: "")
    let places = points.compactMap { Double(table.columnNames[$0]) }
    if !table.headers.isEmpty, places.count == points.count { array.places = places }
    return array
  }
}
