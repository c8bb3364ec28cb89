import ClausiusSimulationCore
import ClausiusTrajectories

/// The numbers of the page that belong to no single frame, in full precision: the times of all
/// frames of the file, the series, and what stays the same of each individual.
struct PageNumbers {
  /// The times of all frames.
  let times: [Double]
  /// The series, a value for each frame.
  let series: [PageSeries]
  /// Numbers of the individuals that are shown, by name in order.
  let properties: [(name: String, values: [Double])]

  /// The numbers of a trajectory with some of its individuals.
  init(_ reader: TrajectoryReader, _ series: [PageSeries], individuals: [Int]) {
    times = reader.times
    self.series = series
    let count = reader.context.individuals
    properties = reader.context.properties.sorted { $0.key < $1.key }
      .filter { $0.value.count == count && count > 0 }
      .map { (name, values) in (name, individuals.map { values[$0] }) }
  }

  /// The numbers as 64-bit floating-point numbers: times, each series with its standard errors,
  /// properties.
  var all: [Double] {
    times + series.flatMap { $0.values + $0.standardErrors } + properties.flatMap(\.values)
  }

  /// The bytes, made smaller.
  ///
  /// - Throws: ``ViewerError`` without memory.
  func packed() throws(ViewerError) -> [UInt8] {
    let all = all
    return try Packing.deflate(BytePlanes.encode(all.map(\.bitPattern), rows: all.count))
  }
}
