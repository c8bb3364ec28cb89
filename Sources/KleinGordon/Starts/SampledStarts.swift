import ClausiusDeclarations
import ClausiusRandomNumbers
import ClausiusSimulationCore
import ClausiusSpectra

/// Gibbs modes: each wave of the linear field around a vacuum has the mean energy T.
public struct ThermalStart: StartForm {
  /// T
  public var temperature = 0.1
  /// The largest wave number that is excited.
  public var cutoff: Double?
  /// The vacuum; the last of the potential when left out.
  public var vacuum: Double?

  static let word = "thermal"
  static let about =
    "every wave around phi_0 drawn from exp(-H_2/T), H_2 the quadratic part of the energy: T/2 each in p and in omega u"

  /// Temperature 0.1.
  public init() {}

  /// The keys of the start.
  public static let keys = [
    Key(
      "temperature", \ThermalStart.temperature, in: .positive, unit: "energy",
      about: "the temperature T, the mean energy of a wave"),
    Key(
      "cutoff", \ThermalStart.cutoff, in: .positive, unit: "1/length",
      about: "the largest wave number that is excited; by default all are"),
    Key(
      "vacuum", \ThermalStart.vacuum, as: .real(.any),
      about: "the value phi_0, by default a vacuum of the potential"),
  ]

  static var scanned: [EnsembleParameter: WritableKeyPath<ThermalStart, Double>] {
    [.temperature: \.temperature]
  }
  func namedVacuum(in potential: any PotentialForm) -> Double? { vacuum }

  /// The standard deviation of phi: sqrt(T/L sum_k 1/omega_k^2), massless constant waves left out.
  func standardDeviation(in space: StartSpace, points: Int) -> Double {
    let curvature = max(0, space.potential.curvature(vacuum ?? space.usualVacuum))
    let sum = (-points / 2...points / 2).reduce(0.0) { sum, n in
      let k = 2 * .pi * Double(n) / space.length
      let square = k * k + curvature
      return square > 0 && abs(k) <= cutoff ?? .infinity ? sum + 1 / square : sum
    }
    return (temperature / space.length * sum).squareRoot()
  }

  /// The coefficients of u and p around phi_0, drawn from the seed.
  ///
  /// In units of one wave's share of the sum over points, white noise stays white under every
  /// rotation of the waves, so that maps of wave numbers may be applied to it in any of the bases.
  func draw(in space: StartSpace, basis: SpectralBasis) -> (field: AlignedRow, momentum: AlignedRow)
  {
    let curvature = space.potential.curvature(vacuum ?? space.usualVacuum)
    let limit = cutoff ?? .infinity
    let weight = space.length / Double(basis.points)
    func noise(_ stream: RandomStream) -> AlignedRow {
      let random = CounterRandom(seed: space.seed, stream: stream)
      let row = AlignedRow(count: AlignedRow.padded(basis.lanes))
      for lane in 0..<basis.lanes where basis.weights[lane] > 0 {
        let normal = random.normals(step: space.member, individual: lane).0
        row[lane] = (temperature / (basis.weights[lane] * weight)).squareRoot() * normal
      }
      return row
    }
    func filtered(_ row: AlignedRow, _ factor: (Double) -> Double) -> AlignedRow {
      let out = AlignedRow(count: row.count)
      basis.map { $0 <= limit ? factor($0) : 0 }.apply(row, into: out, lanes: basis.lanes)
      return out
    }
    return (
      filtered(noise(.startPosition)) { k in
        let square = k * k + curvature
        return square > 0 ? 1 / square.squareRoot() : 0
      }, filtered(noise(.startVelocity)) { _ in 1 }
    )
  }
}
