import Foundation
import Testing

/// `clausius measure` and `compare` on tables and arrays as other programs write them;
/// `Tests/ForeignFiles/make_table_files.py` makes them.
@Suite("Tables and arrays of other programs")
struct TableTests {
  private static let folder = Command.package.appending(path: "Tests/ForeignFiles/tables").path()

  private func measure(_ call: String, _ name: String) throws -> Command.Result {
    let command = try Command()
    defer { command.clean() }
    return try command.run("measure", call, Self.folder + "/" + name, "--format", "json")
  }

  private func value(_ call: String, _ name: String) throws -> (Double?, Int?) {
    let result = try measure(call, name)
    #expect(result.status == 0, "\(result.errors)")
    let json = try result.json()
    return (
      (json["value"] as? Double).map { ($0 * 1e6).rounded() / 1e6 }, json["samples"] as? Int
    )
  }

  @Test(
    "One table is the same in every dialect",
    arguments: [
      ("plain.csv:x", "commas, 1 header line"), ("windows.csv:x", "commas, 1 header line"),
      ("utf16.csv:x", "commas, UTF-16, 1 header line"),
      ("semicolon.csv:x", "semicolons, 1 header line"),
      ("german.csv:x", "semicolons, decimal commas, 1 header line"),
      ("tab.tsv:x", "tabs, 1 header line"), ("space.txt:x", "spaces, 1 header line"),
      ("hash.txt:x", "spaces, 1 header line, comments after #"),
      ("quoted.csv:x", "commas, 1 header line"),
      ("three-headers.csv:1", "commas, 3 header lines"),
      ("three-headers.csv:nose/x", "commas, 3 header lines"),
    ])
  func dialects(name: String, dialect: String) throws {
    let result = try measure("spacing_entropy", "dialects/" + name)
    let json = try result.json()
    #expect(abs((json["value"] as? Double ?? 0) - 1.391281) < 5e-7, "\(result.errors)")
    #expect(json["samples"] as? Int == 300)
    let reading = (json["read_as"] as? [String])?.first
    #expect(reading?.hasPrefix(dialect + "; column 1") == true, "\(reading ?? "")")
  }

  @Test(
    "Numbers may be names of columns",
    arguments: ["named.csv:a", "numbered.csv:0", "numbered-rows.csv:0"])
  func numberedColumns(name: String) throws {
    let (value, samples) = try value("spacing_entropy", name)
    #expect(value == -5.515047)
    #expect(samples == 200)
  }

  @Test("A name that is the number of another column is told")
  func doubtfulColumn() throws {
    let result = try measure("spacing_entropy", "numbered-rows.csv:1")
    #expect(result.errors.contains("'1' is taken as the name of a column"), "\(result.errors)")
    #expect(result.errors.contains("counted from 1 it is column '0'"), "\(result.errors)")
  }

  @Test(
    "Packed numbers are unpacked, missing ones left out",
    arguments: [
      ("temperature", 1.436036, 4000, "K"), ("with_gaps", 1.435584, 3960, "K"),
      ("in_range", 1.435584, 3960, nil), ("missing_value", 1.435584, 3960, nil),
    ])
  func packedNumbers(name: String, value: Double, samples: Int, unit: String?) throws {
    let result = try measure("spacing_entropy", "packed.nc:/" + name)
    let json = try result.json()
    #expect(abs((json["value"] as? Double ?? 0) - value) < 5e-7)
    #expect(json["samples"] as? Int == samples)
    #expect(json["data_unit"] as? String == unit)
    let word = "numbers are missing in 40 of 4000 rows, which are left out"
    #expect(result.errors.contains(word) == (samples == 3960))
  }

  @Test("A series with missing numbers is refused")
  func seriesWithGaps() throws {
    let result = try measure("permutation_entropy(order: 3)", "packed.nc:/with_gaps")
    #expect(result.status == 2)
    #expect(result.errors.contains("the first in row 1; permutation_entropy needs successive ones"))
  }

  @Test("Bins of numbers in single precision are those of numpy.histogram")
  func singlePrecision() throws {
    let hundredths = try value("plug_in(bins: 100, range: [0, 1])", "single.h5:/hundredths")
    #expect(hundredths.0 == 4.399754)
    let nearOne = try value("plug_in(bins: 10, range: [0.9, 1.1])", "single.h5:/near_one")
    #expect(nearOne.0 == 0.853236)
  }

  @Test(
    "Arrays of NumPy and fields of compound datasets are read",
    arguments: [
      "fortran.npy[:, 0]", "big.npy[:, 0]", "arrays.npz:table[:, 0]",
      "compound.h5:/tracks/table.x", "compound.h5:/tracks/table.place[:, 0]",
    ])
  func arrays(name: String) throws {
    let (value, samples) = try value("spacing_entropy", name)
    #expect(value == 1.391281)
    #expect(samples == 300)
  }

  @Test(
    "What is not read is named",
    arguments: [
      ("objects.npy", "holds Python objects (a pickle), which are not read"),
      ("arrays.npz", "say which array"),
      ("arrays.npz:none", "no array 'none'; arrays: table, single"),
      ("compound.h5:/tracks/table", "holds rows of fields"),
      ("compound.h5:/tracks/table.z", "there is no such field; fields: x, n, place"),
    ])
  func refusals(name: String, message: String) throws {
    let result = try measure("spacing_entropy", name)
    #expect(result.status == 2 || result.status == 3)
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  @Test("A pipe is read once and gives all of its columns")
  func pipes() throws {
    let command = try Command()
    defer { command.clean() }
    let shell = URL(filePath: "/bin/bash")
    func run(_ line: String) throws -> Command.Result {
      try command.start(
        ["-c", line], environment: ["C": Command.executable.path(), "F": Self.folder],
        executable: shell
      ).wait()
    }
    let substituted = try run("$C measure spacing_entropy <(cat $F/dialects/german.csv):x")
    #expect(substituted.output.hasPrefix("spacing_entropy  1.39128058"), "\(substituted.errors)")
    let twice = try run(
      "cat $F/dialects/plain.csv | $C measure mutual_information /dev/stdin:x /dev/stdin:y")
    #expect(twice.output.contains(" 300\n"), "\(twice)")
    let hdf5 = try run("cat $F/packed.nc | $C measure spacing_entropy /dev/stdin:/temperature")
    #expect(hdf5.status == 2)
    #expect(hdf5.errors.contains("an HDF5 file does not come through a pipe"))
    let zipped = try run("$C measure spacing_entropy <(gzip -c $F/dialects/tab.tsv):x")
    #expect(zipped.output.hasPrefix("spacing_entropy  1.39128058"), "\(zipped.errors)")
  }

  @Test("Compare leaves missing numbers out and says so")
  func comparison() throws {
    let command = try Command()
    defer { command.clean() }
    let result = try command.run(
      "compare", Self.folder + "/packed.nc:/temperature", Self.folder + "/packed.nc:/with_gaps",
      "--independent")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("missing in 40 rows, which are left out"), "\(result.output)")
  }

  @Test("Windows of very small numbers have weights")
  func smallNumbers() throws {
    let command = try Command()
    defer { command.clean() }
    for power in ["", "e-180", "e180"] {
      try command.write(
        "x\n" + [3, 1, 2, 5, 4, 7, 6].map { "\($0)\(power)\n" }.joined(), to: "x.csv")
      let json = try command.run(
        "measure", "weighted_permutation_entropy(order: 3)", "x.csv:x", "--format", "json"
      ).json()
      #expect(abs((json["value"] as? Double ?? 0) - 1.2539355) < 1e-6, "\(power)")
    }
  }
}
