import ClausiusDeclarations
import ClausiusRuns
import ClausiusScenarios
import Foundation

/// A sweep with its folder: which members it has, and which of them are done.
public struct Sweep: Sendable {
  /// The members.
  public private(set) var plan: SweepPlan
  /// The files.
  public let folder: SweepFolder
  /// Which sweep it is.
  let manifest: SweepManifest
  /// What the folder said when it was opened; `nil` for a new one.
  let stored: SweepManifest?
  let program: Program

  /// The sweep of `scenario` in `folder`; nothing is written yet.
  ///
  /// - Throws: `Problems` where the scenario sweeps nothing or measures nothing; ``SweepError``
  ///   where the folder holds another sweep.
  public init(_ scenario: Scenario, in folder: SweepFolder, program: Program = Program()) throws {
    plan = try SweepPlan(scenario)
    try plan.requireCalls()
    self.folder = folder
    self.program = program
    manifest = try SweepManifest(plan, program: program)
    stored = try SweepManifest.read(folder)
    if let stored {
      try manifest.requireSame(as: stored, in: folder)
    } else if try SweepFolder.isThere(folder.rows) {
      throw SweepError(
        .request, "\(folder.rows): rows without \(folder.manifest), which says whose they are")
    }
    while let next = try grown() { plan = next.plan }
  }

  /// The sweep with the next generation of a refinement; `nil` where members are pending, or when
  /// nothing is left.
  ///
  /// - Throws: what is wrong with the new members; ``SweepError`` where rows are damaged.
  public func grown() throws -> Sweep? {
    guard plan.keys.refine != nil else { return nil }
    let rows = try rows()
    guard !rows.contains(where: { $0 == nil }) else { return nil }
    let middles = plan.middles(rows)
    guard !middles.isEmpty else { return nil }
    var next = self
    next.plan = try plan.adding(middles)
    return next
  }

  /// What a user should know: another program made the rows that are there.
  public var note: String? {
    guard let stored, stored.program != manifest.program else { return nil }
    return "rows that are there were made by \(stored.program); new ones are by \(manifest.program)"
  }

  /// Reads the members unless the folder shows that this was done, and makes the folder.
  ///
  /// - Throws: what is wrong with members, before anything is written; ``SweepError`` of the disk.
  public func begin() throws {
    if stored?.text == manifest.text, stored?.hash == manifest.hash { return }
    try plan.checkMembers()
    try manifest.write(to: folder)
  }

  /// The row of each member, `nil` for one that has not been run.
  ///
  /// - Throws: ``SweepError`` where rows are damaged or belong to another sweep.
  public func rows() throws(SweepError) -> [MemberRow?] {
    let rows = try RowReader(folder, sweep: manifest.hash).rows()
    if rows.isEmpty { return [MemberRow?](repeating: nil, count: plan.count) }
    return (0..<plan.count).map { rows[plan.member($0).identity] }
  }

  /// Makes the tables of the rows.
  ///
  /// - Throws: ``SweepError`` where somebody else makes them at the same time, rows are damaged, or
  ///   the disk fails; `HDF5Error`.
  public func collect() throws {
    let lock = try CollectLock(folder)
    defer { lock.release() }
    let table = SweepTable(plan, rows: try rows())
    try WholeFile.write(table.csv, to: folder.csv)
    try WholeFile.write(to: folder.netCDF) { try table.writeNetCDF(to: $0, of: manifest) }
    guard plan.keys.keep == .series else { return }
    try WholeFile.write(to: folder.seriesNetCDF) { path in
      try SeriesTable(table, in: folder, of: manifest).write(to: path)
    }
  }
}

/// The right to make the tables of a folder, which one process has at a time.
private struct CollectLock {
  private let descriptor: Int32
  private let path: String

  init(_ folder: SweepFolder) throws(SweepError) {
    path = folder.collecting
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw SweepError(.storage, "\(path) cannot be written: \(String(cString: strerror(errno)))")
    }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      close(descriptor)
      throw SweepError(
        .request, "\(path): another process makes the tables; wait until it has ended")
    }
  }

  func release() { close(descriptor) }
}
