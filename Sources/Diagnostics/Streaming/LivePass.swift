import ClausiusSimulationCore

/// The walk over the frames of a run while it goes on, shown to several followers: what a
/// ``FramePass`` is over the frames of a file.
///
/// Followers see the frames in their order, and what one computes of a frame is there for all.
///
/// ```swift
/// let pass = LivePass([analysis])
/// let simulation = Simulation(
///   system: system, grid: grid, quantities: pass.quantities.sorted(), observers: [pass])
/// if try simulation.run() == .finished { try pass.finish() }
/// ```
public final class LivePass: Observer {
  private let followers: [any FrameFollower]

  /// A pass that has shown no frame.
  public init(_ followers: [any FrameFollower]) { self.followers = followers }

  /// The quantities that frames must carry for the calls of the followers.
  public var quantities: Set<String> {
    Set(followers.flatMap { $0.requests.flatMap(\.quantities) })
  }

  /// Shows the next frame.
  public func observe(_ frame: borrowing Frame) throws {
    let analyzed = AnalyzedFrame(copy frame)
    for follower in followers { try follower.add(analyzed) }
  }

  /// Ends the followers; to be called once, after the last frame.
  ///
  /// - Throws: ``DiagnosticError`` when the frames together do not suit a call.
  public func finish() throws {
    for follower in followers { try follower.finish() }
  }
}
