import ClausiusHDF5Storage
import ClausiusTrajectories
import Foundation
import Testing

/// Files of other writers whose datasets cannot grow.
@Suite("Damage in datasets of a fixed length") struct FixedLengthDamageTests {
  private let marker = 12345.678

  /// Twelve frames of two individuals, four frames a chunk with a checksum, x = frame.
  private func write(_ path: String, isFixedInterval: Bool = false) throws {
    let file = try HDF5File.create(path)
    let box = try file.root.createGroup("particles/all/box")
    try box.attributes.write("dimension", Int32(3))
    try box.attributes.write("boundary", .fixed(["none", "none", "none"]))
    let element = try file.root.createGroup("particles/all/position")
    if isFixedInterval {
      try element.createDataset("step", of: Int32.self).write(Int32(5))
      try element.createDataset("time", of: Double.self).write(0.5)
    } else {
      try element.createDataset("step", (0..<12).map { Int32(5 * $0) })
      try element.createDataset("time", (0..<12).map { 0.5 * Double($0) })
    }
    let value = try element.createDataset(
      "value", of: Double.self, shape: [12, 2, 3], chunk: [4, 2, 3], filters: [.fletcher32])
    for frame in 0..<12 {
      let numbers: [Double] = (0..<6).map { Double(frame + 10 * $0) }
      try value.write(numbers, at: [frame, 0, 0], count: [1, 2, 3])
    }
    try value.attributes.write("unit", .variable("cm"))
    try value.write([marker], at: [6, 1, 2], count: [1, 1, 1])
    try file.close()
  }

  private func flip(_ path: String) throws {
    var data = try Data(contentsOf: URL(filePath: path))
    let bytes = withUnsafeBytes(of: marker.bitPattern.littleEndian) { Data($0) }
    let place = try #require(data.range(of: bytes))
    data[place.lowerBound] ^= 0x10
    try data.write(to: URL(filePath: path))
  }

  @Test("A sound file is sound, and repaired to itself")
  func soundFile() throws {
    let folder = try Folder()
    try write(folder.path("a.h5"))
    #expect(try TrajectoryInspection(folder.path("a.h5")).damage == nil)
    let report = try TrajectoryRepair.repair(folder.path("a.h5"))
    #expect(report.framesBefore == 12)
    #expect(report.framesAfter == 12)
  }

  @Test("The dataset is named, and a copy keeps the other frames", arguments: [false, true])
  func repairedCopy(isFixedInterval: Bool) throws {
    let folder = try Folder()
    let (path, copy) = (folder.path("a.h5"), folder.path("b.h5"))
    try write(path, isFixedInterval: isFixedInterval)
    try flip(path)
    let inspection = try TrajectoryInspection(path)
    #expect(inspection.readableFrames == 4)
    #expect(inspection.damage?.contains("/particles/all/position/value from frame 4 on") == true)
    let error = try #require(throws: TrajectoryError.self) { try TrajectoryRepair.repair(path) }
    #expect(error.description.contains("-o FILE"))
    let report = try TrajectoryRepair.repair(path, into: copy)
    #expect(report.lostFrames == [4...7])
    #expect(report.framesAfter == 8)
    let reader = try TrajectoryReader(copy)
    #expect(reader.steps == [0, 5, 10, 15, 40, 45, 50, 55])
    #expect(reader.times == [0, 0.5, 1, 1.5, 4, 4.5, 5, 5.5])
    #expect(reader.fileUnits.length == "cm")
    var first: [Double] = []
    try reader.forEachFrame(in: 0..<8) { first.append($0["position"]?.first ?? .nan) }
    #expect(first == [0, 1, 2, 3, 8, 9, 10, 11])
    #expect(try TrajectoryInspection(copy).damage == nil)
  }
}
