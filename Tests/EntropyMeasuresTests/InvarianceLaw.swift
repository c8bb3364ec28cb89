import RealModule

@testable import ClausiusEntropyMeasures

/// A change of the data after which the value of an estimator is known from its value before.
enum InvarianceLaw: Sendable, Hashable, CustomStringConvertible {
  /// Rows in another order, the same in all arrays.
  case permutation
  /// Columns moved by amounts of their own.
  case translation
  /// The first two columns turned.
  case rotation
  /// Everything multiplied by a: the value grows by `power` ln a.
  case scaling(power: Double)
  /// Symbols renamed.
  case relabeling
  /// The series run backward.
  case reversal

  var description: String {
    switch self {
    case .permutation: "permutation"
    case .translation: "translation"
    case .rotation: "rotation"
    case .scaling(let power): "scaling with \(power) ln a"
    case .relabeling: "relabeling"
    case .reversal: "reversal"
    }
  }

  /// What is added to the value.
  var change: Double {
    if case .scaling(let power) = self { power * Double.log(Self.factor) } else { 0 }
  }

  private static let factor = 4.0

  /// The changed arrays.
  func applied(to arrays: [InputArray]) -> [InputArray] { arrays.map(applied) }

  private func applied(_ array: InputArray) -> InputArray {
    let (rows, columns) = (array.rows, array.columns)
    var values = array.values
    switch self {
    case .permutation:
      // A step that shares no divisor with the number of rows visits all of them.
      let step = (rows / 2...rows).first { gcd($0, rows) == 1 } ?? 1
      return array.rows((0..<rows).map { $0 * step % rows }).shaped(array.shape)
    case .translation:
      for index in values.indices { values[index] += Double(index % columns) - 0.5 }
    case .rotation:
      for row in 0..<rows {
        let (x, y) = (values[row * columns], values[row * columns + 1])
        values[row * columns] = 0.6 * x - 0.8 * y
        values[row * columns + 1] = 0.8 * x + 0.6 * y
      }
    case .scaling:
      for index in values.indices { values[index] *= Self.factor }
    case .relabeling:
      for index in values.indices { values[index] = 7 - 2 * values[index] }
    case .reversal:
      return array.rows((0..<rows).reversed()).shaped(array.shape)
    }
    return InputArray(values, shape: array.shape)
  }

  private func gcd(_ a: Int, _ b: Int) -> Int { b == 0 ? a : gcd(b, a % b) }
}

extension InputArray {
  fileprivate func shaped(_ shape: [Int]) -> InputArray { InputArray(values, shape: shape) }
}
