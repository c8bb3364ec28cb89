import ClausiusDatasets
import Testing

@Suite("Files of NumPy")
struct NumPyTests {
  /// A file of format 1 with a head and the bytes of numbers.
  private func file(_ description: String, _ shape: String, _ data: [UInt8]) -> ArraySlice<UInt8> {
    let head = "{'descr': '\(description)', 'fortran_order': False, 'shape': \(shape), }\n"
    let length = UInt16(head.utf8.count)
    let begin: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    return (begin + [UInt8(length & 0xFF), UInt8(length >> 8)] + Array(head.utf8) + data)[...]
  }

  @Test(
    "Every type of number is read",
    arguments: [
      ("<f2", [0x00, 0x3E, 0x00, 0xC0], [1.5, -2]), ("|i1", [0xFF, 0x02], [-1, 2]),
      (">i2", [0xFF, 0xFE, 0x01, 0x00], [-2, 256]), ("|b1", [1, 0], [1, 0]),
      ("<u2", [0xFF, 0xFF, 1, 0], [65535, 1]),
      (">f4", [0x3F, 0xC0, 0, 0, 0xC0, 0, 0, 0], [1.5, -2]),
    ] as [(String, [UInt8], [Double])])
  func types(description: String, data: [UInt8], numbers: [Double]) throws {
    let array = try NumPyArray(file(description, "(2,)", data), path: "t.npy")
    #expect(array.values == numbers)
    #expect(array.shape == [2])
    #expect(array.isSinglePrecision == (description == ">f4"))
  }

  @Test(
    "What is damaged or no number is named",
    arguments: [
      ("<f8", "(2,)", "the file ends early: 2 numbers are promised, 1 are there"),
      ("<f8", "(9223372036854775807, 4)", "the head of the NumPy file is damaged"),
      ("<f8", "(-1,)", "the head of the NumPy file is damaged"),
      ("<c16", "(1,)", "holds complex numbers"), ("<U3", "(1,)", "holds texts"),
      ("<M8[s]", "(1,)", "holds dates"),
    ])
  func damage(description: String, shape: String, message: String) {
    let bytes = file(description, shape, [UInt8](repeating: 0, count: 8))
    let error = #expect(throws: DatasetError.self) { try NumPyArray(bytes, path: "t.npy") }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }
}
