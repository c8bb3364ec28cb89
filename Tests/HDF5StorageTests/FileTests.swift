import ClausiusHDF5Storage
import Foundation
import Testing

@Suite("Files")
struct FileTests {
  @Test("An existing file is refused or replaced, as asked")
  func existing() throws {
    try withTemporaryFile { path in
      try HDF5File.create(path).root.createGroup("first")
      expectFailure(
        .alreadyExists,
        "cannot create \(path): the file exists already (File exists); "
          + "choose another name or remove it"
      ) { try HDF5File.create(path) }
      #expect(try HDF5File.openForReading(path).root.exists("first"))
      #expect(try HDF5File.create(path, existing: .replace).root.children() == [])
    }
  }

  @Test("Only what the system calls absent is absent")
  func presence() throws {
    try withTemporaryFile { path in
      #expect(try FilePresence(of: path) == .absent)
      #expect(try FilePresence(of: path + "/below") == .absent)
      #expect(try FilePresence(of: String(repeating: "x", count: 300)) == .absent)
      _ = try HDF5File.create(path)
      #expect(try FilePresence(of: path) == .file)
      #expect(try FilePresence(of: path + "/below") == .absent)
      #expect(try FilePresence(of: "/") == .folder)
      #expect(try FilePresence(of: "/dev/null") == .characterDevice)
      let pipe = path + ".pipe"
      defer { unlink(pipe) }
      mkfifo(pipe, 0o600)
      #expect(try FilePresence(of: pipe) == .other)
    }
  }

  @Test("A file that is being written is neither replaced nor written twice")
  func inUse() throws {
    try withTemporaryFile { path in
      let file = try HDF5File.create(path)
      try file.root.createGroup("first")
      try file.flush()
      expectFailure(
        .inUse,
        "cannot create \(path): another process is writing this file "
          + "(Resource temporarily unavailable); wait until it has finished"
      ) { try HDF5File.create(path, existing: .replace) }
      #expect(try file.root.exists("first"))
    }
  }

  @Test("This process may read a file that it is writing")
  func readWhileWriting() throws {
    try withTemporaryFile { path in
      let file = try HDF5File.create(path)
      try file.root.createDataset("value", [1.0, 2.0])
      let reader = try HDF5File.openForReading(path)
      #expect(try reader.root.openDataset("value").read(as: Double.self) == [1, 2])
      try reader.close()
      try file.root.createGroup("later")
      try file.close()
      #expect(try HDF5File.openForReading(path).root.children().count == 2)
    }
  }

  @Test("A file open for reading only is not written")
  func readOnly() throws {
    try withTemporaryFile { path in
      try HDF5File.create(path).root.createDataset("value", [1.0])
      let root = try HDF5File.openForReading(path).root
      expectFailure(.notPermitted) { try root.createGroup("group") }
      expectFailure(.notPermitted) { try root.attributes.write("title", .fixed("a")) }
      expectFailure(.notPermitted) { try root.openDataset("value").write([2.0]) }
      #expect(try root.openDataset("value").read(as: Double.self) == [1])
    }
  }

  @Test("Closing closes everything of the file; using it afterwards is an error, not a crash")
  func closing() throws {
    try withTemporaryFile { path in
      let file = try HDF5File.create(path)
      let dataset = try file.root.createDataset("value", [1.0])
      try file.close()
      try file.close()
      expectFailure(
        .closed, "cannot read /value in \(path): the file is closed; open it again"
      ) { try dataset.read(as: Double.self) }
      expectFailure(.closed, "cannot flush \(path): the file is closed; open it again") {
        try file.flush()
      }
      expectFailure(.closed) { try file.root.children() }
      expectFailure(.closed) { try dataset.attributes.names }
    }
  }

  @Test("A file stays open as long as something of it is in use")
  func lifetime() throws {
    try withTemporaryFile { path in
      var dataset: HDF5Dataset? = try HDF5File.create(path).root.createDataset("value", [1.0])
      #expect(try dataset?.read(as: Double.self) == [1])
      expectFailure(.inUse) { try HDF5File.create(path, existing: .replace) }
      dataset = nil
      #expect(try HDF5File.create(path, existing: .replace).root.children() == [])
    }
  }

  @Test("What is flushed or synchronized can be read from a copy made at once")
  func flushing() throws {
    try withTemporaryFile { path in
      let file = try HDF5File.create(path)
      let dataset = try file.root.createDataset(
        "value", of: Double.self, shape: [0], maximumShape: [nil], chunk: [2])
      for (index, save) in [file.flush, file.synchronize].enumerated() {
        try dataset.setShape([2 * index + 2])
        try dataset.write([Double(index), 0.5], at: [2 * index])
        try save()
        let copy = path + ".\(index)"
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        let values = try HDF5File.openForReading(copy).root.openDataset("value").read(
          as: Double.self)
        #expect(values == Array([0, 0.5, 1, 0.5].prefix(2 * index + 2)))
      }
    }
  }

  @Test("The same content gives the same bytes")
  func reproducibleBytes() throws {
    try withTemporaryFile { path in
      for name in [path, path + ".again"] {
        try DamageTests.makeFile(name, filters: [.shuffle, .deflate(1), .fletcher32])
        Thread.sleep(forTimeInterval: 1.1)
      }
      let first = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(try first == Data(contentsOf: URL(fileURLWithPath: path + ".again")))
    }
  }
}
