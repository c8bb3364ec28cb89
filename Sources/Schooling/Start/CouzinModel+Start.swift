import ClausiusDeclarations
import ClausiusSimulationCore
import Foundation

extension CouzinModel {
  /// How often an individual may be drawn again before the start is refused.
  static let attempts = 1000

  /// The school at the start, and what is to be said of it where it comes from a file.
  ///
  /// - Throws: ``ContradictionError`` when no such start exists; what `run.loadFrame` throws.
  func initialState(
    run: RunSettings, stepper: inout SchoolStepper
  ) throws -> (school: SchoolState, warnings: [Contradiction]) {
    if start == .file, let startFile {
      return try state(
        from: run.load(FrameRequest(path: startFile, frame: startFrame, group: startGroup)))
    }
    let placement = SchoolPlacement(model: self, seed: run.seed)
    let drawn = try (0..<individuals).map { try placeInside($0, placement) }
    let school = SchoolState(positions: drawn.map(\.position), headings: drawn.map(\.heading))
    if start == .ball, individuals > 1 {
      try redrawTheLonely(of: school, placement: placement, stepper: &stepper)
    }
    return (school, [])
  }

  /// A draw inside the space: what leaves a periodic box comes in on the other side, what leaves a
  /// tank is drawn again.
  private func placeInside(
    _ i: Int, _ placement: SchoolPlacement
  ) throws -> (position: SIMD3<Double>, heading: SIMD3<Double>) {
    for attempt in 0..<Self.attempts {
      var place = placement.place(i, attempt: attempt)
      place.position = wrapped(place.position)
      if isInside(place.position) { return place }
    }
    throw ContradictionError(
      Contradiction(
        at: "couzin.start_radius", "no place for individual \(i) was found inside the tank",
        advice: "give a smaller start_radius"))
  }

  /// Whoever detects nobody is drawn again until everybody detects somebody: a neighbor within the
  /// attraction radius and outside the blind cone.
  private func redrawTheLonely(
    of school: SchoolState, placement: SchoolPlacement, stepper: inout SchoolStepper
  ) throws {
    var before = individuals
    for attempt in 1..<Self.attempts {
      let detects = stepper.detect(school)
      let lonely = detects.indices.filter { !detects[$0] && stepper.canDetect($0) }
      if lonely.isEmpty { return }
      if attempt & (attempt - 1) == 0 {
        if isHopeless(lonely.count, before: before, attempt: attempt) { break }
        before = lonely.count
      }
      for i in lonely {
        let place = placement.place(i, attempt: attempt)
        school[position: i] = wrapped(place.position)
        school[heading: i] = place.heading
      }
    }
    throw ContradictionError(
      Contradiction(
        at: "couzin.start_radius",
        "in a ball of radius \(effectiveStartRadius.scenarioText) somebody always detects nobody",
        advice:
          "give a smaller 'start_radius', more 'individuals', or wider zones: 'attraction_width', 'field_of_perception'"
      ))
  }

  /// Whether so many of a large school detect nobody that it will stay so: after some millions of
  /// draws the number must fall fast enough to reach zero within ``attempts``, if it falls on as
  /// between `attempt`/2 and `attempt`.
  private func isHopeless(_ lonely: Int, before: Int, attempt: Int) -> Bool {
    guard attempt * individuals >= 2_000_000, lonely >= 100 else { return false }
    let halvings = Double(Self.attempts - attempt) / (Double(attempt) / 2)
    return Double(lonely) * pow(Double(lonely) / Double(before), halvings) > 1
  }

  private func state(
    from source: StartFrame
  ) throws -> (school: SchoolState, warnings: [Contradiction]) {
    let frame = source.frame
    guard frame.context.individuals == individuals else {
      throw fileContradiction(
        "holds \(frame.context.individuals) individuals, the scenario \(individuals)",
        at: "individuals")
    }
    guard frame.space.spatialDimension == dimension else {
      throw fileContradiction(
        "is \(frame.space.spatialDimension)-dimensional, the scenario \(dimension)-dimensional",
        at: "dimension")
    }
    let written = try vectors("position", of: source)
    let positions = written.map(wrapped)
    let headings = try vectors("velocity", of: source).map { velocity in
      guard velocity.length > 0 else {
        throw fileContradiction("has an individual without velocity", at: "start_file")
      }
      return velocity.normalized
    }
    guard positions.allSatisfy(isInside) else {
      throw fileContradiction("has an individual outside the tank", at: "start_file")
    }
    return (
      SchoolState(positions: positions, headings: headings),
      source.warnings(
        startFile ?? "", box: simulationBox, outside: zip(written, positions).count { $0 != $1 })
    )
  }

  private func vectors(_ quantity: String, of source: StartFrame) throws -> [SIMD3<Double>] {
    guard let values = source.frame[quantity], !source.frame.missing.contains(quantity) else {
      throw fileContradiction(
        "has no \(quantity)", at: "start_file",
        advice: source.elsewhere[quantity].map { "frame \($0) has one: start_frame: \($0)" })
    }
    guard values.allSatisfy(\.isFinite) else {
      throw fileContradiction("has a \(quantity) that is not finite", at: "start_file")
    }
    return (0..<individuals).map { i in
      SIMD3(values[3 * i], values[3 * i + 1], dimension == 2 ? 0 : values[3 * i + 2])
    }
  }

  private func fileContradiction(
    _ message: String, at key: String, advice: String? = nil
  ) -> ContradictionError {
    ContradictionError(
      Contradiction(
        at: "couzin.\(key)", "frame \(startFrame) of '\(startFile ?? "")' \(message)",
        advice: advice))
  }

  /// The position inside the periodic box, [0, L) on each axis.
  private func wrapped(_ position: SIMD3<Double>) -> SIMD3<Double> {
    guard boundary == .periodic, let box else { return position }
    var inside = position
    for (axis, side) in box.enumerated() {
      inside[axis] -= side * (inside[axis] / side).rounded(.down)
      if inside[axis] >= side { inside[axis] = 0 }
    }
    return inside
  }

  private func isInside(_ position: SIMD3<Double>) -> Bool {
    guard boundary == .tank else { return true }
    if let tankRadius { return position.length <= tankRadius }
    return (box ?? []).enumerated().allSatisfy { position[$0] >= 0 && position[$0] <= $1 }
  }
}
