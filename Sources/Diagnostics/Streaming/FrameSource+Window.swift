import ClausiusDeclarations
import ClausiusSimulationCore

extension FrameSource {
  /// The frames whose times lie in `from...to`, of which there must be one.
  ///
  /// - Parameters:
  ///   - from: the first time that is wanted, or `nil` for the start.
  ///   - to: the last time that is wanted, or `nil` for the end.
  ///   - every: every how many-th frame is wanted, from the first of the window on.
  /// - Throws: ``DiagnosticError`` with the times of the frames.
  public func frames(
    from: Double?, to: Double?, every: Int = 1
  ) throws(DiagnosticError) -> [Int] {
    // Times are n dt, rounded: 3 times 0.1 is a little more than 0.3, also in single precision.
    let isSingle = timesAreSinglePrecision
    let room = { (time: Double) in
      isSingle ? Double(Float(time.magnitude).ulp) : 4 * time.magnitude.ulp
    }
    let first = times.firstIndex { $0 >= (from.map { $0 - room($0) } ?? -.infinity) } ?? times.count
    let end = times.lastIndex { $0 <= (to.map { $0 + room($0) } ?? .infinity) }.map { $0 + 1 } ?? 0
    guard first < end else {
      throw DiagnosticError(
        "\(path): no frame lies in the window; the file holds time "
          + "\((times.first ?? 0).timeText) to \((times.last ?? 0).timeText)")
    }
    return Array(stride(from: first, to: end, by: every))
  }
}
