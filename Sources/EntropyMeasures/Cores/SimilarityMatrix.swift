import ClausiusDeclarations
import RealModule

/// How alike two samples are.
public enum SimilarityKernel: String, DeclaredChoice {
  case gaussian, cosine, given

  /// What the case selects.
  public var about: String {
    switch self {
    case .gaussian: "exp(-|x - y|^2/(2 width^2))"
    case .cosine: "the cosine of the angle between x and y"
    case .given: "the dataset is the matrix of similarities or correlations itself"
    }
  }
}

/// A symmetric matrix of similarities, row by row.
struct SimilarityMatrix {
  /// Rows.
  let size: Int
  /// The elements.
  var elements: [Double]

  /// exp(-|x - y|^2/(2 w^2)) of the rows of `samples`.
  init(gaussian samples: InputArray, width: Double) {
    size = samples.rows
    let (size, columns, scale) = (samples.rows, samples.columns, -1 / (2 * width * width))
    var elements = [Double](repeating: 1, count: size * size)
    samples.values.withUnsafeBufferPointer { values in
      elements.withUnsafeMutableBufferPointer { elements in
        for i in 0..<size {
          for j in 0..<i {
            var square = 0.0
            for column in 0..<columns {
              let gap = values[i &* columns &+ column] - values[j &* columns &+ column]
              square += gap * gap
            }
            let similarity = Double.exp(square * scale)
            elements[i &* size &+ j] = similarity
            elements[j &* size &+ i] = similarity
          }
        }
      }
    }
    self.elements = elements
  }

  /// A matrix as it is given, which must be symmetric.
  ///
  /// - Throws: ``EntropyError/badInput(_:)`` when it is not.
  init(given array: InputArray) throws(EntropyError) {
    guard array.shape.count == 2, array.rows == array.columns else {
      throw .badInput(
        "\(array.name) has the shape \(array.shape), a matrix has as many rows as columns")
    }
    size = array.rows
    elements = array.values
    if let (i, j) = Self.asymmetry(elements, size: size) {
      throw .badInput(
        "\(array.name) is not symmetric: element [\(i), \(j)] differs from [\(j), \(i)]")
    }
  }

  /// The first element that differs from its mirror image; looked for in square blocks, which stay in the cache.
  private static func asymmetry(_ elements: [Double], size: Int) -> (Int, Int)? {
    let side = 32
    return elements.withUnsafeBufferPointer { elements in
      for row in stride(from: 0, to: size, by: side) {
        for column in stride(from: 0, through: row, by: side) {
          for i in row..<min(size, row + side) {
            for j in column..<min(i, column + side) {
              let (a, b) = (elements[i &* size &+ j], elements[j &* size &+ i])
              if abs(a - b) > 1e-10 * max(abs(a), abs(b), 1) { return (i, j) }
            }
          }
        }
      }
      return nil
    }
  }

  /// A matrix of elements that are known to be symmetric.
  init(size: Int, elements: [Double]) {
    self.size = size
    self.elements = elements
  }

  /// The sum of the diagonal.
  var trace: Double { (0..<size).reduce(0) { $0 + elements[$1 * size + $1] } }

  /// The sum of the squares of all elements: the trace of the square.
  var squareSum: Double {
    elements.withUnsafeBufferPointer { elements in
      var sums = SIMD8<Double>.zero
      var k = 0
      while k + 8 <= elements.count {
        var part = SIMD8<Double>.zero
        for lane in 0..<8 { part[lane] = elements[k + lane] }
        sums += part * part
        k += 8
      }
      return sums.sum() + elements[k...].reduce(0) { $0 + $1 * $1 }
    }
  }

  /// The eigenvalues divided by the trace; those that are 0 but for rounding are 0.
  ///
  /// - Throws: ``EntropyError/badInput(_:)`` for a matrix with a negative eigenvalue.
  func spectrum(called name: String) throws(EntropyError) -> [Double] {
    guard let values = SymmetricEigenvalues.of(elements, size: size), let largest = values.last
    else {
      throw .badInput("\(name): LAPACK did not find the eigenvalues")
    }
    let rounding = Double(size) * .ulpOfOne * largest
    guard let smallest = values.first, smallest >= -max(rounding, 1e-12 * largest) else {
      throw .badInput(
        "\(name): the matrix has a negative eigenvalue, \(values.first ?? 0): it is no kernel")
    }
    let kept = values.map { $0 > rounding ? $0 : 0 }
    let total = kept.reduce(0, +)
    return kept.map { $0 / total }
  }
}
