/// The head of a netCDF file of the classic format: what is in it, and where.
///
/// Versions 1, 2 (64-bit offsets) and 5 (64-bit data).
/// Source: NetCDF Users Guide, "The NetCDF Classic Format Specification".
struct ClassicHeader {
  /// A dimension; the one that counts records has no length of its own.
  struct Dimension {
    let name: String
    let length: Int

    var countsRecords: Bool { length == 0 }
  }

  /// An attribute: a text, or numbers.
  struct Attribute {
    let name: String
    let type: ClassicType
    let bytes: [UInt8]
  }

  /// A variable, and where its values begin.
  struct Variable {
    let name: String
    let dimensions: [Int]
    let attributes: [Attribute]
    let type: ClassicType
    let begin: Int
  }

  let dimensions: [Dimension]
  let attributes: [Attribute]
  let variables: [Variable]
  /// The number of records that the file states; `nil` where it states none.
  let statedRecords: Int?

  /// Reads the head from the first bytes of a file.
  ///
  /// - Throws: ``ClassicFailure/ended`` where more bytes are needed.
  init(_ bytes: [UInt8]) throws(ClassicFailure) {
    var cursor = ClassicCursor(bytes)
    statedRecords = try cursor.records()
    dimensions = try cursor.list(10) { (cursor) throws(ClassicFailure) in
      Dimension(name: try cursor.text(), length: try cursor.count())
    }
    attributes = try Self.attributes(&cursor)
    let known = dimensions.indices
    variables = try cursor.list(11) { (cursor) throws(ClassicFailure) in
      try Self.variable(&cursor, known)
    }
  }

  private static func attributes(
    _ cursor: inout ClassicCursor
  ) throws(ClassicFailure) -> [Attribute] {
    try cursor.list(12) { (cursor) throws(ClassicFailure) in
      let (name, type, count) = (try cursor.text(), try cursor.type(), try cursor.count())
      let (size, overflow) = count.multipliedReportingOverflow(by: type.size)
      guard !overflow else { throw .ended }
      return Attribute(name: name, type: type, bytes: try cursor.padded(size))
    }
  }

  private static func variable(
    _ cursor: inout ClassicCursor, _ known: Range<Int>
  ) throws(ClassicFailure) -> Variable {
    let (name, rank) = (try cursor.text(), try cursor.count())
    guard rank <= 32 else { throw .damaged("'\(name)' has \(rank) dimensions") }
    var dimensions: [Int] = []
    for _ in 0..<rank {
      let dimension = try cursor.count()
      guard known.contains(dimension) else {
        throw .damaged("'\(name)' lies along none that exists")
      }
      dimensions.append(dimension)
    }
    let (attributes, type) = (try Self.attributes(&cursor), try cursor.type())
    // The stated size is too small for large variables, so that nobody may rely on it.
    _ = try cursor.count()
    return Variable(
      name: name, dimensions: dimensions, attributes: attributes, type: type,
      begin: try cursor.offset())
  }
}

extension ClassicHeader {
  /// Whether a variable has a row in each record.
  func isRecorded(_ variable: Variable) -> Bool {
    variable.dimensions.first.map { dimensions[$0].countsRecords } ?? false
  }

  /// The shape of a variable in a file of so many records.
  func shape(of variable: Variable, records: Int) -> [Int] {
    variable.dimensions.map { dimensions[$0].countsRecords ? records : dimensions[$0].length }
  }

  /// Bytes of the values of a variable, of one record where it has a row in each; `nil` where they
  /// are more than can be counted.
  func size(of variable: Variable) -> Int? {
    var size = variable.type.size
    for length in shape(of: variable, records: 1) {
      let (next, overflow) = size.multipliedReportingOverflow(by: length)
      guard !overflow, next < 1 << 60 else { return nil }
      size = next
    }
    return size
  }

  /// Bytes of a record: the rows of all variables, each filled up to a multiple of 4 unless it is
  /// the only one.
  var recordSize: Int? {
    let recorded = variables.filter(isRecorded)
    if recorded.count == 1 { return size(of: recorded[0]) }
    var sum = 0
    for variable in recorded {
      guard let size = size(of: variable), sum < 1 << 60 else { return nil }
      sum += (size + 3) / 4 * 4
    }
    return sum
  }

  /// The records of a file of so many bytes: as many as it states, or fewer where its end is
  /// missing.
  func records(inBytes bytes: Int) -> Int {
    let recorded = variables.filter(isRecorded)
    guard let first = recorded.map(\.begin).min(),
      let last = recorded.max(by: { $0.begin < $1.begin }), last.begin < bytes,
      let lastSize = size(of: last), let record = recordSize, record > 0
    else { return 0 }
    // The last record may lack what fills it up.
    let needed = last.begin - first + lastSize
    let room = bytes - first
    let whole = room < needed ? 0 : (room - needed) / record + 1
    return min(whole, statedRecords ?? whole)
  }
}
