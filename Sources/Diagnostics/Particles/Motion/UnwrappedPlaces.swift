import ClausiusSimulationCore

/// Where individuals are without the jumps through periodic boxes: by their images where frames
/// carry them, or else by the shortest displacement from one frame to the next.
struct UnwrappedPlaces {
  /// The largest displacement from one frame to the next in half periods, where images were not
  /// known: beyond 1 it would have been taken for a shorter one.
  private(set) var farthest = 0.0
  private var last: [Double]?
  private var lastWrapped: [Double]?

  /// The places of all individuals of the trajectory, [individuals][dimension]; those of the absent
  /// are not a number.
  ///
  /// - Parameter chosen: the individuals that are wanted.
  /// - Throws: when the frame lacks positions.
  mutating func places(
    of chosen: [Int], in frame: Frame
  ) throws(DiagnosticError) -> [Double] {
    guard let rows = frame["position"] else { throw .missing("position") }
    let box = frame.space
    let dimension = box.spatialDimension
    let images = frame.missing.contains("image") ? nil : frame["image"]
    var wrapped = [Double](repeating: .nan, count: chosen.count * dimension)
    var places = wrapped
    let rowOf = frame.context.attendance.map { attendance in
      Dictionary(uniqueKeysWithValues: attendance.numbers.enumerated().map { ($1, $0) })
    }
    for (place, individual) in chosen.enumerated() {
      guard let row = rowOf.map({ $0[individual] }) ?? individual else { continue }
      for axis in 0..<dimension {
        let index = place * dimension + axis
        wrapped[index] = rows[3 * row + axis]
        let turns = images.map { $0[3 * row + axis] } ?? 0
        places[index] =
          rows[3 * row + axis] + (turns == 0 ? 0 : turns * box.periods[axis])
      }
    }
    if images == nil, box.isPeriodic { follow(&places, wrapped, box) }
    (last, lastWrapped) = (places, wrapped)
    return places
  }

  /// Places that continue the last ones by the shortest displacements.
  private mutating func follow(_ places: inout [Double], _ wrapped: [Double], _ box: Box) {
    guard let last, let lastWrapped else { return }
    let dimension = box.spatialDimension
    for index in places.indices where !last[index].isNaN && !wrapped[index].isNaN {
      let axis = index % dimension
      let step = box.nearestImage(wrapped[index] - lastWrapped[index], axis: axis)
      places[index] = last[index] + step
      if box.periods[axis] > 0 { farthest = max(farthest, 2 * abs(step) / box.periods[axis]) }
    }
  }

  /// Forgets the last places: frames are missing before the next.
  mutating func interrupt() { (last, lastWrapped) = (nil, nil) }
}

extension FrameContext {
  /// All individuals of the trajectory, or at most `most` of them, evenly chosen.
  func chosenIndividuals(atMost most: Int) -> [Int] {
    let total = attendance?.total ?? individuals
    let step = max(1, (total + most - 1) / most)
    return Array(stride(from: 0, to: total, by: step))
  }
}
