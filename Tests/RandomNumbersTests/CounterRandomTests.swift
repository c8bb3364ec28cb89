import Foundation
import Testing

@testable import ClausiusRandomNumbers

@Suite("Counter-based random numbers")
struct CounterRandomTests {
  @Test("Philox 4x32-10 gives the known answers of Random123's kat_vectors")
  func knownAnswers() {
    #expect(
      Philox.block(counter: SIMD4(repeating: 0), key: SIMD2(repeating: 0))
        == SIMD4(0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8))
    #expect(
      Philox.block(counter: SIMD4(repeating: .max), key: SIMD2(repeating: .max))
        == SIMD4(0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD))
    #expect(
      Philox.block(
        counter: SIMD4(0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344),
        key: SIMD2(0xA409_3822, 0x299F_31D0))
        == SIMD4(0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1))
  }

  @Test("The counter is (individual, step, stream, draw) and the key is the seed")
  func layout() {
    let random = CounterRandom(seed: 0x299F_31D0_A409_3822, stream: .turnAxis)
    #expect(random.key == SIMD2(0xA409_3822, 0x299F_31D0))
    #expect(
      random.words(step: 7, individual: 5, draw: 9)
        == Philox.block(counter: SIMD4(5, 7, 4, 9), key: random.key))
    #expect(
      random.words(step: (3 << 32) + 7, individual: 5)
        == Philox.block(counter: SIMD4(5, 7, 0x3_0004, 0), key: random.key))
  }

  @Test("Uniform numbers use the upper 53 bits and never reach 1")
  func range() {
    #expect(CounterRandom.uniform(0, 0) == 0)
    #expect(CounterRandom.uniform(.max, .max) == 1 - 0x1p-53)
    #expect(CounterRandom.uniform(0, 0x8000_0000) == 0.5)
    #expect(CounterRandom.uniform(0x0800, 0) == 0x1p-53)
    #expect(CounterRandom.uniform(0x07FF, 0) == 0)
  }

  @Test("A pair of normal numbers is that of Box and Muller, and agrees with its polar form")
  func normals() {
    let random = CounterRandom(seed: 3, stream: .startVelocity)
    for individual in 0..<100 {
      let (u, v) = random.uniforms(step: 2, individual: individual, draw: 1)
      let (x, y) = random.normals(step: 2, individual: individual, draw: 1)
      #expect(x == (-2 * log(1 - u)).squareRoot() * cos(2 * .pi * v))
      #expect(y == (-2 * log(1 - u)).squareRoot() * sin(2 * .pi * v))
      let polar = random.polarNormals(step: 2, individual: individual, draw: 1)
      #expect(polar.halfSquare == -log(1 - u))
      #expect(polar.angle == 2 * .pi * v)
    }
  }

  @Test("The moments of 200 000 normal numbers are 0, 1, 0 and 3, within 5 standard errors")
  func normalMoments() {
    let random = CounterRandom(seed: 1, stream: .startVelocity)
    var sums = SIMD4<Double>.zero
    var product = 0.0
    for individual in 0..<100_000 {
      let (x, y) = random.normals(step: 0, individual: individual)
      for n in [x, y] { sums += SIMD4(n, n * n, n * n * n, n * n * n * n) }
      product += x * y
    }
    let (means, count) = (sums / 200_000, 200_000.0)
    #expect(abs(means.x) < 5 / count.squareRoot())
    #expect(abs(means.y - 1) < 5 * (2 / count).squareRoot())
    #expect(abs(means.z) < 5 * (15 / count).squareRoot())
    #expect(abs(means.w - 3) < 5 * (96 / count).squareRoot())
    #expect(abs(product / 100_000) < 5 / 100_000.0.squareRoot())
  }

  @Test(
    "The moments of a million numbers are those of the uniform distribution, within 5 standard errors"
  )
  func moments() {
    let random = CounterRandom(seed: 1, stream: .angularNoise)
    let count = 1_000_000
    var sums = (0.0, 0.0, 0.0, 0.0)
    for individual in 0..<count / 2 {
      let (a, b) = random.uniforms(step: 3, individual: individual)
      let x = a - 0.5
      let y = b - 0.5
      sums.0 += x + y
      sums.1 += x * x + y * y
      sums.2 += x * x * x + y * y * y
      sums.3 += x * y
    }
    let n = Double(count)
    // Variances of the sample means for x uniform on [-1/2, 1/2]: 1/12, 1/180, 1/448, and 1/144 for
    // a product.
    #expect(abs(sums.0 / n) < 5 * (1 / 12 / n).squareRoot())
    #expect(abs(sums.1 / n - 1 / 12.0) < 5 * (1 / 180 / n).squareRoot())
    #expect(abs(sums.2 / n) < 5 * (1 / 448 / n).squareRoot())
    #expect(abs(sums.3 / (n / 2)) < 5 * (1 / 144 / (n / 2)).squareRoot())
  }

  @Test("Bins of consecutive individuals, steps and draws are filled evenly", arguments: 0..<3)
  func evenness(axis: Int) {
    let random = CounterRandom(seed: 42, stream: .startPosition)
    var bins = [Int](repeating: 0, count: 256)
    let count = 256 * 400
    for i in 0..<count {
      let words =
        switch axis {
        case 0: random.words(step: 0, individual: i)
        case 1: random.words(step: i, individual: 0)
        default: random.words(step: 0, individual: 0, draw: i)
        }
      bins[Int(words.x >> 24)] += 1
    }
    let squares: [Int] = bins.map { ($0 - 400) * ($0 - 400) }
    let chiSquare = Double(squares.reduce(0, +)) / 400
    // 255 degrees of freedom: mean 255, standard deviation 22.6.
    #expect(chiSquare > 255 - 5 * 22.6)
    #expect(chiSquare < 255 + 5 * 22.6)
  }

  @Test("No two draws of any stream, step, individual or draw share a block")
  func streamsDoNotMeet() {
    var seen: Set<SIMD4<UInt32>> = []
    let steps = [0, 1, 2, 1 << 31, 1 << 32, 1 << 33, 1 << 40]
    let streams = RandomStream.table + [.user(0), .user(1), .user(255)]
    for stream in streams {
      let random = CounterRandom(seed: 7, stream: stream)
      for step in steps {
        for individual in 0..<20 {
          for draw in 0..<5 {
            seen.insert(random.words(step: step, individual: individual, draw: draw))
          }
        }
      }
    }
    #expect(seen.count == streams.count * steps.count * 20 * 5)
    #expect(RandomStream.table.map(\.rawValue) == Array(1...12))
    #expect(RandomStream.user(255).rawValue == 33023)
  }

  @Test("Another seed gives other numbers; the same one the same")
  func seeds() {
    let first = CounterRandom(seed: 1, stream: .startPosition)
    let second = CounterRandom(seed: 2, stream: .startPosition)
    let high = CounterRandom(seed: 1 + (1 << 32), stream: .startPosition)
    let words = first.words(step: 0, individual: 0)
    #expect(words == CounterRandom(seed: 1, stream: .startPosition).words(step: 0, individual: 0))
    #expect(words != second.words(step: 0, individual: 0))
    #expect(words != high.words(step: 0, individual: 0))
  }

  @Test("Whole numbers below a limit are the upper part of 64 bits times the limit")
  func integers() {
    let random = CounterRandom(seed: 3, stream: .surrogates)
    let words = random.words(step: 2, individual: 7)
    let share = (Double(words.y) * 0x1p32 + Double(words.x)) * 0x1p-64
    #expect(random.integer(below: 1000, step: 2, individual: 7) == Int(share * 1000))
    #expect(random.integer(below: 1, step: 2, individual: 7) == 0)
    var counts = [Int](repeating: 0, count: 6)
    for individual in 0..<6000 {
      counts[random.integer(below: 6, step: 0, individual: individual)] += 1
    }
    let chiSquared = counts.reduce(0.0) { $0 + Double(($1 - 1000) * ($1 - 1000)) / 1000 }
    #expect(chiSquared < 20.5, "the probability of more is 0.001")
  }
}
