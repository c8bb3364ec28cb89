// swift-tools-version: 6.2
// A system of one's own in a package of one's own: every verb of the command knows it.
import PackageDescription

let package = Package(
  name: "Walkers",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Clausius", path: "../..")],
  targets: [
    .executableTarget(
      name: "walkers", dependencies: [.product(name: "Clausius", package: "Clausius")],
      path: "Sources/Walkers")
  ],
  swiftLanguageModes: [.v6])
