import ClausiusFields
import Foundation
import Testing

@testable import ClausiusKleinGordon

@Suite struct PotentialTests {
  static let potentials: [Potential] = [
    .linear(with(LinearPotential()) { $0.mass = 1.5 }),
    .phi4(with(Phi4Potential()) { ($0.lambda, $0.v) = (2, 1.3) }),
    .phi6(with(Phi6Potential()) { ($0.lambda, $0.v) = (0.7, 1.2) }),
    .sineGordon(SineGordonPotential()),
    .doubleSineGordon(with(DoubleSineGordonPotential()) { $0.eta = 0.8 }),
    .polynomial(PolynomialPotential(coefficients: [0.25, 0.1, -0.5, 0, 0.25])),
  ]

  @Test(arguments: potentials) func `slope and curvature are derivatives of the energy`(
    potential: Potential
  ) {
    let form = potential.form
    for phi in stride(from: -2.0, through: 2, by: 0.37) {
      let h = 1e-5
      let slope = (form.energy(phi + h) - form.energy(phi - h)) / (2 * h)
      let curvature = (form.slope(phi + h) - form.slope(phi - h)) / (2 * h)
      #expect(abs(slope - form.slope(phi)) < 1e-8)
      #expect(abs(curvature - form.curvature(phi)) < 1e-8)
    }
  }

  @Test(arguments: potentials) func `vacua are minima`(potential: Potential) {
    for vacuum in potential.form.vacua {
      #expect(abs(potential.form.slope(vacuum)) < 1e-14)
      #expect(potential.form.curvature(vacuum) > 0)
    }
  }

  @Test(arguments: potentials.filter { $0.form.kink != nil })
  func `the kink solves its equation and has its energy`(potential: Potential) throws {
    let form = potential.form
    let kink = try #require(form.kink)
    var energy = 0.0
    let dx = 0.01
    for x in stride(from: -25.0, through: 25, by: dx) {
      let (phi, slope) = kink.value(x)
      // Bogomolny: phi'^2/2 = V(phi).
      #expect(abs(slope * slope / 2 - form.energy(phi)) < 1e-14)
      energy += dx * (slope * slope / 2 + form.energy(phi))
    }
    #expect(abs(energy - kink.energy) < 1e-11)
    #expect(abs(kink.value(-40).phi - kink.left) < 1e-14)
    #expect(abs(kink.value(40).phi - kink.right) < 1e-14)
  }

  @Test func `a shifted polynomial`() {
    let p = [1.0, -2, 0.5, 3]
    for x in [-1.0, 0.3, 2] {
      let shifted = Polynomial.value(Polynomial.shifted(p, by: 0.7), at: x)
      #expect(abs(shifted - Polynomial.value(p, at: x + 0.7)) < 1e-13)
    }
    #expect(Polynomial.realRoots([-6, 11, -6, 1]).map { ($0 * 1e9).rounded() / 1e9 } == [1, 2, 3])
  }
}
