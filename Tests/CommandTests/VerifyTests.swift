import ClausiusHDF5Storage
import Foundation
import Testing

@Suite("verify") struct VerifyTests {
  /// A command with a finished run, and its path.
  private func run(
    _ scenario: String = Command.school(), _ arguments: String..., in command: Command,
    environment: [String: String] = [:]
  ) throws -> String {
    try command.write(scenario, to: "school.yaml")
    let run = try command.run(
      ["run", "school.yaml", "-o", "a.h5md", "--quiet"] + arguments, environment: environment)
    #expect(run.status == 0, "\(run.errors)")
    return "a.h5md"
  }

  private func verify(
    _ command: Command, _ arguments: String..., environment: [String: String] = [:]
  ) throws -> (status: Int32, json: [String: Any]) {
    let result = try command.run(
      ["verify", "a.h5md", "--format", "json"] + arguments, environment: environment)
    return (result.status, try result.json())
  }

  /// Adds `change` to one number of a file, and takes its checksums away where `hides` is set.
  private func change(
    _ command: Command, _ dataset: String, at place: [Int], by change: Double, hides: Bool = true
  ) throws {
    let file = try HDF5File.openForWriting(command.path("a.h5md"))
    let values = try file.root.openDataset(dataset)
    let count = place.map { _ in 1 }
    let old = try values.read(as: Double.self, at: place, count: count)
    try values.write([old[0] + change], at: place, count: count)
    if hides {
      try file.root.removeLink("provenance/checksums")
      try file.root.openGroup("provenance").attributes.remove("content_sha256")
    }
    try file.close()
  }

  @Test("A run is proved bit for bit, on any number of threads, without a second file")
  func proved() throws {
    let command = try Command()
    defer { command.clean() }
    _ = try run(in: command)
    let (status, json) = try verify(command, "--threads", "2")
    #expect(status == 0)
    #expect(json["verdict"] as? String == "proved")
    #expect(json["frames_agreeing"] as? Int == 41)
    #expect((json["content_sha256"] as? String)?.count == 64)
    let text = try command.run("verify", "a.h5md")
    #expect(text.output.hasPrefix("a.h5md: proved bit for bit, all 41 frames\n"))
    let names = try FileManager.default.contentsOfDirectory(atPath: command.folder.path())
    #expect(names.filter { !$0.hasPrefix(".") }.sorted() == ["a.h5md", "school.yaml"])
  }

  @Test("The first difference is named with dataset, frame, individual, component and numbers")
  func differs() throws {
    let command = try Command()
    defer { command.clean() }
    _ = try run(in: command)
    try change(command, "coordinates", at: [7, 3, 1], by: 1e-9)
    let (status, json) = try verify(command)
    #expect(status == 1)
    #expect(json["verdict"] as? String == "differs")
    #expect(json["frames_agreeing"] as? Int == 7)
    let difference = try #require(json["first_difference"] as? [String: Any])
    #expect(difference["dataset"] as? String == "/particles/trajectory/position/value")
    #expect(difference["frame"] as? Int == 7)
    #expect(difference["time"] as? Double == 3.5)
    #expect(difference["index"] as? [Int] == [3, 1])
    #expect(difference["place"] as? String == "individual 3, component y")
    let numbers = try #require(difference["difference"] as? Double)
    #expect(abs(numbers - 1e-9) < 1e-14)
    let part = try verify(command, "--frames", "7")
    #expect(part.status == 0)
    #expect(part.json["verdict"] as? String == "proved")
  }

  @Test("A change that the checksums show is damage")
  func damaged() throws {
    let command = try Command()
    defer { command.clean() }
    _ = try run(in: command)
    try change(command, "polarization", at: [2], by: 1e-9, hides: false)
    for verb in ["verify", "inspect"] {
      let result = try command.run(verb, "a.h5md")
      #expect(result.status == 3)
      #expect(
        result.errors.contains("damaged: the checksum of /observables/polarization/value is wrong"),
        "\(result.errors)")
    }
  }

  @Test("Parameters that the checksums show as damaged are not analyzed")
  func damagedParameters() throws {
    let command = try Command()
    defer { command.clean() }
    _ = try run(in: command)
    try command.copy("a.h5md", to: "b.h5md")
    let file = try HDF5File.openForWriting(command.path("a.h5md"))
    try file.root.openGroup("parameters").attributes.write("attraction_radius", 4.5)
    try file.close()
    for words in [
      ["analyze", "a.h5md", "--diagnostics", "clusters"], ["compare", "a.h5md", "b.h5md"],
      ["plot", "a.h5md", "-o", "a.svg"], ["view", "a.h5md", "--export", "a.html"],
      ["repair", "a.h5md"],
    ] {
      let result = try command.run(words)
      #expect(result.status == 3, "\(words)")
      #expect(
        result.errors.contains(
          "a.h5md: damaged: the checksum of the attributes of /parameters is wrong"),
        "\(result.errors)")
    }
    #expect(!command.exists("a.svg") && !command.exists("a.html"))
    // What somebody has added to a file or noted on its datasets is no damage.
    let other = try HDF5File.openForWriting(command.path("b.h5md"))
    let mask = try other.root.createDataset("mask", of: Double.self, shape: [2])
    try mask.write([0, 1])
    try other.root.createGroup("notes").attributes.write("who", .fixed("me"))
    try other.root.openDataset("polarization").attributes.write("note", .fixed("mine"))
    try other.close()
    #expect(try command.run("analyze", "b.h5md", "--diagnostics", "clusters").status == 0)
    #expect(try command.run("repair", "b.h5md").status == 0)
  }

  @Test("A property that differs from that of the run is found without checksums")
  func property() throws {
    let command = try Command()
    defer { command.clean() }
    _ = try run(in: command)
    let file = try HDF5File.openForWriting(command.path("a.h5md"))
    try file.root.openGroup("parameters").attributes.write("attraction_radius", 16.5)
    try file.root.removeLink("provenance/checksums")
    try file.root.openGroup("provenance").attributes.remove("content_sha256")
    try file.close()
    let (status, json) = try verify(command)
    #expect(status == 1)
    #expect(
      json["reason"] as? String
        == "parameter attraction_radius: 16.5 in the file, 17.0 in the run")
  }

  #if arch(x86_64)
    @Test("Other kernels agree until rounding has grown, and a frame that was changed differs")
    func otherKernels() throws {
      let command = try Command()
      defer { command.clean() }
      let other = ["CLAUSIUS_SIMD": "baseline"]
      _ = try run(
        Command.school(
          individuals: "100", run: "{duration: 100, time_step: 0.1, seed: 4}",
          output: "{every: 1}"), in: command)
      let (status, json) = try verify(command, environment: other)
      guard json["kernels_of_file"] as? String != "baseline" else { return }
      #expect(status == 1)
      #expect(json["verdict"] as? String == "drifts")
      let agreeing = try #require(json["frames_agreeing"] as? Int)
      let largest = try #require(json["largest_difference"] as? Double)
      #expect(agreeing > 3 && agreeing < 101)
      #expect(largest > 0 && largest <= 1e-8)
      let part = try verify(command, "--frames", "\(agreeing)", environment: other)
      #expect(part.status == 0)
      #expect(part.json["verdict"] as? String == "agrees")
      // Without the variable the kernels of the file are taken.
      #expect(try verify(command).json["verdict"] as? String == "proved")
      try change(command, "coordinates", at: [1, 0, 0], by: 0.1)
      let changed = try verify(command, "--frames", "4", environment: other)
      #expect(changed.status == 1)
      #expect(changed.json["verdict"] as? String == "differs")
      #expect((changed.json["reason"] as? String)?.hasPrefix("frame 2 agrees again") == true)
    }
  #endif

  @Test("Runs that were made longer, reversed or cut off, and parts of the quantities")
  func kinds() throws {
    let command = try Command()
    defer { command.clean() }
    _ = try run(
      Command.school(output: "{every: 0.5, quantities: [velocity]}"), "--set", "run.duration=7",
      in: command)
    #expect(try command.run("resume", "a.h5md", "--until", "20", "--quiet").status == 0)
    #expect(try verify(command).json["verdict"] as? String == "proved")
    #expect(try verify(command).json["frames_agreeing"] as? Int == 41)
    let file = try HDF5File.openForWriting(command.path("a.h5md"))
    try file.root.openDataset("velocities").setShape([30, 50, 3])
    try file.close()
    #expect(try command.run("repair", "a.h5md").status == 0)
    let repaired = try verify(command)
    #expect(repaired.status == 0)
    #expect(repaired.json["frames_agreeing"] as? Int == 30)
    #expect(repaired.json["frames_of_run"] as? Int == 41)
    let gas = try command.run(
      "run", Command.scenario("hard-discs/reversal"), "-o", "gas.h5md", "--quiet", "--set",
      "hard_discs.count=50")
    #expect(gas.status == 0, "\(gas.errors)")
    let reversed = try command.run("verify", "gas.h5md", "--format", "json")
    #expect(try reversed.json()["verdict"] as? String == "proved", "\(reversed.errors)")
  }

  @Test("A start file that is gone is stood in for by the first frame")
  func startFile() throws {
    let command = try Command()
    defer { command.clean() }
    _ = try run(in: command)
    try command.move("a.h5md", to: "start.h5md")
    _ = try run(
      Command.school(more: "  start: file\n  start_file: start.h5md"), in: command)
    #expect(try verify(command).json["verdict"] as? String == "proved")
    try command.move("start.h5md", to: "elsewhere.h5md")
    let result = try command.run("verify", "a.h5md", "--frames", "3")
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.contains("agrees within rounding, the first 3 frames"))
    #expect(result.errors.contains("start.h5md, where the run starts, is gone"))
  }

  @Test("A file without a scenario, and what is no trajectory, are refused in one line")
  func refusals() throws {
    let command = try Command()
    defer { command.clean() }
    let foreign = Command.package.appending(path: "Tests/ForeignFiles/plain.h5md").path()
    let result = try command.run("verify", foreign)
    #expect(result.status == 2)
    #expect(
      result.errors == "\(foreign): the file holds no scenario, so its run cannot be made again\n")
    #expect(try command.run("verify", "none.h5md").status == 3)
    #expect(try command.run("verify", foreign, "--frames", "0").status == 2)
  }

  @Test(
    "The hash is that which h5py computes", .enabled(if: Command.python != nil),
    arguments: OldFileTests.names)
  func python(name: String) throws {
    let command = try Command()
    defer { command.clean() }
    let scenario = Command.package.appending(path: "Tests/OldFiles/\(name).yaml").path()
    #expect(try command.run("run", scenario, "-o", "a.out", "--quiet").status == 0)
    let script = Command.package.appending(path: "Tests/content_hash.py").path()
    let python = try #require(Command.python)
    let running = try command.start([script, "a.out"], executable: python)
    let result = try running.wait()
    #expect(result.status == 0, "\(result.errors)")
    let facts = try command.run("inspect", "a.out", "--format", "json").json()
    #expect(
      facts["content_sha256"] as? String
        == result.output.split(separator: "\n").first.map(String.init))
  }

  @Test("A bit that flips anywhere is found, or changes no number", arguments: OldFileTests.names)
  func flippedBits(name: String) throws {
    let command = try Command()
    defer { command.clean() }
    let scenario = Command.package.appending(path: "Tests/OldFiles/\(name).yaml").path()
    #expect(try command.run("run", scenario, "-o", "whole", "--quiet").status == 0)
    let sound = try Data(contentsOf: URL(filePath: command.path("whole")))
    var found = 0
    for mutant in 0..<100 {
      var data = sound
      data[(mutant * 1_000_003 + 17) % sound.count] ^= 1 << UInt8(mutant % 8)
      try data.write(to: URL(filePath: command.path("a.h5md")))
      let inspected = try command.run("inspect", "a.h5md")
      if inspected.status != 0 {
        #expect(inspected.status == 3, "\(inspected.errors)")
        found += 1
        continue
      }
      let result = try command.run("verify", "a.h5md", "--quiet")
      // What only the proof needs, such as the name of an attribute of the provenance.
      if result.status == 3, result.errors.contains("a.h5md") {
        found += 1
        continue
      }
      #expect(result.output.contains("proved bit for bit, all"), "\(mutant): \(result.output)")
    }
    #expect(found > 10)
  }
}
