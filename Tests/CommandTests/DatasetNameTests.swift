import ClausiusHDF5Storage
import Foundation
import Testing

/// What `clausius measure` and `compare` read under a name: the column and the numbers that were
/// meant, or nothing.
@Suite struct DatasetNameTests {
  private static let order = "nearest_neighbor_order_entropy(k: 4, of: position)"

  /// A table as `analyze -o` writes it, others with what goes wrong in tables, and datasets of all
  /// kinds.
  private func prepared() throws -> Command {
    let command = try Command()
    try command.write(
      "time,\"\(Self.order)\",rotation,\"a \"\"b\"\"\"\n0,4,1,7\n1,2,1,7\n2,1,,\"7\"\n3,1,5,7\n",
      to: "an.csv")
    try command.write("x,y\n1,2\n3\n5,7\n", to: "ragged.csv")
    try command.write("x,x\n1,2\n", to: "double.csv")
    try command.write("x\n1\n\"2\n", to: "open.csv")
    try command.write("", to: "empty.csv")
    try command.write("x,y\n", to: "header.csv")
    try command.write("s\n1152921504606846976\n1152921504606846977\n", to: "large.csv")
    try command.write("\u{FEFF}x,y\r\n1,2\r\n3,5\r\n", to: "windows.csv")
    try Data([0xFF, 0xFE, 0x31]).write(to: command.folder.appending(path: "binary.csv"))
    let file = try HDF5File.create(command.path("data.h5"))
    let base = Int64(1) << 60
    try file.root.createDataset("large", [base, base + 1, base + 2])
    try file.root.createDataset("even", [base, base, base + 1024])
    try file.root.createDataset(
      "tensor", (0..<90).map { Double($0 * $0 % 31) }, shape: [5, 6, 3])
    try file.root.createGroup("cells").createDataset("counts", [4, 2, 1, 1] as [Int64])
    try file.close()
    return command
  }

  @Test(arguments: [
    ("an.csv:\(order)", 8), ("an.csv:2", 8), ("an.csv:\(order)[1:]", 4), ("an.csv:time[1:3]", 3),
    ("an.csv:\"\(order)\"", 8), ("an.csv:a \"b\"", 28), ("windows.csv:x", 4), ("windows.csv:y", 7),
    ("data.h5:/cells/counts[-2:]", 2), ("data.h5:/cells/counts[::-2]", 3),
    ("data.h5:/cells/counts[-4]", 4), ("data.h5:/cells/counts[2::-1]", 7),
    ("data.h5:/cells/counts[-9:-2]", 6),
  ])
  func theColumnThatIsNamedIsRead(dataset: String, samples: Int) throws {
    let command = try prepared()
    defer { command.clean() }
    let result = try command.run("measure", "plug_in", dataset, "--format", "json")
    #expect(result.errors.isEmpty, "\(result.errors)")
    #expect(try result.json()["samples"] as? Int == samples)
  }

  @Test func severalColumnsMayHoldCommasInTheirNames() throws {
    let command = try prepared()
    defer { command.clean() }
    for names in ["\(Self.order),time", "\"\(Self.order)\",time"] {
      let result = try command.run("measure", "plug_in", "an.csv:\(names)")
      #expect(result.errors.contains("has 2 columns, one is needed"), "\(result.errors)")
    }
  }

  @Test(arguments: [
    ("ragged.csv:x", 2, "ragged.csv:3:1: line 3 has 1 cell, the header has 2"),
    ("double.csv:x", 2, "several columns are called 'x'; take one by its number: 1, 2"),
    ("open.csv:x", 2, "open.csv:3:1: a quote is not closed"),
    ("empty.csv", 2, "empty.csv: the file holds no numbers: it is empty"),
    ("header.csv:x", 2, "only the names of its columns"),
    ("binary.csv", 2, "binary.csv: neither an HDF5 file, a NumPy file, nor a table of text"),
    ("large.csv:s", 2, "large.csv:3:1: s, line 3: 1152921504606846977 has no exact"),
    ("data.h5:/large", 2, "data.h5:/large: element 2: 1152921504606846977 has no exact"),
    (".", 2, ".: is a folder; name a file in it"),
    ("data.h5:/cells/count", 3, "no dataset '/cells/count'; did you mean '/cells/counts'?"),
    ("data.h5:/cells", 3, "/cells is a group; datasets in it: /cells/counts"),
    ("data.h5:/cells/counts[::0]", 2, "'::0': a step of 0 leads nowhere"),
    ("data.h5:/cells/counts[-5]", 2, "'-5' is beyond the last element, 3"),
    ("none.csv:renyi_entropy(order: 2)", 3, "none.csv: no such file"),
  ])
  func whatCannotBeReadIsNamed(dataset: String, status: Int32, message: String) throws {
    let command = try prepared()
    defer { command.clean() }
    let result = try command.run("measure", "plug_in(values: symbols)", dataset)
    #expect(result.status == status)
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(!result.errors.contains("NSCocoaErrorDomain"))
    #expect(result.output.isEmpty)
  }

  @Test("A sample loses its missing numbers with a word; a series with some is refused")
  func missingNumbers() throws {
    let command = try prepared()
    defer { command.clean() }
    let sample = try command.run(
      "measure", "plug_in(values: symbols)", "an.csv:rotation", "--format", "json")
    #expect(try sample.json()["samples"] as? Int == 3)
    #expect(sample.errors.contains("numbers are missing in 1 of 4 rows, which are left out"))
    let series = try command.run("measure", "permutation_entropy", "an.csv:rotation")
    #expect(series.status == 2)
    #expect(series.errors.contains("numbers are missing in 1 of 4 rows, the first in line"))
  }

  @Test func wholeNumbersThatStayWhatTheyAreAreRead() throws {
    let command = try prepared()
    defer { command.clean() }
    let json = try command.run(
      "measure", "plug_in(values: symbols)", "data.h5:/even", "--format", "json"
    ).json()
    let expected = log(3) - 2.0 / 3 * log(2)
    #expect(abs((json["value"] as? Double ?? 0) - expected) < 1e-15)
  }

  @Test func threeAxesAreNotTakenForTwo() throws {
    let command = try prepared()
    defer { command.clean() }
    let refused = try command.run("measure", "kozachenko_leonenko", "data.h5:/tensor")
    #expect(refused.status == 2)
    #expect(
      refused.errors.contains("data.h5:/tensor has 3 axes, [5][6][3]"), "\(refused.errors)")
    #expect(refused.errors.contains("[:, 0, :]"))
    let cut = try command.run(
      "measure", "kozachenko_leonenko(k: 1)", "data.h5:/tensor[:, 0, :]", "--format", "json")
    #expect(try cut.json()["samples"] as? Int == 5)
  }

  @Test func compareTellsColumnsApart() throws {
    let command = try prepared()
    defer { command.clean() }
    let result = try command.run(
      "compare", "an.csv:\(Self.order)", "an.csv:time", "--independent", "--format", "json")
    #expect(result.status == 0, "\(result.errors)")
    let comparisons = try result.json()["comparisons"] as? [String: [String: Any]]
    let samples = comparisons?["values"]?["samples"] as? [[String: Any]]
    #expect(samples?.compactMap { $0["mean"] as? Double } == [2, 1.5], "\(result.output)")
  }

  @Test(arguments: [
    ("shannon", "'shannon' is a definition, which is not called on data by itself (say plug_in"),
    ("tsallis", "say plug_in(definition: tsallis, order: 2)"),
    ("plug_in(zzzzzzzz: 3)", "blocks"),
  ])
  func aCallThatIsNoneHasAdvice(call: String, message: String) throws {
    let command = try prepared()
    defer { command.clean() }
    let result = try command.run("measure", call, "data.h5:/cells/counts")
    #expect(result.status == 2)
    #expect(
      result.errors.replacing("\n", with: " ").contains(message), "\(result.errors)")
  }
}
