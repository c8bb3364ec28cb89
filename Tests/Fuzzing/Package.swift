// swift-tools-version: 6.2
// Coverage-guided fuzzing of everything that reads what others wrote: `./fuzz`, README.md.
import PackageDescription

let package = Package(
  name: "Fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Clausius", path: "../..")],
  targets: [
    .target(name: "CIsolation", path: "CIsolation"),
    .executableTarget(
      name: "fuzzer",
      dependencies: ["CIsolation", .product(name: "Clausius", package: "Clausius")],
      path: ".",
      exclude: ["CIsolation", "Replay", "README.md", "corpora", "fuzz", "make_seeds.py"],
      sources: ["Fuzzer", "Targets"],
      linkerSettings: [.unsafeFlags(["-use-ld=lld"])]),
  ],
  swiftLanguageModes: [.v6])
