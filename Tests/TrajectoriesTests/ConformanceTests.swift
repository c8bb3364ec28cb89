import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation
import Testing

/// The checker opens the file with h5py, MDAnalysis, xarray (two engines) and pyh5md and compares
/// the numbers.
@Suite("Other readers open what is written") struct ConformanceTests {
  static let python = ProcessInfo.processInfo.environment["CLAUSIUS_PYTHON"]

  static let boxes: [Box] = [
    .open(), .open(spatialDimension: 2),
    Box(lengths: [10, 10, 10], boundary: .periodic), Box(lengths: [10, 20], boundary: .periodic),
    Box(lengths: [10, 10, 10], boundary: .wall),
    Box(
      spatialDimension: 2, boundary: [.periodic, .wall, .open], lower: [0, 0, -.infinity],
      upper: [10, 20, .infinity]),
  ]

  @Test(.enabled(if: python != nil), arguments: boxes)
  func theCheckerPasses(box: Box) throws {
    let folder = try Folder()
    for (name, individuals, frames) in [("small", 4, 1030), ("large", 30_000, 3)] {
      let path = folder.path(name + ".h5md")
      try Sample.write(
        path, frames: frames, Sample.description(individuals: individuals, box: box))
      try check(path, kind: "particles")
    }
  }

  @Test(.enabled(if: python != nil), arguments: [(16, 0, 1030), (40_000, 0, 3), (64, 5, 40)])
  func theCheckerPassesOnFields(points: Int, members: Int, frames: Int) throws {
    let folder = try Folder()
    for compression in TrajectoryDescription.Compression.allCases {
      let path = folder.path("\(compression).h5")
      let description = FieldSample.description(
        points: points, members: members, compression: compression)
      try FieldSample.write(path, frames: frames, description)
      try check(path, kind: "field")
    }
  }

  private func check(_ path: String, kind: String) throws {
    let checker = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "check_trajectory.py")
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.python))
    process.arguments = [checker.path(), path, "--kind", kind, "-q"]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
  }
}
