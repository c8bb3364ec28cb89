import ClausiusSimulationCore

extension TrajectoryReader: FrameSource {
  /// The quantities and observables of the file, with the box of its first frame.
  public func contents() throws -> FrameContents { try contents(trusting: nil) }

  /// The quantities and observables of the file, with the box of its first frame, and the calls of
  /// diagnostics whose values need not be computed again.
  ///
  /// - Parameter maker: the program whose stored values are as good as computed ones; `nil` for
  ///   none.
  public func contents(trusting maker: TrajectoryMaker?) throws -> FrameContents {
    var contents = FrameContents(
      context: context, box: try box(frame: 0), quantities: quantities,
      observables: observableDescriptions)
    contents.singles = singles
    contents.workingUnits.length = fileUnits.length
    contents.workingUnits.time = fileUnits.time
    if let maker, maker == TrajectoryMaker(provenance) { contents.storedCalls = observables }
    return contents
  }
}

/// The program that made a trajectory, so exactly that the same calls have the same values.
public struct TrajectoryMaker: Sendable, Hashable {
  /// The release, with what packages add to it.
  public var version: String
  /// The commit that was built.
  public var commit: String

  /// The program of this release and commit.
  public init(version: String, commit: String) {
    self.version = version
    self.commit = commit
  }

  /// The program that a file names; `nil` where it names none.
  init?(_ provenance: Provenance?) {
    guard let provenance else { return nil }
    self.init(version: provenance.version, commit: provenance.commit)
  }
}
