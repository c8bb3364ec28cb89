extension Frame {
  /// The frame with some of its individuals, each as often as its row is named, in this order.
  public func with(individuals rows: [Int]) -> Frame {
    let count = context.individuals
    guard count > 0 else { return self }
    var frame = self
    for k in quantities.indices where quantities[k].description.axes.first == .individuals {
      frame.quantities[k].values = Self.rows(rows, of: quantities[k].values, count: count)
    }
    for (name, values) in context.properties where values.count == count {
      frame.context.properties[name] = rows.map { values[$0] }
    }
    for k in context.axes.indices where context.axes[k].kind == .individuals {
      frame.context.axes[k].count = rows.count
    }
    frame.context.attendance = context.attendance.map { known in
      .init(rows.map { known.numbers[$0] }, of: known.total)
    }
    return frame
  }

  private static func rows(_ rows: [Int], of values: [Double], count: Int) -> [Double] {
    let width = values.count / count
    var kept: [Double] = []
    kept.reserveCapacity(rows.count * width)
    for row in rows { kept.append(contentsOf: values[row * width..<(row + 1) * width]) }
    return kept
  }
}
