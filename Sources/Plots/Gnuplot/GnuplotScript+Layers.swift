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
    case .headings(let headings): arrows(headings, frame)
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
      let form = curve.style == .steps ? "steps" : "lines"
      let width = curve.shade == .theory ? "1" : "1.4"
      let line =
        "\(file(columns)) using \(using) with \(form) lw \(width) dt \(dash) \(color) notitle"
      // A value between two that are undefined is the end of no line.
      let alone = kept.indices.filter { Self.isAlone(columns[1], $0) }
      guard !alone.isEmpty else { return [line] }
      let marks = columns.map { column in alone.map { column[$0] } }
      return [line, "\(file(marks)) using \(using) with points pt 7 ps 0.6 \(color) notitle"]
    }
    let points =
      "\(file(columns)) using \(using) with points pt 7 ps \(GnuplotText.number(size)) \(color) notitle"
    guard let errors = curve.errors, colors.isEmpty else { return [points] }
    let low = kept.map { curve.y[$0] - errors[$0] }
    let bars = [pick(curve.x), low, kept.map { _ in 0 }, kept.map { 2 * errors[$0] }]
    return ["\(file(bars)) using 1:2:3:4 with vectors nohead lw 0.8 \(color) notitle", points]
  }

  private static func isAlone(_ values: [Double], _ index: Int) -> Bool {
    func isDefined(_ k: Int) -> Bool { values.indices.contains(k) && values[k].isFinite }
    return isDefined(index) && !isDefined(index - 1) && !isDefined(index + 1)
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
    let columns = [discs.x, discs.y, discs.drawnRadius] + colors
    let using = (1...columns.count).map(String.init).joined(separator: ":")
    return "\(file(columns)) using \(using) with circles fill solid noborder \(color) notitle"
  }

  private mutating func arrows(_ headings: Headings, _ frame: LayerFrame) -> [String] {
    let all = headings.positions.indices
    let moving = all.filter { headings.arrows[$0] != .zero }
    let resting = all.filter { headings.arrows[$0] == .zero }
    var items: [String] = []
    if !moving.isEmpty {
      let size = "size screen \(GnuplotText.number(frame.headLength)),20"
      let width = all.count > 500 ? "0.6" : "1.2"
      let tails: [[Double]] = (0..<2).map { axis in
        moving.map { headings.positions[$0][axis] - headings.arrows[$0][axis] / 2 }
      }
      let columns: [[Double]] =
        tails + (0..<2).map { axis in moving.map { headings.arrows[$0][axis] } }
      items.append(
        shaded(columns, headings.shade, moving, "vectors head filled \(size) lw \(width)"))
    }
    if !resting.isEmpty {
      let columns = (0..<2).map { axis in resting.map { headings.positions[$0][axis] } }
      let size = all.count > 500 ? "0.2" : "0.5"
      items.append(shaded(columns, headings.shade, resting, "points pt 7 ps \(size)"))
    }
    return items
  }

  /// Rows that are drawn in a style, each with its color.
  private mutating func shaded(
    _ columns: [[Double]], _ shade: Shade, _ kept: [Int], _ style: String
  ) -> String {
    let (colors, color) = coloring(shade, at: columns.count + 1, keeping: kept)
    let all = columns + colors
    let using = (1...all.count).map(String.init).joined(separator: ":")
    return "\(file(all)) using \(using) with \(style) \(color) notitle"
  }

  private mutating func image(_ map: GridMap) -> String {
    // Where there is one row or column it is drawn as two halves, since an image has at least two.
    let (columns, rows) = (map.x.count, map.y.count)
    var values = map.values
    if columns == 1 { values = values.flatMap { [$0, $0] } }
    if rows == 1 { values += values }
    let (x, y) = (Self.pixels(map.x), Self.pixels(map.y))
    return
      "\(store(values)) binary array=(\(max(2, columns)),\(max(2, rows))) format='%float64' "
      + "origin=(\(GnuplotText.number(x.first)),\(GnuplotText.number(y.first))) "
      + "dx=\(GnuplotText.number(x.step)) dy=\(GnuplotText.number(y.step)) with image notitle"
  }

  /// The middle of the first pixel along an axis, and the distance to the next.
  private static func pixels(_ places: [Double]) -> (first: Double, step: Double) {
    guard let first = places.first, let last = places.last else { return (0, 1) }
    if places.count == 1 { return (first - 0.25, 0.5) }
    return (first, (last - first) / Double(places.count - 1))
  }
}
