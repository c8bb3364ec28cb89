import ClausiusDeclarations
import ClausiusSimulationCore
import Foundation
import Testing

@testable import ClausiusScenarios

@Suite("Memory and disk")
struct ResourceTests {
  private func settings(_ scenario: Scenario) -> RunSettings {
    scenario.runSettings { path, _ in throw Problem("no file \(path)") }
  }

  @Test("The estimate counts the system, four frames, and every number of the file")
  func estimate() throws {
    let scenario = try read(
      "system: beads\nbeads: {individuals: 1000}\nrun: {duration: 10, time_step: 0.5}\n"
        + "output: {every: 1}\ndiagnostics: [polarization]\n")
    let estimate = scenario.estimate(run: settings(scenario))
    #expect(estimate.frames == 11)
    #expect(estimate.memoryBytes == 16_240_000)
    #expect(estimate.fileBytes == 528_264)
  }

  @Test("A run that cannot fit is refused with the numbers, at the place of the key")
  func refusal() throws {
    let scenario = try read(
      "system: beads\nbeads:\n  individuals: 1e12\nrun: {duration: 10, time_step: 0.5}\n"
        + "output: {every: 5}\n")
    let settings = settings(scenario)
    let refused = #expect(throws: Problems.self) {
      try scenario.checkFits(run: settings, availableMemory: 23e9, availableDisk: 80e9)
    }
    #expect(
      refused?.all.map(\.description) == [
        "s.yaml:3:3: the run needs 240 TB of memory, 23 GB are available (reduce beads.individuals)",
        "s.yaml:5:10: the run writes 144 TB in 3 frames, 80 GB are free "
          + "(raise output.every, or write fewer output.quantities)",
      ])
    try scenario.checkFits(run: settings, availableMemory: 1e15, availableDisk: 1e15)
    try scenario.checkFits(run: settings, availableMemory: nil, availableDisk: nil)
    try scenario.checkFits(
      run: settings, availableMemory: nil, availableDisk: 80e9, bytesWritten: 143.95e12)
  }

  @Test("A size that the scenario does not set is reported at its group or at the system")
  func places() throws {
    let scenario = try read("system: beads\nrun: {duration: 1, time_step: 0.5}\n")
    let settings = settings(scenario)
    let refused = #expect(throws: Problems.self) {
      try scenario.checkFits(run: settings, availableMemory: 1, availableDisk: nil)
    }
    #expect(
      refused?.description
        == "s.yaml:1:1: the run needs 16 MB of memory, 1 bytes are available "
        + "(reduce beads.individuals)")
  }

  @Test("What a system finds contradictory while it starts is reported at its key")
  func contradictionAtStart() throws {
    let scenario = try read(
      "system: beads\nbeads:\n  wire: {radius: 0.1}\nrun: {duration: 1, time_step: 0.5}\n")
    let settings = settings(scenario)
    let refused = #expect(throws: Problems.self) { try scenario.makeSystem(run: settings) }
    #expect(refused?.description == "s.yaml:3:10: no bead fits")
  }

  @Test("Seed and threads reach the system")
  func settingsOfRun() throws {
    let scenario = try read(
      "system: beads\nrun: {duration: 1, time_step: 0.5, seed: 12, threads: 3}\n")
    #expect(settings(scenario).seed == 12)
    #expect(settings(scenario).pool.threads == 3)
    #expect(settings(scenario).grid == scenario.grid)
  }

  @Test(
    "Bytes in words",
    arguments: [
      (0.0, "0 bytes"), (999, "999 bytes"), (1000, "1 kB"), (1234, "1.23 kB"), (45_678, "45.7 kB"),
      (999_400, "999 kB"), (999_600, "1 MB"), (48e12, "48 TB"), (2.5e21, "2500 EB"),
    ])
  func words(bytes: Double, expected: String) {
    #expect(ByteCount(bytes).description == expected)
  }

  @Test("This machine has memory and disk")
  func machine() throws {
    let memory = try #require(Machine.availableMemory())
    #expect(memory > 1e6)
    #expect(memory <= Double(ProcessInfo.processInfo.physicalMemory))
    // A folder that is not there yet will lie on the disk of the nearest that is.
    var statistics = statvfs()
    #expect(statvfs("/", &statistics) == 0)
    let free = Double(statistics.f_bavail) * Double(statistics.f_frsize)
    let disk = try #require(Machine.availableDisk(folder: "/no/such/folder"))
    #expect(abs(disk - free) < 1e9)
    #expect(disk <= Double(statistics.f_blocks) * Double(statistics.f_frsize))
  }

  #if os(Linux)
    @Test("Control groups of both versions limit the memory, and files in the cache do not count")
    func controlGroups() throws {
      let folder = try TemporaryFolder()
      func write(_ path: String, _ text: String) throws {
        let url = folder.url.appendingPathComponent(path)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
      }
      try write("proc/meminfo", "MemTotal: 100 kB\nMemAvailable:      9000000 kB\n")
      #expect(Machine.availableMemory(systemRoot: folder.url.path) == 9.216e9)

      try write("proc/self/cgroup", "3:cpu:/\n2:memory:/a/b\n0::/u/v\n")
      try write("sys/fs/cgroup/memory/a/b/memory.limit_in_bytes", "9223372036854771712\n")
      try write("sys/fs/cgroup/memory/a/b/memory.usage_in_bytes", "5000\n")
      try write("sys/fs/cgroup/memory/a/memory.limit_in_bytes", "8000000000\n")
      try write("sys/fs/cgroup/memory/a/memory.usage_in_bytes", "1000000000\n")
      #expect(Machine.availableMemory(systemRoot: folder.url.path) == 7e9)

      try write("sys/fs/cgroup/u/v/memory.max", "max\n")
      try write("sys/fs/cgroup/u/v/memory.current", "1000\n")
      try write("sys/fs/cgroup/u/memory.max", "4000000000\n")
      try write("sys/fs/cgroup/u/memory.current", "3000000000\n")
      try write("sys/fs/cgroup/u/memory.stat", "anon 1\ninactive_file 500000000\n")
      #expect(Machine.availableMemory(systemRoot: folder.url.path) == 1.5e9)
    }
  #endif
}
