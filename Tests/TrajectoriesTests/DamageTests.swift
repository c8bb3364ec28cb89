import ClausiusTrajectories
import Foundation
import Testing

@testable import ClausiusHDF5Storage

@Suite("Damage and repair") struct DamageTests {
  /// Ten frames a chunk, so 50 frames are five chunks.
  private func sample(_ folder: Folder) throws -> String {
    let path = folder.path("a.h5md")
    try Sample.write(
      path, frames: 50, Sample.description(individuals: 1000, compression: .none))
    return path
  }

  /// Flips one bit of a position in frame `frame`: the value is first made one that can be found in
  /// the file.
  private func flipBit(inFrame frame: Int, _ path: String) throws {
    let marker = 12345.678
    let file = try HDF5File.openForWriting(path)
    let dataset = try file.root.openDataset("coordinates")
    try dataset.write([marker], at: [frame, 500, 0], count: [1, 1, 1])
    try file.close()
    var data = try Data(contentsOf: URL(filePath: path))
    let bytes = withUnsafeBytes(of: marker.bitPattern.littleEndian) { Data($0) }
    let place = try #require(data.range(of: bytes))
    data[place.lowerBound] ^= 0x10
    try data.write(to: URL(filePath: path))
  }

  @Test func aSoundFileIsLeftAlone() throws {
    let folder = try Folder()
    let path = try sample(folder)
    let report = try TrajectoryRepair.repair(path)
    #expect(report.framesBefore == 50)
    #expect(report.framesAfter == 50)
    #expect(report.damage == nil)
    #expect(try TrajectoryInspection(path).damage == nil)
  }

  @Test func framesAroundAFlippedByteAreSaved() throws {
    let folder = try Folder()
    let path = try sample(folder)
    try flipBit(inFrame: 35, path)
    #expect(throws: HDF5Error.self) {
      try TrajectoryReader(path).forEachFrame(in: 0..<50) { _ in }
    }
    let inspection = try TrajectoryInspection(path)
    #expect(inspection.readableFrames == 30)
    #expect(inspection.damage?.contains("coordinates") == true)
    try expectRepaired(path, lost: 30...39)
  }

  /// Repairs the file and expects all frames but `lost`, which made one gap.
  private func expectRepaired(_ path: String, lost: ClosedRange<Int>) throws {
    let report = try TrajectoryRepair.repair(path)
    #expect(report.lostFrames == [lost])
    let kept = (0..<50).filter { !lost.contains($0) }
    #expect(report.framesAfter == kept.count)
    let reader = try TrajectoryReader(path)
    #expect(reader.frameCount == kept.count)
    #expect(reader.provenance?.lostFrames == (lost.upperBound == 49 ? [] : [lost]))
    try reader.forEachFrame(in: 0..<kept.count) { frame in
      let number = kept[frame.index]
      #expect(frame.step == Sample.frame(number, of: Sample.description(individuals: 1000)).step)
      #expect(frame["position"]?[3] == Sample.value(frame: number, individual: 1, component: 0))
    }
    #expect(try TrajectoryInspection(path).damage == nil)
    #expect(try TrajectoryRepair.repair(path).lostFrames == [])
  }

  @Test(arguments: [3, 15, 29])
  func framesAfterDamageMoveUp(frame: Int) throws {
    let folder = try Folder()
    let path = try sample(folder)
    try flipBit(inFrame: frame, path)
    try expectRepaired(path, lost: frame / 10 * 10...frame / 10 * 10 + 9)
  }

  @Test func gapsOfSeveralRepairsAreAllNamed() throws {
    let folder = try Folder()
    let path = try sample(folder)
    for frame in [15, 25, 5] {
      try flipBit(inFrame: frame, path)
      _ = try TrajectoryRepair.repair(path)
    }
    // After the first repair frame 25 is the former frame 35; the last one takes the first ten.
    let reader = try TrajectoryReader(path)
    #expect(reader.provenance?.lostFrames == [0...19, 30...39])
    #expect(reader.steps == [20...29, 40...49].joined().map { 10 * $0 })
  }

  @Test func framesBeforeDamageAtTheEndAreSaved() throws {
    let folder = try Folder()
    let path = try sample(folder)
    try flipBit(inFrame: 44, path)
    try expectRepaired(path, lost: 40...49)
  }

  @Test func aFileWithoutAReadableFrameIsLeftAlone() throws {
    let folder = try Folder()
    let path = folder.path("a.h5md")
    try Sample.write(
      path, frames: 10, Sample.description(individuals: 1000, compression: .none))
    try flipBit(inFrame: 3, path)
    let before = try Data(contentsOf: URL(filePath: path))
    let error = try #require(throws: TrajectoryError.self) { try TrajectoryRepair.repair(path) }
    #expect(error.description.contains("left as it is"))
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  /// The datatype message of an object header of version 1 is of type 3 and begins with the
  /// version (HDF5 File Format Specification 3.0, IV.A.1.a and IV.A.2.d).
  private func breakDatatype(of dataset: String, _ path: String) throws {
    let file = try HDF5File.openForReading(path)
    let header = Int(try file.root.openDataset(dataset).identity.place)
    try file.close()
    var data = try Data(contentsOf: URL(filePath: path))
    let word = { (place: Int) in Int(data[place]) | Int(data[place + 1]) << 8 }
    var message = header + 16
    while word(message) != 3 { message += 8 + word(message + 2) }
    data[message + 8] = 0xFF
    try data.write(to: URL(filePath: path))
  }

  @Test func aFileIsNotCalledSoundOfWhichMoreThanFramesIsDamaged() throws {
    let folder = try Folder()
    let path = try sample(folder)
    try breakDatatype(of: "cell_angles", path)
    #expect(try TrajectoryInspection(path).damage?.contains("cannot inspect /cell_") == true)
    let before = try Data(contentsOf: URL(filePath: path))
    let copy = folder.path("copy.h5md")
    for output in [nil, copy] {
      let error = try #require(throws: (any Error).self) {
        try TrajectoryRepair.repair(path, into: output)
      }
      #expect("\(error)".contains("cannot inspect /cell_"))
    }
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
    #expect(!FileManager.default.fileExists(atPath: copy))
  }

  @Test func aRunIsNotResumedAcrossAGap() throws {
    let folder = try Folder()
    let path = try sample(folder)
    try flipBit(inFrame: 15, path)
    _ = try TrajectoryRepair.repair(path)
    let error = try #require(throws: TrajectoryError.self) {
      try CheckpointStore.finalState(of: path)
    }
    #expect(error.description.contains("the file holds the first 10 of them"))
  }

  @Test func aFileWithoutItsEndOpensAgain() throws {
    let folder = try Folder()
    let path = try sample(folder)
    // The last part of the file holds the final state and the last chunks.
    let data = try Data(contentsOf: URL(filePath: path))
    try data.prefix(data.count - 20_000).write(to: URL(filePath: path))
    let error = try #require(throws: HDF5Error.self) { try TrajectoryReader(path) }
    #expect(error.reason == .truncated)
    let report = try TrajectoryRepair.repair(path)
    #expect(report.bytesMissing > 0)
    let reader = try TrajectoryReader(path)
    #expect(reader.frameCount == report.framesAfter)
    try reader.forEachFrame(in: 0..<reader.frameCount) { _ in }
  }
}
