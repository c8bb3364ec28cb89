import ClausiusDeclarations

/// Tracks that cannot be imported: what is wrong, in which file and where in it, and what to do.
public struct TrackError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, with its place, and what to do.
  public let description: String

  /// An error at `place`: a file, or a line in it, which counts from 1.
  init(_ place: String, line: Int? = nil, _ message: String, advice: String? = nil) {
    description =
      place + (line.map { ":\($0):1" } ?? "") + ": " + message + (advice.map { " (\($0))" } ?? "")
  }
}

/// A place in a file from which a sample comes.
struct SamplePlace: Sendable, Hashable {
  /// The number of the file.
  var file: Int32
  /// The line, from 1; 0 in files without lines.
  var line: Int32
}
