import Foundation

/// Sorts points into the blocks of a balanced tree.
enum NeighborTreeBuilder {
  /// The tree's tables.
  struct Tables: Sendable {
    /// As in ``NeighborTree``.
    var coordinates: [Double]
    /// As in ``NeighborTree``.
    var numbers: [Int32]
    /// As in ``NeighborTree``.
    var boxes: [Double]
  }

  /// The tables for points given row by row.
  static func build(points: [Double], dimension: Int, layout: TreeLayout) -> Tables {
    switch dimension {
    case 1: build(points, dimension, layout, by: SIMD2<Double>.self)
    case 2, 3: build(points, dimension, layout, by: SIMD4<Double>.self)
    case 4...7: build(points, dimension, layout, by: SIMD8<Double>.self)
    default: build(points, dimension, layout, by: SIMD16<Double>.self)
    }
  }

  /// Sorts records of the coordinates by which nodes are split and, in the last place, the number
  /// of the point.
  private static func build<Record: SIMD<Double> & SendableMetatype>(
    _ points: [Double], _ dimension: Int, _ layout: TreeLayout, by: Record.Type
  ) -> Tables {
    var tables = Tables(
      coordinates: [Double](repeating: 0, count: layout.blocks * 8 * dimension),
      numbers: [Int32](repeating: -1, count: layout.blocks * 8),
      boxes: [Double](repeating: 0, count: layout.groups * 16 * dimension))
    guard layout.count > 0 else { return tables }
    var records = self.records(points, dimension, layout.count, by: Record.self)
    points.withUnsafeBufferPointer { points in
      records.withUnsafeMutableBufferPointer { records in
        tables.coordinates.withUnsafeMutableBufferPointer { coordinates in
          tables.numbers.withUnsafeMutableBufferPointer { numbers in
            tables.boxes.withUnsafeMutableBufferPointer { boxes in
              guard let points = points.baseAddress, let records = records.baseAddress,
                let coordinates = coordinates.baseAddress, let numbers = numbers.baseAddress,
                let boxes = boxes.baseAddress
              else { return }
              TreeFiller(
                dimension: dimension, layout: layout, points: points, records: records,
                coordinates: coordinates, numbers: numbers, boxes: boxes
              ).fill()
            }
          }
        }
      }
    }
    return tables
  }

  private static func records<Record: SIMD<Double> & SendableMetatype>(
    _ points: [Double], _ dimension: Int, _ count: Int, by: Record.Type
  ) -> [Record] {
    let last = Record.scalarCount - 1
    let axes = widestAxes(points, dimension, count, last)
    return [Record](unsafeUninitializedCapacity: count) { records, initialized in
      let result = PerPoint(buffer: records)
      shareOut(count) { range in
        for point in range {
          var record = Record.zero
          for place in 0..<axes.count { record[place] = points[point &* dimension &+ axes[place]] }
          record[last] = Double(point)
          result[point] = record
        }
      }
      initialized = count
    }
  }

  /// All axes, or the `most` of widest range when there are more.
  private static func widestAxes(
    _ points: [Double], _ dimension: Int, _ count: Int, _ most: Int
  ) -> [Int] {
    guard dimension > most else { return Array(0..<dimension) }
    let widths = (0..<dimension).map { axis -> Double in
      var (low, high) = (Double.infinity, -Double.infinity)
      for point in 0..<count {
        low = min(low, points[point * dimension + axis])
        high = max(high, points[point * dimension + axis])
      }
      return high - low
    }
    return Array((0..<dimension).sorted { (-widths[$0], $0) < (-widths[$1], $1) }[..<most])
  }
}
