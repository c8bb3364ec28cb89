import Foundation
import Testing

@testable import ClausiusHDF5Storage

@Suite("HDF5 files with a journal")
struct JournaledHDF5Tests {
  @Test("A file whose writer died shows its last flush", arguments: HDF5File.Durability.allCases)
  func killed(durability: HDF5File.Durability) throws {
    let scribble = try Scribble(5)
    defer { scribble.remove() }
    let file = try HDF5File.create(scribble.path, durability: durability)
    let dataset = try file.root.createDataset(
      "numbers", datatype: .float64, shape: [0], maximumShape: [nil], chunk: [4])
    try file.synchronize()
    for count in 1...20 {
      try dataset.setShape([count])
      try dataset.write([Double(count)], at: [count - 1], count: [1])
      if count % 3 == 0 { try file.flush() }
      // Not flushed, and then killed: a copy is what another process would find.
      let copy = scribble.folder.appending(path: "copy").path(percentEncoded: false)
      for name in ["", ".journal"] {
        try? FileManager.default.removeItem(atPath: copy + name)
        try FileManager.default.copyItem(atPath: scribble.path + name, toPath: copy + name)
      }
      guard count >= 3 else { continue }
      let expected = (1...count / 3 * 3).map(Double.init)
      let reading = try HDF5File.openForReading(copy)
      #expect(try reading.root.openDataset("numbers").read(as: Double.self) == expected)
      try reading.close()
      #expect(try HDF5File.recover(copy))
      let plain = try HDF5File.openForReading(copy)
      #expect(try plain.root.openDataset("numbers").read(as: Double.self) == expected)
      try plain.close()
    }
    try file.close()
    let whole = try HDF5File.openForReading(scribble.path)
    #expect(
      try whole.root.openDataset("numbers").read(as: Double.self) == (1...20).map(Double.init))
  }
}
