import ClausiusHDF5Storage
import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation
import Testing

@Suite("Fields") struct FieldTests {
  /// 512 points make 64 frames a chunk, 40 000 points none but one; an ensemble of 3 ends in the
  /// middle of a chunk.
  @Test(arguments: [(512, 0, 150), (40_000, 0, 3), (64, 3, 1030), (64, 64, 5)])
  func everyNumberComesBack(points: Int, members: Int, frames: Int) throws {
    let folder = try Folder()
    let description = FieldSample.description(points: points, members: members)
    try FieldSample.write(folder.path("a.h5"), frames: frames, description)
    let reader = try TrajectoryReader(folder.path("a.h5"))
    #expect(reader.steps == (0..<frames).map { 10 * $0 })
    #expect(reader.times == (0..<frames).map { 0.5 * Double($0) })
    #expect(reader.context.gridPoints == description.context.gridPoints)
    #expect(reader.context.members == members)
    #expect(reader.context.properties == description.context.properties)
    #expect(reader.context.words == ["boundary": "winding: 1"])
    #expect(reader.context.parameters["dx"] == 0.125)
    #expect(reader.context.system == "klein_gordon")
    #expect(reader.record == Sample.record)
    #expect(
      Set(reader.quantities.map(\.name)) == Set(description.quantities.map(\.name)))
    var count = 0
    try reader.forEachFrame(in: 0..<frames) { frame in
      let expected = FieldSample.frame(frame.index, of: description)
      for quantity in expected.quantities {
        let bits = frame[quantity.description.name]?.map(\.bitPattern)
        #expect(bits == quantity.values.map(\.bitPattern))
      }
      count += 1
    }
    #expect(count == frames)
  }

  @Test func chunksHoldWholeFramesOfTheField() {
    #expect(FieldSample.description(points: 512).framesPerChunk == 64)
    #expect(FieldSample.description(points: 40_000).framesPerChunk == 1)
    #expect(FieldSample.description(points: 40_000, members: 1000).framesPerChunk == 32)
  }

  @Test(arguments: [TrajectoryDescription.Compression.gzip, .none])
  func theRootIsTheDataAndItsElementsAreLinks(
    compression: TrajectoryDescription.Compression
  ) throws {
    let folder = try Folder()
    try FieldSample.write(
      folder.path("a.h5"), frames: 5,
      FieldSample.description(points: 16, compression: compression))
    let root = try HDF5File.openForReading(folder.path("a.h5")).root
    let time = try root.openDataset("time")
    let grid = try root.openDataset("x")
    #expect(try time.scaleName == "time")
    #expect(try grid.scaleName == "x")
    let phi = try root.openDataset("phi")
    #expect(try phi.hasScale(time, axis: 0))
    #expect(try phi.hasScale(grid, axis: 1))
    #expect(try phi.chunk == [1024, 16])
    #expect(try root.attributes.readString("Conventions") == "CF-1.10")
    let charge = try root.openDataset("observables/charge/value").read(as: Double.self)
    #expect(charge == (0..<5).map { Double($0) / 3 })
    for name in ["phi", "pi", "charge", "first_kink"] {
      let element = try root.openGroup("observables/" + name).children().map(\.name)
      #expect(element == ["step", "time", "value"])
    }
  }

  @Test func aValueThatIsNotFiniteIsNamed() throws {
    let folder = try Folder()
    try FieldSample.write(folder.path("a.h5"), frames: 5, FieldSample.description(points: 16))
    let file = try HDF5File.openForWriting(folder.path("a.h5"))
    try file.root.openDataset("pi").write([Double.nan], at: [2, 7], count: [1, 1])
    try file.close()
    let reader = try TrajectoryReader(folder.path("a.h5"))
    let error = try #require(throws: TrajectoryError.self) {
      try reader.forEachFrame(in: 0..<5) { _ in }
    }
    #expect(error.description.contains("pi at grid point 7 in frame 2 is nan"))
  }

  /// A scale that the values lie along must be as long as they are; a list that is no scale is none
  /// of theirs.
  @Test(arguments: [true, false]) func aGridThatDoesNotFitIsNamed(isScale: Bool) throws {
    let folder = try Folder()
    let file = try HDF5File.create(folder.path("a.h5"))
    let grid = try file.root.createDataset("x", [0.0, 1])
    if isScale { try grid.makeScale("x") }
    try file.root.createDataset("observables/phi/step", [Int64(0)])
    let phi = try file.root.createDataset(
      "observables/phi/value", [1.0, 2, 3], shape: [1, 3])
    if isScale { try phi.attachScale(grid, axis: 1) }
    try file.close()
    guard isScale else {
      let reader = try TrajectoryReader(folder.path("a.h5"))
      #expect(reader.lists == ["phi"])
      #expect(!reader.context.isField)
      return
    }
    let error = try #require(throws: TrajectoryError.self) {
      try TrajectoryReader(folder.path("a.h5"))
    }
    #expect(error.description.contains("has 3 values along x, which has 2"))
  }
}

@Suite("Fields after an accident") struct FieldRestartTests {
  /// Frames go on past the checkpoint before the writer is lost; the restored one gives the same
  /// numbers.
  @Test(arguments: [(512, 0, 150, 70, 149), (512, 0, 150, 64, 66), (64, 3, 90, 50, 80)])
  func aRestoredWriterGivesTheSameData(
    points: Int, members: Int, frames: Int, checkpoint: Int, lost: Int
  ) throws {
    let folder = try Folder()
    let description = FieldSample.description(points: points, members: members)
    try FieldSample.write(folder.path("whole.h5"), frames: frames, description)
    var archive = StateArchive()
    do {
      let writer = try TrajectoryWriter(
        creating: folder.path("a.h5"), with: description, replacing: false)
      for index in 0..<lost {
        if index == checkpoint { writer.save(into: &archive) }
        try writer.observe(FieldSample.frame(index, of: description))
      }
      try writer.synchronize()
    }
    let writer = try TrajectoryWriter(
      reopening: folder.path("a.h5"), with: description, provenance: description.provenance)
    try writer.restore(from: archive)
    for index in checkpoint..<frames {
      try writer.observe(FieldSample.frame(index, of: description))
    }
    try writer.finish(state: StateArchive())
    let first = try HDF5File.openForReading(folder.path("whole.h5")).root
    let second = try HDF5File.openForReading(folder.path("a.h5")).root
    for name in ["time", "step", "charge", "first_kink"] + description.quantities.map(\.name) {
      let one = try first.openDataset(name).read(as: Double.self).map(\.bitPattern)
      let other = try second.openDataset(name).read(as: Double.self).map(\.bitPattern)
      #expect(one == other, "\(name)")
    }
  }

  /// 1000 points make 32 frames a chunk; the flipped bit lies in the second.
  @Test func framesBeforeAFlippedByteAreSaved() throws {
    let folder = try Folder()
    let path = folder.path("a.h5")
    try FieldSample.write(
      path, frames: 100, FieldSample.description(points: 1000, compression: .none))
    let marker = 12345.678
    let file = try HDF5File.openForWriting(path)
    try file.root.openDataset("phi").write([marker], at: [40, 500], count: [1, 1])
    try file.close()
    var data = try Data(contentsOf: URL(filePath: path))
    let bytes = withUnsafeBytes(of: marker.bitPattern.littleEndian) { Data($0) }
    data[try #require(data.range(of: bytes)).lowerBound] ^= 0x10
    try data.write(to: URL(filePath: path))
    let inspection = try TrajectoryInspection(path)
    #expect(inspection.readableFrames == 32)
    #expect(inspection.damage?.contains("phi") == true)
    #expect(inspection.observables == ["charge", "first_kink"])
    #expect(try TrajectoryRepair.repair(path).lostFrames == [32...63])
    let reader = try TrajectoryReader(path)
    #expect(reader.frameCount == 68)
    try reader.forEachFrame(in: 0..<32) { frame in
      #expect(frame["phi"]?[3] == FieldSample.value(frame: frame.index, element: 3))
    }
    #expect(try TrajectoryInspection(path).damage == nil)
  }

  @Test func aFileWithoutItsEndOpensAgain() throws {
    let folder = try Folder()
    let path = folder.path("a.h5")
    try FieldSample.write(
      path, frames: 100, FieldSample.description(points: 1000, compression: .none))
    let data = try Data(contentsOf: URL(filePath: path))
    try data.prefix(data.count - 20_000).write(to: URL(filePath: path))
    let report = try TrajectoryRepair.repair(path)
    #expect(report.bytesMissing == 20_000)
    let reader = try TrajectoryReader(path)
    #expect(reader.frameCount == report.framesAfter)
    try reader.forEachFrame(in: 0..<reader.frameCount) { _ in }
  }
}
