import Foundation
import Testing

@testable import ClausiusEntropyMeasures

@Suite("Numbers near the ends of double precision") struct LargeNumberTests {
  @Test("Whole numbers saturate")
  func saturation() {
    #expect(Int(saturating: 2.7) == 2)
    #expect(Int(saturating: -2.7) == -2)
    #expect(Int(saturating: .nan) == 0)
    #expect(Int(saturating: 1e300) == .max)
    #expect(Int(saturating: -.infinity) == .min)
    #expect(Int(saturating: 0x1p63) == .max)
    #expect(Int(saturating: -0x1p63) == .min)
  }

  @Test("A power of two as factor adds its logarithm", arguments: [531, 900, -600])
  func factors(exponent: Int) throws {
    let samples = (0..<200).map { sin(Double($0)) }
    let factor = scalbn(1.0, exponent)
    let plain = try #require(KernelDensity(of: samples)).entropy
    let scaled = try #require(KernelDensity(of: samples.map { factor * $0 })).entropy
    #expect(abs(scaled - plain - Double(exponent) * log(2)) < 1e-9)
  }

  @Test("Samples at both ends have no density")
  func ends() {
    let largest = Double.greatestFiniteMagnitude
    #expect(KernelDensity(of: [-largest, 0, largest]) == nil)
  }
}
