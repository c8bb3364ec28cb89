import ClausiusHDF5Storage
import Testing

@Suite("Dimension scales")
struct DimensionScaleTests {
  @Test("A pure dimension carries the sentence that netCDF knows, and no data")
  func pureDimension() throws {
    try withTemporaryFile { path in
      let root = try HDF5File.create(path).root
      let frame = try root.createDataset(
        "frame", datatype: .float32BigEndian, shape: [0], maximumShape: [nil], chunk: [1024])
      try frame.makePureDimension()
      let atom = try root.createDataset("atom", datatype: .float32BigEndian, shape: [250])
      try atom.makePureDimension(length: 250)
      #expect(try frame.isScale)
      #expect(
        try frame.scaleName
          == "This is a netCDF dimension but not a netCDF variable.         0")
      #expect(
        try atom.scaleName == "This is a netCDF dimension but not a netCDF variable.       250")
      #expect(try atom.attributes.readString("CLASS") == "DIMENSION_SCALE")
      #expect(try atom.attributes.readString("NAME") == atom.scaleName)
      #expect(try atom.storageSize == 0)
    }
  }

  @Test("Scales name the axes they are attached to, and no others")
  func attachment() throws {
    try withTemporaryFile { path in
      let root = try HDF5File.create(path).root
      let spatial = try root.createDataset("spatial", .variable(["x", "y", "z"]))
      try spatial.makeScale("spatial")
      let edges = try root.createDataset("edges", of: Double.self, shape: [5, 3])
      try edges.attachScale(spatial, axis: 1)
      #expect(try spatial.scaleName == "spatial")
      #expect(try !edges.isScale)
      #expect(try edges.scaleCount(axis: 0) == 0)
      #expect(try edges.scaleCount(axis: 1) == 1)
      #expect(try edges.hasScale(spatial, axis: 1))
      #expect(try !edges.hasScale(spatial, axis: 0))
      expectFailure(
        .wrongShape,
        "cannot attach scale /spatial to /edges in \(path): "
          + "there is no axis 2 in data of rank 2"
      ) { try edges.attachScale(spatial, axis: 2) }
    }
  }
}
