/// What a layer must know about the panel that it is drawn in.
struct LayerFrame {
  let panel: Panel
  /// Bins that a long series is made short with.
  let bins: Int
  /// What a millimeter on paper is along x.
  let lengthPerMillimeter: Double
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
      curve.style == .points || curve.z != nil
      ? Array(curve.y.indices) : Decimation.kept(curve.y, bins: frame.bins)
    func pick(_ values: [Double]) -> [Double] { kept.map { values[$0] } }
    var columns = [pick(curve.x), pick(curve.y)]
    if let z = curve.z { columns.append(pick(z)) }
    var using = (1...columns.count).map(String.init).joined(separator: ":")
    let (colors, color) = coloring(curve.shade, at: columns.count + 1, keeping: kept)
    columns += colors
    if !colors.isEmpty { using += ":\(columns.count)" }
    let size = curve.x.count > 2000 ? 0.2 : curve.x.count > 200 ? 0.35 : 0.5
    let dash = dashes(curve)
    guard curve.style == .points else {
      return ["\(file(columns)) using \(using) with lines lw 1.4 dt \(dash) \(color) notitle"]
    }
    guard let errors = curve.errors, curve.z == nil, colors.isEmpty else {
      return [
        "\(file(columns)) using \(using) with points pt 7 ps \(GnuplotText.number(size)) \(color) notitle"
      ]
    }
    columns.append(pick(errors))
    return [
      "\(file(columns)) using 1:2:3 with yerrorbars pt 7 ps 0.35 lw 0.8 \(color) notitle"
    ]
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

  /// Those behind are drawn first, so that those in front cover them.
  private mutating func arrows(_ headings: Headings, _ frame: LayerFrame) -> String {
    let isSpatial = frame.panel.z != nil
    let eye = frame.panel.view.direction
    let order =
      isSpatial
      ? headings.positions.indices.sorted {
        (headings.positions[$0] * eye).sum() < (headings.positions[$1] * eye).sum()
      } : Array(headings.positions.indices)
    let axes = isSpatial ? 3 : 2
    var columns: [[Double]] = (0..<axes).map { axis in
      order.map { headings.positions[$0][axis] - headings.arrows[$0][axis] / 2 }
    }
    columns += (0..<axes).map { axis in order.map { headings.arrows[$0][axis] } }
    let (colors, color) = coloring(headings.shade, at: columns.count + 1, keeping: order)
    columns += colors
    let using = (1...columns.count).map(String.init).joined(separator: ":")
    return
      "\(file(columns)) using \(using) with vectors head filled size screen 0.012,20 lw 1.2 "
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
