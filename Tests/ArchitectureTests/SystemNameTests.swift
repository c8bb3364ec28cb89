import Testing

@Suite("Nobody knows the systems by name")
struct SystemNameTests {
  /// The word for a system in scenarios, and the name of its model.
  private static func names(of folder: String) throws -> [String] {
    let texts = try SourceTree.files(of: folder).map(SourceTree.text)
    let models = texts.compactMap { $0.firstMatch(of: /struct (\w+): SystemModel/)?.1 }
    let words = texts.compactMap { $0.firstMatch(of: /static let name = "(\w+)"/)?.1 }
    return (models + words).map(String.init)
  }

  @Test("Each system has a model and a word")
  func words() throws {
    #expect(try Self.names(of: "Schooling") == ["CouzinModel", "couzin"])
    for folder in try SourceTree.systems() {
      #expect(try Self.names(of: folder).count == 2, "\(folder)")
    }
  }

  @Test("They occur in their folders and in the catalog only")
  func places() throws {
    let systems = try SourceTree.systems()
    let names = Set(try systems.flatMap { try Self.names(of: $0) + ["Clausius" + $0] })
    for folder in try SourceTree.folders() where !systems.contains(folder) {
      for path in try SourceTree.files(of: folder) where !path.hasSuffix("/SystemCatalog.swift") {
        let lines = try SourceTree.text(path).split(
          separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
          // Comments explain, and examples for people name scenario files.
          let code = line.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)[0]
          let words = code.replacing(/(scenarios|docs)\/[\w-]+/, with: "").matches(of: /\w+/)
          let found = words.filter { names.contains(String($0.output)) }
          #expect(found.isEmpty, "\(path):\(number + 1): \(line)")
        }
      }
    }
  }
}
