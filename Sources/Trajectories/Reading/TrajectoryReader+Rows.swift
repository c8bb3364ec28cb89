import ClausiusSimulationCore

extension TrajectoryReader {
  /// Fills the quantities of a frame with the rows of the file, whoever stands in them.
  func readQuantities(_ index: Int, into frame: inout Frame) throws {
    frame.missing = []
    for k in frame.quantities.indices {
      let description = frame.quantities[k].description
      if makesVelocities, description.name == "velocity" { continue }
      let count = blocks[description.name]?.valueCount ?? 0
      if frame.quantities[k].values.count != count {
        frame.quantities[k].values = [Double](repeating: 0, count: count)
      }
      guard let source = frameOfQuantity[description.name]?[index] else {
        frame.missing.insert(description.name)
        for j in 0..<count { frame.quantities[k].values[j] = .nan }
        continue
      }
      try blocks[description.name]?.copy(frame: source, into: &frame.quantities[k].values)
      // A point of another writer's field may be missing; what needs all points says so.
      if isOwn { try requireFinite(frame.quantities[k], frame: index) }
      if boxes?.isPlane == true, description.name == "position" {
        try requirePlane(frame.quantities[k].values, frame: index)
      }
      if !isOwn, description.name == "position" {
        try requireRoom(frame.quantities[k].values, in: frame.space, frame: index)
      }
    }
  }

  /// The observables of a frame, without its quantities, in the order of
  /// ``observableDescriptions``.
  ///
  /// - Throws: `HDF5Error` when a chunk is damaged.
  public func readObservables(at index: Int) throws -> [Observable] {
    try observableBlocks.indices.map { try readObservable($0, index) }
  }

  func readObservable(_ k: Int, _ index: Int) throws -> Observable {
    var values = [Double](repeating: .nan, count: observableBlocks[k].count)
    if let source = observableBlocks[k].frames[index] {
      try observableBlocks[k].blocks.copy(frame: source, into: &values)
    }
    return Observable(observableBlocks[k].description, values: values)
  }

  /// The rows of a frame that hold somebody; `nil` where all individuals stand in their own rows.
  func attendance(of frame: Frame, _ index: Int) throws -> [Attendance]? {
    guard let roster, !isOwn else { return nil }
    let states = frame.quantities.filter { values in
      values.description.isVectorOfIndividuals
        && ["position", "velocity"].contains(values.description.name)
        && !frame.missing.contains(values.description.name)
        && !(makesVelocities && values.description.name == "velocity")
    }
    // A sum is finite when all its terms are, and overflows only far beyond any length: one cheap
    // pass for the usual case.
    let isWhole = states.allSatisfy { $0.values.reduce(0, +).isFinite }
    return try roster.attendance(frame: index) { row in
      !isWhole
        && states.contains { state in
          (0..<3).contains { !state.values[3 * row + $0].isFinite }
        }
    }
  }

  /// Refuses a periodic box whose edge is lost in the rounding of the coordinates: where they lie
  /// in it is not known.
  private func requireRoom(
    _ positions: [Double], in box: Box, frame: Int
  ) throws(TrajectoryError) {
    guard box.isPeriodic else { return }
    let farthest = positions.reduce(0) { abs($1) > $0 && abs($1) < .infinity ? abs($1) : $0 }
    for axis in 0..<3 where box.boundary[axis] == .periodic {
      guard box.length(axis) < farthest * 0x1p-44 else { continue }
      throw TrajectoryError(
        path,
        "the edge \(box.length(axis)) of the periodic axis \("xyz".dropFirst(axis).prefix(1)) in "
          + "frame \(frame) is lost in the rounding of coordinates up to \(farthest)",
        advice: "give the edges in the unit of the positions, or no periodic boundary")
    }
  }

  private func requirePlane(_ positions: [Double], frame: Int) throws(TrajectoryError) {
    let height = positions.count > 2 ? positions[2] : 0
    for row in stride(from: 0, to: positions.count, by: 3)
    where positions[row + 2].isFinite && positions[row + 2] != height {
      throw TrajectoryError(
        path,
        "individuals live in a plane, and individual \(row / 3) in frame \(frame) has z = "
          + "\(positions[row + 2]), another has \(height)",
        advice: "write the dimension 3 (or give --dimension 3), or only x and y")
    }
  }

  private func requireFinite(_ values: Frame.Values, frame: Int) throws(TrajectoryError) {
    // What an ensemble reports of its members may be undefined, such as the time of a collision
    // that has not been; what another writer stores beside positions and velocities may be missing.
    let description = values.description
    guard Self.isState(description), !values.values.reduce(0, +).isFinite else { return }
    guard let bad = values.values.firstIndex(where: { !$0.isFinite }) else { return }
    throw TrajectoryError(
      path,
      "\(description.name) \(context.place(of: bad, in: description)) in frame \(frame) is "
        + "\(values.values[bad])",
      advice: "trim the file with --to, or repair the run that wrote it")
  }

  /// Whether a quantity is the state itself: positions, velocities, fields.
  private static func isState(_ description: QuantityDescription) -> Bool {
    description.axes.contains(.individuals)
      ? description.isVectorOfIndividuals
        && ["position", "velocity", "image"].contains(description.name)
      : !description.axes.contains(.members)
  }
}

// MARK: - Velocities from differences

extension TrajectoryReader {
  /// The velocities of the rows of a frame, or of the present ones.
  func differences(_ index: Int, _ attendance: [Attendance]?) throws -> [Double] {
    recentPlaces = recentPlaces.filter { abs($0.key - index) <= 1 }
    let here = try places(index)
    let displacements = Displacements(
      before: index > 0 && isNext(index) ? try places(index - 1) : nil, here: here,
      after: index + 1 < frameCount && isNext(index + 1) ? try places(index + 1) : nil)
    let rows = attendance ?? (0..<here.positions.count / 3).map { ($0, $0) }
    var velocities: [Double] = []
    velocities.reserveCapacity(3 * rows.count)
    for (row, individual) in rows {
      let velocity = displacements.velocity(ofRow: row, individual: individual)
      velocities += [velocity.x, velocity.y, velocity.z]
    }
    return velocities
  }

  /// Whether a frame follows the one before it without a hole between.
  private func isNext(_ index: Int) -> Bool { !holes.ends.contains(index) }

  /// Where individuals are at a frame; read once while frames follow each other.
  private func places(_ index: Int) throws -> Displacements.Places {
    if let known = recentPlaces[index] { return known }
    var frame = try makeFrame()
    frame.index = index
    if let boxes, !boxes.isConstant { frame.box = try boxes.box(frame: index) }
    try readQuantities(index, into: &frame)
    let rows = try attendance(of: frame, index).map { attendance in
      Dictionary(uniqueKeysWithValues: attendance.map { ($0.individual, $0.row) })
    }
    let hasImages = frame["image"] != nil && !frame.missing.contains("image")
    let places = Displacements.Places(
      time: times[index], box: frame.space, positions: frame["position"] ?? [],
      images: hasImages ? frame["image"] : nil, rows: rows)
    recentPlaces[index] = places
    return places
  }
}
