// swift-tools-version: 6.2
// Times a step of the field beside FFTW's pair of transforms:
// `swift run -c release field-benchmark`.
import PackageDescription

let package = Package(
  name: "FieldBenchmark",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Clausius", path: "../..")],
  targets: [
    .systemLibrary(
      name: "CTransform", path: "Sources/CTransform", pkgConfig: "fftw3",
      providers: [.apt(["libfftw3-dev"]), .brew(["fftw"])]),
    .executableTarget(
      name: "field-benchmark",
      dependencies: [.product(name: "Clausius", package: "Clausius"), "CTransform"]),
  ],
  swiftLanguageModes: [.v6])
