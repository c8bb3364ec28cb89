import ClausiusSimulationCore
import RealModule

/// The potential of a field as a trajectory states it,
/// V = sum_k c_k phi^k + s (1 - cos phi) + 2 h (1 - cos(phi/2)).
///
/// It is evaluated around the nearest vacuum, so that small energies keep their digits.
struct FieldPotential: Sendable {
  private let coefficients: [Double]
  private let sine: Double
  private let halfSine: Double
  private let period: Double
  private let wells: [Well]

  /// V around one vacuum.
  private struct Well {
    let vacuum: Double
    let energy: Double
    /// The polynomial's terms of second and higher order in the distance.
    let terms: [Double]
  }

  /// The potential of `parameters`: `potential_0`, `potential_1`, ... (c_k), `potential_sine` (s),
  /// `potential_half_sine` (h), `vacuum_1`, `vacuum_2`, ... and `potential_period`; `nil` when they
  /// state none.
  init?(_ parameters: [String: Double]) {
    let sine = parameters["potential_sine"] ?? 0
    let halfSine = parameters["potential_half_sine"] ?? 0
    coefficients = Self.list("potential_", from: 0, in: parameters)
    guard !coefficients.isEmpty || sine != 0 || halfSine != 0 else { return nil }
    (self.sine, self.halfSine) = (sine, halfSine)
    period = parameters["potential_period"] ?? 0
    let coefficients = coefficients
    wells = Self.list("vacuum_", from: 1, in: parameters).map { vacuum in
      let terms = Self.shifted(coefficients, by: vacuum)
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
  func energy(_ phi: Double) -> Double {
    guard let (well, distance) = nearestWell(phi) else {
      return Self.value(coefficients, at: phi) + sine * (1 - Double.cos(phi))
        + 2 * halfSine * (1 - Double.cos(phi / 2))
    }
    // cos a - cos(a + d) = 2 sin(a + d/2) sin(d/2)
    let (v, d) = (well.vacuum, distance)
    return well.energy + d * d * Self.value(well.terms, at: d)
      + 2 * sine * Double.sin(v + d / 2) * Double.sin(d / 2)
      + 4 * halfSine * Double.sin(v / 2 + d / 4) * Double.sin(d / 4)
  }

  /// V''(phi).
  func curvature(_ phi: Double) -> Double {
    let terms = coefficients.enumerated().dropFirst(2).map { k, c in c * Double(k * (k - 1)) }
    return Self.value(terms, at: phi) + sine * Double.cos(phi)
      + halfSine / 2 * Double.cos(phi / 2)
  }

  private func nearestWell(_ phi: Double) -> (Well, distance: Double)? {
    var nearest: (Well, distance: Double)?
    for well in wells {
      var distance = phi - well.vacuum
      if period > 0 { distance -= (distance / period).rounded() * period }
      if abs(distance) < abs(nearest?.distance ?? .infinity) { nearest = (well, distance) }
    }
    return nearest
  }

  static func list(
    _ name: String, from first: Int, in parameters: [String: Double]
  ) -> [Double] {
    var values: [Double] = []
    while let value = parameters[name + String(first + values.count)] { values.append(value) }
    return values
  }

  private static func value(_ coefficients: [Double], at x: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
  }

  /// The coefficients of the polynomial in x - shift, by Horner's scheme repeated.
  private static func shifted(_ coefficients: [Double], by shift: Double) -> [Double] {
    var row = coefficients
    for first in row.indices {
      for k in stride(from: row.count - 2, through: first, by: -1) { row[k] += shift * row[k + 1] }
    }
    return row
  }
}
