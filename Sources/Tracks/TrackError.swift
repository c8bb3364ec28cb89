import ClausiusDeclarations

/// Tracks that cannot be imported: what is wrong, in which file and where in it, and what to do.
public struct TrackError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, with its place, and what to do.
  public let description: String

  /// An error about the file at `path`, at a line (from 1) and a column of it where they are known.
  init(
    _ path: String, line: Int? = nil, column: String? = nil, _ message: String,
    advice: String? = nil
  ) {
    let place = [column, line.map { "line \($0)" }].compactMap { $0 }.joined(separator: ", ")
    description =
      path + ": " + (place.isEmpty ? "" : place + ": ") + message
      + (advice.map { " (\($0))" } ?? "")
  }
}

/// A place in a file from which a sample comes.
struct SamplePlace: Sendable, Hashable {
  /// The number of the file.
  var file: Int32
  /// The line, from 1; 0 in files without lines.
  var line: Int32
}
