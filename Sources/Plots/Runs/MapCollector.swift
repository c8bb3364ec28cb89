import ClausiusDiagnostics
import ClausiusSimulationCore

/// A number at every grid point or of every member, of frame after frame, averaged so that no more
/// rows and columns are kept than a picture can show.
public final class MapCollector: FrameFollower {
  private let values: (AnalyzedFrame) throws -> [Double]
  private let mostColumns: Int
  /// The times of the rows.
  public private(set) var times: [Double] = []
  /// The rows, one after the other.
  public private(set) var rows: [Double] = []
  /// The number of values in a row.
  public private(set) var columns = 0
  /// Values of a frame that make one value of a row.
  public private(set) var valuesPerColumn = 1

  /// Collects what `values` takes of a frame, the mean of neighbors where there are more than
  /// `mostColumns`.
  public init(mostColumns: Int = 512, _ values: @escaping (AnalyzedFrame) throws -> [Double]) {
    self.mostColumns = mostColumns
    self.values = values
  }

  /// Takes the next row.
  public func add(_ frame: AnalyzedFrame) throws {
    let row = try values(frame)
    valuesPerColumn = (row.count + mostColumns - 1) / mostColumns
    times.append(frame.frame.time)
    let averaged = Self.averaged(row, by: valuesPerColumn)
    columns = averaged.count
    rows += averaged
  }

  /// The means of `count` neighbors; those left over at the end are a group of their own.
  static func averaged(_ values: [Double], by count: Int) -> [Double] {
    guard count > 1 else { return values }
    return stride(from: 0, to: values.count, by: count).map { first in
      let group = values[first..<min(values.count, first + count)]
      return group.reduce(0, +) / Double(group.count)
    }
  }

  /// The collected numbers over the places of the columns and the times.
  public func map(_ name: String, unit: String, places: [Double]) -> GridMap {
    let x = Self.averaged(places, by: valuesPerColumn)
    let isDescending = (x.first ?? 0) > (x.last ?? 0)
    return GridMap(
      name: name, unit: unit, x: Self.even(isDescending ? x.reversed() : x),
      y: Self.even(times), values: isDescending ? mirrored : rows)
  }

  /// The rows from their ends to their beginnings, for places that descend.
  private var mirrored: [Double] {
    stride(from: 0, to: rows.count, by: max(1, columns)).flatMap { first in
      rows[first..<min(rows.count, first + columns)].reversed()
    }
  }

  /// The same number of places at equal distances: a grid has no others.
  private static func even(_ places: [Double]) -> [Double] {
    guard let first = places.first, let last = places.last, places.count > 1 else { return places }
    let step = (last - first) / Double(places.count - 1)
    return places.indices.map { first + Double($0) * step }
  }

  /// Whether places lie at equal distances, so that a map of them is true.
  static func isEven(_ places: [Double]) -> Bool {
    let even = even(places)
    guard let first = places.first, let last = places.last, places.count > 1 else { return true }
    let step = abs(last - first) / Double(places.count - 1)
    return zip(places, even).allSatisfy { abs($0 - $1) < 0.5 * step }
  }
}
