import ClausiusHDF5Storage
import Testing

@Suite("Datasets")
struct DatasetTests {
  @Test("A growing, filtered dataset of floating-point numbers reads back as written")
  func growingDataset() throws {
    try withTemporaryFile { path in
      let values = (0..<24).map { Double($0) / 7 }
      do {
        let file = try HDF5File.create(path)
        let dataset = try file.root.createDataset(
          "particles/trajectory/position/value", of: Double.self, shape: [0, 4, 3],
          maximumShape: [nil, 4, 3], chunk: [2, 4, 3],
          filters: [.shuffle, .deflate(1), .fletcher32], fill: .nan)
        try dataset.setShape([2, 4, 3])
        try dataset.write(values, at: [0, 0, 0], count: [2, 4, 3])
        try dataset.setShape([3, 4, 3])
        try file.close()
      }
      let file = try HDF5File.openForReading(path)
      let dataset = try file.root.openDataset("particles/trajectory/position/value")
      #expect(try dataset.shape == [3, 4, 3])
      #expect(try dataset.maximumShape == [nil, 4, 3])
      #expect(try dataset.chunk == [2, 4, 3])
      #expect(try dataset.filters == [.shuffle, .deflate(1), .fletcher32])
      #expect(try dataset.datatype == .float64)
      #expect(try dataset.read(as: Double.self, at: [0, 0, 0], count: [2, 4, 3]) == values)
      #expect(
        try dataset.read(as: Double.self, at: [1, 2, 1], count: [1, 2, 2]) == [
          values[19], values[20], values[22], values[23],
        ])
      let unwritten = try dataset.read(as: Double.self, at: [2, 0, 0])
      #expect(unwritten.count == 12 && unwritten.allSatisfy(\.isNaN))
    }
  }
}
