import Testing

@Suite("Who may know whom")
struct ImportGraphTests {
  /// The list "Who is who" of docs/ARCHITECTURE.md: a module, and what it knows.
  static let table = (try? readTable()) ?? [:]

  private static func readTable() throws -> [String: Set<String>] {
    var rows: [String: Set<String>] = [:]
    let text = try SourceTree.text("docs/ARCHITECTURE.md")
      .replacing(/\s*\n +/, with: " ")
    for entry in text.matches(of: /\n- ((?:`\w+`(?:, )?)+): .*\*Knows\* (.*)\./) {
      let known = entry.2 == "nothing" ? [] : entry.2.split(separator: ", ").map(String.init)
      for module in entry.1.matches(of: /`(\w+)`/) { rows[String(module.1)] = Set(known) }
    }
    return rows
  }

  @Test("Every module stands in the list, and nothing else")
  func rows() throws {
    let folders = Set(try SourceTree.folders()).subtracting(["VersionStamp"])
    #expect(Set(Self.table.keys) == folders)
  }

  @Test("A module imports what the list says, no more and no less", arguments: table.keys.sorted())
  func imports(module: String) throws {
    #expect(try SourceTree.imports(of: module).sorted() == Self.table[module]?.sorted())
  }

  @Test("Package.swift declares what is imported, no more and no less")
  func declarations() throws {
    let text = try SourceTree.text("Package.swift")
    var declared: [String: Set<String>] = [:]
    for match in text.matches(of: /module\(\s*"(\w+)"(?:, uses: |,\s+uses: )\[([^\]]*)\]/) {
      declared[String(match.1)] = Set(match.2.matches(of: /"(\w+)"/).map { String($0.1) })
    }
    // The wider builds of the kernels are there on some processors only.
    let wider: Set = ["KernelsV3", "KernelsV4"]
    for (module, known) in Self.table where module != "clausius" {
      let own = known.filter { Self.table[$0] != nil }.subtracting(wider)
      #expect(own.sorted() == (declared[module] ?? []).sorted(), "\(module)")
    }
  }

  @Test("No system knows another, and no module beside the catalog knows a system")
  func systems() throws {
    let systems = Set(try SourceTree.systems())
    #expect(systems.isSuperset(of: ["ActiveParticles", "HardDiscs", "KleinGordon", "Schooling"]))
    for (module, known) in Self.table where module != "Scenarios" {
      #expect(known.isDisjoint(with: systems), "\(module)")
    }
  }

  @Test("Systems, seams and kernels know nothing of files and analysis")
  func leftHalf() throws {
    let right: Set = [
      "Trajectories", "HDF5Storage", "EntropyMeasures", "Diagnostics", "Comparisons", "Datasets",
      "Reports", "Plots", "Scenarios", "Runs", "Validation", "Command",
    ]
    for module in try ["SimulationCore", "KernelDispatch", "Kernels"] + SourceTree.systems() {
      #expect(Self.table[module]?.isDisjoint(with: right) == true, "\(module)")
    }
  }
}
