import ClausiusHDF5Storage
import Testing

@Suite("Many threads")
struct ConcurrencyTests {
  @Test("Tasks read one dataset and write files of their own at the same time")
  func tasks() async throws {
    try await withTemporaryFile { path in
      let shared = try HDF5File.create(path).root.createDataset(
        "value", (0..<1000).map(Double.init), shape: [100, 10])
      try await withThrowingTaskGroup(of: Void.self) { group in
        for task in 0..<8 {
          group.addTask {
            let own = try HDF5File.create("\(path).\(task)")
            for row in 0..<100 {
              let values = try shared.read(as: Double.self, at: [row, 0], count: [1, 10])
              #expect(values == (0..<10).map { Double(10 * row + $0) })
              try own.root.createDataset("row/\(row)", values.map { $0 * Double(task) })
              expectFailure(.notFound) { try own.root.openDataset("row/\(row + 1)") }
            }
            try own.close()
          }
        }
        try await group.waitForAll()
      }
      for task in 0..<8 {
        let file = try HDF5File.openForReading("\(path).\(task)")
        let last = try file.root.openDataset("row/99").read(as: Double.self)
        #expect(last == (990..<1000).map { Double($0 * task) })
      }
    }
  }
}
