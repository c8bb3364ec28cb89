import ClausiusEntropyMeasures
import ClausiusHDF5Storage

/// The values of diagnostics in an HDF5 file of their own:
/// `/diagnostics/<name>/{time, value, standard_error}`.
///
/// Each group has its own dimension scale `time`, so that
/// `xarray.open_dataset(file, group="diagnostics/polarization")` opens it. Undefined values are
/// NaN. Of a diagnostic that names frames the values are the places of the names in a list, which
/// is written as CF has it: attributes `flag_values` and `flag_meanings`.
public final class SeriesHDF5: FrameSeries {
  private let file: HDF5File
  private let columns: [Column]
  private var times: [Double] = []
  private let words: [[String]]
  private var values: [[Double]]
  private var errors: [[Double]]
  private var rowsWritten = 0

  private struct Column {
    let time: HDF5Dataset
    let value: HDF5Dataset
    let standardError: HDF5Dataset
  }

  private static let chunk = 1024

  /// Begins a new file in place of an old one.
  ///
  /// - Parameters:
  ///   - path: the file to be written.
  ///   - source: the trajectory that the values come from.
  ///   - diagnostics: name and unit of each diagnostic.
  ///   - words: for each diagnostic the names that it gives to frames; empty for numbers.
  public init(
    _ path: String, source: String, diagnostics: [(name: String, unit: String)],
    words: [[String]] = []
  ) throws {
    file = try HDF5File.create(path, existing: .replace)
    try file.root.attributes.write("Conventions", .fixed("CF-1.10"))
    try file.root.attributes.write("title", .fixed("Diagnostics of \(source)"))
    self.words = words.isEmpty ? diagnostics.map { _ in [] } : words
    let root = file.root
    columns = try diagnostics.map { name, unit in
      let group = try root.createGroup("diagnostics/" + name)
      let datasets = try ["time", "value", "standard_error"].map { dataset in
        try group.createDataset(
          dataset, of: Double.self, shape: [0], maximumShape: [nil], chunk: [Self.chunk],
          fill: .nan)
      }
      try datasets[0].makeScale("time")
      for dataset in datasets.dropFirst() {
        try dataset.attachScale(datasets[0], axis: 0)
        try dataset.attributes.write("units", .fixed(unit))
      }
      try datasets[0].attributes.write("units", .fixed("1"))
      return Column(time: datasets[0], value: datasets[1], standardError: datasets[2])
    }
    for (column, words) in zip(columns, self.words) where !words.isEmpty {
      try column.value.attributes.write(
        "flag_values", words.indices.map(Double.init))
      try column.value.attributes.write("flag_meanings", .fixed(words.joined(separator: " ")))
    }
    values = diagnostics.map { _ in [] }
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
      let codes = own.map { Double(words[k].firstIndex(of: $0) ?? 0) }
      try columns[k].value.write(codes, at: [0], count: [codes.count])
    }
    try file.synchronize()
    try file.close()
  }

  private func writeWaiting() throws {
    guard !times.isEmpty else { return }
    for (k, column) in columns.enumerated() {
      for (dataset, rows) in [
        (column.time, times), (column.value, values[k]), (column.standardError, errors[k]),
      ] {
        try dataset.setShape([rowsWritten + rows.count])
        try dataset.write(rows, at: [rowsWritten], count: [rows.count])
      }
      values[k] = []
      errors[k] = []
    }
    rowsWritten += times.count
    times = []
  }
}
