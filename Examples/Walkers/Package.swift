// swift-tools-version: 6.2
// A system of one's own in a package of one's own: Clausius as a library.
import PackageDescription

let package = Package(
  name: "Walkers",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Clausius", path: "../..")],
  targets: [
    .executableTarget(
      name: "Walkers", dependencies: [.product(name: "Clausius", package: "Clausius")])
  ],
  swiftLanguageModes: [.v6])
