import ClausiusSimulationCore
import ClausiusTrajectories

/// The series that a trajectory holds: an observable each, and each number of short lists.
enum StoredSeries {
  /// The most numbers of a list that are drawn.
  private static let most = 6

  /// Reads the series of all frames; positions and fields are not read.
  ///
  /// - Returns: the series, and what is not drawn, in words.
  /// - Throws: `HDF5Error` when a chunk is damaged.
  static func read(_ reader: TrajectoryReader) throws -> (series: [PageSeries], notes: [String]) {
    var columns: [[[Double]]] = reader.observableDescriptions.map { _ in [] }
    for frame in 0..<reader.frameCount {
      for (k, observable) in try reader.readObservables(at: frame).enumerated() {
        columns[k].append(observable.values)
      }
    }
    var series: [PageSeries] = []
    var notes: [String] = []
    for (description, rows) in zip(reader.observableDescriptions, columns) {
      let width = rows.first?.count ?? 0
      guard width <= most else {
        notes.append("\(description.name) is not drawn: it has \(width) numbers a frame.")
        continue
      }
      let labels = description.axes.compactMap { reader.context[$0] }.last?.labels ?? []
      for part in 0..<width {
        let label = labels.count == width ? labels[part] : String(part + 1)
        series.append(
          PageSeries(
            width == 1 ? description.name : "\(description.name) \(label)",
            unit: description.unit, about: description.about, values: rows.map { $0[part] }))
      }
    }
    return (series, notes)
  }
}
