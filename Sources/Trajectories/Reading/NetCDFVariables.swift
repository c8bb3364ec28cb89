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
  /// Variables along time whose first dimension is another, with their dimensions.
  private let turned: [String]
  private let path: String

  /// Finds the variables below `root` whose first dimension is time.
  init(_ root: HDF5Group, _ path: String, _ axes: AxisReader) throws {
    self.path = path
    guard let clock = try Self.clock(root) else {
      (variables, times, turned, timesAreSinglePrecision) = ([], [], [], false)
      return
    }
    times = try Self.times(clock)
    timesAreSinglePrecision = try clock.datatype.isSinglePrecision && clock.storageSize > 0
    var variables: [Variable] = []
    var turned: [String] = []
    for child in try root.children() where child.kind == .dataset {
      let dataset = try root.openDataset(child.name)
      guard try !dataset.isScale, try dataset.datatype.isNumeric else { continue }
      let place = try dataset.shape.indices.first { try dataset.hasScale(clock, axis: $0) }
      if place == 0 {
        let places = try axes.axes(of: dataset, from: 1).map(\.asGrid)
        variables.append(Variable(name: child.name, dataset: dataset, axes: places))
      } else if place != nil {
        turned.append(child.name)
      }
    }
    (self.variables, self.turned) = (variables, turned)
  }

  /// The values of the clock; the numbers of the frames where a dimension has no variable.
  private static func times(_ clock: HDF5Dataset) throws -> [Double] {
    guard try clock.storageSize > 0 else { return (0..<(try clock.shape[0])).map(Double.init) }
    var times = try clock.read(as: Double.self)
    try PackedNumbers(of: clock).unpack(&times)
    return times
  }

  /// The dimension scale that counts time: called so, or with a unit "... since ...".
  private static func clock(_ root: HDF5Group) throws -> HDF5Dataset? {
    var found: HDF5Dataset?
    for child in try root.children() where child.kind == .dataset {
      let scale = try root.openDataset(child.name)
      guard try scale.isScale, try scale.datatype.isNumeric, try scale.shape.count == 1 else {
        continue
      }
      if ["time", "t"].contains(child.name.lowercased()) { return scale }
      let unit = (try? scale.attributes.readString("units")) ?? ""
      if found == nil, unit.contains(" since ") { found = scale }
    }
    return found
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
    return try variables.map { variable in
      let name =
        variable.name == phi
        ? "phi"
        : variable.name == "phi" && phi != nil
          ? "phi_in_file" : variable.name
      let element = try H5MDElement(
        variable: variable.dataset, times: times,
        timesAreSinglePrecision: timesAreSinglePrecision, name: variable.name, file: path)
      return (name, element, variable.axes)
    }
  }

  /// Which variable is read as phi, where its name is another, or that one must be chosen.
  func note(field wanted: String?) -> String? {
    guard let phi = phi(wanted) else {
      return fields.count > 1
        ? "none of its fields \(fields.joined(separator: ", ")) is read as phi (choose with --field)"
        : nil
    }
    return phi == "phi" ? nil : "the variable \(phi) is read as phi"
  }
}
