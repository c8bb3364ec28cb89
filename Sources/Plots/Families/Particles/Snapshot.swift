import ClausiusSimulationCore
import Foundation

extension FigureKind {
  /// Where the individuals are: discs where the file has radii, arrows where it has velocities,
  /// or else dots.
  public static let snapshot = FigureKind.atFrame(
    "snapshot",
    about: "where the individuals are: discs by species or speed, arrows along headings, or dots",
    obstacle: { run in
      run.context.individuals == 0 ? "there are no individuals" : missing("position", run)
    },
    survey: { shot, scene in try SnapshotSurvey.survey(shot, &scene) },
    draw: { shots, scene in
      try shots.map { shot in
        shot.frame.context.properties["radius"] != nil && shot.frame.space.spatialDimension == 2
          ? try DiscSnapshot.panel(shot, scene) : try HeadingSnapshot.panel(shot, scene)
      }
    })
}

/// What snapshots of one movie have in common.
enum SnapshotSurvey {
  /// The names of how far individuals are from the middle along each axis.
  static let axes = ["radius x", "radius y", "radius z"]

  static func survey(_ shot: Shot, _ scene: inout Scene) throws {
    let positions = try shot.rows("position")
    let dimension = shot.frame.space.spatialDimension
    let sample = Sample(of: shot.frame.context.individuals, atMost: 20_000)
    let center = Self.center(positions, sample)
    for (axis, name) in axes.prefix(dimension).enumerated() {
      let radius = sample.indices.reduce(0) {
        max($0, abs(positions[3 * $1 + axis] - center[axis]))
      }
      scene.include(0...(1.05 * radius), as: name)
    }
    if let velocities = shot.frame["velocity"] {
      let speeds = sample.indices.map { i -> Double in
        let velocity = shot.vector(velocities, i)
        return (velocity * velocity).sum().squareRoot()
      }
      // The fastest few would leave no colors for the others.
      let ordered = speeds.sorted()
      scene.include(
        0...(ordered.isEmpty ? 1 : ordered[(ordered.count - 1) * 98 / 100]), as: "speed")
      if dimension == 3, let view = view(of: shot, velocities, positions, center, sample) {
        scene.view = view
      }
    }
  }

  static func center(_ positions: [Double], _ sample: Sample) -> SIMD3<Double> {
    var sum = SIMD3<Double>.zero
    for i in sample.indices {
      sum += SIMD3(positions[3 * i], positions[3 * i + 1], positions[3 * i + 2])
    }
    return sum / Double(max(1, sample.indices.count))
  }

  /// A view from 28 degrees beside the axis around which the individuals turn, so that a mill is
  /// seen as one; `nil` when they do not.
  private static func view(
    of shot: Shot, _ velocities: [Double], _ positions: [Double], _ center: SIMD3<Double>,
    _ sample: Sample
  ) -> View? {
    var turning = SIMD3<Double>.zero
    var size = 0.0
    for i in sample.indices {
      let r = shot.vector(positions, i) - center
      let v = shot.vector(velocities, i)
      turning += SIMD3(r.y * v.z - r.z * v.y, r.z * v.x - r.x * v.z, r.x * v.y - r.y * v.x)
      size += ((r * r).sum() * (v * v).sum()).squareRoot()
    }
    let length = (turning * turning).sum().squareRoot()
    guard length > 0.3 * size, length > 0 else { return nil }
    let axis = turning / length
    var best = (view: View(), miss: Double.infinity)
    for polar in [60.0, 45, 75] {
      for azimuth in [0.0, 90, 180, 270].flatMap({ quarter in [30, 45, 60].map { quarter + $0 } }) {
        let view = View(polar: polar, azimuth: azimuth)
        let miss = abs(abs((view.direction * axis).sum()) - cos(28 * .pi / 180))
        if miss < best.miss - 0.02 { best = (view, miss) }
      }
    }
    return best.view
  }
}

/// Discs with their true radii in the plane.
enum DiscSnapshot {
  private static let most = 20_000
  /// Discs smaller than this share of the picture could not be seen.
  private static let leastShare = 0.0015

  /// The discs of a shot, with colors that `shade` gives the individuals; by species or speed
  /// without it.
  static func panel(
    _ shot: Shot, _ scene: Scene, shade colors: (([Int]) -> Shade)? = nil
  ) throws -> Panel {
    let (box, context) = (shot.frame.space, shot.frame.context)
    let positions = try shot.rows("position")
    let radii = context.properties["radius"] ?? []
    let sample = Sample(of: context.individuals, atMost: most)
    let largest = sample.indices.reduce(0) { max($0, radii[$1]) }
    let (x, y) = (range(box, 0, positions, largest), range(box, 1, positions, largest))
    let least = leastShare * (x.upperBound - x.lowerBound)
    let isTrue = sample.indices.allSatisfy { radii[$0] >= least }
    // Those that could not be seen become as large as there is room for all.
    let readable =
      isTrue
      ? 0
      : (x.upperBound - x.lowerBound) * min(0.006, 0.25 / Double(sample.indices.count).squareRoot())
    var panel = Panel(
      x: .position("x", range: x), y: .position("y", range: y), layers: [])
    panel.shape = .equalScales
    panel.title = shot.timeLabel
    panel.notes = sample.notes
    if !isTrue { panel.notes.append("discs are drawn too large, to be seen") }
    func center(_ i: Int) -> SIMD2<Double> { SIMD2(positions[3 * i], positions[3 * i + 1]) }
    let mirrored = sample.indices.flatMap { i in
      images(center(i), radius: max(readable, radii[i]), box).map { (i, $0) }
    }
    let copies = sample.indices.map { ($0, center($0)) } + mirrored
    panel.layers = [
      .discs(
        Discs(
          x: copies.map { $0.1.x }, y: copies.map { $0.1.y },
          radius: copies.map { radii[$0.0] }, leastDrawn: readable, images: mirrored.count,
          shade: try colors?(copies.map(\.0)) ?? shade(shot, copies.map(\.0), scene, &panel)))
    ]
    return panel
  }

  /// By species where there are several, or else by speed.
  private static func shade(
    _ shot: Shot, _ individuals: [Int], _ scene: Scene, _ panel: inout Panel
  ) throws -> Shade {
    let species = shot.frame.context.properties["species"] ?? []
    let kinds = Set(species).sorted()
    if kinds.count > 1 {
      let names = kinds.map { "species \(Int(max(-1e15, min(1e15, $0))) + 1)" }
      return .classes(
        individuals.map { kinds.firstIndex(of: species[$0]) ?? 0 }, names: names)
    }
    guard let velocities = shot.frame["velocity"] else { return .series(0) }
    panel.color = ColorScale("speed", unit: "length/time", range: scene.ranges["speed"])
    return .values(
      individuals.map { i in
        let velocity = shot.vector(velocities, i)
        return (velocity * velocity).sum().squareRoot()
      })
  }

  private static func range(
    _ box: Box, _ axis: Int, _ positions: [Double], _ largest: Double
  ) -> ClosedRange<Double> {
    if box.boundary[axis] != .open { return box.lower[axis]...box.upper[axis] }
    let values = stride(from: axis, to: positions.count, by: 3).lazy.map { positions[$0] }
    guard let extent = Extent.of(values) else { return 0...1 }
    let room = largest > 0 ? 1.5 * largest : extent.lowerBound < extent.upperBound ? 0 : 1
    return (extent.lowerBound - room)...(extent.upperBound + room)
  }

  /// What reaches into the box from the periodic images of a disc.
  private static func images(_ center: SIMD2<Double>, radius: Double, _ box: Box) -> [SIMD2<Double>]
  {
    var images = [center]
    for axis in 0..<2 where box.boundary[axis] == .periodic {
      let period = box.length(axis)
      images += images.compactMap { image in
        var copy = image
        if image[axis] - radius < box.lower[axis] {
          copy[axis] += period
        } else if image[axis] + radius > box.upper[axis] {
          copy[axis] -= period
        } else {
          return nil
        }
        return copy
      }
    }
    return Array(images.dropFirst())
  }
}

/// Individuals as arrows along their headings, in the plane or in space; dots where there are no
/// velocities.
enum HeadingSnapshot {
  private static let most = 3000

  static func panel(_ shot: Shot, _ scene: Scene) throws -> Panel {
    let positions = try shot.rows("position")
    let box = shot.frame.space
    let isSpatial = box.spatialDimension == 3
    let sample = Sample(of: shot.frame.context.individuals, atMost: most)
    let arena = CircularArena(shot.run.context)
    let ranges = arena?.ranges ?? ranges(positions, box, sample, scene)
    let side = ranges.map { $0.upperBound - $0.lowerBound }.max() ?? 1
    let points = sample.indices.map { shot.vector(positions, $0) }
    var panel = Panel(
      x: .position("x", range: ranges[0]), y: .position("y", range: ranges[1]), layers: [])
    panel.title = shot.timeLabel
    panel.notes = sample.notes
    panel.shape = .equalScales
    var shade = Shade.series(0)
    if isSpatial {
      panel.z = .position("z", range: ranges[2])
      panel.view = scene.view
      panel.color = ColorScale("z", unit: "length", range: ranges[2])
      shade = .values(points.map(\.z))
    }
    if let velocities = shot.frame["velocity"] {
      let length = side * min(0.07, max(0.02, 0.3 / cbrt(Double(points.count))))
      let arrows = sample.indices.map { i -> SIMD3<Double> in
        let velocity = shot.vector(velocities, i)
        let speed = (velocity * velocity).sum().squareRoot()
        return speed > 0 ? velocity / speed * length : .zero
      }
      let resting = arrows.count { $0 == .zero }
      if resting > 0 { panel.notes.append("dots are at rest: \(resting) of \(arrows.count)") }
      panel.layers = [
        .headings(
          Headings(
            positions: points, arrows: arrows,
            velocities: sample.indices.map { shot.vector(velocities, $0) }, shade: shade))
      ]
    } else {
      panel.layers = [
        .curve(
          Curve(
            "", unit: "length", x: points.map(\.x), y: points.map(\.y),
            z: isSpatial ? points.map(\.z) : nil, style: .points, shade: shade))
      ]
    }
    if let arena, !isSpatial { panel.layers.append(arena.layer) }
    return panel
  }

  /// The box where it has ends; around the middle of the group where it has none, as large as the
  /// group gets in the scene.
  private static func ranges(
    _ positions: [Double], _ box: Box, _ sample: Sample, _ scene: Scene
  ) -> [ClosedRange<Double>] {
    let center = SnapshotSurvey.center(positions, sample)
    let radii = SnapshotSurvey.axes.map { scene.ranges[$0]?.upperBound ?? 0 }
    let widest = radii.max() ?? 0
    let far = (0..<3).reduce(0) { max($0, abs(center[$1])) }
    // A flat group keeps some space around it, and so does an individual that is alone.
    let least = widest > 1e-12 * far ? 0.35 * widest : 1
    return (0..<3).map { axis in
      if box.boundary[axis] != .open { return box.lower[axis]...box.upper[axis] }
      let radius = max(radii[axis], least)
      return Extent.around(center[axis], radius)
    }
  }
}
