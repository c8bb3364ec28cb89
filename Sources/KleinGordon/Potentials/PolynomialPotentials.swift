import ClausiusDeclarations
import ClausiusFields
import Foundation

/// The free field: V = m^2 phi^2 / 2, vacuum 0.
public struct LinearPotential: PotentialForm {
  /// m
  public var mass = 1.0

  static let word = "linear"
  static let about = "V = m^2 phi^2/2: vacuum 0, mass m, no kink"

  /// Mass 1.
  public init() {}

  /// The keys of the free field.
  public static let keys = [
    Key("mass", \LinearPotential.mass, in: .nonNegative, unit: "1/length", about: "the mass m")
  ]

  func energy(_ phi: Double) -> Double { mass * mass * phi * phi / 2 }
  func slope(_ phi: Double) -> Double { mass * mass * phi }
  func curvature(_ phi: Double) -> Double { mass * mass }
  var vacua: [Double] { [0] }
  var isEven: Bool { true }
  var force: ForceExpansion { .polynomial([0, mass * mass]) }
}

/// V = lambda/4 (phi^2 - v^2)^2, vacua -v and v.
public struct Phi4Potential: PotentialForm {
  /// lambda
  public var lambda = 1.0
  /// v
  public var v = 1.0

  static let word = "phi4"
  static let about =
    "V = lambda/4 (phi^2 - v^2)^2: vacua -v and v, mass v sqrt(2 lambda), kink v tanh(v sqrt(lambda/2) x) of energy (2 sqrt2/3) sqrt(lambda) v^3"

  /// lambda = v = 1.
  public init() {}

  /// The keys of phi4.
  public static let keys = [
    Key("lambda", \Phi4Potential.lambda, in: .positive, about: "the coupling lambda"),
    Key("v", \Phi4Potential.v, in: .positive, about: "the vacuum v"),
  ]

  func energy(_ phi: Double) -> Double {
    let difference = phi * phi - v * v
    return lambda / 4 * difference * difference
  }
  func slope(_ phi: Double) -> Double { lambda * phi * (phi * phi - v * v) }
  func curvature(_ phi: Double) -> Double { lambda * (3 * phi * phi - v * v) }
  var vacua: [Double] { [-v, v] }
  var isEven: Bool { true }
  var force: ForceExpansion { .polynomial([0, -lambda * v * v, 0, lambda]) }
  var kink: KinkProfile? {
    let (v, inverseWidth) = (v, v * (lambda / 2).squareRoot())
    return KinkProfile(
      value: { x in
        let t = tanh(inverseWidth * x)
        let c = 1 / cosh(inverseWidth * x)
        return (v * t, v * inverseWidth * c * c)
      }, left: -v, right: v, energy: 2 * 2.squareRoot() / 3 * lambda.squareRoot() * v * v * v,
      flank: 1 / (2 * inverseWidth))
  }
}

/// V = lambda/2 phi^2 (phi^2 - v^2)^2, vacua -v, 0 and v.
public struct Phi6Potential: PotentialForm {
  /// lambda
  public var lambda = 1.0
  /// v
  public var v = 1.0

  static let word = "phi6"
  static let about =
    "V = lambda/2 phi^2 (phi^2 - v^2)^2: vacua -v, 0 and v, masses 2 v^2 sqrt(lambda) at -v and v and v^2 sqrt(lambda) at 0, kink v sqrt((1 + tanh(v^2 sqrt(lambda) x))/2) of energy sqrt(lambda) v^4/4"

  /// lambda = v = 1.
  public init() {}

  /// The keys of phi6.
  public static let keys = [
    Key("lambda", \Phi6Potential.lambda, in: .positive, about: "the coupling lambda"),
    Key("v", \Phi6Potential.v, in: .positive, about: "the vacuum v"),
  ]

  func energy(_ phi: Double) -> Double {
    let difference = phi * phi - v * v
    return lambda / 2 * phi * phi * difference * difference
  }
  func slope(_ phi: Double) -> Double {
    lambda * phi * (phi * phi - v * v) * (3 * phi * phi - v * v)
  }
  func curvature(_ phi: Double) -> Double {
    let square = phi * phi
    return lambda * (15 * square * square - 12 * square * v * v + v * v * v * v)
  }
  var vacua: [Double] { [-v, 0, v] }
  var isEven: Bool { true }
  var force: ForceExpansion {
    .polynomial([0, lambda * v * v * v * v, 0, -4 * lambda * v * v, 0, 3 * lambda])
  }
  var kink: KinkProfile? {
    let (v, rate) = (v, v * v * lambda.squareRoot())
    return KinkProfile(
      value: { x in
        // (1 + tanh y)/2 = 1/(1 + exp(-2 y)), which keeps its small values.
        let fraction = 1 / (1 + exp(-2 * rate * x))
        let rest = 1 / (1 + exp(2 * rate * x))
        return (v * fraction.squareRoot(), v * rate * fraction.squareRoot() * rest)
      }, left: 0, right: v, energy: lambda.squareRoot() * v * v * v * v / 4, flank: 1 / rate)
  }
  var kinkLevels: [Double] { [-v / 2.squareRoot(), v / 2.squareRoot()] }
}

/// V = c0 + c1 phi + c2 phi^2 + ...
public struct PolynomialPotential: PotentialForm {
  /// c0, c1, c2, ...
  public var coefficients: [Double] = [0, 0, 0.5]

  static let word = "polynomial"
  static let about =
    "V = c0 + c1 phi + c2 phi^2 + ...: its vacua are the minima of the polynomial, the mass is sqrt(V'') there, no kink in closed form"
  static let coefficientKind = ValueKind.list(of: .real(.any), count: 2...17)

  /// V = phi^2 / 2.
  public init() {}

  /// The polynomial with these coefficients, c0 first.
  public init(coefficients: [Double]) { self.coefficients = coefficients }

  /// The keys of a polynomial.
  public static let keys = [
    Key(
      "coefficients", \PolynomialPotential.coefficients, as: coefficientKind, isRequired: true,
      about: "c0, c1, c2, ... of V = c0 + c1 phi + c2 phi^2 + ...")
  ]

  func energy(_ phi: Double) -> Double { Polynomial.value(coefficients, at: phi) }
  func slope(_ phi: Double) -> Double {
    Polynomial.value(Polynomial.derivative(coefficients), at: phi)
  }
  func curvature(_ phi: Double) -> Double {
    Polynomial.value(Polynomial.derivative(Polynomial.derivative(coefficients)), at: phi)
  }
  var vacua: [Double] {
    Polynomial.realRoots(Polynomial.derivative(coefficients)).filter { curvature($0) >= 0 }
  }
  /// The tops of the barriers between neighboring minima.
  var kinkLevels: [Double] {
    let extrema = Polynomial.realRoots(Polynomial.derivative(coefficients))
    let minima = vacua.sorted()
    return zip(minima, minima.dropFirst()).map { left, right in
      extrema.filter { $0 > left && $0 < right }.max { energy($0) < energy($1) }
        ?? (left + right) / 2
    }
  }
  var isEven: Bool { coefficients.enumerated().allSatisfy { $0 % 2 == 0 || $1 == 0 } }
  var force: ForceExpansion { .polynomial(Polynomial.derivative(coefficients)) }
  var isBoundedBelow: Bool {
    guard let last = coefficients.lastIndex(where: { $0 != 0 }), last > 0 else { return true }
    return last % 2 == 0 && coefficients[last] > 0
  }
}
