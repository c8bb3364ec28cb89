import CHDF5
import ClausiusHDF5Storage
import Testing

/// What other programs write and this module does not.
@Suite("Files of other programs")
struct ForeignFileTests {
  /// Creates a file with plain libhdf5 and hands its id to `body`. For exit tests only, since it
  /// takes no lock.
  static func makeFile(_ path: String, _ body: (hid_t) throws -> Void) throws {
    let file = H5Fcreate(path, chdf5_truncate(), 0, 0)
    try #require(file >= 0)
    try body(file)
    H5Fclose(file)
  }

  static func attribute(_ name: String, of file: hid_t, _ type: hid_t, _ space: hid_t) -> hid_t {
    H5Acreate2(file, name, type, space, 0, 0)
  }

  @Test("Texts padded with spaces, ended by zeros or empty are read without their padding")
  func paddedTexts() async throws {
    try await withTemporaryFile { path in
      await #expect(processExitsWith: .success) { [path = path as String] in
        try ForeignFileTests.makeFile(path) { file in
          let space = H5Screate(H5S_SCALAR)
          for (name, padding) in [
            ("spaces", H5T_STR_SPACEPAD), ("ended", H5T_STR_NULLTERM), ("zeros", H5T_STR_NULLPAD),
          ] {
            let type = H5Tcopy(chdf5_c_string())
            H5Tset_size(type, 8)
            H5Tset_strpad(type, padding)
            let text = padding == H5T_STR_SPACEPAD ? "a b     " : "a b\0\0\0\0\0"
            H5Awrite(ForeignFileTests.attribute(name, of: file, type, space), type, text)
          }
          let variable = H5Tcopy(chdf5_c_string())
          H5Tset_size(variable, chdf5_variable_length())
          // Never written: HDF5 returns a null pointer.
          H5Dcreate2(file, "unwritten", variable, space, 0, 0, 0)
        }
      }
      let root = try HDF5File.openForReading(path).root
      for name in ["spaces", "ended", "zeros"] {
        #expect(try root.attributes.readString(name) == "a b")
        #expect(try root.attributes.datatype(name) == .fixedString(length: 8))
      }
      #expect(try root.openDataset("unwritten").readString() == "")
    }
  }

  @Test("Truth values of h5py are read as 0 and 1")
  func truthValues() async throws {
    try await withTemporaryFile { path in
      await #expect(processExitsWith: .success) { [path = path as String] in
        try ForeignFileTests.makeFile(path) { file in
          let truth = H5Tenum_create(chdf5_integer(8, true, false))
          for (name, value) in [("FALSE", Int8(0)), ("TRUE", 1)] {
            var value = value
            H5Tenum_insert(truth, name, &value)
          }
          var length = hsize_t(3)
          let space = H5Screate_simple(1, &length, nil)
          let values: [Int8] = [1, 0, 1]
          let dataset = H5Dcreate2(file, "isTurning", truth, space, 0, 0, 0)
          H5Dwrite(dataset, truth, chdf5_whole_space(), chdf5_whole_space(), 0, values)
        }
      }
      let dataset = try HDF5File.openForReading(path).root.openDataset("isTurning")
      #expect(try dataset.datatype == .integer(bits: 8, signed: true))
      #expect(try dataset.read(as: Double.self) == [1, 0, 1])
      #expect(try dataset.read(as: Int64.self) == [1, 0, 1])
    }
  }

  @Test("Attributes without a value and dangling links are named; enumerations are their numbers")
  func oddities() async throws {
    try await withTemporaryFile { path in
      await #expect(processExitsWith: .success) { [path = path as String] in
        try ForeignFileTests.makeFile(path) { file in
          let nothing = H5Screate(H5S_NULL)
          _ = ForeignFileTests.attribute("nothing", of: file, chdf5_native_double(), nothing)
          var value: Int32 = 0
          let enumeration = H5Tenum_create(chdf5_native_int32())
          H5Tenum_insert(enumeration, "FALSE", &value)
          let space = H5Screate(H5S_SCALAR)
          H5Awrite(
            ForeignFileTests.attribute("flag", of: file, enumeration, space), enumeration, &value)
          H5Lcreate_soft("/missing", file, "soft", 0, 0)
          H5Tcommit2(file, "type", enumeration, 0, 0, 0)
        }
      }
      let root = try HDF5File.openForReading(path).root
      #expect(try root.attributes.readArray("nothing", as: Double.self) == [])
      #expect(try root.attributes.shape("nothing") == [0])
      expectFailure(.wrongShape) { try root.attributes.readScalar("nothing", as: Double.self) }
      #expect(try root.attributes.datatype("flag") == .integer(bits: 32, signed: true))
      #expect(try root.attributes.readScalar("flag", as: Int32.self) == 0)
      #expect(try root.children().map(\.name) == ["soft", "type"])
      #expect(try root.children().map(\.kind) == [.danglingLink, .datatype])
      #expect(try !root.exists("soft"))
      expectFailure(.notFound) { try root.openDataset("soft") }
    }
  }
}
