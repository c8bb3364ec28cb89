import ClausiusDeclarations
import ClausiusSimulationCore

/// Positions and velocities of all discs, in the order of the frames.
struct StartState {
  var positions: [SIMD2<Double>]
  var velocities: [SIMD2<Double>]
}

extension HardDiscsModel {
  /// The gas at the start, before any equilibration.
  ///
  /// - Throws: ``ContradictionError`` when no such state exists; what `run.loadFrame` throws.
  func startState(run: RunSettings) throws -> StartState {
    if start == .file, let startFile {
      return try state(from: run.loadFrame(startFile, startFrame))
    }
    let species = resolvedSpecies
    let masses = species.flatMap { [Double](repeating: $0.mass, count: $0.count) }
    let draw = VelocityDraw(kind: velocities, temperature: temperature, seed: run.seed)
    return StartState(
      positions: try positions(seed: run.seed),
      velocities: draw.velocities(masses: masses, removingMomentum: removeMomentum))
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
    throw ContradictionError(
      Contradiction(
        at: "hard_discs.start", "no random places without overlap were found for the discs",
        advice: "take fewer or smaller discs, or 'start: lattice'"))
  }

  private func state(from frame: Frame) throws -> StartState {
    guard frame.context.individuals == total else {
      throw fileContradiction(
        "holds \(frame.context.individuals) individuals, the scenario \(total)", at: "start_file")
    }
    let positions = try vectors("position", of: frame)
    for (i, place) in positions.enumerated() {
      for (side, x) in zip(box, [place.x, place.y]) where !(x >= 0 && x <= side) {
        throw fileContradiction(
          "has disc \(i) at (\(place.x), \(place.y)), outside the box", at: "start_file")
      }
    }
    return StartState(positions: positions, velocities: try vectors("velocity", of: frame))
  }

  private func vectors(_ quantity: String, of frame: Frame) throws -> [SIMD2<Double>] {
    guard let values = frame[quantity] else {
      throw fileContradiction("has no \(quantity)", at: "start_file")
    }
    guard values.allSatisfy(\.isFinite) else {
      throw fileContradiction("has a \(quantity) that is not finite", at: "start_file")
    }
    return (0..<total).map { SIMD2(values[3 * $0], values[3 * $0 + 1]) }
  }

  func fileContradiction(_ message: String, at key: String) -> ContradictionError {
    ContradictionError(
      Contradiction(
        at: "hard_discs.\(key)", "frame \(startFrame) of '\(startFile ?? "")' \(message)"))
  }
}
