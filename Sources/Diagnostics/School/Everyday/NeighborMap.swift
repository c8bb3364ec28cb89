import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import RealModule

/// Where an individual has its neighbors: the density of others by distance and by the angle to its
/// heading, over all individuals and frames.
///
/// The table is the polar map: for each ring and sector the density over that within `reach` as a
/// whole, so that 1 is even. In the plane sectors go from -pi to pi, to the left above 0; in space
/// from 0 (ahead) to pi (behind). The value is the share of the neighbors that are ahead, at less
/// than pi/2 from the heading: 1/2 where they are even. Standard errors are those of blocks of
/// frames. Individuals at rest have no heading and are neighbors only.
/// Source: Katz, Tunstrøm, Ioannou, Huepe and Couzin 2011, figure 1.
public struct NeighborMap: Diagnostic {
  /// The distance up to which neighbors count, or `nil` for three times the mean distance to the
  /// nearest neighbor in the first frame.
  public var reach: Double?
  /// Rings of the map.
  public var rings = 6
  /// Sectors of the map.
  public var sectors = 12

  /// The map up to three distances.
  public init() {}

  /// The word in a call.
  public static let name = "neighbor_map"
  /// What it is.
  public static let about = "where individuals have their neighbors: ahead, beside or behind"
  /// What it computes.
  public static let formula = "the density of neighbors by distance and angle over the mean density"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 to 1; 1/2 for neighbors all around"
  /// Where it is defined.
  public static let source = "Katz et al. 2011"
  /// What a frame must carry.
  public static let quantities = ["position", "velocity"]
  /// One map of all frames.
  public static let isOfWholeSeries = true
  /// The parameters of the call.
  public static let keys: [Key<NeighborMap>] = [
    Key(
      "reach", \.reach, in: .positive, unit: "length",
      about:
        "the distance up to which neighbors count; three mean distances to the nearest one when left out"
    ),
    Key("rings", \.rings, in: IntegerRange(1, 100), about: "rings of the map"),
    Key("sectors", \.sectors, in: IntegerRange(1, 360), about: "sectors of the map"),
  ]

  /// It ends in the map.
  public var hasTable: Bool { true }

  /// Refuses a reach beyond half a period, where a neighbor would be there twice.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    guard let reach else { return }
    for axis in 0..<box.spatialDimension where box.boundary[axis] == .periodic {
      guard reach <= box.length(axis) / 2 else {
        throw DiagnosticError(
          "neighbor_map: reach \(reach.scenarioText) is more than half of the period of the box",
          advice: "at most \((box.length(axis) / 2).scenarioText)")
      }
    }
  }

  /// Undefined: the map belongs to all frames.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    Estimate(undefined: .wholeSeries, unit: Self.unit, samples: 1)
  }

  /// Counts neighbors.
  public func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    NeighborMapRecord(self)
  }
}

/// The neighbors of all frames by ring and sector.
struct NeighborMapRecord: SeriesRecord {
  private let map: NeighborMap
  private var reach: Double?
  private var dimension = 3
  /// The neighbors of each frame by cell, [frames][rings * sectors], and at the end those ahead.
  private var frames: [[Int32]] = []
  /// All neighbors of each frame.
  private var totals: [Double] = []

  init(_ map: NeighborMap) { (self.map, reach) = (map, map.reach) }

  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) {
    let school: School = try frame.view()
    guard school.count > 1 else { return }
    dimension = school.dimension
    if reach == nil {
      let standard = try standardReach(school)
      guard standard > 0 else { return }
      reach = standard
    }
    guard let reach else { return }
    let particles: Particles = try frame.view()
    let headings = try school.headings()
    var cells = [Int32](repeating: 0, count: map.rings * map.sectors + 1)
    NeighborPairs(try particles.places(), in: frame.frame.space, radius: reach)
      .forEach { i, j, apart, squared in
        let distance = squared.squareRoot()
        count(-1 * apart, distance, headings[i], reach, &cells)
        count(apart, distance, headings[j], reach, &cells)
      }
    frames.append(cells)
    totals.append(cells.dropLast().reduce(0) { $0 + Double($1) })
  }

  /// Three mean distances to the nearest neighbor, at most half a period.
  private func standardReach(_ school: School) throws(DiagnosticError) -> Double {
    let nearest = try school.nearestNeighborDistances().reduce(0, +) / Double(school.count)
    let box = school.frame.space
    let halves = (0..<dimension).filter { box.boundary[$0] == .periodic }.map { box.length($0) / 2 }
    return min(3 * nearest, halves.min() ?? .infinity)
  }

  /// Counts a neighbor that lies `apart` from an individual with `heading`.
  private func count(
    _ apart: SIMD3<Double>, _ distance: Double, _ heading: SIMD3<Double>, _ reach: Double,
    _ cells: inout [Int32]
  ) {
    guard distance > 0, heading != .zero else { return }
    let across = heading.cross(apart)
    let turn = Double.atan2(y: across.length, x: heading.dot(apart))
    let share =
      dimension == 2 ? (across.z < 0 ? -turn : turn) / (2 * Double.pi) + 0.5 : turn / Double.pi
    let sector = min(map.sectors - 1, Int(share * Double(map.sectors)))
    let ring = min(map.rings - 1, Int(distance / reach * Double(map.rings)))
    cells[ring * map.sectors + sector] += 1
    if heading.dot(apart) > 0 { cells[cells.count - 1] += 1 }
  }

  /// The limits of a sector in radians.
  private func angles(_ sector: Int) -> (from: Double, to: Double) {
    let (first, span) = dimension == 2 ? (-Double.pi, 2 * Double.pi) : (0, Double.pi)
    let width = span / Double(map.sectors)
    return (first + Double(sector) * width, first + Double(sector + 1) * width)
  }

  /// The share of a cell in the volume within reach.
  private func volume(_ ring: Int, _ sector: Int) -> Double {
    let (rings, angles) = (Double(map.rings), angles(sector))
    let (inner, outer) = (Double(ring) / rings, Double(ring + 1) / rings)
    return dimension == 2
      ? (outer * outer - inner * inner) / Double(map.sectors)
      : (outer * outer * outer - inner * inner * inner)
        * (Double.cos(angles.from) - Double.cos(angles.to)) / 2
  }

  mutating func settle() throws(DiagnosticError) -> Estimate? {
    let ahead = share { $0.last ?? 0 }
    guard let ahead else {
      return Estimate(
        undefined: .tooFewSamples(found: 0, needed: 1), unit: NeighborMap.unit, samples: 0,
        bounds: .unit)
    }
    var estimate = Estimate(
      ahead.value, unit: NeighborMap.unit, samples: Int(totals.reduce(0, +)),
      standardError: ahead.series.standardError, bounds: .unit, warnings: ahead.series.warnings)
    if ahead.series.standardError == nil {
      estimate.missingError = .tooFewSamples(found: frames.count, needed: 2)
    }
    return estimate
  }

  /// The sum of a part of the neighbors over all neighbors, with the error of the frames, which may
  /// be correlated; `nil` without neighbors.
  private func share(_ part: ([Int32]) -> Int32) -> (value: Double, series: RunningSeries)? {
    let parts = frames.map { Double(part($0)) }
    let all = totals.reduce(0, +)
    guard all > 0 else { return nil }
    let value = parts.reduce(0, +) / all
    // A ratio of means scatters by (part - value all)/<all> of each frame.
    var series = RunningSeries()
    for (part, total) in zip(parts, totals) {
      series.add((part - value * total) / all * Double(parts.count))
    }
    return (value, series)
  }

  var details: [JSON.Member] { [.init("reach", reach.map(JSON.number) ?? .null)] }
  var notes: [String] { reach.map { ["neighbors up to \($0.shortText)"] } ?? [] }

  var table: RecordTable? {
    var rows: [[String]] = []
    for ring in 0..<map.rings {
      for sector in 0..<map.sectors {
        let cell = ring * map.sectors + sector
        let found = share { $0[cell] }
        let scale = 1 / volume(ring, sector)
        let width = (reach ?? .nan) / Double(map.rings)
        let (from, to) = angles(sector)
        rows.append(
          [
            Double(ring) * width, Double(ring + 1) * width, from, to,
            (found?.value ?? .nan) * scale,
            // Where nobody was seen, nothing tells how many there could have been.
            (found?.value == 0 ? nil : found?.series.standardError?.value).map { $0 * scale }
              ?? .nan,
          ].map(\.scenarioText))
      }
    }
    return RecordTable(
      columns: [
        "distance_from", "distance_to", "angle_from", "angle_to", "density", "standard_error",
      ], rows: rows)
  }
}
