import ClausiusFields
import ClausiusKernelInterface
import Foundation
import ClausiusSpectra

/// The force of a potential, split into the linear part that the flows treat in Fourier space and
/// the rest, point by point.
///
/// With phi = u + offset, dV/dphi = stiffness u + rest(u). Kick-and-drift schemes carry the
/// stiffness in the kick, exponential ones in the drift.
final class FieldForce: Sendable {
  /// The linear part, V'' at the reference or 0.
  let stiffness: Double
  /// The form of the rest; `nil` when there is none.
  let form: ForceForm?
  private let coefficients: AlignedRow
  private let coefficientCount: Int
  private let offset: AlignedRow?
  private let basis: SpectralBasis

  /// The force of `potential` around the value `reference`, a vacuum or 0.
  ///
  /// - Parameters:
  ///   - freeStiffness: the linear part to be split off; `nil` splits off all of it.
  ///   - ramp: what is added to u at each point besides, for a winding field.
  init(
    _ potential: any PotentialForm, reference: Double, freeStiffness: Double?, ramp: [Double]?,
    basis: SpectralBasis
  ) {
    self.basis = basis
    offset = ramp.map { AlignedRow($0) }
    var numbers: [Double]
    switch potential.force {
    case .polynomial(let slope):
      var terms = Polynomial.shifted(slope, by: reference)
      while terms.count < 2 { terms.append(0) }
      let linear = freeStiffness ?? terms[1]
      stiffness = linear
      terms[1] -= linear
      (form, numbers) = Self.polynomialForm(terms, normalization: basis.normalization)
    case .sines(let full, let half):
      stiffness = freeStiffness ?? 0
      // At a vacuum or 0 the sines of the reference vanish: sin(r + u) = cos(r) sin(u).
      let s1 = full * cos(reference).rounded()
      let s2 = half * cos(reference / 2).rounded()
      form = half == 0 ? .sine : .doubleSine
      numbers = half == 0 ? [s1, -stiffness] : [s1, s2, -stiffness]
    }
    coefficientCount = numbers.count
    coefficients = AlignedRow(numbers)
  }

  private static func polynomialForm(
    _ terms: [Double], normalization n: Double
  ) -> (ForceForm?, [Double]) {
    guard let degree = terms.lastIndex(where: { $0 != 0 }) else { return (nil, [0]) }
    if degree == 3, terms[0] == 0, terms[2] == 0 {
      return (.cubic, [terms[1] * n, terms[3] * n * n * n])
    }
    return (.polynomial, Array(terms[...degree]))
  }

  /// The numbers for the kernel; valid as long as the force lives.
  var parameters: ForceParameters {
    ForceParameters(
      coefficients: coefficients.base, coefficientCount: coefficientCount,
      normalization: basis.normalization, offset: offset.map { UnsafePointer($0.base) },
      twiddle: basis.twiddle.map { UnsafePointer($0.base) })
  }
}
