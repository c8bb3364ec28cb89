import ClausiusDeclarations
import ClausiusHDF5Storage
import ClausiusScenarios
import Foundation
import Synchronization
import Testing

@testable import ClausiusSweeps

@Suite("Sweeps that run")
struct RunningTests {
  private static let grid =
    "{grid: {couzin.orientation_width: [0, 2, 8]}, replicates: 3, diagnostics: [polarization, phase]}"

  /// The lines of the table without the last column, the time on the clock.
  private func table(_ folder: SweepFolder) throws -> [String] {
    let text = try String(contentsOfFile: folder.csv, encoding: .utf8)
    return text.split(separator: "\n").map { line in
      line.lastIndex(of: ",").map { String(line[..<$0]) } ?? String(line)
    }
  }

  @discardableResult
  private func run(
    _ sweep: Sweep, _ members: [Int]? = nil, part: SweepPart = .whole, jobs: Int = 1,
    stopAfter: Int = .max
  ) throws -> (SweepRunner.Ending, SweepRunner.Progress) {
    try sweep.begin()
    let rows = try sweep.rows()
    let asked = Atomic<Int>(0)
    let runner = try SweepRunner(
      sweep,
      members: rows.indices.filter { rows[$0] == nil && members?.contains($0) != false },
      part: part, jobs: jobs,
      shouldStop: { asked.add(1, ordering: .relaxed).newValue > stopAfter })
    return try runner.run()
  }

  @Test("The table is the same for any number of jobs, any parts and any order")
  func sameBytes() throws {
    var tables: [[String]] = []
    for jobs in 1...2 {
      try Sweeps.withFolder { folder in
        let sweep = try Sweep(Sweeps.scenario(Self.grid), in: folder)
        try run(sweep, jobs: jobs)
        try sweep.collect()
        tables.append(try table(folder))
      }
    }
    try Sweeps.withFolder { folder in
      for number in [3, 1, 2] {
        let sweep = try Sweep(Sweeps.scenario(Self.grid), in: folder)
        let part = SweepPart(number: number, count: 3)
        try run(sweep, Array(0..<9).filter(part.contains), part: part)
      }
      try Sweep(Sweeps.scenario(Self.grid), in: folder).collect()
      tables.append(try table(folder))
    }
    #expect(tables[0].count == 10)
    #expect(
      tables[0][0]
        == "member,orientation_width,seed,status,polarization_mean,polarization_standard_error,phase,phase_share"
    )
    #expect(tables[0][1].hasPrefix("0,0,1,complete,0."))
    #expect(tables[1] == tables[0])
    #expect(tables[2] == tables[0])
  }

  @Test("A sweep that is stopped goes on, and runs nothing twice")
  func stopping() throws {
    try Sweeps.withFolder { whole in
      try Sweeps.withFolder { folder in
        let reference = try Sweep(Sweeps.scenario(Self.grid), in: whole)
        try run(reference)
        try reference.collect()
        var done = 0
        for _ in 0..<40 {
          let sweep = try Sweep(Sweeps.scenario(Self.grid), in: folder)
          let (ending, progress) = try run(sweep, stopAfter: 20)
          done += progress.done
          if ending == .finished { break }
          #expect(ending == .stopped)
        }
        #expect(done == 9)
        let sweep = try Sweep(Sweeps.scenario(Self.grid), in: folder)
        try sweep.collect()
        #expect(try table(folder) == table(whole))
      }
    }
  }

  @Test("Members that fail are rows with a command, and the others go on")
  func failures() throws {
    let text = Sweeps.text(
      "{grid: {couzin.start_file: [no.h5md]}, replicates: 3, diagnostics: [polarization]}"
    ).replacing("individuals: 10,", with: "individuals: 10, start: file,")
    // The base names a file too, or it could not be read by itself.
    let base = text.replacing("start: file,", with: "start: file, start_file: none.h5md,")
    try Sweeps.withFolder { folder in
      let sweep = try Sweep(Scenario.read(text: base, path: "school.yaml"), in: folder)
      let (ending, progress) = try run(sweep)
      #expect(ending == .finished)
      #expect(progress.failed == 3)
      #expect(SweepStatus(try sweep.rows()).failed == 3)
      let note = try String(
        contentsOfFile: folder.failure(of: sweep.plan.member(1).identity), encoding: .utf8)
      #expect(
        note.contains("clausius run school.yaml --set couzin.start_file=no.h5md --seed 2\n"))
      #expect(note.contains("no.h5md"))
      try sweep.collect()
      #expect(try table(folder)[2] == "1,no.h5md,2,failed,,")
    }
  }

  @Test("When most of the first members fail the sweep stops")
  func hopeless() throws {
    let text = Sweeps.text("{replicates: 40}")
      .replacing("individuals: 10,", with: "individuals: 10, start: file, start_file: no.h5md,")
    try Sweeps.withFolder { folder in
      let sweep = try Sweep(Scenario.read(text: text, path: "school.yaml"), in: folder)
      let (ending, progress) = try run(sweep)
      #expect(ending == .hopeless)
      #expect(progress.failed == 11)
    }
  }

  @Test("A member that takes too long has failed")
  func timeout() throws {
    let sweep = "{replicates: 1, member_timeout: 0.2}"
    try Sweeps.withFolder { folder in
      let sweep = try Sweep(Sweeps.scenario(sweep, duration: 1e7), in: folder)
      let (ending, progress) = try run(sweep)
      #expect(ending == .finished)
      #expect(progress.failed == 1)
      #expect(try sweep.rows()[0]?.error?.contains("more than 0.2 s") == true)
    }
  }

  @Test("Members that are kept are measured as those that are not")
  func trajectories() throws {
    var means: [[Double?]] = []
    for keep in ["none", "trajectories"] {
      try Sweeps.withFolder { folder in
        let sweep = try Sweep(
          Sweeps.scenario(
            "{grid: {couzin.orientation_width: [0, 8]}, keep: \(keep), over: last_half}",
            duration: 20), in: folder)
        try run(sweep, jobs: 2)
        let rows = try sweep.rows()
        means.append(rows.map { $0?.results.first?.mean })
        let files = rows.compactMap { $0?.trajectory }
        #expect(files.count == (keep == "none" ? 0 : 2))
        for file in files {
          #expect(FileManager.default.fileExists(atPath: folder.path + "/" + file))
        }
      }
    }
    #expect(means[0] == means[1])
    #expect(means[0].allSatisfy { $0 != nil })
  }

  @Test("Series are those of the runs, one row a member, NaN behind the end of a shorter run")
  func series() throws {
    try Sweeps.withFolder { folder in
      let sweep = try Sweep(
        Sweeps.scenario(
          "{grid: {run.duration: [1, 2]}, replicates: 2, keep: series, diagnostics: [polarization]}"
        ), in: folder)
      try run(sweep, jobs: 2)
      try sweep.collect()
      let file = try HDF5File.openForReading(folder.seriesNetCDF)
      defer { try? file.close() }
      #expect(try file.root.openDataset("time").read(as: Double.self) == [0, 0.5, 1, 1.5, 2])
      #expect(try file.root.openDataset("seed").read(as: Int64.self) == [1, 2, 1, 2])
      let values = try file.root.openDataset("polarization").read(as: Double.self)
      #expect(values.count == 20)
      #expect(
        values.map(\.isNaN)
          == [3, 4, 8, 9].reduce(into: .init(repeating: false, count: 20)) { $0[$1] = true })
      let rows = try sweep.rows()
      for (member, first) in [(0, 0), (1, 5), (2, 10), (3, 15)] {
        let own = values[first..<first + 5].filter { !$0.isNaN }
        let mean = try #require(rows[member]?.results.first?.mean)
        #expect(abs(own.reduce(0, +) / Double(own.count) - mean) < 1e-14)
      }
      // The frames of the shorter runs are those of the longer ones.
      #expect(values[0..<3] == values[10..<13])
    }
  }

  @Test("Series need the same times in all members")
  func seriesTimes() {
    let problems = Sweeps.problems("{grid: {output.every: [0.5, 0.1]}, keep: series}")
    #expect(
      problems.contains("member 1 (output.every=0.1): has frames every 0.1, the scenario every 0.5")
    )
  }

  @Test("Two processes cannot make the tables at once")
  func collecting() throws {
    try Sweeps.withFolder { folder in
      let sweep = try Sweep(Sweeps.scenario("{replicates: 1}"), in: folder)
      try run(sweep)
      let other = open(folder.collecting, O_RDWR | O_CREAT, 0o666)
      defer { close(other) }
      #expect(flock(other, LOCK_EX | LOCK_NB) == 0)
      let error = #expect(throws: SweepError.self) { try sweep.collect() }
      #expect(error?.kind == .request)
    }
  }
}
