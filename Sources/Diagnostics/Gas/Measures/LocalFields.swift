import ClausiusEntropyMeasures
import RealModule

/// Density, mean velocity, temperature and stress of the particles in each position cell.
///
/// u = sum m v/sum m, P = sum m (v - u)(v - u)^T/n, T = tr P/d with k_B = 1: the moments that the
/// local Maxwellian is matched to.
struct LocalFields {
  /// The particles of one position cell.
  struct Cell {
    /// The number of particles, n.
    var count = 0.0
    /// The sum of the masses.
    fileprivate var mass = 0.0
    /// The mean velocity, u.
    fileprivate(set) var velocity = SIMD3<Double>.zero
    /// The stress per particle, P.
    fileprivate(set) var stress = SymmetricMatrix3(diagonal: .zero)
    /// The sum of (m c^2)^2 over the particles, c from the mean velocity.
    fileprivate var squaredEnergies = 0.0
    /// The temperature, T.
    fileprivate(set) var temperature = 0.0
  }

  /// The fields of the occupied position cells.
  private(set) var cells: [Cell]
  /// 2 or 3.
  let dimension: Int

  /// The fields of the particles of `gas` in `positions`, with the masses of `populations`.
  init(
    _ gas: Gas, in positions: PositionCells, of populations: Populations
  ) throws(DiagnosticError) {
    dimension = gas.dimension
    cells = [Cell](repeating: Cell(), count: positions.cells.cells.count)
    let rows = try gas.rows("velocity")
    addMomenta(rows, populations, positions.numbers)
    addStresses(rows, populations, positions.numbers)
  }

  /// Whether a cell has a temperature; with `stress` also whether its stress is not degenerate.
  func isThermal(_ cell: Int, stress: Bool = false) -> Bool {
    let fields = cells[cell]
    let needed = stress ? Double(dimension) : 1
    // What is left of equal velocities by rounding is not a temperature.
    let speed = fields.velocity * fields.velocity
    let floor = 1e-28 * speed.sum() * fields.mass / max(1, fields.count)
    guard fields.count > needed, fields.temperature > floor, fields.temperature.isFinite else {
      return false
    }
    return !stress || determinant(cell) > 0
  }

  /// sqrt(T/m) with the mean of the local temperatures, a particle each, and the mean mass; `nil`
  /// where no cell has a temperature.
  var thermalSpeed: Double? {
    let thermal = cells.indices.filter { isThermal($0) }.map { cells[$0] }
    let mass = thermal.reduce(0) { $0 + $1.mass }
    let energy = thermal.reduce(0) { $0 + $1.count * $1.temperature }
    return mass > 0 && energy > 0 ? (energy / mass).squareRoot() : nil
  }

  /// <(m c^2)^2>/(d (d + 2) T^2): 1 for Maxwellian velocities, more for tails.
  func excess(_ cell: Int) -> Double {
    let fields = cells[cell]
    let d = Double(dimension)
    let maxwellian = d * (d + 2) * fields.temperature * fields.temperature
    return maxwellian > 0 ? fields.squaredEnergies / fields.count / maxwellian : 1
  }

  /// ln(T^d/det P)/2, at least 0, and 0 where the stress is isotropic.
  func anisotropy(_ cell: Int) -> Double {
    -Double.log(determinant(cell)) / 2
  }

  /// det(P/T).
  private func determinant(_ cell: Int) -> Double {
    let p = cells[cell].stress.diagonal / cells[cell].temperature
    let o = cells[cell].stress.offDiagonal / cells[cell].temperature
    let plane = p.x * p.y - o.z * o.z
    guard dimension == 3 else { return plane }
    return plane * p.z + 2 * o.x * o.y * o.z - p.x * o.x * o.x - p.y * o.y * o.y
  }

  private mutating func addMomenta(
    _ rows: [Double], _ populations: Populations, _ numbers: [UInt32]
  ) {
    for i in numbers.indices where numbers[i] != CellCounts.noCell {
      let cell = Int(numbers[i])
      let mass = populations.masses[Int(populations.numbers[i])]
      cells[cell].count += 1
      cells[cell].mass += mass
      cells[cell].velocity += mass * Self.velocity(rows, i, dimension)
    }
    for cell in cells.indices { cells[cell].velocity /= cells[cell].mass }
  }

  private mutating func addStresses(
    _ rows: [Double], _ populations: Populations, _ numbers: [UInt32]
  ) {
    for i in numbers.indices where numbers[i] != CellCounts.noCell {
      let cell = Int(numbers[i])
      let mass = populations.masses[Int(populations.numbers[i])]
      let peculiar = Self.velocity(rows, i, dimension) - cells[cell].velocity
      cells[cell].stress.add(outerSquareOf: peculiar, weight: mass)
      let energy = mass * (peculiar * peculiar).sum()
      cells[cell].squaredEnergies += energy * energy
    }
    for cell in cells.indices {
      cells[cell].stress.diagonal /= cells[cell].count
      cells[cell].stress.offDiagonal /= cells[cell].count
      cells[cell].temperature = cells[cell].stress.trace / Double(dimension)
    }
  }

  /// The velocity of a particle, with z = 0 in two dimensions.
  @inline(__always)
  static func velocity(_ rows: [Double], _ i: Int, _ dimension: Int) -> SIMD3<Double> {
    SIMD3(rows[3 * i], rows[3 * i + 1], dimension == 3 ? rows[3 * i + 2] : 0)
  }
}
