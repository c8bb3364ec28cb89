import Testing

@Suite("Guides show what the examples hold")
struct GuideTests {
  @Test(
    "The code of docs/adding-a-system.md is that of Examples/Walkers",
    arguments: [
      "Sources/Walkers/WalkersModel.swift", "Sources/Walkers/WalkersSystem.swift",
      "Sources/Walkers/main.swift", "walkers.yaml",
    ])
  func addingASystem(path: String) throws {
    let guide = try SourceTree.text("docs/adding-a-system.md")
    let code = try SourceTree.text("Examples/Walkers/" + path)
    #expect(guide.contains(" \(path)\n\(code)```\n"))
  }
}
