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
  var elements: [Double] {
    didSet { knownSquareSum = nil }
  }
  /// The sum of the squares where it has been found on the way.
  private var knownSquareSum: Double?

  /// exp(-|x - y|^2/(2 w^2)) of the rows of `samples`.
  init(gaussian samples: InputArray, width: Double) {
    size = samples.rows
    let (size, pairs) = (samples.rows, GaussianPairs(samples, width: width))
    var elements = [Double](repeating: 1, count: size * size)
    elements.withUnsafeMutableBufferPointer { elements in
      for i in 0..<size {
        pairs.forEachBlock(before: i) { first, similarities in
          for lane in 0..<min(8, i - first) {
            elements[i &* size &+ first &+ lane] = similarities[lane]
            elements[(first &+ lane) &* size &+ i] = similarities[lane]
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
    switch Self.symmetricSquareSum(elements, size: size) {
    case .success(let sum): knownSquareSum = sum
    case .failure(let place):
      let (i, j) = (place.row, place.column)
      throw .badInput(
        "\(array.name) is not symmetric: element [\(i), \(j)] differs from [\(j), \(i)]")
    }
  }

  /// An element that differs from its mirror image.
  private struct Asymmetry: Error {
    var row: Int
    var column: Int
  }

  /// The sum of the squares, or the first element that differs from its mirror image; in square blocks, which stay in the cache.
  private static func symmetricSquareSum(
    _ elements: [Double], size: Int
  ) -> Result<Double, Asymmetry> {
    let side = 32
    return elements.withUnsafeBufferPointer { elements in
      var total = 0.0
      for row in stride(from: 0, to: size, by: side) {
        for column in stride(from: 0, through: row, by: side) {
          for i in row..<min(size, row &+ side) {
            var (below, difference) = (0.0, 0.0)
            let last = min(i, column &+ side)
            for j in column..<max(column, last) {
              let (a, b) = (elements[i &* size &+ j], elements[j &* size &+ i])
              below += a * b
              let gap = abs(a - b)
              difference = gap > difference ? gap : difference
            }
            // Only where a difference is seen is it compared with the elements.
            if difference > 1e-10, let j = asymmetry(elements, size, i, column..<last) {
              return .failure(Asymmetry(row: i, column: j))
            }
            total += 2 * below
            if column == row { total += elements[i &* size &+ i] * elements[i &* size &+ i] }
          }
        }
      }
      return .success(total)
    }
  }

  private static func asymmetry(
    _ elements: UnsafeBufferPointer<Double>, _ size: Int, _ i: Int, _ columns: Range<Int>
  ) -> Int? {
    columns.first { j in
      let (a, b) = (elements[i * size + j], elements[j * size + i])
      return abs(a - b) > 1e-10 * max(abs(a), abs(b), 1)
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
  var squareSum: Double { knownSquareSum ?? elements.reduce(0) { $0 + $1 * $1 } }

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
