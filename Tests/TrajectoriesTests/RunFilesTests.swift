import ClausiusHDF5Storage
import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation
import Testing

@Suite("The files of a run") struct RunFilesTests {
  private let manager = FileManager.default

  @Test("One process at a time writes a run, whatever the names of its files become")
  func lock() throws {
    let folder = try Folder()
    let files = RunFiles(folder.path("a.h5md"))
    let lock = try RunLock(files)
    #expect(lock.isEffective)
    let error = try #require(throws: TrajectoryError.self) { try RunLock(files) }
    #expect(
      error.description
        == "\(files.partial): another process (number \(getpid())) is writing this run (wait "
        + "until it has ended, or end it)")
    #expect(throws: TrajectoryError.self) { try TrajectoryRepair.repair(files.finished) }
    lock.release()
    try RunLock.requireFree(files)
    #expect(!manager.fileExists(atPath: files.lock))
  }

  @Test("What a killed process leaves of a lock keeps nobody out")
  func leftLock() throws {
    let folder = try Folder()
    let files = RunFiles(folder.path("a.h5md"))
    try Data("clausius run lock\n12345\n".utf8).write(to: URL(filePath: files.lock))
    try RunLock(files).release()
    #expect(!manager.fileExists(atPath: files.lock))
  }

  @Test(
    "A file of somebody else under the name of a lock stays",
    arguments: ["my notes\n", "12345\n", "clausius run l0ck\n"])
  func foreignLock(text: String) throws {
    let folder = try Folder()
    let files = RunFiles(folder.path("a.h5md"))
    for name in [files.lock, files.finished + ".lock"] {
      try Data(text.utf8).write(to: URL(filePath: name))
    }
    let error = try #require(throws: TrajectoryError.self) { try RunLock(files) }
    #expect(error.description.contains("is no lock of this program"))
    #expect(try String(contentsOfFile: files.lock, encoding: .utf8) == text)
    try manager.removeItem(atPath: files.lock)
    try RunLock(files).release()
    #expect(try String(contentsOfFile: files.finished + ".lock", encoding: .utf8) == text)
  }

  @Test("What killed processes left goes, and files of somebody else stay")
  func leftovers() throws {
    let folder = try Folder()
    let path = folder.path("a.h5md")
    try Sample.write(path, frames: 1, Sample.description(individuals: 3))
    let whole = try Data(contentsOf: URL(filePath: path))
    let endings = [
      ".checkpoint", ".checkpoint.previous", ".checkpoint.tmp", ".partial.new",
      ".clausius-repaired", ".clausius-examined", ".partial.clausius-repaired",
    ]
    for ending in endings { try whole.write(to: URL(filePath: path + ending)) }
    for ending in [".journal.new", ".partial.journal.new"] {
      try Data("CLJRNL2\n".utf8).write(to: URL(filePath: path + ending))
    }
    RunFiles(path).removeLeftovers()
    #expect(try manager.contentsOfDirectory(atPath: folder.path("")) == ["a.h5md"])
    let notes = Data("my notes".utf8)
    for ending in endings + [".journal.new"] { try notes.write(to: URL(filePath: path + ending)) }
    RunFiles(path).removeLeftovers()
    for ending in endings + [".journal.new"] {
      #expect(try Data(contentsOf: URL(filePath: path + ending)) == notes, "\(ending)")
    }
  }

  @Test("A file made beside its name takes away what a killed process left of it, and no more")
  func filesBeside() throws {
    let folder = try Folder()
    let path = folder.path("r.csv")
    let ended = Process()
    ended.executableURL = URL(filePath: "/bin/true")
    try ended.run()
    ended.waitUntilExit()
    let names = [
      "r.csv.clausius-\(ended.processIdentifier)", "r.csv.clausius-1", "r.csv.clausius-x",
    ]
    for name in names { try Data("old".utf8).write(to: URL(filePath: folder.path(name))) }
    let file = try FileBeside(path)
    try Data("new".utf8).withUnsafeBytes { try file.write($0) }
    #expect(!manager.fileExists(atPath: path))
    try file.finish()
    #expect(try Data(contentsOf: URL(filePath: path)) == Data("new".utf8))
    #expect(
      try manager.contentsOfDirectory(atPath: folder.path("")).sorted()
        == ["r.csv", "r.csv.clausius-1", "r.csv.clausius-x"])
  }

  @Test("A file that cannot be begun leaves nothing behind")
  func notBegun() throws {
    let folder = try Folder()
    let path = folder.path("a.h5md")
    // Its journal cannot be made: somebody else's file has the name.
    let notes = Data("my notes".utf8)
    try notes.write(to: URL(filePath: path + ".partial.journal"))
    #expect(throws: HDF5Error.self) {
      try TrajectoryWriter(
        creating: path, with: Sample.description(individuals: 3), replacing: false)
    }
    #expect(try manager.contentsOfDirectory(atPath: folder.path("")) == ["a.h5md.partial.journal"])
  }

  @Test("A link leads to the files of the run, by either name")
  func links() throws {
    let folder = try Folder()
    try manager.createDirectory(atPath: folder.path("far away"), withIntermediateDirectories: true)
    try manager.createSymbolicLink(
      atPath: folder.path("link.h5md"), withDestinationPath: "far away/real.h5md")
    try manager.createSymbolicLink(
      atPath: folder.path("other.h5md.partial"), withDestinationPath: "far away/real.h5md.partial")
    let real = folder.path("far away/real.h5md")
    for name in ["link.h5md", "link.h5md.partial", "other.h5md", "other.h5md.partial"] {
      #expect(RunFiles(folder.path(name)).finished == real, "\(name)")
    }
    try manager.createSymbolicLink(
      atPath: folder.path("loop.h5md"), withDestinationPath: "loop.h5md")
    #expect(RunFiles(folder.path("loop.h5md")).finished == folder.path("loop.h5md"))
  }

  @Test(
    "The folder of a run is what the path says",
    arguments: [
      ("a.h5md", "."), ("/a.h5md", "/"), ("ü b/100%/a.h5md", "ü b/100%"), ("~/a.h5md", "~"),
      ("x/../a.h5md", "x/.."),
    ])
  func folder(path: String, folder: String) { #expect(RunFiles(path).folder == folder) }

  @Test("A file that appears under the final name is left as it is")
  func appearing() throws {
    let folder = try Folder()
    let path = folder.path("a.h5md")
    let description = Sample.description(individuals: 3)
    let writer = try TrajectoryWriter(creating: path, with: description, replacing: false)
    try writer.observe(Sample.frame(0, of: description))
    try Data("precious".utf8).write(to: URL(filePath: path))
    let error = try #require(throws: TrajectoryError.self) {
      try writer.finish(state: StateArchive())
    }
    #expect(error.description.contains("appeared while the run went on"))
    #expect(try Data(contentsOf: URL(filePath: path)) == Data("precious".utf8))
    #expect(try TrajectoryReader(path + ".partial").frameCount == 1)
  }

  @Test("The file that was to be replaced is replaced, and its journal goes with it")
  func replacing() throws {
    let folder = try Folder()
    let path = folder.path("a.h5md")
    let description = Sample.description(individuals: 3)
    try Sample.write(path, frames: 1, description)
    let journal = path + ".journal"
    try Data("CLJRNL2\nof a repair that was killed".utf8).write(to: URL(filePath: journal))
    let writer = try TrajectoryWriter(creating: path, with: description, replacing: true)
    for index in 0..<2 { try writer.observe(Sample.frame(index, of: description)) }
    try writer.finish(state: StateArchive())
    #expect(try TrajectoryReader(path).frameCount == 2)
    #expect(!manager.fileExists(atPath: journal))
  }

  @Test(
    "A partial file that was removed or replaced is noticed at the next flush",
    arguments: [
      true, false,
    ])
  func lostName(isReplaced: Bool) throws {
    let folder = try Folder()
    let path = folder.path("a.h5md")
    // So many individuals that every frame is a chunk.
    let description = Sample.description(individuals: 20_000)
    let writer = try TrajectoryWriter(creating: path, with: description, replacing: false)
    try writer.observe(Sample.frame(0, of: description))
    try manager.removeItem(atPath: path + ".partial")
    if isReplaced { try Data("other".utf8).write(to: URL(filePath: path + ".partial")) }
    let error = try #require(throws: HDF5Error.self) {
      try writer.observe(Sample.frame(1, of: description))
    }
    #expect(error.description.contains("removed or replaced"))
    #expect(throws: HDF5Error.self) { try writer.finish(state: StateArchive()) }
    #expect(!manager.fileExists(atPath: path))
  }

  @Test("An empty partial file, of a run killed before its first flush, is written over")
  func emptyPartial() throws {
    let folder = try Folder()
    let path = folder.path("a.h5md")
    try Data().write(to: URL(filePath: path + ".partial"))
    try Sample.write(path, frames: 1, Sample.description(individuals: 3))
    #expect(try TrajectoryReader(path).frameCount == 1)
  }
}
