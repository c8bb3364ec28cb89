import ClausiusHDF5Storage

/// Which rows of an element are frames, in the order of their times, with what is left out.
///
/// Writers reserve rows that they never fill, and programs that were started again append frames
/// that are there already. Rows at the end that were never filled are no frames. Where times go
/// back, the later rows win: what they repeat is left out.
struct FrameRows: Hashable {
  /// The row of each frame.
  private(set) var rows: [Int] = []
  /// The step of each frame; they grow.
  private(set) var steps: [Int] = []
  /// The time of each frame; they grow.
  private(set) var times: [Double] = []
  /// Rows at the end that were never filled.
  private(set) var unfilled = 0
  /// Rows that later ones repeat.
  private(set) var replaced = 0
  /// Places at which times go back.
  private(set) var restarts = 0

  /// Sorts out the rows with these steps and times.
  ///
  /// - Parameters:
  ///   - steps: as the file has them; whole numbers, but for those never filled.
  ///   - times: as the file has them; `nil` where it has none, and the steps count.
  ///   - fills: values of steps that were never written: the one that the file states, the ends of
  ///     its integers.
  ///   - place: the element, for messages.
  /// - Throws: ``TrajectoryError`` for steps or times in the middle that are none, and times that
  ///   mostly go back.
  init(
    steps: [Double], times: [Double]?, fills: Set<Double>, of place: String, in file: String
  ) throws(TrajectoryError) {
    let marks = Marks(steps: steps, times: times, fills: fills)
    let filled = marks.filledCount
    unfilled = steps.count - filled
    let repeatsOneStep = filled > 1 && Set(steps.prefix(filled)).count == 1 && times != nil
    for row in 0..<filled {
      // A writer that leaves its steps at 0 tells frames apart by their times.
      let step = repeatsOneStep ? row : try Self.step(steps[row], row, place, file)
      let time = try Self.time(times?[row] ?? Double(step), row, place, file)
      append(row, step, time)
    }
    guard 2 * restarts <= filled else {
      throw TrajectoryError(
        file, "the times of /\(place) go back \(restarts) times in \(filled) frames",
        advice: "write the frames in the order of their times")
    }
  }

  private mutating func append(_ row: Int, _ step: Int, _ time: Double) {
    if let last = times.last, let lastStep = steps.last, time <= last || step <= lastStep {
      restarts += 1
      while let last = times.last, let lastStep = steps.last, time <= last || step <= lastStep {
        rows.removeLast()
        steps.removeLast()
        times.removeLast()
        replaced += 1
      }
    }
    rows.append(row)
    steps.append(step)
    times.append(time)
  }

  private static func step(
    _ number: Double, _ row: Int, _ place: String, _ file: String
  ) throws(TrajectoryError) -> Int {
    guard abs(number) <= 0x1p53, let step = Int(exactly: number) else {
      let isTooLarge = abs(number) > 0x1p53
      throw TrajectoryError(
        file,
        "the step of frame \(row) of /\(place) is \(number), "
          + (isTooLarge ? "beyond 2^53" : "not a whole number"),
        advice: isTooLarge
          ? "subtract a constant from all steps" : "steps are whole numbers up to 2^53")
    }
    return step
  }

  private static func time(
    _ time: Double, _ row: Int, _ place: String, _ file: String
  ) throws(TrajectoryError) -> Double {
    guard time.isFinite else {
      throw TrajectoryError(
        file, "the time of frame \(row) of /\(place) is \(time)",
        advice: "repair the times, or leave out the frame")
    }
    return time
  }

  /// What was left out, in words; `nil` where nothing was.
  func note(of place: String) -> String? {
    var parts: [String] = []
    if unfilled > 0 { parts.append("\(unfilled) frames at the end were never written") }
    if restarts > 0 {
      let places = restarts == 1 ? "at one place" : "at \(restarts) places"
      parts.append(
        "times go back \(places): \(replaced) frames that later ones repeat are left out")
    }
    return parts.isEmpty ? nil : "/\(place): " + parts.joined(separator: "; ")
  }
}

/// The steps and times of rows as a file has them.
private struct Marks {
  let steps: [Double]
  let times: [Double]?
  let fills: Set<Double>

  /// The rows from the first on that were written, with all after it: what is left when the end is
  /// cut off that is no step or time, or one value of what nobody writes there.
  var filledCount: Int {
    var count = steps.count
    while count > 0, !isMark(count - 1) { count -= 1 }
    while count > 1, isRepeatedFill(count - 1) { count -= 1 }
    while count > 1, isFill(count - 1), goesBack(count - 1, count: count) { count -= 1 }
    return count
  }

  /// The ends of the integers, which writers fill with.
  private static let ends: Set<Double> = [-0x1p63, 0x1p63, 0x1p64, -0x1p31, 0x1p32 - 1]

  /// Whether a row has a step and a time at all. 9.97e36 is what netCDF fills with.
  private func isMark(_ row: Int) -> Bool {
    let (step, time) = (steps[row], times?[row] ?? 0)
    return step.isFinite && !Self.ends.contains(step) && time.isFinite && abs(time) < 9.96e36
  }

  private func isFill(_ row: Int) -> Bool {
    steps[row] <= 0 || fills.contains(steps[row])
  }

  /// Whether a row and the one before or after it hold a value that is only written by filling.
  private func isRepeatedFill(_ row: Int) -> Bool {
    fills.contains(steps[row]) && steps[row] > 0
      && (steps[row - 1] == steps[row] || (row + 1 < steps.count && steps[row + 1] == steps[row]))
  }

  /// Whether the rows from some row on repeat `row`, and follow one that is later.
  private func goesBack(_ row: Int, count: Int) -> Bool {
    var first = row
    while first > 0, steps[first - 1] == steps[row], times?[first - 1] == times?[row] { first -= 1 }
    guard first > 0 else { return false }
    return steps[first - 1] > steps[row] || (times.map { $0[first - 1] > $0[row] } ?? false)
  }
}
