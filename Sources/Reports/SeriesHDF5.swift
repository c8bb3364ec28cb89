import ClausiusEntropyMeasures
import ClausiusHDF5Storage

/// The values of diagnostics in an HDF5 file of their own: `<name>` and `<name>_standard_error`
/// along the dimension scale `time` of the root, so that `xarray.open_dataset(file)` opens all.
///
/// The same datasets are `/diagnostics/<name>/{time, value, standard_error}`, for
/// `xarray.open_dataset(file, group="diagnostics/polarization")`. Undefined values are NaN. Of a
/// diagnostic that names frames the values are the places of the names in a list, which is written
/// as CF has it: attributes `flag_values` and `flag_meanings`.
public final class SeriesHDF5: FrameSeries {
  private let file: HDF5File
  private let time: HDF5Dataset
  private let columns: [Column]
  private var times: [Double] = []
  private let words: [[String]]
  private var values: [[Double]]
  private var errors: [[Double]]
  private var rowsWritten = 0

  /// A call whose values are written.
  public struct Call {
    /// Its text, the name of the series.
    public var name: String
    /// The unit of the values, "1" for none.
    public var unit: String
    /// The unit of the data that the values belong to, as entropies of densities do.
    public var dataUnit: String?
    /// The names that it gives to frames; none for numbers.
    public var words: [String]

    /// A call of numbers, or of names.
    public init(name: String, unit: String, dataUnit: String? = nil, words: [String] = []) {
      (self.name, self.unit, self.dataUnit, self.words) = (name, unit, dataUnit, words)
    }
  }

  private struct Column {
    let value: HDF5Dataset
    let standardError: HDF5Dataset
  }

  private static let chunk = 1024

  /// Begins a new file in place of an old one.
  ///
  /// - Parameters:
  ///   - path: the file to be written.
  ///   - source: the trajectory that the values come from.
  ///   - timeUnit: the unit of times, "1" for none.
  ///   - calls: what is written.
  public init(_ path: String, source: String, timeUnit: String = "1", calls: [Call]) throws {
    file = try HDF5File.create(path, existing: .replace)
    try file.root.attributes.write("Conventions", .fixed("CF-1.10"))
    try file.root.attributes.write("title", .fixed("Diagnostics of \(source)"))
    words = calls.map(\.words)
    let root = file.root
    func series(_ name: String, _ unit: String) throws -> HDF5Dataset {
      let dataset = try root.createDataset(
        name, of: Double.self, shape: [0], maximumShape: [nil], chunk: [Self.chunk], fill: .nan)
      try dataset.attributes.write("units", .fixed(unit))
      return dataset
    }
    let time = try series("time", timeUnit)
    try time.makeScale("time")
    self.time = time
    columns = try calls.map { call in
      let (name, unit) = (call.name, call.unit)
      // A diagnostic may itself be called time; its name below /diagnostics tells.
      let own = name == "time" ? "time_value" : name
      let column = Column(
        value: try series(own, unit), standardError: try series(own + "_standard_error", unit))
      if let unit = call.dataUnit {
        try column.value.attributes.write("data_units", .fixed(unit))
      }
      for dataset in [column.value, column.standardError] {
        try dataset.attachScale(time, axis: 0)
      }
      let group = "diagnostics/" + name
      try root.createGroup(group)
      try root.link(from: "time", to: group + "/time")
      try root.link(from: own, to: group + "/value")
      try root.link(from: own + "_standard_error", to: group + "/standard_error")
      return column
    }
    for (column, words) in zip(columns, self.words) where !words.isEmpty {
      try column.value.attributes.writeFlags(words)
    }
    values = calls.map { _ in [] }
    errors = values
  }

  /// Adds the values of one frame.
  public func add(time: Double, _ estimates: [Estimate]) throws {
    times.append(time)
    for (k, estimate) in estimates.enumerated() {
      values[k].append(estimate.value ?? .nan)
      errors[k].append(estimate.standardError?.value ?? .nan)
    }
    if times.count == Self.chunk { try writeWaiting() }
  }

  /// Writes what waits and closes the file.
  public func finish(names: [[String]?] = []) throws {
    try writeWaiting()
    for (k, own) in names.enumerated() {
      guard let own else { continue }
      let codes = own.map { words[k].firstIndex(of: $0).map(Double.init) ?? .nan }
      try columns[k].value.write(codes, at: [0], count: [codes.count])
    }
    try file.synchronize()
    try file.close()
  }

  private func writeWaiting() throws {
    guard !times.isEmpty else { return }
    func append(_ rows: [Double], to dataset: HDF5Dataset) throws {
      try dataset.setShape([rowsWritten + rows.count])
      try dataset.write(rows, at: [rowsWritten], count: [rows.count])
    }
    try append(times, to: time)
    for (k, column) in columns.enumerated() {
      try append(values[k], to: column.value)
      try append(errors[k], to: column.standardError)
      values[k] = []
      errors[k] = []
    }
    rowsWritten += times.count
    times = []
  }
}
