/// The name of the program that runs, for messages that say which of its verbs helps.
public enum ProgramName {
  private static let stated = Locked("clausius")

  /// `clausius`, until the program of a package states its own, once, before any verb runs.
  public static var current: String {
    get { stated.withLock { $0 } }
    set { stated.withLock { $0 = newValue } }
  }
}
