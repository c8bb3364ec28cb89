// swift-tools-version: 6.2
// A lattice system of one's own, with a diagnostic and a figure of its own.
import PackageDescription

let package = Package(
  name: "IsingModel",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Clausius", path: "../..")],
  targets: [
    .executableTarget(
      name: "ising", dependencies: [.product(name: "Clausius", package: "Clausius")],
      path: "Sources/IsingModel")
  ],
  swiftLanguageModes: [.v6])
