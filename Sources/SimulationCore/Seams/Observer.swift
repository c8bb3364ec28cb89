/// Something that watches a run: it sees every frame and changes nothing.
public protocol Observer: AnyObject {
  /// Sees a frame; called once a frame, in order.
  func observe(_ frame: borrowing Frame) throws

  /// Saves what the observer must know to go on after a restart, such as frames that are not written yet.
  func save(into archive: inout StateArchive)

  /// Takes up what ``save(into:)`` saved.
  func restore(from archive: StateArchive) throws
}

extension Observer {
  /// Saves nothing.
  public func save(into archive: inout StateArchive) {}

  /// Restores nothing.
  public func restore(from archive: StateArchive) throws {}
}

/// A number computed from each frame while the run goes on, by the same code that reads it from a file.
public struct LiveDiagnostic: Sendable {
  /// The full text of the call, its name in the file.
  public var name: String
  /// Its unit, "1" for none.
  public var unit: String
  /// The value at a frame; NaN where it is undefined.
  public var evaluate: @Sendable (_ frame: borrowing Frame) throws -> Double

  /// The diagnostic `name`.
  public init(
    name: String, unit: String,
    evaluate: @escaping @Sendable (_ frame: borrowing Frame) throws -> Double
  ) {
    self.name = name
    self.unit = unit
    self.evaluate = evaluate
  }
}
