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

  /// The cosines of the angles between the rows of `samples`, none of which is zero.
  init(cosine samples: InputArray) {
    let (size, columns) = (samples.rows, samples.columns)
    self.size = size
    let unit = (0..<size).map { row in
      let own = samples.values[row * columns..<(row + 1) * columns]
      let length = own.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return own.map { $0 / length }
    }
    elements = unit.flatMap { first in
      unit.map { second in zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } }
    }
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

  /// The sum of the squares, or an element that differs from its mirror image; in square blocks,
  /// which stay in the cache.
  private static func symmetricSquareSum(
    _ elements: [Double], size: Int
  ) -> Result<Double, Asymmetry> {
    let side = 64
    return elements.withUnsafeBufferPointer { elements in
      guard let base = elements.baseAddress else { return .success(0) }
      var total = 0.0
      for row in stride(from: 0, to: size, by: side) {
        for column in stride(from: 0, through: row, by: side) {
          let rows = row..<min(size, row &+ side)
          // Pairs of rows and columns, where the block is whole and below the diagonal.
          let isWhole = column < row && rows.count == side
          let (sum, gaps) =
            isWhole ? whole(base, size, row, column, side) : part(base, size, rows, column, side)
          total += sum
          // Only where a difference is seen is it compared with the elements.
          guard gaps > 1e-20 else { continue }
          for i in rows {
            if let j = asymmetry(elements, size, i, column..<max(column, min(i, column &+ side))) {
              return .failure(Asymmetry(row: i, column: j))
            }
          }
        }
      }
      return .success(total)
    }
  }

  /// The squares of the elements of a block and of its mirror image, and the squared differences;
  /// of one on the diagonal those up to it.
  @inline(__always)
  private static func part(
    _ elements: UnsafePointer<Double>, _ size: Int, _ rows: Range<Int>, _ column: Int, _ side: Int
  ) -> (sum: Double, gaps: Double) {
    var (sum, gaps) = (0.0, 0.0)
    for i in rows {
      for j in column..<max(column, min(i, column &+ side)) {
        let (a, b) = (elements[i &* size &+ j], elements[j &* size &+ i])
        sum += 2 * a * b
        gaps += (a - b) * (a - b)
      }
      if column == rows.lowerBound {
        sum += elements[i &* size &+ i] * elements[i &* size &+ i]
      }
    }
    return (sum, gaps)
  }

  /// The same of a block below the diagonal, by squares of two rows and two columns that are turned
  /// in registers.
  @inline(__always)
  private static func whole(
    _ elements: UnsafePointer<Double>, _ size: Int, _ row: Int, _ column: Int, _ side: Int
  ) -> (sum: Double, gaps: Double) {
    var (sums, gaps) = (SIMD2<Double>.zero, SIMD2<Double>.zero)
    for i in stride(from: row, to: row &+ side, by: 2) {
      var above = UnsafeRawPointer(elements + (i &* size &+ column))
      var mirror = UnsafeRawPointer(elements + (column &* size &+ i))
      for _ in 0..<side / 2 {
        let a = above.loadUnaligned(as: SIMD2<Double>.self)
        let b = (above + 8 &* size).loadUnaligned(as: SIMD2<Double>.self)
        let c = mirror.loadUnaligned(as: SIMD2<Double>.self)
        let d = (mirror + 8 &* size).loadUnaligned(as: SIMD2<Double>.self)
        let (left, right) = (SIMD2(c.x, d.x), SIMD2(c.y, d.y))
        sums += a * left + b * right
        gaps += (a - left) * (a - left) + (b - right) * (b - right)
        above += 16
        mirror += 16 &* size
      }
    }
    return (2 * sums.sum(), gaps.sum())
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
