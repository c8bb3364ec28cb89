/// What follows the frames of a trajectory in their order.
public protocol FrameFollower: AnyObject {
  /// The calls that it evaluates at every frame: a ``FramePass`` evaluates them beforehand, on all
  /// threads, and the frame keeps what came out.
  var requests: [DiagnosticRequest] { get }

  /// Takes the next frame.
  ///
  /// - Throws: ``DiagnosticError`` when the frame lacks what is needed.
  func add(_ frame: AnalyzedFrame) throws

  /// Settles what is known only after the last frame.
  func finish() throws
}

extension FrameFollower {
  /// None.
  public var requests: [DiagnosticRequest] { [] }

  /// Nothing waits for the last frame.
  public func finish() throws {}
}
