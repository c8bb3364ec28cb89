import Foundation
import Testing

@testable import ClausiusViewer

@Suite("Numbers of frames as bytes")
struct CodingTests {
  @Test("Differences and planes give every number back, also where they wrap around")
  func planes() {
    let codes: [UInt16] = [0, 65535, 300, 7, 65535, 0, 299, 8, 1, 65534, 298, 9]
    let bytes = BytePlanes.encode(codes, rows: 4)
    // The first frame as it is, then the differences: high bytes of all first.
    #expect(bytes[0..<4].elementsEqual([0, 255, 1, 0]))
    #expect(bytes[12..<16].elementsEqual([0, 255, 44, 7]))
    #expect(bytes[4..<8].elementsEqual([255, 0, 255, 0]))
    #expect(BytePlanes.decode(bytes, rows: 4) == codes)
    let patterns: [UInt64] = [0.1, -2, .infinity, .nan].map(\.bitPattern)
    #expect(BytePlanes.decode(BytePlanes.encode(patterns, rows: 4), rows: 4) == patterns)
  }

  @Test("Numbers are rounded by half a step at most, and ends are exact")
  func ranges() {
    let range = RangeCode(of: [3.5, -1, .nan, 0.25, .infinity])
    #expect((range.lower, range.upper) == (-1, 3.5))
    #expect(range.code(-1) == 0)
    #expect(range.code(3.5) == 65534)
    #expect(range.code(.nan) == 65535)
    #expect(range.code(-.infinity) == 65535)
    #expect(range.value(65535).isNaN)
    for value in stride(from: -1, through: 3.5, by: 0.0137) {
      #expect(abs(range.value(range.code(value)) - value) <= range.step / 2 * 1.000001)
    }
    // One number alone, and none at all.
    #expect(RangeCode(of: [2, 2]).value(RangeCode(of: [2, 2]).code(2)) == 2)
    #expect(RangeCode(of: [.nan]).code(5) == 0)
    // Speeds that are all 1 but for rounding.
    let ones = RangeCode(of: [1, 1.nextUp, 1.nextDown])
    #expect(ones.step == 0)
    #expect(ones.code(1.nextUp) == ones.code(1))
  }

  @Test("Directions keep their angle to about one degree, and nothing has none")
  func directions() {
    var worst = 0.0
    for k in 0..<2000 {
      let z = 2 * (Double(k) + 0.5) / 2000 - 1
      let angle = Double(k) * 2.399963
      let rim = (1 - z * z).squareRoot()
      let vector = SIMD3(rim * cos(angle), rim * sin(angle), z)
      let code = OctahedralCode.code(3 * vector.x, 3 * vector.y, 3 * vector.z)
      guard let found = OctahedralCode.direction(code) else {
        Issue.record("no direction of \(vector)")
        continue
      }
      worst = max(worst, acos(min(1, (found * vector).sum())) * 180 / .pi)
    }
    #expect(worst < 1.0)
    #expect(OctahedralCode.direction(OctahedralCode.code(0, 0, 0)) == nil)
    #expect(OctahedralCode.direction(OctahedralCode.code(.nan, 0, 1)) == nil)
    #expect(OctahedralCode.direction(OctahedralCode.code(0, 0, -1)) == SIMD3(0, 0, -1))
  }

  @Test("Compressed bytes come back")
  func packing() throws {
    let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    let packed = try Packing.deflate(bytes)
    #expect(packed.count < 1000)
    #expect(Packing.inflate(packed, count: 5000) == bytes)
    #expect(Packing.lettersOfBase64(4) == Packing.base64([1, 2, 3, 4]).count)
  }
}
