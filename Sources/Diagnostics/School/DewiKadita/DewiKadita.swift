import ClausiusEntropyMeasures
import ClausiusSimulationCore
import RealModule

/// The school entropies as the Python library dewi-kadita 0.0.4 defines them (arXiv 2602.07948),
/// written from their definition.
///
/// Plug-in entropies over ln M, positions as written in a cubic periodic box [0, L]^3, 0.5 where
/// there are too few individuals or nothing falls into the bins, and vectors shorter than 10^-10
/// left unnormalized. Sums run in the order of the individuals, so that samples on the edge of a
/// bin fall on the same side.
struct DewiKadita {
  private let school: School
  private let length: Double
  private let corner: SIMD3<Double>

  /// - Throws: ``DiagnosticError`` unless the box is a periodic cube in three dimensions.
  init(_ school: School) throws(DiagnosticError) {
    let box = school.frame.space
    try Convention.dewiKadita.check(box)
    self.school = school
    length = box.length(0)
    corner = SIMD3(box.lower[0], box.lower[1], box.lower[2])
  }

  /// Nearest-neighbor distances, bins on [0, L/2].
  func cohesion(bins: Int) throws(DiagnosticError) -> Estimate {
    guard school.count >= 2 else { return half }
    let neighbors = try school.neighbors(1)
    let distances = (0..<school.count).map { neighbors.distance(of: $0, toRank: 1) }
    return entropy(of: distances, in: UniformBins(count: bins, from: 0, to: length / 2))
  }

  /// Headings in 12 x 24 cells of polar angle and azimuth, each weighted by the sine of its middle
  /// polar angle.
  func headings() throws(DiagnosticError) -> Estimate {
    let cells = ThetaPhiCells(polar: 12, azimuthal: 24)
    let counts = cells.counts(of: try school.velocities().map(Self.unit)).counts
    return entropy(of: zip(counts, cells.weights).map { Double($0) * $1 })
  }

  /// z, bins on [0, L].
  func depth(bins: Int) throws(DiagnosticError) -> Estimate {
    let depths = try school.positions().map { $0.z - corner.z }
    return entropy(of: depths, in: UniformBins(count: bins, from: 0, to: length))
  }

  /// |u_i x e_i|, bins on [0, 1].
  func angularMomentum(bins: Int) throws(DiagnosticError) -> Estimate {
    guard school.count >= 3 else { return half }
    let momenta = Self.momenta(try positions(), try school.velocities())
    return entropy(of: momenta.map(Self.length), in: UniformBins(count: bins, from: 0, to: 1))
  }

  /// Standard deviation over mean of the k nearest distances, bins on [0, 2].
  func nearestNeighbors(k: Int, bins: Int) throws(DiagnosticError) -> Estimate {
    guard school.count > k else { return half }
    let neighbors = try school.neighbors(k)
    let variations = (0..<school.count).map { i in
      let distances = (1...k).map { neighbors.distance(of: i, toRank: $0) }
      let mean = distances.reduce(0, +) / Double(k)
      let square = distances.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(k)
      return square.squareRoot() / (mean + 1e-10)
    }
    return entropy(of: variations, in: UniformBins(count: bins, from: 0, to: 2))
  }

  /// (e_i . e_j + 1)/2 over all pairs, bins on [0, 1].
  func velocityCorrelation(bins: Int) throws(DiagnosticError) -> Estimate {
    guard school.count >= 2 else { return half }
    let units = try school.velocities().map(Self.unit)
    let encoding = UniformBins(count: bins, from: 0, to: 1)
    var counts = [Double](repeating: 0, count: bins)
    for i in units.indices {
      for j in i + 1..<units.count {
        // Fused, as the matrix product behind the library's numbers rounds: pairs on the edge of a
        // bin depend on it.
        let product = (units[i].x * units[j].x)
          .addingProduct(units[i].y, units[j].y).addingProduct(units[i].z, units[j].z)
        if let bin = encoding.outcome(of: (product + 1) / 2) { counts[bin] += 1 }
      }
    }
    return entropy(of: counts)
  }

  /// The shares of the eigenvalues of the covariance, which count as at least 10^-10.
  func shape() throws(DiagnosticError) -> Estimate {
    guard school.count >= 4 else { return half }
    let positions = try positions()
    let mean = Self.mean(positions)
    let sums = SymmetricMatrix3(sumOfOuterSquares: positions.map { $0 - mean })
    let covariance = sums.eigenvalues / Double(school.count - 1)
    return entropy(of: (0..<3).map { max(covariance[$0], 1e-10) })
  }
}

extension DewiKadita {
  /// |mean e_i|.
  static func polarization(_ velocities: [SIMD3<Double>]) -> Double {
    length(mean(velocities.map(unit)))
  }

  /// |mean u_i x e_i| with u_i from the mean position as written.
  static func rotation(_ positions: [SIMD3<Double>], _ velocities: [SIMD3<Double>]) -> Double {
    length(mean(momenta(positions, velocities)))
  }

  private static func momenta(
    _ positions: [SIMD3<Double>], _ velocities: [SIMD3<Double>]
  ) -> [SIMD3<Double>] {
    let centroid = mean(positions)
    return zip(positions, velocities).map { unit($0 - centroid).cross(unit($1)) }
  }

  private static func mean(_ vectors: [SIMD3<Double>]) -> SIMD3<Double> {
    vectors.total / Double(vectors.count)
  }

  private static func length(_ v: SIMD3<Double>) -> Double {
    (v.x * v.x + v.y * v.y + v.z * v.z).squareRoot()
  }

  private static func unit(_ v: SIMD3<Double>) -> SIMD3<Double> {
    let length = length(v)
    return length < 1e-10 ? v : v / length
  }

  private func positions() throws(DiagnosticError) -> [SIMD3<Double>] {
    try school.positions().map { $0 - corner }
  }

  private var half: Estimate {
    Estimate(0.5, unit: .dimensionless, samples: school.count, bounds: .unit)
  }

  private func entropy(of samples: [Double], in bins: UniformBins) -> Estimate {
    entropy(of: bins.counts(of: samples).counts.map(Double.init))
  }

  /// -sum p ln p/ln M over M weights; 0.5 when all are zero.
  private func entropy(of weights: [Double]) -> Estimate {
    guard let distribution = try? Distribution(weights: weights) else { return half }
    let value = Shannon().entropy(of: distribution) / Double.log(Double(weights.count))
    return Estimate(
      value, unit: .dimensionless, samples: school.count, outcomes: weights.count, bounds: .unit)
  }
}

extension Convention {
  /// Refuses boxes in which the convention is not defined.
  func check(_ box: Box) throws(DiagnosticError) {
    guard self == .dewiKadita else { return }
    let isCube =
      box.spatialDimension == 3 && box.boundary.allSatisfy { $0 == .periodic }
      && box.length(0) == box.length(1) && box.length(1) == box.length(2)
    guard isCube else {
      throw DiagnosticError(
        "the convention dewi_kadita is defined in a cubic periodic box only",
        advice: "use the convention corrected")
    }
  }
}
