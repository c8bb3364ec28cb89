import Foundation

/// Names that tell scenarios apart: that of the file, with as many of its folders as it takes where
/// several files have the same name.
public struct ScenarioLabels: Sendable {
  private var labels: [String: String] = [:]

  /// The names of the files at `paths`.
  public init(_ paths: [String]) {
    let parts = Dictionary(
      paths.map { ($0, Self.parts($0)) }, uniquingKeysWith: { first, _ in first })
    for (path, own) in parts {
      let others = parts.filter { $0.key != path && $0.value != own }.map(\.value)
      let count = (1...max(1, own.count)).first { count in
        !others.contains { $0.suffix(count) == own.suffix(count) }
      }
      labels[path] = own.suffix(count ?? own.count).joined(separator: "/")
    }
  }

  /// The name of the scenario at `path`, which must be one of those that were given.
  public subscript(path: String) -> String { labels[path] ?? path }

  /// The folders and the name, without the ending.
  private static func parts(_ path: String) -> [String] {
    URL(filePath: path).standardizedFileURL.deletingPathExtension().pathComponents
      .filter { $0 != "/" }
  }
}
