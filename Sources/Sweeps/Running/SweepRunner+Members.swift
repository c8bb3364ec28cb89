import ClausiusDeclarations
import ClausiusHDF5Storage
import ClausiusRuns
import Foundation

extension SweepRunner {
  /// Runs a member; `nil` when it was stopped.
  ///
  /// - Throws: what is no fault of the member: the disk.
  func row(of member: SweepMember) throws -> MemberRow? {
    let start = ContinuousClock.now
    var row = MemberRow(
      identity: member.identity, status: .complete, settings: settings(of: member), wallTime: 0)
    do {
      guard let outcome = try outcome(of: member) else { return nil }
      (row.results, row.trajectory) = (outcome.results, outcome.trajectory)
      if let series = outcome.series {
        try seriesWriter?.add(series.line(of: sweep.manifest.hash))
      }
    } catch let error as RunError where [.storage, .fileTooLarge].contains(error.kind) {
      throw SweepError(.storage, error.description)
    } catch let error as HDF5Error where error.reason.isOfDevice {
      throw error
    } catch let error as SweepError {
      throw error
    } catch {
      row.status = .failed
      row.error = "\(error)"
    }
    row.wallTime = (ContinuousClock.now - start) / .seconds(1)
    try note(row, member)
    return row
  }

  private func settings(of member: SweepMember) -> [(key: String, value: String)] {
    var settings = zip(member.axes, member.values).map { (key: $0.key, value: $1.text) }
    if !settings.contains(where: { $0.key == SweepAxis.seedKey }) {
      settings.append((SweepAxis.seedKey, sweep.plan.scenario.run.seed.scenarioText))
    }
    return settings
  }

  private func outcome(of member: SweepMember) throws -> MemberRun.Outcome? {
    let run = MemberRun(plan: sweep.plan, program: sweep.program)
    guard sweep.plan.keys.writesTrajectories else {
      return try run.measure(member) { self.mustEnd }
    }
    let name = sweep.folder.trajectory(
      of: member.identity, extension: type(of: sweep.plan.scenario.model).trajectoryExtension)
    let path = sweep.folder.path + "/" + name
    guard let results = try run.write(member, to: path, shouldStop: { self.mustEnd }) else {
      return nil
    }
    guard isKept(results) else {
      unlink(path)
      return MemberRun.Outcome(results: results)
    }
    return MemberRun.Outcome(results: results, trajectory: name)
  }

  /// Whether the trajectory of a member is kept.
  private func isKept(_ results: [MemberResult]) -> Bool {
    guard let condition = sweep.plan.keys.keepWhere else { return true }
    let call = condition.diagnostic?.text ?? sweep.plan.calls[0]
    return MeasuredValue(results, of: call, field: condition.field)?.fulfils(condition) ?? false
  }

  /// Writes why a member failed; takes the note of an earlier failure away.
  private func note(_ row: MemberRow, _ member: SweepMember) throws(SweepError) {
    let path = sweep.folder.failure(of: member.identity)
    guard row.status == .failed else {
      unlink(path)
      return
    }
    try SweepFolder.makeFolder(of: path)
    let lines = [member.inWords, member.command(of: sweep.plan.scenario), row.error ?? ""]
    try WholeFile.write(lines.joined(separator: "\n") + "\n", to: path)
  }
}
