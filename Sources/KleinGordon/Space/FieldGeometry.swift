import ClausiusFields
import ClausiusSpectra
import Foundation

/// The grid that a user sees, and the waves and points that the computation uses behind it.
struct FieldGeometry: Sendable {
  /// The domain with the points of the grid.
  let domain: FieldDomain
  /// Whether the field is even about the middle of the domain, and only the right half is computed.
  let isMirrored: Bool
  /// The waves.
  let basis: SpectralBasis
  /// Keeps of the force what de-aliasing keeps; `nil` for everything.
  let projection: LaneOperator?

  /// A geometry.
  ///
  /// - Parameters:
  ///   - forceDegree: the degree of V' for exact de-aliasing.
  ///   - rise: phi(x + L) - phi(x) of a winding field, 0 for others.
  /// - Throws: ``TransformError``.
  init(
    points: Int, start: Double, length: Double, boundary: FieldBoundary, dealiasing: Dealiasing,
    forceDegree: Int, rise: Double, isMirrored: Bool
  ) throws(TransformError) {
    domain = FieldDomain(
      start: start, length: length, boundary: boundary, rise: rise, points: points)
    self.isMirrored = isMirrored
    let fine = dealiasing == .exact ? Self.smooth((forceDegree + 1) * points, over: 2) : points
    basis = try SpectralBasis(
      isMirrored ? .even : boundary.symmetry, points: isMirrored ? fine / 2 : fine,
      length: isMirrored ? length / 2 : length)
    let nyquist = Double.pi * Double(points) / length * (1 - 1e-9)
    switch dealiasing {
    case .none: projection = nil
    case .twoThirds: projection = basis.map { $0 < nyquist * 2 / 3 ? 1 : 0 }
    case .exact: projection = basis.map { $0 < nyquist ? 1 : 0 }
    }
  }

  /// The smallest multiple of 4 that is at least count/over and has no prime factor above 5.
  private static func smooth(_ count: Int, over divisor: Int) -> Int {
    var candidate = (count + 4 * divisor - 1) / (4 * divisor) * 4
    while true {
      var rest = candidate
      for factor in [2, 3, 5] { while rest % factor == 0 { rest /= factor } }
      if rest == 1 { return candidate }
      candidate += 4
    }
  }

  /// The positions of the points that the computation uses.
  var computedPositions: [Double] {
    (0..<basis.points).map { origin + basis.position(ofPoint: $0) }
  }

  /// Where the computed domain begins.
  var origin: Double { isMirrored ? start + length / 2 : start }

  /// The rise at the points that the computation uses; `nil` when there is none.
  var computedRamp: [Double]? { rise == 0 ? nil : computedPositions.map(ramp) }

  /// The length that one computed point stands for.
  var weight: Double { length / Double(basis.points) }

  /// The values of a row of coefficients, or of its derivative, at the points of the grid, or at as
  /// many that lie `shift` further.
  func sampled(_ row: AlignedRow, derivative: Bool = false, shift: Double = 0) -> [Double] {
    if !derivative, shift == 0, !isMirrored, basis.points == points { return basis.field(of: row) }
    let image = PeriodicImage(row, of: basis, origin: origin)
    let count = isMirrored || boundary.symmetry == .periodic ? points : 2 * points
    let samples = image.samples(count, from: positions[0] + shift, derivative: derivative)
    return Array(samples[..<points])
  }
}

extension FieldGeometry {
  /// Points of the grid, N.
  var points: Int { domain.positions.count }

  /// The positions of the points of the grid.
  var positions: [Double] { domain.positions }

  /// The distance between points.
  var spacing: Double { domain.spacing }

  /// The first end of the domain.
  var start: Double { domain.start }

  /// The length of the domain, L.
  var length: Double { domain.length }

  /// What happens at the ends.
  var boundary: FieldBoundary { domain.boundary }

  /// How much the field rises from end to end besides what the waves do.
  var rise: Double { domain.rise }

  /// The rise up to a position.
  func ramp(at x: Double) -> Double { domain.ramp(at: x) }
}
