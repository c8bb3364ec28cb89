/// Numbers along x, or along time and x, of which a frame can be taken.
struct FieldArray {
  /// The name in the file, for messages.
  let name: String
  /// The length of each axis: [X], [T][X], or [X][T].
  let shape: [Int]
  /// Whether time is the second of two axes.
  var isTransposed = false
  /// The places of the points, where the file attaches them.
  var places: [Double]?
  /// Reads a part: the first element along each axis, and how many.
  let part: (_ start: [Int], _ count: [Int]) throws -> [Double]

  /// Points of a frame.
  var points: Int { isTransposed || shape.count < 2 ? shape.first ?? 0 : shape[1] }

  /// The number of frames; `nil` for a field without a time axis.
  var frames: Int? { shape.count < 2 ? nil : isTransposed ? shape[1] : shape[0] }

  /// The numbers of a frame; of a field without a time axis all of them.
  func numbers(frame: Int) throws -> [Double] {
    guard shape.count == 2 else { return try part([0], [points]) }
    return isTransposed
      ? try part([0, frame], [points, 1]) : try part([frame, 0], [1, points])
  }

  /// The numbers of an array in memory.
  init(_ values: [Double], shape: [Int], name: String) {
    self.name = name
    self.shape = shape
    part = { start, count in
      guard shape.count == 2 else { return values }
      return (start[0]..<start[0] + count[0]).flatMap { row in
        (start[1]..<start[1] + count[1]).map { values[row * shape[1] + $0] }
      }
    }
  }

  /// An array that is read from `part`.
  init(
    name: String, shape: [Int], isTransposed: Bool, places: [Double]?,
    part: @escaping (_ start: [Int], _ count: [Int]) throws -> [Double]
  ) {
    self.name = name
    self.shape = shape
    self.isTransposed = isTransposed
    self.places = places
    self.part = part
  }
}

/// A file with arrays of a field.
protocol FieldSource {
  /// The names of what may be a field.
  var names: [String] { get }

  /// The array called `name`; `nil` where there is none.
  ///
  /// - Throws: ``DatasetError`` for one that is no field.
  func array(_ name: String) throws -> FieldArray?
}
