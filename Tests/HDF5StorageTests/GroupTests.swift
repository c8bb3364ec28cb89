import ClausiusHDF5Storage
import Testing

@Suite("Groups and links")
struct GroupTests {
  @Test("Groups on the way are created; names and kinds are listed in alphabetical order")
  func tree() throws {
    try withTemporaryFile { path in
      let root = try HDF5File.create(path).root
      let trajectory = try root.createGroup("particles/trajectory")
      #expect(trajectory.path == "/particles/trajectory")
      try trajectory.createDataset("species", [Int32(0), 1])
      try trajectory.createGroup("box")
      #expect(try trajectory.children().map(\.name) == ["box", "species"])
      #expect(try trajectory.children().map(\.kind) == [.group, .dataset])
      #expect(try root.openGroup("particles").children().map(\.name) == ["trajectory"])
      #expect(try root.openDataset("/particles/trajectory/species").path.hasSuffix("species"))
    }
  }

  @Test("Existence is asked along the whole path")
  func existence() throws {
    try withTemporaryFile { path in
      let root = try HDF5File.create(path).root
      try root.createDataset("particles/trajectory/id", [Int32(1)])
      #expect(try root.exists("particles"))
      #expect(try root.exists("/particles/trajectory/id"))
      #expect(try root.exists("/"))
      #expect(try !root.exists("particles/other/id"))
      #expect(try !root.exists("particles/trajectory/id/deeper"))
      #expect(try root.kind(of: "particles/trajectory") == .group)
      #expect(try root.kind(of: "particles/trajectory/id") == .dataset)
      #expect(try root.kind(of: "observables") == nil)
    }
  }

  @Test("A hard link is a second name of the same dataset, and outlives the first")
  func hardLinks() throws {
    try withTemporaryFile { path in
      let root = try HDF5File.create(path).root
      let value = try root.createDataset("particles/trajectory/position/value", [1.0, 2.0])
      try root.link(from: "particles/trajectory/position/value", to: "view/coordinates")
      try value.write([3.0], at: [1], count: [1])
      let view = try root.openGroup("view")
      #expect(try view.openDataset("coordinates").read(as: Double.self) == [1, 3])
      try view.link(from: "/view/coordinates", to: "/coordinates")
      try root.removeLink("particles/trajectory/position/value")
      try root.removeLink("view/coordinates")
      #expect(try !root.exists("particles/trajectory/position/value"))
      #expect(try root.openDataset("coordinates").read(as: Double.self) == [1, 3])
    }
  }

  @Test("Names that are taken or missing are told apart")
  func failures() throws {
    try withTemporaryFile { path in
      let root = try HDF5File.create(path).root
      try root.createGroup("a")
      expectFailure(.alreadyExists) { try root.createGroup("a") }
      expectFailure(.alreadyExists) { try root.createDataset("a", [1.0]) }
      expectFailure(.notFound) { try root.openGroup("b") }
      expectFailure(.notFound) { try root.openDataset("b/c") }
      expectFailure(.notFound) { try root.removeLink("b") }
      expectFailure(.notFound) { try root.link(from: "b", to: "c") }
      expectFailure(.wrongType) { try root.openDataset("a") }
    }
  }
}
