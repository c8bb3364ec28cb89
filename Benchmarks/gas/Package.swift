// swift-tools-version: 6.2
// Times the hard-disc gas: `swift run -c release gas-benchmark`.
import PackageDescription

let package = Package(
  name: "GasBenchmark",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Clausius", path: "../..")],
  targets: [
    .executableTarget(
      name: "gas-benchmark", dependencies: [.product(name: "Clausius", package: "Clausius")])
  ],
  swiftLanguageModes: [.v6])
