import ClausiusSimulationCore

/// What diagnostics of one family compute from a frame only once: headings, neighbors, clusters.
public protocol FrameView: AnyObject {
  /// The view of a frame; nothing is computed before it is asked for.
  ///
  /// - Throws: ``DiagnosticError`` when the frame lacks what every diagnostic of the family needs.
  init(_ frame: Frame) throws(DiagnosticError)
}

/// A frame together with what has been computed from it, shared by all diagnostics that see it.
public final class AnalyzedFrame {
  /// The frame.
  public let frame: Frame
  private var views: [ObjectIdentifier: any FrameView] = [:]

  /// A frame from which nothing has been computed yet.
  public init(_ frame: Frame) { self.frame = frame }

  /// The frame as a family of diagnostics sees it; the same object at every call.
  ///
  /// - Throws: as the view's initializer.
  public func view<View: FrameView>(_ type: View.Type = View.self) throws(DiagnosticError) -> View {
    if let view = views[ObjectIdentifier(type)] as? View { return view }
    let view = try View(frame)
    views[ObjectIdentifier(type)] = view
    return view
  }
}
