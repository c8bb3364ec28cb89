import ClausiusKernelDispatch
import ClausiusKernelInterface
import Foundation
import ClausiusSpectra
import Testing

@testable import ClausiusKleinGordon

@Suite struct KernelTests {
  /// The force of a form at some angles.
  private func force(
    _ form: ForceForm, _ coefficients: [Double], at values: [Double], _ variant: KernelVariant
  ) -> [Double] {
    let row = AlignedRow(values)
    let numbers = AlignedRow(coefficients)
    let parameters = ForceParameters(
      coefficients: numbers.base, coefficientCount: coefficients.count, normalization: 1,
      offset: nil, twiddle: nil)
    withExtendedLifetime(numbers) {
      variant.fieldKernels.force(form)(row.base, row.count, parameters)
    }
    return row.array(count: values.count)
  }

  @Test(arguments: KernelVariant.supported) func `the sine is good to 2 units in the last place`(
    variant: KernelVariant
  ) {
    // The library's sine of 80-bit numbers is the truth where there is one.
    let allowed = variant == .baseline ? 2.5 : 2.0
    for scale in [1e-3, 1.0, 10, 300] {
      let angles = (0..<40_000).map { (Double($0) / 20_000 - 1) * scale * 1.000_123 }
      let sines = force(.sine, [1, 0], at: angles, variant)
      let worst = zip(angles, sines).map { angle, sine -> Double in
        #if arch(x86_64)
          let exact = Foundation.sin(Float80(angle))
          let error = abs(Double(Float80(sine) - exact))
        #else
          let exact = Foundation.sin(angle)
          let error = abs(sine - exact)
        #endif
        return error / max(3e-17 * abs(angle), allowed * Double(exact).ulp)
      }.max()
      #expect((worst ?? 2) <= 1)
    }
  }

  @Test(arguments: KernelVariant.supported) func `forces are the slope of the potential`(
    variant: KernelVariant
  ) {
    let phi = (0..<40).map { -2 + Double($0) / 10 }
    let cubic = force(.cubic, [-1, 1], at: phi, variant)
    let general = force(.polynomial, [0.5, -1, 2, 1], at: phi, variant)
    let double = force(.doubleSine, [0.8, -0.4, 0.1], at: phi, variant)
    for (j, x) in phi.enumerated() {
      #expect(abs(cubic[j] - (x * x * x - x)) < 1e-14)
      #expect(abs(general[j] - (0.5 - x + 2 * x * x + x * x * x)) < 1e-14)
      #expect(abs(double[j] - (0.8 * sin(x) - 0.4 * sin(x / 2) + 0.1 * x)) < 1e-14)
    }
  }

  @Test func `variants of the kernels agree`() throws {
    let start = with(KinkAntikinkStart()) { $0.velocity = 0.3 }
    for symmetry in [SymmetryUse.none, .even] {
      let model = model(
        .phi4(Phi4Potential()), .kinkAntikink(start), points: 256, length: 80
      ) { $0.symmetry = symmetry }
      let fields = try KernelVariant.supported.map {
        try run(model, timeStep: 0.1, duration: 20, variant: $0).phi
      }
      for field in fields { #expect(largestDifference(field, fields[0]) < 1e-12) }
    }
  }
}
