import RealModule

/// Cells of equal steps in the polar angle theta (0 to pi) and the azimuth phi (0 to 2 pi, counted
/// from the negative x axis).
///
/// The cells near the poles are smaller: weighted by the sine of their middle polar angle, or not,
/// the entropy depends on the orientation of the axes. They are kept because published numbers use
/// them; ``EqualAreaCells`` are the remedy. Edges belong to bins as in ``UniformBins``. Outcomes
/// are ordered with the azimuth running fastest.
public struct ThetaPhiCells: Encoding {
  private let polar: UniformBins
  private let azimuthal: UniformBins

  /// `polar` by `azimuthal` cells.
  public init(polar: Int, azimuthal: Int) {
    self.polar = UniformBins(count: polar, from: 0, to: .pi)
    self.azimuthal = UniformBins(count: azimuthal, from: 0, to: 2 * .pi)
  }

  /// `theta_phi_cells(polar: a, azimuthal: b)`.
  public var name: String {
    "theta_phi_cells(polar: \(polar.outcomes), azimuthal: \(azimuthal.outcomes))"
  }

  /// The number of cells.
  public var outcomes: Int { polar.outcomes * azimuthal.outcomes }

  /// The cell of a direction (x, y, z), a unit vector or zero; a zero vector has theta = pi/2, phi
  /// = pi.
  public func outcome(of direction: SIMD3<Double>) -> Int? {
    let theta = Double.acos(min(1, max(-1, direction.z)))
    let phi = Double.atan2(y: direction.y, x: direction.x) + .pi
    guard let row = polar.outcome(of: theta), let column = azimuthal.outcome(of: phi) else {
      return nil
    }
    return row * azimuthal.outcomes + column
  }

  /// sin(theta) in the middle of each cell.
  public var weights: [Double] {
    (0..<polar.outcomes).flatMap { row in
      let middle = (polar.edges[row] + polar.edges[row + 1]) / 2
      return [Double](repeating: Double.sin(middle), count: azimuthal.outcomes)
    }
  }
}
