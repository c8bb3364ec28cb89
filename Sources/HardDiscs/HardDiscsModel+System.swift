import ClausiusDeclarations
import ClausiusSimulationCore

extension HardDiscsModel {
  /// The memory of the records and of a window: about 180 bytes a disc, and two quantities of a
  /// frame.
  public func memory(run: RunSettings) -> MemoryEstimate {
    MemoryEstimate(count: total, bytesPerElement: Self.bytesPerDisc + 48)
  }

  /// Bytes of the state and of the windows that a disc adds.
  static let bytesPerDisc = 180.0

  /// The gas at its start.
  ///
  /// - Throws: `ContradictionError` when no such start exists; what `run.loadFrame` throws.
  public func makeSystem(run: RunSettings) throws -> any System {
    try HardDiscsSystem(model: self, run: run)
  }

  /// Which axes close on themselves.
  var isPeriodic: (x: Bool, y: Bool, any: Bool) {
    let x = boundary.x == .periodic
    let y = boundary.y == .periodic
    return (x, y, x || y)
  }

  /// The start has overlapping discs.
  func overlapError(_ overlap: OverlapSearch.Pair) -> ContradictionError {
    let depth = Float(overlap.depth)
    let message =
      "discs \(overlap.first) and \(overlap.second) overlap by \(depth) of their contact distance"
    if start == .file { return fileContradiction("has an overlap: \(message)", at: "start_file") }
    return ContradictionError(
      Contradiction(
        at: "hard_discs.start", "at the start, \(message)",
        advice: start == .lattice ? "take 'start: random', or \(roomAdvice)" : roomAdvice))
  }
}
