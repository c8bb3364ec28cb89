// swift-tools-version: 6.2
// Times the Boltzmann entropy of a gas: `swift run -c release entropy-benchmark`.
import PackageDescription

let package = Package(
  name: "EntropyBenchmark",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Clausius", path: "../..")],
  targets: [
    .executableTarget(
      name: "entropy-benchmark", dependencies: [.product(name: "Clausius", package: "Clausius")])
  ],
  swiftLanguageModes: [.v6])
