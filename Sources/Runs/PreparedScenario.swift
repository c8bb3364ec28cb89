import ClausiusDeclarations
import ClausiusKernelDispatch
import ClausiusScenarios
import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation

/// A scenario with its system in the initial state, on this machine: what a run that writes a file
/// and one that only measures have in common.
public struct PreparedScenario {
  /// What is run.
  public let scenario: Scenario
  /// The run as the system sees it.
  public let settings: RunSettings
  /// The system in its initial state.
  public let system: any System
  /// The kernels that this machine gets.
  let kernels: KernelVariant
  /// The file that the run starts from, where it is gone and its own frames stood in for it.
  let missingStart: String?

  /// Makes the system of a run that writes no file.
  ///
  /// - Throws: `Problems` when the scenario cannot be run here: too large, no such start;
  ///   ``RunError`` when the kernels that the environment asks for are not to be had.
  public init(_ scenario: Scenario) throws {
    try self.init(scenario, files: nil, ownFrames: nil)
  }

  /// Makes the system of a run that writes `files`.
  ///
  /// - Parameter ownFrames: a trajectory of this very run, whose first frame stands in for a start
  ///   file that is gone: a run that is taken up again gets its state from the checkpoint.
  init(_ scenario: Scenario, files: RunFiles?, ownFrames: String?) throws {
    self.scenario = scenario
    let missing = MissingStart()
    let isOwn = { @Sendable (path: String) in ownFrames == nil && files?.contains(path) == true }
    let individuals = { @Sendable (request: FrameRequest) throws -> StartFrame in
      do {
        if isOwn(request.path) { throw Self.readsItself(request.path) }
        return try TrajectoryFrames.load(request)
      } catch {
        guard let ownFrames else { throw error }
        missing.note(request.path)
        return try TrajectoryFrames.load(FrameRequest(path: ownFrames, frame: 0))
      }
    }
    var settings = scenario.runSettings { request in
      if isOwn(request.path) { return nil }
      do {
        return try TrajectoryFrames.field(request)
      } catch {
        // A run that is taken up again does without a file that is gone.
        guard ownFrames != nil else { throw error }
        return nil
      }
    } loadFrame: { path, frame in
      try individuals(FrameRequest(path: path, frame: frame)).frame
    }
    settings.loadIndividuals = individuals
    self.settings = settings
    try Self.checkFits(scenario, settings, files)
    kernels = try Self.selectedKernels()
    system = try scenario.makeSystem(run: settings)
    missingStart = missing.path
  }

  /// Refuses a run that does not fit into memory or on the disk; what an interrupted run has
  /// written counts as its own.
  private static func checkFits(
    _ scenario: Scenario, _ settings: RunSettings, _ files: RunFiles?
  ) throws {
    try scenario.checkFits(
      run: settings, availableMemory: Machine.availableMemory(), availableDisk: nil)
    guard let files, let disk = Machine.availableDisk(folder: files.folder) else { return }
    do throws(Problems) {
      try scenario.checkFits(
        run: settings, availableMemory: nil, availableDisk: disk,
        bytesWritten: Double(fileSize(files.partial)))
    } catch {
      // The scenario is right, and the disk is full.
      throw RunError(.storage, error.description)
    }
  }

  private static func readsItself(_ path: String) -> RunError {
    RunError(.request, "\(path): the run starts from this file; write to another one with -o FILE")
  }

  private static func selectedKernels() throws(RunError) -> KernelVariant {
    do throws(UnavailableKernelVariant) {
      return try KernelVariant.selected()
    } catch {
      throw RunError(.request, error.description)
    }
  }
}

/// The start file that a run did not find.
private final class MissingStart: Sendable {
  private let noted = Locked<String?>(nil)

  var path: String? { noted.withLock { $0 } }

  func note(_ path: String) { noted.withLock { $0 = path } }
}

/// The size of a file in bytes, 0 when there is none.
func fileSize(_ path: String) -> Int {
  let attributes = try? FileManager.default.attributesOfItem(atPath: path)
  return (attributes?[.size] as? Int) ?? 0
}
