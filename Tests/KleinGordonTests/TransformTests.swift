import Foundation
import ClausiusSpectra
import Testing

@testable import ClausiusKleinGordon

@Suite struct TransformTests {
  @Test(arguments: [8, 12, 100, 243]) func `a single mode has a single coefficient`(n: Int) throws {
    let transform = try FourierTransform(.real, length: n)
    let values = AlignedRow(count: n + 16)
    let coefficients = AlignedRow(count: n + 16)
    for j in 0..<n { values[j] = 3 * cos(2 * .pi * Double(2 * j) / Double(n)) }
    transform.forward(values.base, into: coefficients.base)
    for k in 0...n / 2 {
      let expected = k == 2 ? 1.5 * Double(n) : 0
      #expect(abs(coefficients[2 * k] - expected) < 1e-12 * Double(n))
      #expect(abs(coefficients[2 * k + 1]) < 1e-12 * Double(n))
    }
    transform.backward(coefficients.base, into: values.base)
    #expect(abs(values[0] - 3 * Double(n)) < 1e-12 * Double(n))
  }
}
