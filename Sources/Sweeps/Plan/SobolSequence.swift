/// The sequence of Sobol in the order of Gray's code: x_k is the exclusive or of the direction
/// numbers of the bits of k ^ (k >> 1).
///
/// Source: Bratley, Fox, ACM Trans. Math. Softw. 14 (1988) 88; directions of Joe, Kuo, SIAM J. Sci.
/// Comput. 30 (2008) 2635, file new-joe-kuo-6.
enum SobolSequence {
  /// The first 32 binary digits of point `number` along `side`.
  static func bits(_ number: Int, side: Int) -> UInt32 {
    var gray = UInt32(truncatingIfNeeded: number ^ (number >> 1))
    var bits: UInt32 = 0
    var index = 0
    while gray != 0 {
      if gray & 1 == 1 { bits ^= directions[side][index] }
      gray >>= 1
      index += 1
    }
    return bits
  }

  /// A primitive polynomial over two elements, and the first direction numbers of a side.
  private struct Polynomial {
    var coefficients: UInt32
    var start: [UInt32]
  }

  /// The polynomials of all sides but the first.
  private static let polynomials = [
    Polynomial(coefficients: 0, start: [1]),
    Polynomial(coefficients: 1, start: [1, 3]),
    Polynomial(coefficients: 1, start: [1, 3, 1]),
    Polynomial(coefficients: 2, start: [1, 1, 1]),
    Polynomial(coefficients: 1, start: [1, 1, 3, 3]),
    Polynomial(coefficients: 4, start: [1, 3, 5, 13]),
    Polynomial(coefficients: 2, start: [1, 1, 5, 5, 17]),
    Polynomial(coefficients: 4, start: [1, 1, 5, 5, 5]),
    Polynomial(coefficients: 7, start: [1, 1, 7, 11, 19]),
    Polynomial(coefficients: 11, start: [1, 1, 5, 1, 1]),
    Polynomial(coefficients: 13, start: [1, 1, 1, 3, 11]),
    Polynomial(coefficients: 14, start: [1, 3, 5, 5, 31]),
    Polynomial(coefficients: 1, start: [1, 3, 3, 9, 7, 49]),
    Polynomial(coefficients: 13, start: [1, 1, 1, 15, 21, 21]),
    Polynomial(coefficients: 16, start: [1, 3, 1, 13, 27, 49]),
    Polynomial(coefficients: 19, start: [1, 1, 1, 15, 7, 5]),
    Polynomial(coefficients: 22, start: [1, 3, 1, 15, 13, 25]),
    Polynomial(coefficients: 25, start: [1, 1, 5, 5, 19, 61]),
    Polynomial(coefficients: 1, start: [1, 3, 7, 11, 23, 15, 103]),
    Polynomial(coefficients: 4, start: [1, 3, 7, 13, 13, 15, 69]),
  ]

  /// The direction numbers of each side, the first binary digit in the highest bit.
  private static let directions: [[UInt32]] =
    [(0..<32).map { 1 << (31 - $0) }] + polynomials.map { directions($0) }

  private static func directions(_ polynomial: Polynomial) -> [UInt32] {
    let degree = polynomial.start.count
    var numbers = polynomial.start.enumerated().map { $1 << (31 - UInt32($0)) }
    for index in degree..<32 {
      var next = numbers[index - degree] ^ (numbers[index - degree] >> UInt32(degree))
      for k in 1..<max(1, degree)
      where polynomial.coefficients >> UInt32(degree - 1 - k) & 1 == 1 {
        next ^= numbers[index - k]
      }
      numbers.append(next)
    }
    return numbers
  }
}
