/// Something that watches a run: it sees every frame and changes nothing.
public protocol Observer: AnyObject {
  /// Sees a frame; called once a frame, in order.
  func observe(_ frame: borrowing Frame) throws

  /// Saves what the observer must know to go on after a restart, such as frames that are not
  /// written yet.
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
