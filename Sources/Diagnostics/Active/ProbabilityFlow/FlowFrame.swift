import ClausiusNeighborhoods
import ClausiusSimulationCore

/// A frame of self-propelled particles as features of a score see it.
public struct FlowFrame: Sendable {
  /// How the particles move.
  public let motion: ActiveMotion
  /// Where they are.
  public let positions: [SIMD3<Double>]
  /// Their self-propulsions u.
  public let selfPropulsions: [SIMD3<Double>]
  /// The forces F on them, with mobility 1.
  public let forces: [SIMD3<Double>]
  /// div_i F_i.
  public let forceDivergences: [Double]
  /// The distance, in contact distances, up to which particles see each other; 0 where they do not.
  public let range: Double
  /// The radii, so that the contact distance of two particles is their sum.
  private let radii: [Double]
  private let nearest: NearestImage
  /// The neighbors of particle i stand from `starts[i]` to `starts[i + 1]`.
  private var starts: [Int] = []
  private var others: [Int32] = []

  /// The number of particles.
  public var count: Int { positions.count }

  /// The particles of a frame, with their neighbors within `range` contact distances (sums of two
  /// radii).
  ///
  /// - Throws: ``DiagnosticError`` when a quantity is missing or not finite, when particles that
  ///   must see each other have no radius, when the periodic box is shorter than two ranges, or
  ///   when the motion is that of another number of particles.
  public init(_ frame: Frame, motion: ActiveMotion, range: Double) throws(DiagnosticError) {
    self.motion = motion
    self.range = range
    positions = try frame.vectors("position", dimension: motion.dimension)
    selfPropulsions = try frame.vectors("self_propulsion", dimension: motion.dimension)
    forces = try frame.vectors("force", dimension: motion.dimension)
    forceDivergences = try frame.numbers("force_divergence")
    nearest = NearestImage(in: frame.space)
    if let known = motion.individuals, known != positions.count {
      throw DiagnosticError(
        "frame \(frame.index) has \(positions.count) particles, others have \(known)",
        advice: "choose frames in which all are there")
    }
    radii = range > 0 ? try frame.radii().map { $0 * motion.contactScale } : []
    guard range > 0 else { return }
    let reach = 2 * range * (radii.max() ?? 0)
    for period in frame.space.periods where period > 0 && period < 2 * reach {
      throw DiagnosticError(
        "pairs are followed up to \(reach), more than half the period \(period) of the box",
        advice: "use a smaller range")
    }
    sortNeighbors(in: frame.space, reach: reach)
  }

  private mutating func sortNeighbors(in box: Box, reach: Double) {
    let grid = CellGrid(positions, in: box, radius: reach)
    let slots = grid.individual.elements
    var cellOf = [Int](repeating: 0, count: count)
    for (slot, individual) in slots.enumerated() {
      cellOf[Int(individual)] = Int(grid.cellOfSlot[slot])
    }
    starts.reserveCapacity(count + 1)
    for i in 0..<count {
      starts.append(others.count)
      grid.forEachRun(around: cellOf[i]) { run in
        for slot in run where Int(slots[slot]) != i {
          if neighbor(Int(slots[slot]), of: i).separation < range { others.append(slots[slot]) }
        }
      }
    }
    starts.append(others.count)
  }

  /// Shows the neighbors of particle `i` to `body`.
  @inline(__always)
  public func forEachNeighbor(of i: Int, _ body: (FlowNeighbor) -> Void) {
    guard range > 0 else { return }
    for place in starts[i]..<starts[i + 1] { body(neighbor(Int(others[place]), of: i)) }
  }

  /// The number of neighbors of particle `i`.
  public func neighbors(of i: Int) -> Int { range > 0 ? starts[i + 1] - starts[i] : 0 }

  @inline(__always)
  private func neighbor(_ j: Int, of i: Int) -> FlowNeighbor {
    let difference = nearest(positions[i] - positions[j])
    let distance = (difference * difference).sum().squareRoot()
    return FlowNeighbor(
      other: j, contact: radii[i] + radii[j], distance: distance,
      direction: distance > 0 ? difference / distance : .zero)
  }

  /// The share of the ball of `range` around particle `i` that it and its neighbors fill, for like
  /// particles: (1 + neighbors)/(2 range)^d.
  public func packing(around i: Int) -> Double {
    guard range > 0 else { return 0 }
    let side = 2 * range
    let volume = (0..<motion.dimension).reduce(1.0) { volume, _ in volume * side }
    return Double(1 + neighbors(of: i)) / volume
  }
}
