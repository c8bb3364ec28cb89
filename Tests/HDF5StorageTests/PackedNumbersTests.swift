import ClausiusHDF5Storage
import Testing

@Suite("Packed numbers")
struct PackedNumbersTests {
  private func unpacked(
    _ stored: [Int32], _ attributes: [String: [Double]], whole: [String: [Int32]] = [:],
    texts: [String: String] = [:]
  ) throws -> [Double] {
    var numbers = stored.map(Double.init)
    try withTemporaryFile { path in
      let dataset = try HDF5File.create(path).root.createDataset("x", stored)
      for (name, values) in attributes { try dataset.attributes.write(name, values) }
      for (name, values) in whole { try dataset.attributes.write(name, values) }
      for (name, text) in texts { try dataset.attributes.write(name, .variable(text)) }
      try PackedNumbers(of: dataset).unpack(&numbers)
    }
    return numbers
  }

  private func isSame(_ numbers: [Double], _ others: [Double]) -> Bool {
    numbers.map { $0.isNaN ? -1e99 : $0 } == others.map { $0.isNaN ? -1e99 : $0 }
  }

  @Test("Numbers are scaled, then shifted; missing ones are compared as they are stored")
  func packing() throws {
    let numbers = try unpacked(
      [-8, 0, 2, 5], ["scale_factor": [0.5], "add_offset": [20]],
      whole: ["_FillValue": [-8], "missing_value": [5]])
    #expect(isSame(numbers, [.nan, 20, 21, .nan]))
  }

  @Test("Whole limits bound what is stored, others what is unpacked")
  func limits() throws {
    let packing = ["scale_factor": [0.5]]
    let whole = try unpacked([0, 2, 5], packing, whole: ["valid_range": [1, 4]])
    #expect(isSame(whole, [.nan, 1, .nan]))
    let unpacked = try unpacked([0, 2, 5], packing.merging(["valid_range": [1, 4]]) { $1 })
    #expect(isSame(unpacked, [.nan, 1, 2.5]))
    let least = try self.unpacked([0, 2, 5], [:], whole: ["valid_min": [2]])
    #expect(isSame(least, [.nan, 2, 5]))
  }

  @Test("Signed numbers that are meant as unsigned are read so")
  func unsigned() throws {
    let numbers = try unpacked([-1, 3], [:], texts: ["_Unsigned": "true"])
    #expect(numbers == [4_294_967_295, 3])
  }

  @Test("Without attributes numbers stay as they are")
  func plain() throws {
    #expect(try unpacked([-1, 3], [:], texts: ["units": "K"]) == [-1, 3])
  }
}
