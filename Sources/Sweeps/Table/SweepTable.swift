import ClausiusDeclarations
import ClausiusReports
import ClausiusScenarios

/// The one table of a sweep, made of the rows of its members: a line for each member, in the order
/// of the sweep, whoever ran it and when.
struct SweepTable {
  let plan: SweepPlan
  let rows: [MemberRow?]
  /// The columns: the number of the member, axes, seed, status, results, wall time.
  let columns: [SweepColumn]

  /// The table of the members of `plan`, one row or none for each.
  init(_ plan: SweepPlan, rows: [MemberRow?]) {
    self.plan = plan
    self.rows = rows
    var columns = [
      SweepColumn(
        name: "member", about: "the number of the member", cells: .integers(Array(rows.indices)))
    ]
    columns += Self.axes(plan)
    columns.append(
      SweepColumn(
        name: "status", about: "how the member ended",
        cells: .texts(rows.map { ($0?.status ?? .pending).rawValue })))
    for call in plan.calls { columns += Self.results(of: call, rows, beside: columns) }
    if plan.keys.writesTrajectories {
      columns.append(
        SweepColumn(
          name: "trajectory", about: "the trajectory, below the folder of the sweep",
          cells: .texts(rows.map { $0?.trajectory ?? "" })))
    }
    columns.append(
      SweepColumn(
        name: "wall_time", about: "seconds on the clock that the member took",
        cells: .numbers(rows.map { $0?.wallTime ?? .nan })))
    self.columns = columns
  }

  private static func axes(_ plan: SweepPlan) -> [SweepColumn] {
    let members = (0..<plan.count).map(plan.member)
    let columns = plan.axes.indices.map { index in
      let axis = plan.axes[index]
      return SweepColumn(
        name: axis.name, about: axis.key, cells: cells(members.map { $0.values[index] }))
    }
    guard !plan.axes.contains(where: { $0.key == SweepAxis.seedKey }) else { return columns }
    let seeds = [Int](repeating: plan.scenario.run.seed, count: plan.count)
    return columns + [
      SweepColumn(name: "seed", about: SweepAxis.seedKey, cells: .integers(seeds))
    ]
  }

  /// Values as numbers where all of them are.
  static func cells(_ values: [SweepValue]) -> SweepColumn.Cells {
    let whole = values.compactMap { Int($0.text) }
    if whole.count == values.count { return .integers(whole) }
    let numbers = values.compactMap(\.number)
    return numbers.count == values.count ? .numbers(numbers) : .texts(values.map(\.text))
  }

  /// The columns of a call: mean and standard error, or name and share; and its fields.
  private static func results(
    of call: String, _ rows: [MemberRow?], beside others: [SweepColumn]
  ) -> [SweepColumn] {
    let results = rows.map { row in row?.results.first { $0.name == call } }
    let unit = results.lazy.compactMap { $0?.unit }.first ?? "1"
    var columns: [SweepColumn]
    if results.contains(where: { $0?.word != nil }) {
      columns = [
        SweepColumn(
          name: call, about: "the name that most frames have",
          cells: .texts(results.map { $0?.word ?? "" })),
        SweepColumn(
          name: call + "_share", about: "the share of the frames that have it",
          cells: .numbers(results.map { $0?.share ?? .nan })),
      ]
    } else {
      columns = [
        SweepColumn(
          name: call + "_mean", about: "mean of \(call)", unit: unit,
          cells: .numbers(results.map { $0?.mean ?? .nan })),
        SweepColumn(
          name: call + "_standard_error", about: "standard error of the mean of \(call)",
          unit: unit, cells: .numbers(results.map { $0?.standardError ?? .nan })),
      ]
    }
    for field in fields(of: results) {
      let isTaken = (others + columns).contains { $0.name == field }
      columns.append(
        SweepColumn(
          name: isTaken ? "\(call)_\(field)" : field, about: "\(field) of \(call)",
          cells: cells(of: field, results)))
    }
    return columns
  }

  /// The names of all fields, in the order in which members have them.
  private static func fields(of results: [MemberResult?]) -> [String] {
    var names: [String] = []
    var seen: Set<String> = []
    for field in results.lazy.flatMap({ $0?.fields ?? [] }) where seen.insert(field.key).inserted {
      names.append(field.key)
    }
    return names
  }

  private static func cells(of field: String, _ results: [MemberResult?]) -> SweepColumn.Cells {
    let values = results.map { result in result?.fields.first { $0.key == field }?.value }
    let isText = values.contains { value in
      switch value {
      case .text, .boolean: true
      default: false
      }
    }
    guard isText else { return .numbers(values.map { $0?.double ?? .nan }) }
    return .texts(values.map { $0.map { $0.string ?? ($0 == .null ? "" : $0.line) } ?? "" })
  }

  /// The table as comma-separated text: numbers in the shortest form that reads back to the same
  /// value, nothing where a value is undefined.
  var csv: String {
    let lines = rows.indices.map { member in columns.map { $0.text(member) } }
    return CSVText.lines([columns.map(\.name)] + lines)
  }
}
