import ClausiusHDF5Storage
import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation
import Testing

@Suite("Checkpoints belong to their run") struct CheckpointTests {
  private let run = RunIdentity(beginning: "title: One\n", seed: 7)

  /// A state with numbers of every kind, told apart by `tick`.
  private func state(_ tick: Int) -> StateArchive {
    var state = StateArchive()
    state.save(integers: [tick], as: "clock/tick")
    state.save(reals: [1, -0.0, .pi, .nan], as: "system/position")
    state.save(text: "ä", as: "system/name")
    state.save(reals: [], as: "writer/waiting/empty")
    return state
  }

  /// What is equal bit for bit has equal texts, also where a number is none.
  private func bits(_ state: StateArchive?) -> String {
    (state?.values ?? [:]).sorted { $0.key < $1.key }.map { "\($0)" }.joined()
  }

  @Test("A checkpoint comes back bit for bit, with the kernels that made it")
  func roundTrip() throws {
    let folder = try Folder()
    let store = CheckpointStore(folder.path("a.h5md"))
    #expect(try store.load(of: run).state == nil)
    try store.save(state(1), of: run, kernels: "v3")
    let loaded = try store.load(of: run)
    #expect(bits(loaded.state) == bits(state(1)))
    #expect(loaded.kernels == "v3")
    #expect(loaded.refused.isEmpty)
  }

  @Test("A byte that changed anywhere refuses the checkpoint, and the one before is used")
  func mutants() throws {
    let folder = try Folder()
    let store = CheckpointStore(folder.path("a.h5md"))
    try store.save(state(1), of: run, kernels: "v3")
    try store.save(state(2), of: run, kernels: "v3")
    let path = RunFiles(folder.path("a.h5md")).checkpoint
    let sound = try Data(contentsOf: URL(filePath: path))
    #expect(bits(try store.load(of: run).state) == bits(state(2)))
    for mutant in 0..<600 {
      var data = sound
      let place = mutant < 60 ? sound.count - 1 - mutant : (mutant * 7919) % sound.count
      data[place] ^= 1 << UInt8(mutant % 8)
      try data.write(to: URL(filePath: path))
      let loaded = try store.load(of: run)
      #expect(bits(loaded.state) == bits(state(1)), "byte \(place)")
      #expect(loaded.refused.count == 1, "byte \(place)")
    }
    for length in [0, 1, 47, 48, 49, sound.count / 2, sound.count - 48, sound.count - 1] {
      try sound.prefix(length).write(to: URL(filePath: path))
      #expect(bits(try store.load(of: run).state) == bits(state(1)), "\(length) bytes")
    }
  }

  @Test("Where no checkpoint is sound, one line says which is damaged and what to do")
  func nothingSound() throws {
    let folder = try Folder()
    let store = CheckpointStore(folder.path("a.h5md"))
    try store.save(state(1), of: run, kernels: "v3")
    let path = RunFiles(folder.path("a.h5md")).checkpoint
    var data = try Data(contentsOf: URL(filePath: path))
    data[data.count / 2] ^= 4
    try data.write(to: URL(filePath: path))
    let error = try #require(throws: TrajectoryError.self) { try store.load(of: run) }
    #expect(
      error.description
        == "\(path): the checkpoint is damaged: its checksum is wrong (remove it to begin the run "
        + "again from its start)")
  }

  @Test("A checkpoint of another run is none, also of the same scenario")
  func otherRun() throws {
    let folder = try Folder()
    let store = CheckpointStore(folder.path("a.h5md"))
    let again = RunIdentity(beginning: "title: One\n", seed: 7)
    #expect(again.scenario == run.scenario)
    #expect(again.id != run.id)
    try store.save(state(1), of: again, kernels: "v3")
    let loaded = try store.load(of: run)
    #expect(loaded.state == nil)
    #expect(
      loaded.refused.map(\.description)
        == [RunFiles(folder.path("a.h5md")).checkpoint + ": the checkpoint belongs to another run"])
    try store.save(state(2), of: run, kernels: "v3")
    #expect(bits(try store.load(of: run).state) == bits(state(2)))
  }

  @Test("A state that rests on frames which the file has lost is refused")
  func lostFrames() throws {
    let folder = try Folder()
    let path = folder.path("a.h5md")
    var description = Sample.description(individuals: 20_000)
    description.provenance.identity = run
    let writer = try TrajectoryWriter(creating: path, with: description, replacing: false)
    var states: [StateArchive] = []
    for index in 0..<4 {
      try writer.observe(Sample.frame(index, of: description))
      var state = StateArchive()
      writer.save(into: &state)
      states.append(state)
    }
    try writer.finish(state: states[3])
    #expect(bits(try CheckpointStore.finalState(of: path)) == bits(states[3]))
    let file = try HDF5File.openForWriting(path)
    try file.root.openDataset("coordinates").setShape([3, 20_000, 3])
    try file.close()
    let error = try #require(throws: TrajectoryError.self) {
      try CheckpointStore.finalState(of: path)
    }
    #expect(
      error.message
        == "the state at the end rests on all frames, the file holds the first 3 of them")
    try FileManager.default.moveItem(atPath: path, toPath: path + ".partial")
    let store = CheckpointStore(path)
    for state in states[2...] { try store.save(state, of: run, kernels: "v3") }
    let loaded = try store.load(of: run)
    #expect(bits(loaded.state) == bits(states[2]))
    #expect(
      loaded.refused.map(\.message) == ["the checkpoint rests on 4 frames, the file holds 3"])
  }

  @Test("A state at the end of a file that changed is refused")
  func finalState() throws {
    let folder = try Folder()
    let path = folder.path("a.h5md")
    var description = Sample.description(individuals: 3)
    description.provenance.identity = run
    let writer = try TrajectoryWriter(creating: path, with: description, replacing: false)
    try writer.observe(Sample.frame(0, of: description))
    try writer.finish(state: state(100))
    #expect(bits(try CheckpointStore.finalState(of: path)) == bits(state(100)))
    #expect(try Provenance.read(from: path)?.identity == run)
    let file = try HDF5File.openForWriting(path)
    try file.root.openDataset("checkpoint/clock/tick").write([Int64(99)])
    try file.close()
    let error = try #require(throws: TrajectoryError.self) {
      try CheckpointStore.finalState(of: path)
    }
    let damage = "the state at the end is damaged: its checksum is wrong"
    #expect(error.description == "\(path): \(damage)")
    #expect(try TrajectoryInspection(path).damage == damage)
    #expect(throws: error) { try CheckpointStore.requireSoundFinalState(path) }
    let report = try TrajectoryRepair.repair(path)
    #expect(report.damage == damage && report.lostDatasets == ["the state at the end"])
    #expect(report.framesAfter == 1 && report.framesBefore == 1)
    #expect(try TrajectoryInspection(path).damage == nil)
    #expect(try CheckpointStore.finalState(of: path) == nil)
  }
}

extension CheckpointTests {
  @Test("What another program calls checkpoint is no state of a run, and no damage")
  func foreignCheckpoint() throws {
    let folder = try Folder()
    let path = folder.path("a.h5md")
    try Sample.write(path, frames: 2, Sample.description(individuals: 3))
    let file = try HDF5File.openForWriting(path)
    for name in ["checkpoint", "provenance"] where try file.root.exists(name) {
      try file.root.removeLink(name)
    }
    _ = try file.root.createDataset("checkpoint", of: Double.self, shape: [3])
    try file.close()
    #expect(try TrajectoryInspection(path).damage == nil)
    #expect(throws: Never.self) { try CheckpointStore.requireSoundFinalState(path) }
    #expect(try TrajectoryRepair.repair(path).damage == nil)
  }
}

@Suite("Hashes") struct HashTests {
  /// The examples of FIPS 180-2, appendix B.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func known(text: String, hash: String) { #expect(SHA256.hexadecimal(of: text) == hash) }

  @Test("Pieces of any length give the hash of the whole")
  func pieces() {
    let text = (0..<1000).map { "\($0)" }.joined()
    for length in [1, 3, 55, 56, 63, 64, 65, 127, 128, 1000] {
      var hash = SHA256()
      var bytes = Array(text.utf8)[...]
      while !bytes.isEmpty {
        hash.update(Array(bytes.prefix(length)))
        bytes = bytes.dropFirst(length)
      }
      #expect(hash.hexadecimal == SHA256.hexadecimal(of: text), "\(length)")
    }
  }
}
