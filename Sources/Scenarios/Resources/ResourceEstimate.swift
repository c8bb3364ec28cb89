import ClausiusDeclarations
import ClausiusSimulationCore

/// What a run will need, known before anything is allocated or written.
public struct ResourceEstimate: Sendable, Hashable {
  /// Bytes of memory: the system, and four copies of a frame (shown, being written, buffered for
  /// writing, kept in a checkpoint).
  public var memoryBytes: Double
  /// Bytes of the trajectory without compression, which chaotic motion hardly needs less than.
  public var fileBytes: Double
  /// Frames, the one at the start included.
  public var frames: Int
}

extension Scenario {
  /// What the run will need.
  ///
  /// - Parameter settings: the run as the system will see it.
  public func estimate(run settings: RunSettings) -> ResourceEstimate {
    let memory = model.memory(run: settings)
    let frameBytes = quantities.reduce(0.0) { sum, quantity in
      sum + memory.count(of: quantity) * Double(quantity.storage.bytes)
    }
    let numbersOfAFrame = Double(2 + diagnostics.count) * 8
    return ResourceEstimate(
      memoryBytes: memory.bytes + 4 * frameBytes,
      fileBytes: Double(grid.frames) * (frameBytes + numbersOfAFrame), frames: grid.frames)
  }

  /// Refuses a run that cannot fit, with the numbers.
  ///
  /// - Parameters:
  ///   - settings: the run as the system will see it.
  ///   - availableMemory: bytes of memory that the machine can give, `nil` when unknown.
  ///   - availableDisk: bytes that the output may take, `nil` when unknown.
  ///   - bytesWritten: bytes that an interrupted run has on the disk already.
  /// - Throws: a problem at the key that sets the size, one for memory and one for disk.
  public func checkFits(
    run settings: RunSettings, availableMemory: Double?, availableDisk: Double?,
    bytesWritten: Double = 0
  ) throws(Problems) {
    let needed = estimate(run: settings)
    var problems = Problems()
    if let availableMemory, needed.memoryBytes > availableMemory {
      let key = type(of: model).sizeKey.map { "\(systemName).\($0)" }
      let contradiction = Contradiction(
        at: key ?? systemName,
        "the run needs \(ByteCount(needed.memoryBytes)) of memory, "
          + "\(ByteCount(availableMemory)) are available",
        advice: key.map { "reduce \($0)" })
      problems.append(problem(of: contradiction))
    }
    if let availableDisk, needed.fileBytes - bytesWritten > availableDisk {
      let contradiction = Contradiction(
        at: "output.every",
        "the run writes \(ByteCount(needed.fileBytes)) in \(needed.frames) frames, "
          + "\(ByteCount(availableDisk)) are free",
        advice: "raise output.every, or write fewer output.quantities")
      problems.append(problem(of: contradiction))
    }
    try problems.throwIfAny()
  }
}
