import ClausiusHDF5Storage
import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation
import Testing

@Suite("What is written is read back") struct RoundTripTests {
  /// 1100 frames of 1000 individuals make 10 frames a chunk; 3000 frames of 3 end in the middle of
  /// a chunk of 1024.
  @Test(arguments: [(1000, 25), (3, 1030), (40_000, 3)])
  func everyNumberComesBack(individuals: Int, frames: Int) throws {
    let folder = try Folder()
    let description = Sample.description(individuals: individuals)
    try Sample.write(folder.path("a.h5md"), frames: frames, description)
    let reader = try TrajectoryReader(folder.path("a.h5md"))
    #expect(reader.frameCount == frames)
    #expect(reader.steps == (0..<frames).map { 10 * $0 })
    #expect(reader.times == (0..<frames).map { 0.5 * Double($0) })
    #expect(reader.context.system == "sample")
    #expect(reader.context.parameters["attraction_radius"] == 2.5)
    #expect(reader.context.properties["species"]?.prefix(3) == [0, 1, 0])
    var count = 0
    try reader.forEachFrame(in: 0..<frames) { frame in
      let expected = Sample.frame(frame.index, of: description)
      #expect(frame["position"] == expected["position"])
      #expect(frame["velocity"] == expected["velocity"])
      #expect(frame["image"] == expected["image"])
      #expect(frame.box == expected.box)
      count += 1
    }
    #expect(count == frames)
  }

  @Test func recordAndProvenanceComeBack() throws {
    let folder = try Folder()
    try Sample.write(folder.path("a.h5md"), frames: 2, Sample.description(individuals: 3))
    let reader = try TrajectoryReader(folder.path("a.h5md"))
    #expect(reader.record == Sample.record)
    #expect(reader.provenance?.commit == "abc")
    #expect(reader.provenance?.endTime != "not finished")
  }

  @Test func observablesAreSeries() throws {
    let folder = try Folder()
    try Sample.write(folder.path("a.h5md"), frames: 5, Sample.description(individuals: 3))
    let file = try HDF5File.openForReading(folder.path("a.h5md"))
    let energy = try file.root.openDataset("observables/energy/value").read(as: Double.self)
    #expect(energy == (0..<5).map { Double($0) / 3 })
    #expect(try file.root.openDataset("energy").read(as: Double.self) == energy)
  }

  @Test func anUnfinishedFileHasAnotherName() throws {
    let folder = try Folder()
    let description = Sample.description(individuals: 3)
    let writer = try TrajectoryWriter(
      creating: folder.path("a.h5md"), with: description, replacing: false)
    try writer.observe(Sample.frame(0, of: description))
    #expect(!FileManager.default.fileExists(atPath: folder.path("a.h5md")))
    #expect(FileManager.default.fileExists(atPath: folder.path("a.h5md.partial")))
    try writer.finish(state: StateArchive())
    #expect(FileManager.default.fileExists(atPath: folder.path("a.h5md")))
    #expect(!FileManager.default.fileExists(atPath: folder.path("a.h5md.partial")))
  }

  @Test func theBoxHasTheUnitOfThePositions() throws {
    let folder = try Folder()
    var units = WorkingUnits()
    (units.length, units.time) = ("cm", "s")
    for (name, stated) in [("natural", nil), ("stated", units)] {
      var description = Sample.description(individuals: 3)
      if let stated { description.units = stated }
      let path = folder.path(name + ".h5md")
      try Sample.write(path, frames: 1, description)
      let file = try HDF5File.openForReading(path)
      defer { try? file.close() }
      for dataset in ["cell_lengths", "particles/trajectory/box/edges/value"] {
        let attributes = try file.root.openDataset(dataset).attributes
        #expect(try attributes.exists("units") == (stated != nil), "\(dataset)")
        guard stated != nil else { continue }
        #expect(try attributes.readString("units") == "cm", "\(dataset)")
        let isH5MD = dataset != "cell_lengths"
        #expect(try attributes.exists("unit") == isH5MD, "\(dataset)")
        if isH5MD { #expect(try attributes.readString("unit") == "cm", "\(dataset)") }
      }
    }
  }

  @Test func aFinishedFileIsNotWrittenOver() throws {
    let folder = try Folder()
    let description = Sample.description(individuals: 3)
    try Sample.write(folder.path("a.h5md"), frames: 1, description)
    let error = try #require(throws: TrajectoryError.self) {
      try TrajectoryWriter(creating: folder.path("a.h5md"), with: description, replacing: false)
    }
    #expect(error.description.contains("--force"))
    _ = try TrajectoryWriter(creating: folder.path("a.h5md"), with: description, replacing: true)
  }
}

@Suite("Restart") struct RestartTests {
  /// Frames go on past the checkpoint before the writer is lost; the restored one gives the same
  /// bytes.
  @Test(arguments: [(1000, 25, 13, 22), (3, 100, 50, 99), (1000, 25, 20, 21)])
  func aRestoredWriterGivesTheSameData(
    individuals: Int, frames: Int, checkpoint: Int, lost: Int
  ) throws {
    let folder = try Folder()
    let description = Sample.description(individuals: individuals)
    try Sample.write(folder.path("whole.h5md"), frames: frames, description)
    var archive = StateArchive()
    do {
      let writer = try TrajectoryWriter(
        creating: folder.path("a.h5md"), with: description, replacing: false)
      for index in 0..<lost {
        if index == checkpoint { writer.save(into: &archive) }
        try writer.observe(Sample.frame(index, of: description))
      }
      try writer.synchronize()
    }
    try CheckpointStore(folder.path("a.h5md")).save(archive, of: nil, kernels: "v3")
    let loaded = try #require(try CheckpointStore(folder.path("a.h5md")).load(of: nil).state)
    #expect(loaded == archive)
    let writer = try TrajectoryWriter(
      reopening: folder.path("a.h5md"), with: description, provenance: description.provenance)
    try writer.restore(from: loaded)
    for index in checkpoint..<frames { try writer.observe(Sample.frame(index, of: description)) }
    try writer.finish(state: StateArchive())
    let first = try HDF5File.openForReading(folder.path("whole.h5md"))
    let second = try HDF5File.openForReading(folder.path("a.h5md"))
    for name in ["coordinates", "velocities", "time", "energy", "cell_lengths"] {
      let one = try first.root.openDataset(name).read(as: Double.self)
      let other = try second.root.openDataset(name).read(as: Double.self)
      #expect(one == other, "\(name)")
    }
    #expect(try second.root.openDataset("frame").shape == [frames])
    #expect(!FileManager.default.fileExists(atPath: RunFiles(folder.path("a.h5md")).checkpoint))
  }

  @Test func anUnreadableCheckpointFallsBackToTheOneBefore() throws {
    let folder = try Folder()
    let store = CheckpointStore(folder.path("a.h5md"))
    var first = StateArchive()
    first.save(reals: [1, -0.0, .pi], as: "system/position")
    first.save(reals: [], as: "empty")
    first.save(text: "ä", as: "name")
    try store.save(first, of: nil, kernels: "v3")
    try store.save(StateArchive(), of: nil, kernels: "v3")
    let path = RunFiles(folder.path("a.h5md")).checkpoint
    try Data("damaged".utf8).write(to: URL(filePath: path))
    #expect(try store.load(of: nil).state == first)
  }

  @Test func theFinalStateIsKept() throws {
    let folder = try Folder()
    let description = Sample.description(individuals: 3)
    let writer = try TrajectoryWriter(
      creating: folder.path("a.h5md"), with: description, replacing: false)
    try writer.observe(Sample.frame(0, of: description))
    var state = StateArchive()
    state.save(integers: [100], as: "clock/tick")
    try writer.finish(state: state)
    #expect(try CheckpointStore.finalState(of: folder.path("a.h5md")) == state)
  }
}
