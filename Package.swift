// swift-tools-version: 6.2
// The table of contents of Clausius. The flow, left to right:
//
//   scenario file -> Scenarios -> a system + its stepper -> Simulation.run
//     -> TrajectoryWriter -> trajectory.h5md
//   trajectory.h5md (ours or another simulator's) -> TrajectoryReader -> Diagnostics -> Reports
//
// A folder `Sources/X` is the module `ClausiusX`.
import Foundation
import PackageDescription

// MARK: - The pieces a target is made of

/// `CLAUSIUS_FUZZING=1 swift build ...` optimizes only what reads files and texts. So the fuzzer is
/// built sooner, and the kernels check their bounds.
let optimized: Set<String>? =
  Context.environment["CLAUSIUS_FUZZING"] == nil
  ? nil
  : ["Declarations", "HDF5Storage", "Datasets", "Tracks", "Scenarios"]

/// A module of ours: folder `Sources/<name>`, module `Clausius<name>`.
func module(
  _ name: String, uses modules: [String] = [], _ others: [Target.Dependency] = [],
  flags: [String] = [], defining: [String] = [], excluding: [String] = [],
  linking: [LinkerSetting] = [], plugins: [Target.PluginUsage] = []
) -> Target {
  let flags = optimized?.contains(name) == false ? ["-Onone"] : flags
  return .target(
    name: "Clausius\(name)",
    dependencies: modules.map { .target(name: "Clausius\($0)") } + others,
    path: "Sources/\(name)",
    exclude: excluding,
    swiftSettings: (flags.isEmpty ? [] : [.unsafeFlags(flags, .when(configuration: .release))])
      + defining.map { .define($0) },
    linkerSettings: linking,
    plugins: plugins)
}

/// `CLAUSIUS_INVARIANTS=1 swift build ...` makes a build that checks every single event of the gas.
let invariants = Context.environment["CLAUSIUS_INVARIANTS"] == nil ? [] : ["CLAUSIUS_INVARIANTS"]

/// The tests of one module: folder `Tests/<name>`, module `Clausius<name>`.
///
/// Only tests that `compute` by themselves are optimized: the others compile in half of the time.
func tests(
  _ name: String, of modules: [String], _ others: [Target.Dependency] = [],
  resources: [Resource] = [], compute: Bool = false
) -> Target {
  .testTarget(
    name: "Clausius\(name)",
    dependencies: modules.map { .target(name: "Clausius\($0)") } + others,
    path: "Tests/\(name)",
    resources: resources,
    swiftSettings: compute ? [] : [.unsafeFlags(["-Onone"], .when(configuration: .release))])
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let numerics = Target.Dependency.product(name: "RealModule", package: "swift-numerics")

#if arch(x86_64)
  let architecture = "x86_64"
#else
  let architecture = "aarch64"
#endif

/// Debian names its serial HDF5 `hdf5-serial` so that an MPI build installed later cannot take it
/// over; everywhere else (Homebrew among them) it is `hdf5`.
let hdf5PackageName =
  [
    "/usr/lib/\(architecture)-linux-gnu/pkgconfig/hdf5-serial.pc",
    "/usr/lib/pkgconfig/hdf5-serial.pc",
  ].contains { FileManager.default.fileExists(atPath: $0) } ? "hdf5-serial" : "hdf5"

/// Eigenvalues: OpenBLAS on Linux, the system's Accelerate on macOS.
#if os(macOS)
  let lapack = Target.systemLibrary(name: "CLAPACK", path: "Sources/CLAPACK")
#else
  let lapack = Target.systemLibrary(
    name: "CLAPACK", path: "Sources/CLAPACK", pkgConfig: "openblas",
    providers: [.apt(["libopenblas-serial-dev"])])
#endif

// MARK: - Kernels: one source, three builds

/// Swift follows Clang's CPU: `-march` through `-Xcc` makes it emit AVX2 (v3) or AVX-512 (v4) with
/// fused multiply-add. `KernelsV3` and `KernelsV4` hold symbolic links to the files of `Kernels`;
/// the variant is chosen once, at start. `-Ounchecked` removes the overflow and bounds checks that
/// would keep the loops from becoming SIMD.
let kernelFlags = ["-Ounchecked", "-wmo"]

#if arch(x86_64)
  let widerKernelNames = ["KernelsV3", "KernelsV4"]
  let widerKernels = [
    module(
      "KernelsV3", uses: ["KernelInterface"], flags: kernelFlags + ["-Xcc", "-march=x86-64-v3"]),
    module(
      "KernelsV4", uses: ["KernelInterface"], flags: kernelFlags + ["-Xcc", "-march=x86-64-v4"]),
  ]
#else
  let widerKernelNames: [String] = []
  let widerKernels: [Target] = []
#endif

let package = Package(
  name: "Clausius",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "clausius", targets: ["clausius"]),
    .library(
      name: "Clausius",
      targets: [
        "ClausiusDeclarations", "ClausiusRandomNumbers", "ClausiusSimulationCore",
        "ClausiusNeighborhoods", "ClausiusSpectra", "ClausiusFields",
        "ClausiusSchooling", "ClausiusHardDiscs", "ClausiusKleinGordon", "ClausiusActiveParticles",
        "ClausiusHDF5Storage", "ClausiusTrajectories", "ClausiusScenarios",
        "ClausiusEntropyMeasures", "ClausiusDiagnostics", "ClausiusComparisons",
        "ClausiusReports", "ClausiusPlots", "ClausiusViewer", "ClausiusDatasets", "ClausiusTracks",
        "ClausiusRuns",
        "ClausiusValidation", "ClausiusSweeps", "ClausiusCommand",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    // MARK: - System libraries
    .systemLibrary(
      name: "CHDF5", path: "Sources/CHDF5", pkgConfig: hdf5PackageName,
      providers: [.apt(["libhdf5-dev"]), .brew(["hdf5"])]),
    .systemLibrary(
      name: "CFFTW", path: "Sources/CFFTW", pkgConfig: "fftw3",
      providers: [.apt(["libfftw3-dev"]), .brew(["fftw"])]),
    lapack,
    .systemLibrary(
      name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CProcessor", path: "Sources/CProcessor"),
    .target(name: "CTransformPlans", path: "Sources/CTransformPlans"),
    .target(name: "CViewerPage", path: "Sources/CViewerPage", exclude: ["page"]),

    // MARK: - Seams
    module("Declarations"),
    module("RandomNumbers"),
    module("SimulationCore", uses: ["Declarations"], ["CProcessor"]),

    // MARK: - Kernels
    module("KernelInterface"),
    module("Kernels", uses: ["KernelInterface"], flags: kernelFlags),
    module(
      "KernelDispatch", uses: ["KernelInterface", "Kernels"] + widerKernelNames, ["CProcessor"]),

    // MARK: - Rooms that systems and diagnostics share
    module("Neighborhoods", uses: ["SimulationCore", "KernelInterface"]),
    module("Spectra", uses: ["Declarations"], ["CFFTW", "CTransformPlans"]),
    module("Fields", uses: ["SimulationCore", "Spectra"], [numerics]),

    // MARK: - Systems
    module(
      "Schooling",
      uses: [
        "SimulationCore", "Declarations", "RandomNumbers", "Neighborhoods", "KernelInterface",
        "KernelDispatch",
      ]),
    module(
      "HardDiscs",
      uses: [
        "SimulationCore", "Declarations", "RandomNumbers", "Neighborhoods", "KernelInterface",
        "KernelDispatch",
      ],
      flags: kernelFlags + ["-enforce-exclusivity=unchecked"], defining: invariants),
    module(
      "KleinGordon",
      uses: [
        "SimulationCore", "Declarations", "RandomNumbers", "KernelInterface", "KernelDispatch",
        "Spectra", "Fields",
      ]),

    module(
      "ActiveParticles",
      uses: [
        "SimulationCore", "Declarations", "RandomNumbers", "Neighborhoods", "KernelInterface",
        "KernelDispatch",
      ],
      flags: kernelFlags + ["-enforce-exclusivity=unchecked"]),

    // MARK: - Storage
    module("HDF5Storage", ["CHDF5"]),
    module(
      "Trajectories", uses: ["Declarations", "SimulationCore", "HDF5Storage"], ["CProcessor"]),

    // MARK: - Analysis
    module(
      "EntropyMeasures", uses: ["Declarations", "RandomNumbers", "Spectra"],
      ["CLAPACK", numerics],
      linking: [.linkedFramework("Accelerate", .when(platforms: [.macOS]))]),
    module(
      "Diagnostics",
      uses: [
        "SimulationCore", "Declarations", "RandomNumbers", "EntropyMeasures", "Neighborhoods",
        "Spectra", "Fields",
      ], [numerics]),
    module("Comparisons", uses: ["RandomNumbers", "EntropyMeasures"], [numerics]),
    module(
      "Reports",
      uses: ["Declarations", "EntropyMeasures", "Diagnostics", "Comparisons", "HDF5Storage"]),
    module("Datasets", uses: ["Declarations", "EntropyMeasures", "HDF5Storage"], ["CZlib"]),
    module(
      "Tracks",
      uses: ["Declarations", "SimulationCore", "Datasets", "HDF5Storage", "Trajectories"]),

    module(
      "Plots",
      uses: [
        "SimulationCore", "Declarations", "Diagnostics", "Fields", "Trajectories",
      ]),
    module(
      "Viewer", uses: ["SimulationCore", "Declarations", "Trajectories"],
      ["CViewerPage", "CZlib"]),

    // MARK: - Tool
    module(
      "Scenarios",
      uses: [
        "Declarations", "SimulationCore", "Diagnostics", "Schooling", "HardDiscs", "KleinGordon",
        "ActiveParticles",
      ], [yams]),
    module(
      "Runs",
      uses: [
        "Scenarios", "SimulationCore", "Declarations", "Diagnostics", "Trajectories", "Datasets",
        "KernelDispatch",
      ], plugins: ["VersionStamp"]),
    module(
      "Validation",
      uses: [
        "Scenarios", "Runs", "SimulationCore", "Declarations", "Diagnostics", "EntropyMeasures",
      ]),
    module(
      "Sweeps",
      uses: [
        "Scenarios", "Runs", "SimulationCore", "Declarations", "RandomNumbers", "Diagnostics",
        "Reports", "Plots", "Datasets", "HDF5Storage", "Trajectories",
      ]),
    module(
      "Command",
      uses: [
        "Declarations", "SimulationCore", "HDF5Storage", "Scenarios", "Runs", "Trajectories",
        "EntropyMeasures", "Diagnostics", "Comparisons", "Datasets", "Tracks", "Reports", "Plots",
        "Viewer", "Validation", "Sweeps",
      ], [argumentParser]),
    .executableTarget(
      name: "clausius", dependencies: ["ClausiusCommand"], path: "Sources/clausius"),
    .plugin(name: "VersionStamp", capability: .buildTool(), path: "Sources/VersionStamp"),

    // MARK: - Tests
    .target(
      name: "ClausiusTestSupport", dependencies: [numerics], path: "Tests/TestSupport"),
    tests("DeclarationsTests", of: ["Declarations"]),
    tests("RandomNumbersTests", of: ["RandomNumbers"], compute: true),
    tests("SimulationCoreTests", of: ["SimulationCore", "Declarations", "RandomNumbers"]),
    tests(
      "NeighborhoodsTests",
      of: ["Neighborhoods", "SimulationCore", "RandomNumbers", "KernelInterface"], compute: true),
    tests("FieldsTests", of: ["Fields", "Spectra", "SimulationCore"], compute: true),
    tests(
      "SchoolingTests",
      of: [
        "Schooling", "SimulationCore", "Declarations", "RandomNumbers", "Neighborhoods",
        "KernelInterface",
        "KernelDispatch",
      ], compute: true),
    tests(
      "HardDiscsTests",
      of: ["HardDiscs", "SimulationCore", "Declarations", "RandomNumbers", "KernelDispatch"],
      compute: true),
    tests(
      "KleinGordonTests",
      of: [
        "KleinGordon", "SimulationCore", "Declarations", "KernelInterface", "KernelDispatch",
        "RandomNumbers", "Spectra", "Fields",
      ], compute: true),
    tests(
      "ActiveParticlesTests",
      of: [
        "ActiveParticles", "SimulationCore", "Declarations", "RandomNumbers", "KernelInterface",
        "KernelDispatch", "Neighborhoods",
      ], compute: true),
    tests("HDF5StorageTests", of: ["HDF5Storage"], ["CHDF5"]),
    tests("TrajectoriesTests", of: ["Trajectories", "HDF5Storage", "SimulationCore"]),
    tests(
      "EntropyMeasuresTests", of: ["EntropyMeasures", "Declarations", "TestSupport"], compute: true),
    tests(
      "DiagnosticsTests",
      of: ["Diagnostics", "HDF5Storage", "SimulationCore", "RandomNumbers", "TestSupport"],
      [numerics],
      resources: [.copy("dewi_kadita_reference.h5"), .copy("make_dewi_kadita_reference.py")],
      compute: true),
    tests("ComparisonsTests", of: ["Comparisons", "EntropyMeasures", "RandomNumbers"]),
    tests("DatasetsTests", of: ["Datasets"]),
    tests(
      "TracksTests",
      of: ["Tracks", "Trajectories", "SimulationCore", "Declarations", "RandomNumbers"]),
    tests(
      "ReportsTests",
      of: ["Reports", "Declarations", "EntropyMeasures", "Diagnostics", "HDF5Storage"]),
    tests(
      "PlotsTests",
      of: [
        "Plots", "Trajectories", "Diagnostics", "Declarations", "SimulationCore", "HDF5Storage",
      ]),
    tests("ViewerTests", of: ["Viewer", "Trajectories", "Declarations", "SimulationCore"]),
    tests(
      "ScenariosTests",
      of: ["Scenarios", "Diagnostics", "EntropyMeasures", "SimulationCore", "Declarations"]),
    tests(
      "ValidationTests",
      of: [
        "Validation", "Scenarios", "Diagnostics", "EntropyMeasures", "Declarations",
        "SimulationCore",
      ]),
    tests(
      "SweepsTests",
      of: ["Sweeps", "Scenarios", "Declarations", "Plots", "HDF5Storage"]),
    tests(
      "PhysicsTests",
      of: [
        "Schooling", "HardDiscs", "KleinGordon", "Diagnostics", "EntropyMeasures", "Scenarios",
        "SimulationCore", "Declarations", "Trajectories",
      ], compute: true),
    tests("RegressionTests", of: ["Schooling", "Diagnostics", "Scenarios"], compute: true),
    tests(
      "RunsTests", of: ["Runs", "Scenarios", "Declarations", "SimulationCore", "Trajectories"]),
    // These run the built command, and need little of it to be compiled: so they are compiled while
    // the modules of the command are.
    tests("CommandTests", of: ["Runs", "Scenarios", "Trajectories", "HDF5Storage"]),
    tests(
      "AdditionsTests",
      of: [
        "Command", "Scenarios", "Plots", "Diagnostics", "EntropyMeasures", "SimulationCore",
        "Declarations",
      ], ["clausius"]),
    tests("ArchitectureTests", of: []),
    // Every input of the fuzzer's corpora, as ordinary tests.
    .testTarget(
      name: "ClausiusFuzzingTests",
      dependencies: [
        "ClausiusCommand", "ClausiusDatasets", "ClausiusDeclarations", "ClausiusDiagnostics",
        "ClausiusEntropyMeasures", "ClausiusHDF5Storage", "ClausiusRuns", "ClausiusScenarios",
        "ClausiusSimulationCore", "ClausiusTracks", "clausius",
      ],
      path: "Tests/Fuzzing",
      exclude: [
        "CIsolation", "Fuzzer", "Package.swift", "README.md", "corpora", "fuzz", "make_seeds.py",
      ],
      sources: ["Replay", "Targets"]),
  ] + widerKernels,
  swiftLanguageModes: [.v6])
