import ArgumentParser
import ClausiusDeclarations
import ClausiusScenarios
import ClausiusSimulationCore
import ClausiusSweeps
import Foundation

/// `clausius sweep FILE`: many runs of one scenario, and one table.
struct SweepScenario: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Run a scenario with many values of its keys, and make one table.",
    discussion: """
      Runs the members that the key 'sweep' of the scenario names and writes sweep.csv and sweep.h5 into output/NAME. \
      The same command again goes on where it was stopped, and runs only what is new when the sweep has grown.

        \(ProgramName.current) sweep scenarios/sweeps/zones.yaml --dry-run
        \(ProgramName.current) sweep scenarios/sweeps/zones.yaml --jobs 2
        \(ProgramName.current) sweep scenarios/sweeps/zones.yaml --part 3/10
      """)

  @Argument(
    help: "A scenario file (YAML) with the key 'sweep'.",
    completion: .file(extensions: ["yaml", "yml"]))
  var scenario: String

  @Option(
    name: .shortAndLong, help: "The folder of the sweep; output/NAME by default.",
    completion: .directory)
  var output: String?

  @Option(help: "Members that run at the same time; one for each processor by default.")
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Only part i of n, which other processes can run beside the others.", valueName: "i/n"))
  var part: String?

  @Option(help: ArgumentHelp("Only this member, by its number.", valueName: "member"))
  var only: Int?

  @Flag(help: "Run one member, say what all would need, and write nothing.")
  var dryRun = false

  @Flag(help: "Say how many members are complete, have failed, or are pending.")
  var status = false

  @Flag(help: "Only make the tables of the members that are done.")
  var collect = false

  @Flag(help: "Run members again that failed.")
  var retryFailed = false

  @Option(
    help: ArgumentHelp(
      "Stop cleanly after this time, such as 90s, 30min or 2h.", valueName: "time"))
  var stopAfter: WallTime?

  @Option(
    help: """
      Print a script that runs all parts: \(SweepScript.allValueStrings.joined(separator: ", ")). One member is run to \
      find out how many parts there should be.
      """)
  var script: SweepScript?

  @Flag(help: "No progress line.")
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    if let part, SweepPart(part) == nil {
      throw ValidationError("--part \(part): write i/n with i from 1 to n, such as 2/5")
    }
    guard [dryRun, status, collect, script != nil].count(where: { $0 }) <= 1 else {
      throw ValidationError("--dry-run, --status, --collect and --script exclude one another")
    }
  }

  func run() throws {
    let catalogs = Catalogs.current
    let read = try Scenario.read(
      path: scenario, systems: catalogs.systems, diagnostics: catalogs.diagnostics)
    if output?.isEmpty == true { throw Failure(.wrongInput, "-o needs the name of a folder") }
    let folder = SweepFolder(output ?? "output/\(read.name)")
    let sweep = try Sweep(read, in: folder, program: catalogs.program)
    if let only, !(0..<sweep.plan.count).contains(only) {
      throw Failure(
        .wrongInput, "--only \(only): the sweep has members 0 to \(sweep.plan.count - 1)")
    }
    if sweep.plan.keys.refine != nil, part != nil || script != nil {
      throw Failure(
        .wrongInput,
        "\(part == nil ? "--script" : "--part"): which members a refined sweep has depends on the "
          + "others; run it in one process with --jobs")
    }
    if status { return Terminal.output(SweepReport.table(SweepStatus(try sweep.rows()))) }
    if collect { return try makeTables(sweep) }
    if dryRun { return try showNeeds(sweep) }
    if let script { return try show(script, for: sweep) }
    try runMembers(sweep)
  }

  private func makeTables(_ sweep: Sweep) throws {
    guard try OutputPath.presence(of: sweep.folder.manifest) != .absent else {
      throw Failure(.storage, "\(sweep.folder.path) holds no sweep; run it first")
    }
    try sweep.collect()
    Terminal.output(SweepReport.tables(sweep.folder))
  }

  /// How many members run at the same time.
  private var threads: Int { jobs ?? ThreadPool.availableThreads }

  private func showNeeds(_ sweep: Sweep) throws {
    try sweep.plan.checkMembers()
    if let only {
      return Terminal.output(sweep.plan.member(only).command(of: sweep.plan.scenario))
    }
    let status = SweepStatus(try sweep.rows())
    Terminal.output(
      SweepReport.needs(try needs(of: sweep), of: sweep, status, jobs: threads))
  }

  /// What one member has shown.
  private func needs(of sweep: Sweep) throws -> SweepEstimate {
    Interruption.listen()
    guard
      let needed = try sweep.estimate(jobs: threads, shouldStop: { Interruption.isRequested })
    else { throw Failure(Interruption.status, "interrupted") }
    return needed
  }

  private func show(_ script: SweepScript, for sweep: Sweep) throws {
    try sweep.plan.checkMembers()
    let pending = SweepStatus(try sweep.rows()).pending
    let command = [ProgramName.current, "sweep", scenario, "-o", sweep.folder.path]
      .map(\.quotedForShell).joined(separator: " ")
    Terminal.output(
      script.text(
        command, name: sweep.plan.scenario.name.filter { $0.isLetter || $0.isNumber || $0 == "-" },
        pending: pending, seconds: try needs(of: sweep).seconds))
  }
}

// MARK: - Running

extension SweepScenario {
  private func runMembers(_ sweep: Sweep) throws {
    let rows = try sweep.rows()
    if let note = sweep.note { Terminal.message("note: \(note)") }
    try sweep.begin()
    if let only {
      Terminal.message(sweep.plan.member(only).command(of: sweep.plan.scenario))
    }
    let members = wanted(rows)
    if !members.isEmpty { try run(members, of: sweep) }
    let sweep = only == nil ? try refined(sweep) : sweep
    let whole = part == nil && only == nil
    if whole { try sweep.collect() }
    try report(sweep, hasTables: whole)
  }

  /// Runs the generations of a refinement, until nothing is left to split.
  private func refined(_ sweep: Sweep) throws -> Sweep {
    var sweep = sweep
    while let next = try sweep.grown() {
      try next.plan.checkMembers()
      sweep = next
      let rows = try sweep.rows()
      let members = rows.indices.filter { rows[$0] == nil }
      if !quiet { Terminal.message("refining: \(members.count) more of \(rows.count) members") }
      if !members.isEmpty { try run(members, of: sweep) }
    }
    return sweep
  }

  /// The numbers of the members that are to be run.
  private func wanted(_ rows: [MemberRow?]) -> [Int] {
    let part = part.flatMap(SweepPart.init) ?? .whole
    return rows.indices.filter { number in
      guard part.contains(number), only == nil || only == number else { return false }
      return rows[number] == nil || (rows[number]?.status == .failed && retryFailed)
    }
  }

  private func run(_ members: [Int], of sweep: Sweep) throws {
    Interruption.listen()
    let end = [stopAfter?.duration, WallTime.leftOfJob].compactMap { $0 }.min()
      .map { ContinuousClock.now + $0 }
    let runner = try SweepRunner(
      sweep, members: members, part: part.flatMap(SweepPart.init) ?? .whole, jobs: threads,
      shouldStop: { Interruption.isRequested || end.map { ContinuousClock.now > $0 } ?? false })
    let line = SweepProgress(isQuiet: quiet)
    defer { line.finish() }
    let (ending, progress) = try runner.run { line.report($0) }
    line.finish()
    switch ending {
    case .finished: return
    case .hopeless:
      throw Failure(
        .failed,
        "\(progress.failed) of the first \(progress.done) members failed; the reasons are in "
          + "\(sweep.folder.path)/failed; the same command goes on with the others")
    case .stopped:
      let left = members.count - progress.done
      let text = "stopped with \(left) members left; the same command goes on"
      throw Interruption.isRequested ? Failure(Interruption.status, text) : Failure(.fine, text)
    }
  }

  private func report(_ sweep: Sweep, hasTables: Bool) throws {
    let status = SweepStatus(try sweep.rows())
    Terminal.output(SweepReport.table(status))
    if hasTables { Terminal.output(SweepReport.tables(sweep.folder)) }
    guard status.failed > 0 else { return }
    throw Failure(
      .failed,
      "\(status.failed) of \(status.members) members failed; the reasons are in "
        + "\(sweep.folder.path)/failed, and --retry-failed runs them again")
  }
}

/// A time on the clock: a number with s, min or h after it; seconds without.
struct WallTime: ExpressibleByArgument {
  /// The time.
  var duration: Duration

  /// What is left of a job of Slurm, less a minute to end cleanly; `nil` outside of one.
  static var leftOfJob: Duration? {
    let environment = ProcessInfo.processInfo.environment
    guard let text = environment["SLURM_JOB_END_TIME"], let end = Double(text) else { return nil }
    return .seconds(max(0, min(1e10, end - Date().timeIntervalSince1970 - 60)))
  }

  init?(argument: String) {
    let units = [("min", 60.0), ("h", 3600.0), ("s", 1.0), ("", 1.0)]
    guard let (unit, length) = units.first(where: { argument.hasSuffix($0.0) }),
      let number = Double(argument.dropLast(unit.count)), number >= 0, number * length < 1e10
    else { return nil }
    duration = .seconds(number * length)
  }
}
