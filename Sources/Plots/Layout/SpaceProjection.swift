import Foundation

/// A panel in space on paper: parallel projection of the box that its axes span, its edges, and the
/// numbers along them.
struct SpaceProjection {
  private let panel: Panel
  private let lower: SIMD3<Double>
  private let upper: SIMD3<Double>
  private let right: SIMD3<Double>
  private let up: SIMD3<Double>
  private let eye: SIMD3<Double>
  /// Millimeters over the box, and under it for numbers and labels.
  private static let (above, below) = (1.5, 11.0)

  /// The projection of a panel that has an axis z.
  init(_ panel: Panel, z: ClosedRange<Double>) {
    self.panel = panel
    let (x, y) = (panel.xRange, panel.yRange)
    lower = SIMD3(x.lowerBound, y.lowerBound, z.lowerBound)
    upper = SIMD3(x.upperBound, y.upperBound, z.upperBound)
    eye = panel.view.direction
    let azimuth = panel.view.azimuth * .pi / 180
    right = SIMD3(cos(azimuth), sin(azimuth), 0)
    up = SIMD3(
      eye.y * right.z - eye.z * right.y, eye.z * right.x - eye.x * right.z,
      eye.x * right.y - eye.y * right.x)
  }

  /// A place on paper, in units of length.
  func place(_ point: SIMD3<Double>) -> SIMD2<Double> {
    let centered = point - (lower + upper) / 2
    return SIMD2((centered * right).sum(), (centered * up).sum())
  }

  /// A displacement on paper.
  private func shift(_ vector: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3((vector * right).sum(), (vector * up).sum(), 0)
  }

  /// What is shown on paper, the ends along x and y, of a rectangle of `width` and `height`
  /// millimeters around the box.
  func window(
    width: Double, height: Double
  ) -> (x: ClosedRange<Double>, y: ClosedRange<Double>) {
    let (across, along) = halfSizes
    let room = max(1, height - Self.above - Self.below)
    // Units of length a millimeter.
    let scale = max(2 * across / filledWidth(width), 2 * along / room, 1e-300)
    let middle = (Self.above - Self.below) / 2 * scale
    return (
      -scale * width / 2...scale * width / 2,
      middle - scale * height / 2...middle + scale * height / 2
    )
  }

  /// The height of a rectangle of `width` millimeters that the box fills.
  func height(width: Double) -> Double {
    let (across, along) = halfSizes
    let filled = filledWidth(width) * min(1.2, along / max(across, 1e-300))
    return filled + Self.above + Self.below
  }

  /// The width that the box takes; the rest is for numbers and labels beside it.
  private func filledWidth(_ width: Double) -> Double {
    let step = step(2)
    let range = (lower.z - offset(2))...(upper.z - offset(2))
    let characters = Double(Ticks.characters(range, step: step))
    let side = 6.5 + characters * 0.63 * PageLayout.tickSize * TextMeasure.point
    return max(0.5 * width, width - 2 * side)
  }

  private var halfSizes: (across: Double, along: Double) {
    let places = corners.map(place)
    return (places.map { abs($0.x) }.max() ?? 1, places.map { abs($0.y) }.max() ?? 1)
  }

  private var corners: [SIMD3<Double>] {
    (0..<8).map { corner(SIMD3($0 & 1, $0 >> 1 & 1, $0 >> 2 & 1)) }
  }

  private func corner(_ ends: SIMD3<Int>) -> SIMD3<Double> {
    SIMD3(
      ends.x == 0 ? lower.x : upper.x, ends.y == 0 ? lower.y : upper.y,
      ends.z == 0 ? lower.z : upper.z)
  }

  /// The edges of the box on paper; those behind first.
  var edges: [(from: SIMD2<Double>, to: SIMD2<Double>)] {
    (0..<3).flatMap { axis in
      (0..<4).map { k -> (from: SIMD2<Double>, to: SIMD2<Double>) in
        var ends = SIMD3<Int>(repeating: 0)
        ends[(axis + 1) % 3] = k & 1
        ends[(axis + 2) % 3] = k >> 1
        var other = ends
        other[axis] = 1
        return (place(corner(ends)), place(corner(other)))
      }
    }
  }

  /// An axis on paper: where its numbers stand, and its label.
  struct Scale {
    var ticks: [(place: SIMD2<Double>, text: String)]
    var label: (place: SIMD2<Double>, text: String)
    /// Whether the label is turned by 90 degrees.
    var isUpright: Bool
  }

  /// The numbers and labels along the edges that lie in front below, and at the left; a millimeter
  /// is `millimeter` units of length.
  func scales(millimeter: Double) -> [Scale] {
    // The faces that one sees.
    let front = SIMD3<Int>(eye.x > 0 ? 1 : 0, eye.y > 0 ? 1 : 0, 0)
    let upright = [(0, 0), (0, 1), (1, 0), (1, 1)].map { SIMD3($0.0, $0.1, 0) }
    let left = upright.min { place(corner($0)).x < place(corner($1)).x } ?? front
    return [(0, SIMD3(0, front.y, 0)), (1, SIMD3(front.x, 0, 0)), (2, left)].map { axis, start in
      scale(axis, along: start, millimeter: millimeter)
    }
  }

  /// The distance of neighboring numbers along an axis.
  private func step(_ axis: Int) -> Double {
    Ticks.step(lower[axis]...upper[axis], atMost: 4)
  }

  /// What is taken away from the numbers along an axis that is far from 0, so that they stay short.
  private func offset(_ axis: Int) -> Double {
    let step = step(axis)
    guard Ticks.digits(lower[axis]...upper[axis], step: step) > 6 else { return 0 }
    return ((lower[axis] + upper[axis]) / 2 / (10 * step)).rounded() * 10 * step
  }

  private func label(_ axis: Int, less offset: Double) -> String {
    guard var shown = [panel.x, panel.y, panel.z][axis] else { return "" }
    if offset != 0 {
      let range = lower[axis]...upper[axis]
      let size = Ticks.text(abs(offset), range, step: step(axis))
      shown.name += (offset > 0 ? " − " : " + ") + size
    }
    return shown.label
  }

  private func scale(_ axis: Int, along start: SIMD3<Int>, millimeter: Double) -> Scale {
    let ends = (place(corner(start)), place(corner(end(start, axis))))
    let step = step(axis)
    let numbers = Swift.stride(
      from: (lower[axis] / step).rounded(.up), through: (upper[axis] / step).rounded(.down), by: 1)
    let offset = offset(axis)
    let texts = numbers.map { number in
      offset == 0
        ? Ticks.text(number * step, lower[axis]...upper[axis], step: step)
        : (number * step - offset).inFourDigits
    }
    let away = away(axis, from: ends.0, to: ends.1)
    func half(_ text: String, _ points: Double) -> Double {
      let width = TextMeasure.width(text, points: points)
      return (width * abs(away.x) + TextMeasure.lineHeight(points) * abs(away.y)) / 2
    }
    let widest = texts.map { half($0, PageLayout.tickSize) }.max() ?? 0
    let ticks = zip(numbers, texts).map { number, text in
      var point = corner(start)
      point[axis] = number * step
      let distance = (1 + half(text, PageLayout.tickSize)) * millimeter
      return (place: place(point) + away * distance, text: text)
    }
    let name = label(axis, less: offset)
    let isUpright = axis == 2
    let own = isUpright ? 1.5 : half(name, PageLayout.labelSize)
    let distance = (1.5 + 2 * widest + own) * millimeter
    return Scale(
      ticks: ticks, label: (place: (ends.0 + ends.1) / 2 + away * distance, text: name),
      isUpright: isUpright)
  }

  /// The direction away from the box: down for what lies below, to the left for what stands.
  private func away(
    _ axis: Int, from start: SIMD2<Double>, to end: SIMD2<Double>
  ) -> SIMD2<Double> {
    if axis == 2 { return SIMD2(-1, 0) }
    let along = end - start
    let across = along.x > 0 ? SIMD2(along.y, -along.x) : SIMD2(-along.y, along.x)
    let norm = (across * across).sum().squareRoot()
    return norm > 0 ? across / norm : SIMD2(0, -1)
  }

  private func end(_ start: SIMD3<Int>, _ axis: Int) -> SIMD3<Int> {
    var end = start
    end[axis] = 1
    return end
  }

  /// A layer on paper; what is behind comes first.
  func projected(_ layer: Layer) -> Layer {
    switch layer {
    case .headings(let headings):
      let order = order(headings.positions)
      return .headings(
        Headings(
          positions: order.map {
            let place = place(headings.positions[$0])
            return SIMD3(place.x, place.y, 0)
          }, arrows: order.map { shift(headings.arrows[$0]) },
          velocities: order.map { headings.velocities[$0] }, shade: headings.shade.reordered(order))
      )
    case .curve(var curve):
      let points = curve.x.indices.map { SIMD3(curve.x[$0], curve.y[$0], curve.z?[$0] ?? 0) }
      let order = curve.style == .points ? order(points) : Array(points.indices)
      let places = order.map { place(points[$0]) }
      curve.x = places.map(\.x)
      curve.y = places.map(\.y)
      curve.z = nil
      curve.shade = curve.shade.reordered(order)
      return .curve(curve)
    case .discs, .map: return layer
    }
  }

  private func order(_ points: [SIMD3<Double>]) -> [Int] {
    points.indices.sorted { (points[$0] * eye).sum() < (points[$1] * eye).sum() }
  }
}

extension Shade {
  /// The colors of the points in another order.
  func reordered(_ order: [Int]) -> Shade {
    switch self {
    case .series, .theory: self
    case .values(let values): .values(order.map { values[$0] })
    case .classes(let classes, let names): .classes(order.map { classes[$0] }, names: names)
    }
  }
}
