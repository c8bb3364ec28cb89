import ClausiusHDF5Storage
import Testing

@Suite("Texts")
struct TextTests {
  static let texts = ["x", "", "Grüße, 魚群", "a b  "]

  @Test("Lists of texts of fixed and variable length read back as written")
  func lists() throws {
    try withTemporaryFile { path in
      let root = try HDF5File.create(path).root
      let variable = try root.createDataset("variable", .variable(TextTests.texts))
      #expect(try variable.datatype == .variableString)
      #expect(try variable.readStrings() == TextTests.texts)
      #expect(try variable.readStrings(at: [2], count: [1]) == ["Grüße, 魚群"])
      let fixed = try root.createDataset("fixed", .fixed(TextTests.texts))
      #expect(try fixed.datatype == .fixedString(length: 15))
      #expect(try fixed.readStrings() == TextTests.texts)
      #expect(try root.createDataset("none", .variable([])).readStrings() == [])
    }
  }

  @Test("A long single text is stored whole")
  func longText() throws {
    try withTemporaryFile { path in
      let text = String(repeating: "{\"radius\": 1.5}\n", count: 20_000)
      let dataset = try HDF5File.create(path).root.createDataset("config", .variable(text))
      #expect(try dataset.shape == [])
      #expect(try dataset.readString() == text)
    }
  }

  @Test("A growing dataset of texts fills with empty ones; a text too long for it is refused")
  func growing() throws {
    try withTemporaryFile { path in
      let dataset = try HDF5File.create(path).root.createDataset(
        "label", datatype: .fixedString(length: 3), shape: [1], maximumShape: [nil], chunk: [8])
      try dataset.write(["abc"])
      try dataset.setShape([3])
      try dataset.write(["é"], at: [2], count: [1])
      #expect(try dataset.readStrings() == ["abc", "", "é"])
      expectFailure(
        .wrongType,
        "cannot write /label in \(path): "
          + "the text \"abcd\" is longer than the 3 bytes there are for it"
      ) { try dataset.write(["abcd"], at: [1], count: [1]) }
    }
  }

  @Test("Texts are not numbers and numbers are not texts")
  func wrongType() throws {
    try withTemporaryFile { path in
      let root = try HDF5File.create(path).root
      let text = try root.createDataset("text", .fixed("12"))
      expectFailure(
        .wrongType,
        "cannot read /text in \(path): the data are text of at most 2 bytes, not numbers"
      ) { try text.read(as: Double.self) }
      expectFailure(.wrongType) { try text.write(12.0) }
      let number = try root.createDataset("number", [12.0])
      expectFailure(
        .wrongType, "cannot read /number in \(path): the data are 64-bit floating point, not texts"
      ) { try number.readStrings() }
      expectFailure(.wrongType) { try number.write(["12"]) }
    }
  }
}
