import RealModule

/// The potential of a field as a trajectory states it,
/// V = sum_k c_k phi^k + s (1 - cos phi) + 2 h (1 - cos(phi/2)).
///
/// It is evaluated around the nearest vacuum, so that small energies keep their digits.
public struct FieldPotential: Sendable {
  /// c_0, c_1, ...
  public let coefficients: [Double]
  /// s
  public let sine: Double
  /// h
  public let halfSine: Double
  /// The period of V; `nil` when it has none.
  public let period: Double?
  /// The minima of V, of a periodic V those of one period.
  public let vacua: [Double]
  /// The vacuum that the start of the run names; `nil` when it names none.
  public let namedVacuum: Double?
  private let wells: [Well]

  /// V around one vacuum.
  private struct Well {
    let vacuum: Double
    let energy: Double
    /// The polynomial's terms of second and higher order in the distance.
    let terms: [Double]
  }

  /// The potential with these numbers.
  public init(
    coefficients: [Double], sine: Double = 0, halfSine: Double = 0, period: Double? = nil,
    vacua: [Double] = [], namedVacuum: Double? = nil
  ) {
    self.coefficients = coefficients
    self.sine = sine
    self.halfSine = halfSine
    self.period = period
    self.vacua = vacua
    self.namedVacuum = namedVacuum
    wells = vacua.map { vacuum in
      let terms = Polynomial.shifted(coefficients, by: vacuum)
      let scale = coefficients.enumerated().reduce(0) {
        $0 + abs($1.element) * Double.pow(abs(vacuum), $1.offset)
      }
      let waves =
        sine * (1 - Double.cos(vacuum)) + 2 * halfSine * (1 - Double.cos(vacuum / 2))
      let energy = (terms.first ?? 0) + waves
      // What rounding leaves of a vacuum's energy 0 is no energy.
      let isZero = abs(energy) < 1e-14 * (scale + abs(sine) + abs(halfSine))
      return Well(
        vacuum: vacuum, energy: isZero ? 0 : energy, terms: Array(terms.dropFirst(2)))
    }
  }

  /// V(phi).
  public func energy(_ phi: Double) -> Double {
    guard let (well, distance) = nearestWell(phi) else {
      return Polynomial.value(coefficients, at: phi) + sine * (1 - Double.cos(phi))
        + 2 * halfSine * (1 - Double.cos(phi / 2))
    }
    // cos a - cos(a + d) = 2 sin(a + d/2) sin(d/2)
    let (v, d) = (well.vacuum, distance)
    return well.energy + d * d * Polynomial.value(well.terms, at: d)
      + 2 * sine * Double.sin(v + d / 2) * Double.sin(d / 2)
      + 4 * halfSine * Double.sin(v / 2 + d / 4) * Double.sin(d / 4)
  }

  /// V''(phi).
  public func curvature(_ phi: Double) -> Double {
    let terms = coefficients.enumerated().dropFirst(2).map { k, c in c * Double(k * (k - 1)) }
    return Polynomial.value(terms, at: phi) + sine * Double.cos(phi)
      + halfSine / 2 * Double.cos(phi / 2)
  }

  private func nearestWell(_ phi: Double) -> (Well, distance: Double)? {
    var nearest: (Well, distance: Double)?
    for well in wells {
      var distance = phi - well.vacuum
      if let period, period > 0 { distance -= (distance / period).rounded() * period }
      if abs(distance) < abs(nearest?.distance ?? .infinity) { nearest = (well, distance) }
    }
    return nearest
  }
}
