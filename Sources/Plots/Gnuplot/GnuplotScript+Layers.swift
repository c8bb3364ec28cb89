/// What a layer must know about the panel that it is drawn in.
struct LayerFrame {
  /// Bins that a long series is made short with.
  let bins: Int
  /// The length of the heads of arrows, as a share of the width of the page.
  let headLength: Double
}

extension GnuplotScript {
  /// The parts of the plot command that draw a layer; none where there is nothing to draw.
  mutating func item(_ layer: Layer, _ frame: LayerFrame) -> [String] {
    switch layer {
    case .curve(let curve): curves(curve, frame)
    case .discs(let discs): discs.x.isEmpty ? [] : [circles(discs)]
    case .headings(let headings): headings.positions.isEmpty ? [] : [arrows(headings, frame)]
    case .map(let map): map.values.isEmpty ? [] : [image(map)]
    }
  }

  private mutating func curves(_ curve: Curve, _ frame: LayerFrame) -> [String] {
    guard curve.y.contains(where: \.isFinite) else { return [] }
    let kept =
      curve.style == .points
      ? Array(curve.y.indices) : Decimation.kept(curve.y, bins: frame.bins)
    func pick(_ values: [Double]) -> [Double] { kept.map { values[$0] } }
    var columns = [pick(curve.x), pick(curve.y)]
    var using = (1...columns.count).map(String.init).joined(separator: ":")
    let (colors, color) = coloring(curve.shade, at: columns.count + 1, keeping: kept)
    columns += colors
    if !colors.isEmpty { using += ":\(columns.count)" }
    let size = curve.x.count > 2000 ? 0.2 : curve.x.count > 200 ? 0.35 : 0.5
    let dash = dashes(curve)
    guard curve.style == .points else {
      return [
        "\(file(columns)) using \(using) with lines lw \(curve.shade == .theory ? "1" : "1.4") dt \(dash) \(color) notitle"
      ]
    }
    let points =
      "\(file(columns)) using \(using) with points pt 7 ps \(GnuplotText.number(size)) \(color) notitle"
    guard let errors = curve.errors, colors.isEmpty else { return [points] }
    let low = kept.map { curve.y[$0] - errors[$0] }
    let bars = [pick(curve.x), low, kept.map { _ in 0 }, kept.map { 2 * errors[$0] }]
    return ["\(file(bars)) using 1:2:3:4 with vectors nohead lw 0.8 \(color) notitle", points]
  }

  private func dashes(_ curve: Curve) -> Int {
    if curve.style == .dashed { return 2 }
    if case .series(let index) = curve.shade { return Palette.round(index) + 1 }
    return 1
  }

  /// The column that colors need, and how it is said.
  private func coloring(
    _ shade: Shade, at column: Int, keeping kept: [Int]
  ) -> (columns: [[Double]], text: String) {
    switch shade {
    case .series(let index): ([], "lc rgb '\(Palette.series(index))'")
    case .theory: ([], "lc rgb '\(Palette.theory)'")
    case .values(let values): ([kept.map { values[$0] }], "lc palette")
    case .classes(let classes, _):
      ([kept.map { Palette.number(classes[$0]) }], "lc rgb variable")
    }
  }

  private mutating func circles(_ discs: Discs) -> String {
    let (colors, color) = coloring(discs.shade, at: 4, keeping: Array(discs.x.indices))
    let columns = [discs.x, discs.y, discs.radius] + colors
    let using = (1...columns.count).map(String.init).joined(separator: ":")
    return "\(file(columns)) using \(using) with circles fill solid noborder \(color) notitle"
  }

  private mutating func arrows(_ headings: Headings, _ frame: LayerFrame) -> String {
    var columns: [[Double]] = (0..<2).map { axis in
      zip(headings.positions, headings.arrows).map { place, arrow -> Double in
        place[axis] - arrow[axis] / 2
      }
    }
    columns += (0..<2).map { axis in headings.arrows.map { $0[axis] } }
    let all = Array(headings.positions.indices)
    let (colors, color) = coloring(headings.shade, at: columns.count + 1, keeping: all)
    columns += colors
    let using = (1...columns.count).map(String.init).joined(separator: ":")
    return
      "\(file(columns)) using \(using) with vectors head filled size screen \(GnuplotText.number(frame.headLength)),20 lw \(all.count > 500 ? "0.6" : "1.2") "
      + "\(color) notitle"
  }

  private mutating func image(_ map: GridMap) -> String {
    func step(_ places: [Double]) -> Double {
      guard let first = places.first, let last = places.last, places.count > 1 else { return 1 }
      return (last - first) / Double(places.count - 1)
    }
    return
      "\(store(map.values)) binary array=(\(map.x.count),\(map.y.count)) format='%float64' "
      + "origin=(\(GnuplotText.number(map.x.first ?? 0)),\(GnuplotText.number(map.y.first ?? 0))) "
      + "dx=\(GnuplotText.number(step(map.x))) dy=\(GnuplotText.number(step(map.y))) "
      + "with image notitle"
  }
}
