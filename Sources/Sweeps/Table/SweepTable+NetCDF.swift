import ClausiusDeclarations
import ClausiusHDF5Storage
import ClausiusScenarios

extension SweepTable {
  /// Writes the table as netCDF-4: of a full grid along its axes, which are coordinates; else along
  /// the one dimension `member`.
  ///
  /// - Throws: `HDF5Error`.
  func writeNetCDF(to path: String, of manifest: SweepManifest) throws {
    let file = try HDF5File.create(path, existing: .replace)
    try describe(file.root, manifest)
    let scales =
      try plan.isGrid ? axes(in: file.root) : [writeMembers(in: file.root)]
    let shape = try scales.map { scale throws(HDF5Error) in try scale.shape[0] }
    let names = Set(scales.map { $0.path.split(separator: "/").last.map(String.init) ?? "" })
    for column in columns where !names.contains(Self.variable(column.name)) {
      let dataset = try write(column, shape: shape, in: file.root)
      for (axis, scale) in scales.enumerated() { try dataset.attachScale(scale, axis: axis) }
    }
    try file.synchronize()
    try file.close()
  }

  /// Writes what the file is.
  func describe(_ root: HDF5Group, _ manifest: SweepManifest) throws(HDF5Error) {
    try root.attributes.write("Conventions", .fixed("CF-1.10"))
    try root.attributes.write("title", .fixed(plan.scenario.title))
    try root.attributes.write("program", .fixed(manifest.program))
    try root.attributes.write("sweep", .fixed(manifest.hash))
    try root.attributes.write("axes", .fixed(plan.axes.map(\.name)))
    let parameters = try root.createGroup("parameters")
    try parameters.createDataset("scenario", .variable(manifest.text))
  }

  /// The axes of a grid as coordinates.
  private func axes(in root: HDF5Group) throws -> [HDF5Dataset] {
    try plan.axes.map { axis in
      let column = SweepColumn(
        name: axis.name, about: axis.key, cells: Self.cells(axis.values))
      let scale = try write(column, shape: [axis.values.count], in: root)
      try scale.attributes.write("scenario_key", .fixed(axis.key))
      try scale.makeScale(Self.variable(axis.name))
      return scale
    }
  }

  /// Writes the numbers of the members as a coordinate.
  func writeMembers(in root: HDF5Group) throws -> HDF5Dataset {
    let scale = try write(columns[0], shape: [plan.count], in: root)
    try scale.makeScale(columns[0].name)
    return scale
  }

  /// Writes what tells members apart, along their numbers.
  func writeAxes(along members: HDF5Dataset, in root: HDF5Group) throws {
    let names = Set(plan.axes.map(\.name) + ["seed", "status"])
    for column in columns where names.contains(column.name) {
      let dataset = try write(column, shape: [plan.count], in: root)
      try dataset.attachScale(members, axis: 0)
    }
  }

  private func write(
    _ column: SweepColumn, shape: [Int], in root: HDF5Group
  ) throws(HDF5Error) -> HDF5Dataset {
    let name = Self.variable(column.name)
    let dataset: HDF5Dataset
    if column.name == "status" {
      dataset = try root.createDataset(
        name, rows.map { ($0?.status ?? .pending).code }, shape: shape)
      try Self.describeStatus(dataset)
    } else {
      switch column.cells {
      case .numbers(let numbers):
        dataset = try root.createDataset(name, of: Double.self, shape: shape, fill: .nan)
        try dataset.write(numbers)
        try dataset.attributes.write("units", .fixed(column.unit))
      case .integers(let numbers):
        dataset = try root.createDataset(name, numbers.map(Int64.init), shape: shape)
      case .texts(let texts):
        dataset = try root.createDataset(name, datatype: .variableString, shape: shape)
        try dataset.write(texts)
      }
    }
    try dataset.attributes.write("long_name", .fixed(column.about))
    return dataset
  }

  /// The words of the numbers, as CF has it.
  private static func describeStatus(_ dataset: HDF5Dataset) throws(HDF5Error) {
    let all = MemberRow.Status.allCases
    try dataset.attributes.write("flag_values", all.map(\.code))
    try dataset.attributes.write(
      "flag_meanings", .fixed(all.map(\.rawValue).joined(separator: " ")))
  }

  /// The name of a column without what parts the names of groups.
  static func variable(_ name: String) -> String { name.replacing("/", with: "_") }
}
