import ClausiusDatasets

/// The name of a part of a table in the first line, the table below it.
struct TableInput {
  private let name: String
  private let table: ArraySlice<UInt8>

  init(_ input: [UInt8]) {
    let end = input.firstIndex(of: UInt8(ascii: "\n")) ?? input.endIndex
    name = String(decoding: input[..<end], as: UTF8.self)
    table = input[end...].dropFirst()
  }

  /// Reads the whole table and the part.
  func read() {
    let path = Scratch.write(table, to: "table.csv")
    for text in [path, path + ":" + name, path + name] {
      var reader = DatasetReader()
      _ = try? reader.read(text)
    }
  }
}
