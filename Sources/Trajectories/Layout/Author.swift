import Foundation

/// Who runs the program, for H5MD's mandatory author.
enum Author {
  /// The user's login name, "unknown" where there is none.
  static var name: String {
    let environment = ProcessInfo.processInfo.environment
    return [environment["USER"], environment["LOGNAME"]].compactMap { $0 }.first { !$0.isEmpty }
      ?? "unknown"
  }
}
