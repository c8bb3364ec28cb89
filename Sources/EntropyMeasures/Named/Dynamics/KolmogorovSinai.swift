import ClausiusDeclarations
import RealModule

/// The Kolmogorov-Sinai entropy of a smooth system from how it stretches: the sum of the positive
/// Lyapunov exponents.
///
/// h = sum of the l_i > 0. `values: exponents` takes exponents, one row a time or a run, which are
/// averaged; `values: jacobians` takes the derivative of each step, [t][d][d] or [t][d^2], and
/// finds the exponents by QR decompositions: l_i = <ln|R_ii|>/dt. Nats per time. Equal to the
/// entropy for measures that are smooth along the unstable directions (Pesin), else an upper bound
/// (Ruelle). The standard error is that of the mean of the rows, with their correlation by
/// blocking. The exponents of a Hamiltonian system add up to 0 in pairs.
/// Source: Pesin 1977; Ruelle 1978; Benettin et al. 1980.
public struct KolmogorovSinai: RateEstimator {
  /// What the numbers of a dataset are.
  public enum Source: String, DeclaredChoice {
    case exponents, jacobians

    /// What the case selects.
    public var about: String {
      switch self {
      case .exponents: "Lyapunov exponents (nats per time), one row a time or a run"
      case .jacobians: "the matrix of derivatives of each step"
      }
    }
  }

  /// What the numbers are.
  public var values = Source.exponents
  /// The time of a step.
  public var timeStep = 1.0
  /// Steps at the beginning that only turn the directions to where they belong.
  public var skip = 0

  /// The entropy from exponents.
  public init() {}

  /// The keys `values`, `time_step` and `skip`.
  public static let keys: [Key<Self>] = [
    Key("values", \.values, about: "what the numbers of the dataset are"),
    Key(
      "time_step", \.timeStep, in: .positive, unit: "time",
      about: "the time of a step of values: jacobians"),
    Key(
      "skip", \.skip, in: IntegerRange(0, 1_000_000_000),
      about:
        "rows at the beginning that do not count; with jacobians they still turn the directions"),
  ]

  /// Exponents or matrices.
  public static let input = InputShape(
    "exponents [n][d], or matrices [steps][d][d]", axes: 3)

  /// The entry `kolmogorov_sinai_entropy` of the catalog.
  public static let entry = catalogEntry(
    "kolmogorov_sinai_entropy",
    about: "the entropy rate of a smooth system: the sum of its positive Lyapunov exponents",
    formula: "sum of l_i > 0; l_i = <ln |R_ii|>/dt of the QR decompositions of the derivatives",
    unit: .natPerTime, bounds: "0 and above",
    bias:
      "high by the scatter of exponents that are 0; an upper bound where Pesin's formula does not hold",
    source: "Pesin 1977; Ruelle 1978; Benettin et al. 1980")

  /// The sum of the positive exponents.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let rates = values == .exponents ? exponents(arrays[0]) : try stretchings(arrays[0])
    guard let first = rates.first else {
      return Estimate(
        undefined: .tooFewSamples(found: arrays[0].rows, needed: skip + 1), unit: .natPerTime,
        samples: 0)
    }
    var columns = [Moments](repeating: Moments(), count: first.count)
    for row in rates {
      guard row.allSatisfy(\.isFinite) else {
        return Estimate(undefined: .outOfRange, unit: .natPerTime, samples: rates.count)
      }
      for (column, rate) in row.enumerated() { columns[column].add(rate) }
    }
    let positive = columns.indices.filter { columns[$0].mean > 0 }
    var sums = RunningSeries()
    for row in rates { sums.add(positive.reduce(0) { $0 + row[$1] }) }
    return Estimate(
      positive.reduce(0) { $0 + columns[$1].mean }, unit: .natPerTime, samples: rates.count,
      standardError: sums.standardError, bounds: .nonNegative)
  }

  private func exponents(_ array: InputArray) -> [[Double]] {
    (min(skip, array.rows)..<array.rows).map { row in
      Array(array.values[row * array.columns..<(row + 1) * array.columns])
    }
  }

  /// For each step the logarithms of the stretchings along directions that follow the flow, divided
  /// by the time of a step.
  private func stretchings(_ array: InputArray) throws(EntropyError) -> [[Double]] {
    let size = Int(Double(array.columns).squareRoot().rounded())
    guard size * size == array.columns else {
      throw .badInput("\(array.name) has \(array.columns) numbers a row: a square is needed, d x d")
    }
    var frame = OrthogonalFrame(size: size)
    var rates: [[Double]] = []
    for row in 0..<array.rows {
      let stretched = frame.advance(
        by: Array(array.values[row * array.columns..<(row + 1) * array.columns]))
      if row >= skip { rates.append(stretched.map { Double.log($0) / timeStep }) }
    }
    return rates
  }
}

/// Orthogonal directions that are carried along by a flow (Benettin et al. 1980).
private struct OrthogonalFrame {
  private let size: Int
  /// Vector by vector.
  private var vectors: [[Double]]

  init(size: Int) {
    self.size = size
    vectors = (0..<size).map { i in (0..<size).map { $0 == i ? 1 : 0 } }
  }

  /// Multiplies the directions by a matrix, given row by row, makes them orthogonal again and
  /// returns by how much each was stretched.
  mutating func advance(by matrix: [Double]) -> [Double] {
    var stretchings: [Double] = []
    for i in 0..<size {
      var moved = (0..<size).map { row in
        (0..<size).reduce(0.0) { $0 + matrix[row * size + $1] * vectors[i][$1] }
      }
      // Twice, so that nothing of the earlier directions is left by rounding.
      for _ in 0..<2 {
        for j in 0..<i {
          let share = zip(moved, vectors[j]).reduce(0.0) { $0 + $1.0 * $1.1 }
          for axis in 0..<size { moved[axis] -= share * vectors[j][axis] }
        }
      }
      let length = moved.reduce(0) { $0 + $1 * $1 }.squareRoot()
      stretchings.append(length)
      if length > 0 { vectors[i] = moved.map { $0 / length } }
    }
    return stretchings
  }
}
