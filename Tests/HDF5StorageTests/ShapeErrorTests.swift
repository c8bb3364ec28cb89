import ClausiusHDF5Storage
import Testing

@Suite("Wrong shapes")
struct ShapeErrorTests {
  @Test("Parts outside of the dataset and of other sizes are refused before HDF5 is asked")
  func wrongParts() throws {
    try withTemporaryFile { path in
      let dataset = try HDF5File.create(path).root.createDataset(
        "value", [1, 2, 3, 4] as [Double], shape: [2, 2])
      expectFailure(
        .wrongShape,
        "cannot read /value in \(path): "
          + "the part at [1, 0] of size [2, 2] is not inside the shape [2, 2]"
      ) { try dataset.read(as: Double.self, at: [1, 0], count: [2, 2]) }
      expectFailure(
        .wrongShape,
        "cannot read /value in \(path): a part of rank 1 was asked for, the data have rank 2"
      ) { try dataset.read(as: Double.self, at: [1], count: [1]) }
      expectFailure(.wrongShape) { try dataset.read(as: Double.self, at: [-1, 0]) }
      expectFailure(.wrongShape) { try dataset.read(as: Double.self, at: [.max, 0]) }
      expectFailure(.wrongShape) { try dataset.read(as: Double.self, at: [3, 0]) }
      expectFailure(
        .wrongShape,
        "cannot write /value in \(path): 3 elements were given for a part of 2"
      ) { try dataset.write([1, 2, 3] as [Double], at: [0, 0], count: [1, 2]) }
      expectFailure(.wrongShape) { try dataset.readScalar(as: Double.self) }
      #expect(try dataset.read(as: Double.self) == [1, 2, 3, 4])
    }
  }

  @Test(
    "A shape of more elements than any disk holds is damage, also where it has no row yet",
    arguments: [[1, 1 << 40, 1 << 40], [0, 1 << 40, 1 << 40], [1 << 53]])
  func hugeShape(shape: [Int]) throws {
    try withTemporaryFile { path in
      let dataset = try HDF5File.create(path).root.createDataset(
        "value", of: Double.self, shape: shape, chunk: shape.map { _ in 1 })
      expectFailure(
        .wrongShape,
        "cannot inspect /value in \(path): the shape \(shape) holds too many elements"
      ) { try dataset.shape }
    }
  }

  @Test("A dataset that cannot be is refused")
  func wrongCreation() throws {
    try withTemporaryFile { path in
      let root = try HDF5File.create(path).root
      expectFailure(
        .wrongShape,
        "cannot create dataset /value in \(path): a dataset that grows or is filtered needs a chunk"
      ) { try root.createDataset("value", of: Double.self, shape: [0], maximumShape: [nil]) }
      expectFailure(.wrongShape) {
        try root.createDataset("value", of: Double.self, shape: [4], filters: [.shuffle])
      }
      expectFailure(.wrongShape) {
        try root.createDataset("value", of: Double.self, shape: [4], chunk: [0])
      }
      expectFailure(.wrongShape) {
        try root.createDataset("value", of: Double.self, shape: [4], chunk: [2, 2])
      }
      expectFailure(.wrongShape) { try root.createDataset("value", of: Double.self, shape: [-1]) }
      expectFailure(.wrongShape) {
        try root.createDataset("value", of: Double.self, shape: [1], maximumShape: [1, 2])
      }
      expectFailure(.other) {
        try root.createDataset(
          "value", of: Double.self, shape: [4], chunk: [2], filters: [.deflate(10)])
      }
      #expect(try root.children() == [])
    }
  }

  @Test("A file that claims more numbers than the memory holds is refused, not believed")
  func enormousShape() throws {
    try withTemporaryFile { path in
      let root = try HDF5File.create(path).root
      let enormous = try root.createDataset(
        "enormous", of: Double.self, shape: [1 << 30, 1 << 20], chunk: [1024, 1024])
      expectFailure(.wrongShape) { try enormous.read(as: Double.self) }
      #expect(try enormous.read(as: Double.self, at: [1 << 29, 5], count: [1, 2]) == [0, 0])
      let unwritten = try root.createDataset(
        "unwritten", of: Double.self, shape: [1 << 28], chunk: [1024])
      expectFailure(
        .wrongShape,
        "cannot read /unwritten in \(path): "
          + "268435456 elements of 8 bytes are asked for, but only 0 bytes are stored; "
          + "read a part at a time; the file may be damaged"
      ) { try unwritten.read(as: Double.self) }
      let overflowing = try root.createDataset(
        "overflowing", of: Double.self, shape: [1 << 40, 1 << 40], chunk: [1024, 1024])
      expectFailure(.wrongShape) { try overflowing.read(as: Double.self) }
    }
  }

  @Test("A dataset grows only as far as it was allowed to")
  func growthLimit() throws {
    try withTemporaryFile { path in
      let dataset = try HDF5File.create(path).root.createDataset(
        "value", of: Double.self, shape: [1, 2], maximumShape: [4, 2], chunk: [2, 2])
      try dataset.setShape([4, 2])
      expectFailure(.wrongShape) { try dataset.setShape([5, 2]) }
      expectFailure(.wrongShape) { try dataset.setShape([4]) }
      #expect(try dataset.shape == [4, 2])
    }
  }
}
