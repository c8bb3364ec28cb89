import ClausiusHDF5Storage

/// The values at every frame of all members, [member][time] for each call, with the columns of the
/// table that tell members apart. A member that ends before the others has NaN behind its end.
struct SeriesTable {
  private let table: SweepTable
  private let folder: SweepFolder
  private let manifest: SweepManifest

  /// The series in `folder` of the members of `table`.
  init(_ table: SweepTable, in folder: SweepFolder, of manifest: SweepManifest) {
    self.table = table
    self.folder = folder
    self.manifest = manifest
  }

  /// Writes them as netCDF-4.
  ///
  /// - Throws: ``SweepError`` where lines are damaged or members have frames at different times;
  ///   `HDF5Error`.
  func write(to path: String) throws {
    let longest = try longest()
    let file = try HDF5File.create(path, existing: .replace)
    try table.describe(file.root, manifest)
    let scales = try [table.writeMembers(in: file.root), times(longest, in: file.root)]
    try table.writeAxes(along: scales[0], in: file.root)
    let datasets = try dataset(of: longest?.columns ?? [], along: scales, in: file.root)
    let numbers = numbers
    try forEach { series in
      guard let number = numbers[series.identity] else { return }
      guard longest?.times.starts(with: series.times) == true else {
        throw SweepError(
          .request,
          "\(folder.series): member \(number) has frames at other times than the others; set "
            + "'output.every'")
      }
      for column in series.columns {
        try datasets[column.name]?.write(
          column.values, at: [number, 0], count: [1, column.values.count])
      }
    }
    try file.synchronize()
    try file.close()
  }

  /// The number of each member that is complete.
  private var numbers: [MemberIdentity: Int] {
    var numbers: [MemberIdentity: Int] = [:]
    for (number, row) in table.rows.enumerated() where row?.status == .complete {
      numbers[table.plan.member(number).identity] = number
    }
    return numbers
  }

  private func longest() throws -> MemberSeries? {
    var longest: MemberSeries?
    try forEach { if $0.times.count > longest?.times.count ?? -1 { longest = $0 } }
    return longest
  }

  private func forEach(_ body: (MemberSeries) throws -> Void) throws {
    for path in try PartLines.files(in: folder.series) {
      var failure: (any Error)?
      try PartLines(path).forEach { (number, line) throws(SweepError) in
        guard failure == nil else { return }
        guard let series = MemberSeries(line, of: manifest.hash) else {
          throw SweepError(
            .request, "\(path):\(number): this is no series of the sweep, or it was damaged")
        }
        do { try body(series) } catch { failure = error }
      }
      if let failure { throw failure }
    }
  }

  private func times(_ series: MemberSeries?, in root: HDF5Group) throws -> HDF5Dataset {
    let time = try root.createDataset("time", series?.times ?? [])
    try time.attributes.write("units", .fixed("1"))
    try time.makeScale("time")
    return time
  }

  private func dataset(
    of columns: [MemberSeries.Column], along scales: [HDF5Dataset], in root: HDF5Group
  ) throws -> [String: HDF5Dataset] {
    let shape = try scales.map { try $0.shape[0] }
    var datasets: [String: HDF5Dataset] = [:]
    for column in columns {
      let dataset = try root.createDataset(
        SweepTable.variable(column.name), of: Double.self, shape: shape, fill: .nan)
      try dataset.attributes.write("units", .fixed(column.unit))
      if !column.words.isEmpty {
        try dataset.attributes.writeFlags(column.words)
      }
      for (axis, scale) in scales.enumerated() { try dataset.attachScale(scale, axis: axis) }
      datasets[column.name] = dataset
    }
    return datasets
  }
}
