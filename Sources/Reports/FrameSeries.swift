import ClausiusEntropyMeasures

/// What takes the values of diagnostics frame by frame, while a trajectory is read.
public protocol FrameSeries: AnyObject {
  /// Takes the values of one frame, in the order of the diagnostics.
  func add(time: Double, _ estimates: [Estimate]) throws

  /// Writes what is left and ends the series.
  ///
  /// - Parameter names: for each diagnostic a name for each frame in place of its values, or `nil`
  ///   where there are numbers.
  func finish(names: [[String]?]) throws
}
