import ClausiusHDF5Storage
import ClausiusSimulationCore
import Foundation
import Testing

@testable import ClausiusTrajectories

@Suite("Checksums of a trajectory") struct ChecksumTests {
  private func sample(_ folder: Folder, frames: Int = 5) throws -> String {
    let path = folder.path("a.h5md")
    try Sample.write(path, frames: frames, Sample.description(individuals: 4))
    return path
  }

  private func text(_ path: String) throws -> String {
    let file = try HDF5File.openForReading(path)
    defer { try? file.close() }
    return try file.root.openDataset("provenance/checksums").readString()
  }

  @Test("The instructions of the processor and plain code give the same hash")
  func portable() {
    for length in [0, 1, 55, 64, 65, 1000, 100_003] {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 >> 8) }
      var (fast, plain) = (SHA256(), SHA256.portable)
      fast.update(bytes)
      plain.update(bytes)
      #expect(fast.hexadecimal == plain.hexadecimal, "\(length) bytes")
    }
  }

  @Test(
    "Two hashes at once are those of one after the other",
    arguments: [[0, 0], [64, 64], [63, 200], [1000, 64], [100_003, 99_990]], [0, 1, 63])
  func twoAtOnce(lengths: [Int], start: Int) {
    func bytes(_ length: Int) -> [UInt8] {
      (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 41 &+ $0 >> 7) }
    }
    for second in [SHA256(), SHA256.portable] {
      var hashes = [SHA256(), second]
      for k in 0..<2 { hashes[k].update(bytes(start * (k + 1))) }
      var (one, two) = (hashes[0], hashes[1])
      bytes(lengths[0]).withUnsafeBytes { first in
        bytes(lengths[1]).withUnsafeBytes { second in
          SHA256.update(&one, with: first, &two, with: second)
        }
      }
      for (k, hash) in [one, two].enumerated() {
        var alone = SHA256()
        alone.update(bytes(start * (k + 1)) + bytes(lengths[k]))
        #expect(hash.hexadecimal == alone.hexadecimal)
      }
    }
  }

  @Test("A hash goes on from its numbers")
  func numbers() throws {
    for length in [0, 5, 63, 64, 129] {
      let bytes = [UInt8](repeating: 7, count: length)
      var hash = SHA256()
      hash.update(bytes)
      var other = try #require(SHA256(numbers: hash.numbers))
      hash.update(bytes)
      other.update(bytes)
      #expect(hash.hexadecimal == other.hexadecimal, "\(length)")
    }
    #expect(SHA256(numbers: []) == nil)
  }

  @Test("A line is the hash of the bytes, their type and shape, and the path")
  func lines() throws {
    let folder = try Folder()
    let lines = try text(sample(folder)).split(separator: "\n")
    var hash = SHA256()
    hash.update([Int32(0), 1, 0, 1])
    #expect(
      lines.contains("\(hash.hexadecimal) int32 4 /particles/trajectory/species"))
    hash = SHA256()
    hash.update((0..<5).map { Double($0) / 3 })
    #expect(lines.contains("\(hash.hexadecimal) float64 [5] /energy"))
    #expect(lines.contains("\(hash.hexadecimal) float64 [5] /observables/energy/value"))
    #expect(Checksums(text: lines.joined(separator: "\n") + "\n").text == text(of: lines))
  }

  private func text(of lines: [Substring]) -> String { lines.map { $0 + "\n" }.joined() }

  @Test("Compression changes nothing, another number does")
  func content() throws {
    let folder = try Folder()
    let path = try sample(folder)
    let plain = folder.path("plain.h5md")
    try Sample.write(plain, frames: 5, Sample.description(individuals: 4, compression: .none))
    let longer = folder.path("longer.h5md")
    try Sample.write(longer, frames: 6, Sample.description(individuals: 4))
    let hash = try #require(try TrajectoryInspection(path).contentHash)
    #expect(try TrajectoryInspection(plain).contentHash == hash)
    #expect(try TrajectoryInspection(longer).contentHash != hash)
  }

  @Test(
    "A number that changed is found with its place",
    arguments: [
      ("particles/trajectory/species", "/particles/trajectory/species"),
      ("time", "/observables/energy/time"),
    ])
  func damage(dataset: String, part: String) throws {
    let folder = try Folder()
    let path = try sample(folder)
    let file = try HDF5File.openForWriting(path)
    let values = try file.root.openDataset(dataset)
    let old = try values.read(as: Double.self)
    if dataset == "time" {
      try values.write(old.map { $0 + 1e-15 })
    } else {
      try values.write(old.map { Int32($0) + 1 })
    }
    try file.close()
    let inspection = try TrajectoryInspection(path)
    #expect(inspection.damage == "the checksum of \(part) is wrong")
    #expect(inspection.hasWrongChecksum)
    #expect(inspection.readableFrames == 5)
    #expect(throws: TrajectoryError.self) {
      try TrajectoryChecksums.requireSound(path, frames: true)
    }
  }

  @Test("A parameter that changed is found, also in a file in writing")
  func parameter() throws {
    let folder = try Folder()
    let path = try sample(folder)
    let writer = try TrajectoryWriter(
      creating: folder.path("b.h5md"), with: Sample.description(individuals: 4), replacing: false)
    try writer.suspend()
    for path in [path, folder.path("b.h5md.partial")] {
      try TrajectoryChecksums.requireSound(path, frames: false)
      let file = try HDF5File.openForWriting(path)
      try file.root.openGroup("parameters").attributes.write("attraction_radius", 2.25)
      try file.close()
      let error = try #require(throws: TrajectoryError.self) {
        try TrajectoryChecksums.requireSound(path, frames: false)
      }
      #expect(
        error.message == "damaged: the checksum of the attributes of /parameters is wrong")
    }
  }

  @Test("Repair leaves checksums of the frames that are left")
  func repair() throws {
    let folder = try Folder()
    let path = try sample(folder, frames: 9)
    let file = try HDF5File.openForWriting(path)
    try file.root.openDataset("time").setShape([6])
    try file.close()
    #expect(try TrajectoryRepair.repair(path).framesAfter == 6)
    let inspection = try TrajectoryInspection(path)
    #expect(inspection.damage == nil)
    let six = folder.path("six.h5md")
    try Sample.write(six, frames: 6, Sample.description(individuals: 4))
    #expect(try inspection.contentHash == TrajectoryInspection(six).contentHash)
  }

  @Test("Repair calls no file sound in which a program has changed a number")
  func repairOfChangedNumbers() throws {
    let folder = try Folder()
    let path = try sample(folder, frames: 9)
    let file = try HDF5File.openForWriting(path)
    try file.root.openDataset("time").write([0.25], at: [5], count: [1])
    try file.close()
    let changed = try Data(contentsOf: URL(filePath: path))
    for output in [nil, folder.path("copy.h5md")] {
      #expect {
        try TrajectoryRepair.repair(path, into: output)
      } throws: { error in
        let message = (error as? TrajectoryError)?.message ?? "\(error)"
        return message.hasPrefix("damaged: the checksum of ") && message.hasSuffix("time is wrong")
      }
    }
    #expect(try Data(contentsOf: URL(filePath: path)) == changed)
    #expect(!FileManager.default.fileExists(atPath: folder.path("copy.h5md")))
  }
}
