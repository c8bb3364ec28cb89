import ClausiusHDF5Storage
import ClausiusTrajectories
import Foundation
import Testing

@Suite("Files of other writers") struct ForeignFileTests {
  @Test(arguments: [2, 3], [false, true])
  func explicitAndFixedIntervalGrids(components: Int, isFixedInterval: Bool) throws {
    let folder = try Folder()
    try Foreign.write(
      folder.path("b.h5"), group: "fluid", components: components,
      isFixedInterval: isFixedInterval, isSinglePrecision: false, hasVelocity: true)
    let reader = try TrajectoryReader(folder.path("b.h5"))
    #expect(reader.steps == [100, 105, 110, 115])
    #expect(reader.times == [0, 0.25, 0.5, 0.75])
    #expect(try reader.box(frame: 0)?.spatialDimension == components)
    try reader.forEachFrame(in: 1..<2) { frame in
      let position = try #require(frame["position"])
      #expect(position[3] == 1.1)
      #expect(position[4] == 1.11)
      #expect(position[5] == (components == 2 ? 0 : 1.12))
      #expect(frame["velocity"]?[3] == -1.1)
    }
  }

  @Test func singlePrecisionIsWidened() throws {
    let folder = try Folder()
    try Foreign.write(
      folder.path("b.h5"), components: 3, isFixedInterval: false, isSinglePrecision: true,
      hasVelocity: false)
    let reader = try TrajectoryReader(folder.path("b.h5"))
    try reader.forEachFrame(in: 2..<3) { frame in
      #expect(frame["position"]?[3] == Double(Float(2.1)))
      #expect(frame["velocity"] == nil)
    }
  }

  /// x grows by 1 a frame and a frame lasts 0.25, so v = 4; with a box of 1 the nearest image of a
  /// step of 1 is 0.
  @Test func velocitiesFromDifferencesOnlyWhenAsked() throws {
    let folder = try Folder()
    for (name, edges, expected) in [("open", nil, 4.0), ("box", [1.0, 1, 1], 0.0)] {
      try Foreign.write(
        folder.path(name), components: 3, isFixedInterval: false, isSinglePrecision: false,
        hasVelocity: false, edges: edges)
      let reader = try TrajectoryReader(
        folder.path(name), options: .init(velocityFromDifferences: true))
      try reader.forEachFrame(in: 0..<4) { frame in
        for value in try #require(frame["velocity"]) { #expect(abs(value - expected) < 1e-12) }
      }
    }
  }

  @Test func aMatrixOfEdgesMustBeRectangular() throws {
    let folder = try Folder()
    try Foreign.write(
      folder.path("b.h5"), components: 3, isFixedInterval: true, isSinglePrecision: false,
      hasVelocity: true, edges: [4, 5, 6])
    #expect(try TrajectoryReader(folder.path("b.h5")).box(frame: 0)?.periods == [4, 5, 6])
  }

  @Test func aWrongRankIsNamed() throws {
    let folder = try Folder()
    let file = try HDF5File.create(folder.path("b.h5"))
    let group = try file.root.createGroup("particles/all/position")
    try group.createDataset("step", of: Int32.self, shape: [2]).write([Int32(0), 1])
    _ = try group.createDataset("value", of: Double.self, shape: [2, 3])
    try file.close()
    let error = try #require(throws: TrajectoryError.self) {
      try TrajectoryReader(folder.path("b.h5"))
    }
    #expect(error.description.contains("[2, 3]"))
    #expect(error.description.contains("[T][N][3]"))
  }

  @Test("An individual whose position is not finite takes no part in its frame")
  func absentIndividuals() throws {
    let folder = try Folder()
    try Foreign.write(
      folder.path("b.h5"), components: 3, isFixedInterval: false, isSinglePrecision: false,
      hasVelocity: false)
    let file = try HDF5File.openForWriting(folder.path("b.h5"))
    let value = try file.root.openDataset("particles/all/position/value")
    try value.write([Double.nan], at: [2, 1, 0], count: [1, 1, 1])
    try file.close()
    let reader = try TrajectoryReader(folder.path("b.h5"))
    let whole = reader.context.individuals
    var present: [Int] = []
    try reader.forEachFrame(in: 0..<4) { frame in
      present.append(frame.context.individuals)
      #expect(frame["position"]?.count == 3 * frame.context.individuals)
      #expect(frame["position"]?.allSatisfy(\.isFinite) == true)
      let numbers = frame.context.attendance?.numbers
      #expect(numbers == (frame.index == 2 ? (0..<whole).filter { $0 != 1 } : nil))
    }
    #expect(present == [whole, whole, whole - 1, whole])
    #expect(
      reader.presence.notes == [
        "individuals are absent from 1 frame, in which \(whole - 1) of \(whole) are present"
      ])
  }

  @Test func notATrajectory() throws {
    let folder = try Folder()
    try Data("not HDF5 at all".utf8).write(to: URL(filePath: folder.path("text.h5")))
    #expect(throws: HDF5Error.self) { try TrajectoryReader(folder.path("text.h5")) }
    #expect(throws: HDF5Error.self) { try TrajectoryReader(folder.path("absent.h5")) }
    let file = try HDF5File.create(folder.path("empty.h5"))
    try file.close()
    #expect(throws: TrajectoryError.self) { try TrajectoryReader(folder.path("empty.h5")) }
  }
}
