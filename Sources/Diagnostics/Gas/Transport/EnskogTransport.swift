import ClausiusSimulationCore

/// What Enskog's theory says of viscosity and conductivity of hard discs of one kind.
///
/// With b = pi sigma^2/2, the number density rho, chi = (1 - 7 eta/16)/(1 - eta)^2 (Henderson, Mol.
/// Phys. 30 (1975) 971) and y = b rho chi,
///   eta_E = 1.022 sqrt(m kT/pi)/(2 sigma) (1/chi) (1 + y + 0.8729 y^2),
///   lambda_E/k = 1.029 (2/sigma) sqrt(kT/(pi m)) (1/chi) (1 + 3 y/2 + 0.8718 y^2),
/// the numbers those of the third Sonine approximation. Source: Gass, J. Chem. Phys. 54 (1971)
/// 1898.
struct EnskogTransport: Hashable {
  private let diameter: Double
  private let mass: Double
  private let chi: Double
  /// b rho chi
  private let y: Double

  /// The theory of the discs of a context in a box of `area`; `nil` where they are not of one kind,
  /// have no size, or where the theory has no contact value.
  init?(_ context: FrameContext, area: Double) {
    let (radii, masses) = (context.properties["radius"] ?? [], context.properties["mass"] ?? [])
    guard let radius = radii.first, let mass = masses.first, radius > 0, area > 0,
      Set(radii).count == 1, Set(masses).count == 1
    else { return nil }
    let packing = Double(radii.count) * .pi * radius * radius / area
    guard packing < 1 else { return nil }
    diameter = 2 * radius
    self.mass = mass
    chi = (1 - 7 * packing / 16) / ((1 - packing) * (1 - packing))
    y = 2 * packing * chi
  }

  /// eta_E at the temperature kT.
  func viscosity(temperature: Double) -> Double {
    let dilute = 1.022 * (mass * temperature / .pi).squareRoot() / (2 * diameter)
    return dilute / chi * (1 + y + 0.8729 * y * y)
  }

  /// lambda_E/k at the temperature kT.
  func conductivity(temperature: Double) -> Double {
    let dilute = 1.029 * (temperature / (.pi * mass)).squareRoot() * 2 / diameter
    return dilute / chi * (1 + 1.5 * y + 0.8718 * y * y)
  }
}
