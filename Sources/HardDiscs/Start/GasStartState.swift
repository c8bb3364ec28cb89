import ClausiusDeclarations
import ClausiusSimulationCore

/// Positions and velocities of all discs, in the order of the frames.
struct StartState {
  var positions: [SIMD2<Double>]
  var velocities: [SIMD2<Double>]
  /// Discs of a file that stood in another image of the periodic box.
  var folded = 0
  /// The frame of a file, and what was said of it.
  var source: StartFrame?
}

extension HardDiscsModel {
  /// The gas at the start, before any equilibration.
  ///
  /// - Throws: ``ContradictionError`` when no such state exists; what `run.loadFrame` throws.
  func startState(run: RunSettings) throws -> StartState {
    if start == .file, let startFile {
      return rescaled(
        try state(
          from: run.load(FrameRequest(path: startFile, frame: startFrame, group: startGroup))))
    }
    let masses = masses
    let draw = VelocityDraw(kind: velocities, temperature: temperature, seed: run.seed)
    return rescaled(
      StartState(
        positions: try positions(seed: run.seed),
        velocities: draw.velocities(masses: masses, removingMomentum: removeMomentum)))
  }

  /// The mass of each disc.
  private var masses: [Double] {
    resolvedSpecies.flatMap { [Double](repeating: $0.mass, count: $0.count) }
  }

  /// The start with all velocities scaled to exactly the temperature, where that is asked; discs at
  /// rest stay so.
  private func rescaled(_ start: StartState) -> StartState {
    let moments = GasMoments(velocities: start.velocities, masses: masses)
    let drawn = moments.temperature(
      count: start.velocities.count, isPeriodic: (isPeriodic.x, isPeriodic.y))
    guard rescale, drawn > 0 else { return start }
    var scaled = start
    scaled.velocities = start.velocities.map { $0 * (temperature / drawn).squareRoot() }
    return scaled
  }

  /// The left half, the right half, or all of the box.
  func region(_ part: ClosedRange<Double>) -> Region {
    Region(
      lower: SIMD2(box[0] * part.lowerBound, 0), upper: SIMD2(box[0] * part.upperBound, box[1]),
      isPeriodic: (boundary.x == .periodic && part == 0...1, boundary.y == .periodic))
  }

  private func positions(seed: UInt64) throws -> [SIMD2<Double>] {
    let species = resolvedSpecies
    let all = species.flatMap { [Double](repeating: $0.diameter, count: $0.count) }
    switch start {
    case .lattice:
      return LatticePlacement(region: region(0...1), count: total, radius: (all.max() ?? 0) / 2)
        .places()
    case .twoSpecies:
      let left = species[0].count
      return try random(region(0...0.5), all[..<left], seed)
        + random(region(0.5...1), all[left...], seed)
    case .halfBox: return try random(region(0...0.5), all[...], seed)
    case .random, .file: return try random(region(0...1), all[...], seed)
    }
  }

  private func random(
    _ region: Region, _ diameters: ArraySlice<Double>, _ seed: UInt64
  ) throws -> [SIMD2<Double>] {
    let placement = RandomPlacement(
      region: region, diameters: Array(diameters), firstIndividual: diameters.startIndex, seed: seed
    )
    if let places = placement.places() { return places }
    let covered = placement.covered
    throw ContradictionError(
      Contradiction(
        at: "hard_discs.start",
        "no random places without overlap were found for the discs in \(Float(region.size.x)) by \(Float(region.size.y)), of which they cover \(Float(covered))",
        advice: (start == .random
          ? "take 'start: lattice', where the discs stand in order, or "
          : "take 'start: lattice', where they stand in order all over the box, or ") + roomAdvice))
  }

  private func state(from source: StartFrame) throws -> StartState {
    let frame = source.frame
    guard frame.context.individuals == total else {
      throw fileContradiction(
        "holds \(frame.context.individuals) individuals, the scenario \(total)", at: "start_file")
    }
    try checkDiscs(of: frame)
    let written = try vectors("position", of: source)
    let positions = written.map(folded)
    try checkPlaces(positions)
    var velocities = try vectors("velocity", of: source)
    if removeMomentum {
      velocities = VelocityDraw.withoutMomentum(velocities, masses: masses)
    }
    return StartState(
      positions: positions, velocities: velocities,
      folded: zip(written, positions).count { $0 != $1 }, source: source)
  }

  /// A place in the image of the periodic box that begins at 0: writers also center boxes on 0.
  private func folded(_ place: SIMD2<Double>) -> SIMD2<Double> {
    func fold(_ x: Double, _ side: Double, _ boundary: AxisBoundary) -> Double {
      guard boundary == .periodic, !(0...side).contains(x) else { return x }
      let inside = x - side * (x / side).rounded(.down)
      return inside < side ? inside : 0
    }
    return SIMD2(fold(place.x, box[0], boundary.x), fold(place.y, box[1], boundary.y))
  }

  /// Every disc lies inside the box, a radius from the walls.
  private func checkPlaces(_ positions: [SIMD2<Double>]) throws(ContradictionError) {
    let radii = resolvedSpecies.flatMap { [Double](repeating: $0.diameter / 2, count: $0.count) }
    let axes = [(boundary.x, box[0]), (boundary.y, box[1])]
    for (i, place) in positions.enumerated() {
      for ((boundary, side), x) in zip(axes, [place.x, place.y]) {
        // What a file has rounded to single precision is let pass; the wall puts it right.
        let margin = boundary == .periodic ? 0 : radii[i] - 1e-6 * side
        guard x >= max(0, margin), x <= min(side, side - margin) else {
          let place = "has disc \(i) at (\(place.x), \(place.y))"
          throw fileContradiction(
            x >= 0 && x <= side
              ? "\(place), nearer to a wall than its radius \(radii[i])"
              : "\(place), outside the box", at: "start_file")
        }
      }
    }
  }

  /// The file's discs have the masses and radii of the scenario, lie in a plane of any height and
  /// move in it.
  private func checkDiscs(of frame: Frame) throws(ContradictionError) {
    let own = frameContext.properties
    for name in ["mass", "radius"] {
      guard let theirs = frame.context.properties[name], let ours = own[name] else { continue }
      for (i, pair) in zip(theirs, ours).enumerated()
      where !((pair.0 - pair.1).magnitude <= 1e-6 * max(pair.0.magnitude, pair.1.magnitude)) {
        throw fileContradiction(
          "has disc \(i) with \(name) \(pair.0), the scenario says \(pair.1)", at: "start_file")
      }
    }
    for name in ["position", "velocity"] {
      guard let values = frame[name], !frame.missing.contains(name), total > 0 else { continue }
      let height = name == "position" ? values[2] : 0
      for i in 0..<total where values[3 * i + 2].isFinite && values[3 * i + 2] != height {
        throw fileContradiction("has disc \(i) with a \(name) out of the plane", at: "start_file")
      }
    }
  }

  private func vectors(_ quantity: String, of source: StartFrame) throws -> [SIMD2<Double>] {
    guard let values = source.frame[quantity], !source.frame.missing.contains(quantity) else {
      throw fileContradiction(
        "has no \(quantity)", at: "start_file",
        advice: source.elsewhere[quantity].map { "frame \($0) has one: start_frame: \($0)" })
    }
    guard values.allSatisfy(\.isFinite) else {
      throw fileContradiction("has a \(quantity) that is not finite", at: "start_file")
    }
    return (0..<total).map { SIMD2(values[3 * $0], values[3 * $0 + 1]) }
  }

  func fileContradiction(
    _ message: String, at key: String, advice: String? = nil
  ) -> ContradictionError {
    ContradictionError(
      Contradiction(
        at: "hard_discs.\(key)", "frame \(startFrame) of '\(startFile ?? "")' \(message)",
        advice: advice))
  }
}
