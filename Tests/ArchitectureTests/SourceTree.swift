import Foundation

/// The sources of the project as text.
enum SourceTree {
  /// The root of the package, found from this file.
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A file of the package.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: package.appending(path: path), encoding: .utf8)
  }

  /// The folders of `Sources` that hold Swift.
  static func folders() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: package.appending(path: "Sources").path())
      .filter { try !files(of: $0).isEmpty }.sorted()
  }

  /// The Swift files of a folder of `Sources`, as paths from the root of the package.
  static func files(of folder: String) throws -> [String] {
    let root = package.appending(path: "Sources/" + folder).path()
    let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".swift") }.sorted().map { "Sources/\(folder)/\($0)" }
  }

  /// The folders of the systems: what the catalog of systems imports beside the seams.
  static func systems() throws -> [String] {
    let catalog = try text("Sources/Scenarios/Catalog/SystemCatalog.swift")
    return catalog.matches(of: /(?m)^import Clausius(\w+)/).map { String($0.1) }
      .filter { !["Declarations", "SimulationCore"].contains($0) }
  }

  private static let ofTheLanguage: Set = [
    "Foundation", "Synchronization", "Dispatch", "Glibc", "Musl", "Darwin", "PackagePlugin",
  ]

  /// What the files of a folder import, without what comes with the language; modules of ours
  /// without their prefix.
  static func imports(of folder: String) throws -> Set<String> {
    var found: Set<String> = []
    for path in try files(of: folder) {
      for match in try text(path).matches(of: /(?m)^\s*(?:@\w+ )?import (?:\w+ )?(\w+)/) {
        found.insert(String(match.1))
      }
    }
    let known = found.subtracting(ofTheLanguage)
    return Set(known.map { $0.hasPrefix("Clausius") ? String($0.dropFirst(8)) : $0 })
  }
}
