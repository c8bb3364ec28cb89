import ClausiusHDF5Storage
import ClausiusSimulationCore

/// The variables in the root of a netCDF file that change with time: fields as xarray writes them.
///
/// Source: CF conventions 1.10, sections 4.4 (time) and 5 (coordinates).
struct NetCDFVariables {
  private struct Variable {
    let name: String
    let dataset: HDF5Dataset
    /// The axes behind that of time.
    let axes: [FrameAxis]

    /// Whether it is a field: numbers along a grid.
    var isField: Bool { axes.contains { $0.kind == .grid } }
  }

  private let variables: [Variable]
  private let times: [Double]
  private let timesAreSinglePrecision: Bool
  private let timeUnit: String?
  /// Variables along time whose first dimension is another, with their dimensions.
  private let turned: [String]
  private let path: String

  /// Finds the variables below `root` whose first dimension is time.
  init(_ root: HDF5Group, _ path: String, _ axes: AxisReader) throws {
    self.path = path
    guard let clock = try Self.clock(root)?.scale else {
      (variables, times, turned, timesAreSinglePrecision) = ([], [], [], false)
      timeUnit = nil
      return
    }
    times = try Self.times(clock)
    timeUnit = try? clock.attributes.readString("units")
    timesAreSinglePrecision = try clock.datatype.isSinglePrecision && clock.storageSize > 0
    var variables: [Variable] = []
    var turned: [String] = []
    for child in try root.children() where child.kind == .dataset {
      let dataset = try root.openDataset(child.name)
      guard try !dataset.isScale, try dataset.datatype.isNumeric else { continue }
      if try Self.isBounds(child.name, dataset, of: root) { continue }
      let place = try dataset.shape.indices.first { try dataset.hasScale(clock, axis: $0) }
      if place == 0 {
        let places = Self.places(try axes.axes(of: dataset, from: 1))
        variables.append(Variable(name: child.name, dataset: dataset, axes: places))
      } else if place != nil {
        turned.append(child.name)
      }
    }
    (self.variables, self.turned) = (variables, turned)
  }

  /// The axes of a variable; of several those that have one entry say nothing.
  private static func places(_ axes: [FrameAxis]) -> [FrameAxis] {
    let long = axes.filter { $0.count != 1 }
    return (long.isEmpty ? Array(axes.suffix(1)) : long).map(\.asGrid)
  }

  /// Whether a variable holds the ends of the cells of another, by the word of that one
  /// (`bounds`, `climatology`) or by its last dimension.
  ///
  /// Source: CF conventions 1.10, sections 7.1 and 7.4.
  private static func isBounds(
    _ name: String, _ dataset: HDF5Dataset, of root: HDF5Group
  ) throws -> Bool {
    for child in try root.children() where child.kind == .dataset && child.name != name {
      let attributes = try root.openDataset(child.name).attributes
      for word in ["bounds", "climatology"] where (try? attributes.readString(word)) == name {
        return true
      }
    }
    let ends = ["nv", "bnds", "bounds", "nbnd", "nbnds", "bound", "vertices"]
    guard let last = try dataset.shape.indices.last, last > 0, try dataset.shape[last] == 2 else {
      return false
    }
    return try ends.contains { end in
      guard try root.kind(of: end) == .dataset else { return false }
      let scale = try root.openDataset(end)
      return try scale.isScale && dataset.hasScale(scale, axis: last)
    }
  }

  /// The values of the clock; the numbers of the frames where a dimension has no variable.
  private static func times(_ clock: HDF5Dataset) throws -> [Double] {
    guard try clock.storageSize > 0 else { return (0..<(try clock.shape[0])).map(Double.init) }
    var times = try clock.read(as: Double.self)
    try PackedNumbers(of: clock).unpack(&times)
    return times
  }

  /// The dimension scale that counts time: called `time` or `t`, or with a unit "... since ...".
  static func clock(_ root: HDF5Group) throws -> (name: String, scale: HDF5Dataset)? {
    var found: [Int: (name: String, scale: HDF5Dataset)] = [:]
    for child in try root.children() where child.kind == .dataset {
      let scale = try root.openDataset(child.name)
      guard try scale.isScale, try scale.datatype.isNumeric, try scale.shape.count == 1 else {
        continue
      }
      let unit = (try? scale.attributes.readString("units")) ?? ""
      let rank =
        ["time", "t"].firstIndex(of: child.name.lowercased()) ?? (unit.contains(" since ") ? 2 : 3)
      if rank < 3, found[rank] == nil { found[rank] = (child.name, scale) }
    }
    return found[0] ?? found[1] ?? found[2]
  }

  private var fields: [String] { variables.filter(\.isField).map(\.name) }

  /// The variable that is phi: the one that is wanted, or the only field.
  private func phi(_ wanted: String?) -> String? {
    wanted ?? (fields.contains("phi") || fields.count != 1 ? nil : fields[0])
  }

  /// The variables with the names that frames carry them under.
  ///
  /// - Throws: ``TrajectoryError`` when there is no field called `wanted`.
  func named(
    field wanted: String?
  ) throws -> [(name: String, element: H5MDElement, axes: [FrameAxis])] {
    if variables.isEmpty, let first = turned.first {
      throw TrajectoryError(
        path, "time is not the first dimension of \(first)",
        advice: "turn it, as in xarray: .transpose('time', ...)")
    }
    if let wanted, !fields.contains(wanted) {
      throw TrajectoryError(
        path, "no field is called '\(wanted)'",
        advice: fields.isEmpty
          ? "a field is a variable over time and x"
          : "its fields are \(fields.joined(separator: ", "))")
    }
    let phi = phi(wanted)
    return try together(with: phi).map { variable in
      let name =
        variable.name == phi
        ? "phi"
        : variable.name == "phi" && phi != nil
          ? "phi_in_file" : variable.name
      let element = try H5MDElement(
        variable: variable.dataset, times: times,
        timesAreSinglePrecision: timesAreSinglePrecision, timeUnit: timeUnit, name: variable.name,
        file: path)
      return (name, element, variable.axes)
    }
  }

  /// The variables that lie along no other axes than phi does, where one is phi: frames have one
  /// grid.
  private func together(with phi: String?) -> [Variable] {
    let name = phi ?? "phi"
    guard fields.contains(name), let field = variables.first(where: { $0.name == name }) else {
      return variables
    }
    let known = Set(field.axes.map(\.id))
    return variables.filter { $0.axes.allSatisfy { known.contains($0.id) } }
  }

  /// Which variable is read as phi, where its name is another, or that one must be chosen; and what
  /// is left out, since it lies along other dimensions.
  func notes(field wanted: String?) -> [String] {
    let phi = phi(wanted)
    var notes: [String] = []
    if let phi, phi != "phi" { notes.append("the variable \(phi) is read as phi") }
    if phi == nil, !fields.contains("phi"), fields.count > 1 {
      notes.append(
        "none of its fields \(fields.joined(separator: ", ")) is read as phi "
          + "(choose with --field)")
    }
    let kept = Set(together(with: phi).map(\.name))
    let left = variables.map(\.name).filter { !kept.contains($0) }
    if !left.isEmpty {
      notes.append(
        "left out are variables along other dimensions: \(left.joined(separator: ", "))")
    }
    return notes
  }
}
