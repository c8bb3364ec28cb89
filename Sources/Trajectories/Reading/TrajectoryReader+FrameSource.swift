import ClausiusSimulationCore

extension TrajectoryReader: FrameSource {
  /// The quantities and observables of the file, with the box of its first frame.
  public func contents() throws -> FrameContents {
    FrameContents(
      context: context, box: try box(frame: 0), quantities: quantities.map(\.name),
      observables: observables, units: observableUnits)
  }
}
