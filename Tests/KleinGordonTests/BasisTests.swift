import Foundation
import ClausiusSpectra
import Testing

@testable import ClausiusKleinGordon

@Suite struct BasisTests {
  static let symmetries: [FieldSymmetry] = [.periodic, .antiperiodic, .even, .odd]

  @Test(arguments: symmetries) func `coefficients give the field back`(
    symmetry: FieldSymmetry
  ) throws {
    for points in [16, 22, 100] {
      let basis = try SpectralBasis(symmetry, points: points, length: 3)
      let field = (0..<points).map { sin(Double($0 * $0)) }
      let back = basis.field(of: basis.coefficients(of: field))
      for (a, b) in zip(field, back) { #expect(abs(a - b) < 1e-14) }
    }
  }

  @Test(arguments: symmetries) func `the second derivative of each wave is exact`(
    symmetry: FieldSymmetry
  ) throws {
    let points = 24
    let length = 5.0
    let basis = try SpectralBasis(symmetry, points: points, length: length)
    let laplacian = basis.map { -$0 * $0 }
    for wave in 0..<8 {
      let k =
        switch symmetry {
        case .periodic: 2 * Double.pi * Double(wave) / length
        case .antiperiodic: Double.pi * Double(2 * wave + 1) / length
        case .even, .odd: Double.pi * Double(wave) / length
        }
      let phase = symmetry == .odd ? -Double.pi / 2 : (symmetry == .even ? 0 : 0.3)
      let field = (0..<points).map { cos(k * basis.position(ofPoint: $0) + phase) }
      let row = basis.coefficients(of: field)
      let out = AlignedRow(count: row.count)
      laplacian.apply(row, into: out, lanes: basis.lanes)
      for (a, b) in zip(field, basis.field(of: out)) {
        #expect(abs(-k * k * a - b) < 1e-12 * max(1, k * k))
      }
    }
  }

  @Test(arguments: symmetries) func `products of coefficients are sums over points`(
    symmetry: FieldSymmetry
  ) throws {
    let points = 30
    let basis = try SpectralBasis(symmetry, points: points, length: 1)
    let u = (0..<points).map { sin(Double($0 * $0) + 1) }
    let v = (0..<points).map { cos(Double($0 * $0 * 3)) }
    let direct = zip(u, v).reduce(0) { $0 + $1.0 * $1.1 }
    let product = basis.product(basis.coefficients(of: u), basis.coefficients(of: v))
    #expect(abs(direct - product) < 1e-13)
  }
}
