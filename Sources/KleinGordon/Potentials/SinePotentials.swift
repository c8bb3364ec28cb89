import ClausiusDeclarations
import Foundation

/// V = 1 - cos phi, vacua 2 pi n.
public struct SineGordonPotential: PotentialForm {
  static let word = "sine_gordon"
  static let about =
    "V = 1 - cos phi: vacua 2 pi n, mass 1, kink 4 arctan(exp x) of energy 8, breathers of energy 16 sqrt(1 - omega^2)"

  /// The potential has no parameters.
  public init() {}

  /// No keys.
  public static let keys: [Key<SineGordonPotential>] = []

  func energy(_ phi: Double) -> Double {
    // 1 - cos phi without cancellation near a vacuum.
    let s = sin(phi / 2)
    return 2 * s * s
  }
  func slope(_ phi: Double) -> Double { sin(phi) }
  func curvature(_ phi: Double) -> Double { cos(phi) }
  var vacua: [Double] { [0] }
  var period: Double? { 2 * .pi }
  var isEven: Bool { true }
  var force: ForceExpansion { .sines(full: 1, half: 0) }
  var kink: KinkProfile? {
    KinkProfile(
      value: { x in (4 * atan(exp(x)), 2 / cosh(x)) }, left: 0, right: 2 * .pi, energy: 8,
      flank: 1)
  }
}

/// V = 4/(1 + 4 eta) (eta (1 - cos phi) + 1 + cos(phi / 2)), vacua 2 pi (2 n + 1).
///
/// Source: Campbell, Peyrard, Sodano, Physica D 19 (1986) 165, eq. 2.1; Gani et al., Eur. Phys. J.
/// C 78 (2018) 345, eqs. 2.7 to 2.14.
public struct DoubleSineGordonPotential: PotentialForm {
  /// eta
  public var eta = 1.0

  static let word = "double_sine_gordon"
  static let about =
    "V = 4/(1 + 4 eta) (eta (1 - cos phi) + 1 + cos(phi/2)): vacua 2 pi (2 n + 1), mass 1, kink 4 arctan(sinh x/cosh R) with eta = sinh^2 R/4, of energy 16 (1 + 2 R/sinh 2R)"

  /// eta = 1.
  public init() {}

  /// The keys of the double sine-Gordon potential.
  public static let keys = [
    Key(
      "eta", \DoubleSineGordonPotential.eta, in: .nonNegative,
      about: "the weight of the full angle, sinh^2 R/4 for a kink of two halves at -R and R",
      source: "Campbell, Peyrard, Sodano 1986, eq. 2.1")
  ]

  private var scale: Double { 4 / (1 + 4 * eta) }

  func energy(_ phi: Double) -> Double {
    let s = sin(phi / 2)
    let c = cos(phi / 4)
    return scale * (2 * eta * s * s + 2 * c * c)
  }
  func slope(_ phi: Double) -> Double { scale * (eta * sin(phi) - sin(phi / 2) / 2) }
  func curvature(_ phi: Double) -> Double { scale * (eta * cos(phi) - cos(phi / 2) / 4) }
  var vacua: [Double] { [-2 * .pi] }
  var period: Double? { 4 * .pi }
  var isEven: Bool { true }
  var force: ForceExpansion { .sines(full: scale * eta, half: -scale / 2) }
  var kink: KinkProfile? {
    let radius = asinh(2 * eta.squareRoot())
    let half = cosh(radius)
    return KinkProfile(
      value: { x in
        let s = sinh(x) / half
        return (4 * atan(s), 4 * cosh(x) / half / (1 + s * s))
      }, left: -2 * .pi, right: 2 * .pi,
      energy: radius == 0 ? 32 : 16 * (1 + 2 * radius / sinh(2 * radius)), flank: 1)
  }
}
