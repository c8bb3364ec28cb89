import ClausiusHDF5Storage
import Foundation
import Testing

/// `clausius measure` on datasets of HDF5 files and columns of CSV files.
@Suite struct MeasureTests {
  /// Counts, a matrix and a text in a file of another program.
  private func write(to command: Command) throws {
    let file = try HDF5File.create(command.path("data.h5"))
    let group = try file.root.createGroup("cells")
    try group.createDataset("counts", [4, 2, 1, 1] as [Int64])
    try file.root.createDataset("matrix", [0, 10, 1, 20, 2, 30] as [Double], shape: [3, 2])
    try file.close()
    try command.write("time,x,y\n0,4,1\n1,2,1\n2,1,2\n3,1,5\n", to: "data.csv")
  }

  @Test func countsOfAGroupHaveTheirEntropy() throws {
    let command = try Command()
    defer { command.clean() }
    try write(to: command)
    let result = try command.run(
      "measure", "plug_in", "data.h5:/cells/counts", "--format", "json")
    #expect(result.status == 0)
    let json = try result.json()
    #expect(abs((json["value"] as? Double ?? 0) - 1.75 * log(2)) < 1e-15)
    #expect(json["unit"] as? String == "nat")
    #expect(json["samples"] as? Int == 8)
    #expect(json["undefined"] is NSNull)
    #expect(json["standard_error_method"] as? String == "jackknife")
  }

  @Test(arguments: [
    ("data.csv:x", 8), ("data.csv:2", 8), ("data.csv:x[1:3]", 3), ("data.h5:/cells/counts[:3]", 7),
    ("data.h5:/matrix[:, 0]", 3), ("data.h5:/matrix[1, :]", 21), ("data.h5:matrix[::2, 1]", 40),
  ])
  func partsAreCutAsInNumPy(dataset: String, samples: Int) throws {
    let command = try Command()
    defer { command.clean() }
    try write(to: command)
    let json = try command.run("measure", "plug_in", dataset, "--format", "json").json()
    #expect(json["samples"] as? Int == samples)
  }

  @Test(arguments: [
    (["plug_inn", "data.csv:x"], 2, "did you mean 'plug_in'?"),
    (["plug_in", "data.csv:z"], 2, "data.csv: no column 'z'; columns: time, x, y"),
    (["plug_in", "data.csv:x,y"], 2, "has 2 columns, one is needed"),
    (["plug_in", "data.h5:/matrix[9, 0]"], 2, "'9' is beyond the last element, 2"),
    (["plug_in", "data.h5:/matrix[0, 0, 0]"], 2, "the dataset has 2 axes, 3 are cut"),
    (["plug_in"], 2, "0 arrays were given"),
    (["plug_in", "data.h5"], 2, "say which dataset: data.h5:/PATH"),
    (["plug_in", "none.h5:/x"], 3, "none.h5: no such file"),
    (["plug_in", "data.h5:/none"], 3, "none"),
  ])
  func whatIsWrongIsNamed(arguments: [String], status: Int32, message: String) throws {
    let command = try Command()
    defer { command.clean() }
    try write(to: command)
    let result = try command.start(["measure"] + arguments).wait()
    #expect(result.status == status)
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  @Test func aNumberWithoutDataNeedsNone() throws {
    let command = try Command()
    defer { command.clean() }
    let result = try command.run("measure", "periodic_entropy(order: 3)")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("periodic_entropy(order: 3)  1\n"))
  }
}
