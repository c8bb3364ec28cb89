import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusFields
import ClausiusSimulationCore
import ClausiusSpectra

/// A frame of one field on a grid.
///
/// Everything is computed when it is first asked for, and once.
final class FieldOnGrid: FrameView {
  /// The frame.
  let frame: Frame
  private var cachedDensity: [Double]?
  private var cachedShares: Result<[Double], Undefined>?
  private var cachedModes: [Double]?
  private var cachedProbes: [Double: (phi: Double?, pi: Double?)] = [:]

  init(_ frame: Frame) { self.frame = frame }

  /// The number of points.
  var count: Int { frame.context.gridPoints.count }

  /// The distance of neighboring points, dx.
  var spacing: Double {
    let positions = frame.context.gridPoints
    guard let first = positions.first, let last = positions.last, count > 1 else { return 0 }
    return (last - first) / Double(count - 1)
  }

  /// The field at the points.
  func phi() throws(DiagnosticError) -> [Double] { try quantity("phi") }

  /// Its momentum dphi/dt at the points.
  func pi() throws(DiagnosticError) -> [Double] { try quantity("pi") }

  /// pi^2/2 + phi_x^2/2 + V(phi) at the points: from the waves of phi and pi, or as written where
  /// the frame lacks what that takes.
  ///
  /// A run writes it from the waves of its own state, which may differ in the last digit: a number
  /// must not depend on what is written beside phi and pi.
  func energyDensity() throws(DiagnosticError) -> [Double] {
    if let cachedDensity { return cachedDensity }
    let density = try computed(orWritten: "energy_density", computedDensity)
    cachedDensity = density
    return density
  }

  private func computedDensity() throws(DiagnosticError) -> [Double] {
    let (phi, pi) = (try phi(), try pi())
    let space = try FieldDomain.stated(by: frame.context)
    guard let potential = FieldPotential(frame.context) else {
      throw .noPotential
    }
    let gradient = space.gradientEnergy(of: phi)
    return phi.indices.map { j in
      pi[j] * pi[j] / 2 + gradient[j] + potential.energy(phi[j])
    }
  }

  /// The shares of the energy, p_j = e_j/sum e = e_j dx/E; undefined when some energy is negative
  /// beyond rounding, or all are zero.
  func energyShares() throws(DiagnosticError) -> Result<[Double], Undefined> {
    if let cachedShares { return cachedShares }
    let energies = try energyDensity()
    let largest = energies.reduce(0) { max($0, abs($1)) }
    let result: Result<[Double], Undefined>
    if energies.contains(where: { $0 < -1e-10 * largest }) {
      result = .failure(.negativeDensity)
    } else {
      let positive = energies.map { max(0, $0) }
      let sum = positive.reduce(0, +)
      result = sum > 0 ? .success(positive.map { $0 / sum }) : .failure(.noEnergy)
    }
    cachedShares = result
    return result
  }

  /// The energies of the waves around the vacuum, those to the right and to the left apart: from
  /// phi and pi, or as written where the frame lacks what that takes.
  func modeEnergies() throws(DiagnosticError) -> [Double] {
    if let cachedModes { return cachedModes }
    let modes = try computed(orWritten: "mode_energy", computedModes)
    cachedModes = modes
    return modes
  }

  /// A quantity as the frame carries it, or what `compute` finds: what a call names is read where
  /// it is written.
  func written(
    _ quantity: String, or compute: () throws(DiagnosticError) -> [Double]
  ) throws(DiagnosticError) -> [Double] {
    if let written = frame[quantity] { return written }
    return try compute()
  }

  /// What `compute` finds, or a quantity as the frame carries it where it cannot be computed.
  private func computed(
    orWritten quantity: String, _ compute: () throws(DiagnosticError) -> [Double]
  ) throws(DiagnosticError) -> [Double] {
    do throws(DiagnosticError) {
      return try compute()
    } catch {
      guard let written = frame[quantity] else { throw error }
      return written
    }
  }

  /// The amplitudes of the standing waves of `values`, which are less their rise where they wind.
  func amplitudes(of values: [Double], rises: Bool) throws(DiagnosticError) -> [Double] {
    let space = try FieldDomain.stated(by: frame.context)
    return space.symmetry.amplitudes(
      of: rises ? space.waves(of: values) : values, length: space.length)
  }

  /// The field between the points, by the sum of its waves.
  func phi(at x: Double) throws(DiagnosticError) -> Double {
    if let cached = cachedProbes[x]?.phi { return cached }
    let value = try FieldDomain.stated(by: frame.context).value(of: phi(), at: x, rises: true)
    cachedProbes[x, default: (nil, nil)].phi = value
    return value
  }

  /// The momentum between the points, by the sum of its waves.
  func pi(at x: Double) throws(DiagnosticError) -> Double {
    if let cached = cachedProbes[x]?.pi { return cached }
    let value = try FieldDomain.stated(by: frame.context).value(of: pi(), at: x, rises: false)
    cachedProbes[x, default: (nil, nil)].pi = value
    return value
  }

  private func computedModes() throws(DiagnosticError) -> [Double] {
    let space = try FieldDomain.stated(by: frame.context)
    guard let rule = WaveVacuum(frame.context, space.symmetry) else {
      throw .noPotential
    }
    let waves = space.waves(of: try phi())
    let vacuum = rule.vacuum(of: waves)
    let center = rule.center(vacuum)
    let spectrum = ModeSpectrum(
      space.symmetry, length: space.length, stiffness: max(0, vacuum.curvature))
    return spectrum.energies(waves.map { $0 - center }, try pi())
  }

  private func quantity(_ name: String) throws(DiagnosticError) -> [Double] {
    guard let values = frame[name] else { throw .missing(name) }
    // A sum is finite when all its terms are, and overflows only for numbers beyond any field.
    guard values.reduce(0, +).isFinite else {
      try requireNumbers(values, name)
      return values
    }
    return values
  }

  private func requireNumbers(_ values: [Double], _ name: String) throws(DiagnosticError) {
    guard let point = values.firstIndex(where: { !$0.isFinite }) else { return }
    let places = frame.context.gridPoints
    let x = places.indices.contains(point) ? " (x = \(places[point].scenarioText))" : ""
    let reason = Undefined.pointWithoutNumber("\(name) at grid point \(point)\(x)")
    var error = DiagnosticError("in frame \(frame.index) \(reason)")
    error.undefined = reason
    throw error
  }
}

extension FieldDomain {
  /// The domain of a trajectory.
  ///
  /// - Throws: ``DiagnosticError`` when the trajectory does not state it.
  static func stated(by context: FrameContext) throws(DiagnosticError) -> FieldDomain {
    guard let domain = FieldDomain(context) else { throw .noDomain }
    return domain
  }
}

extension DiagnosticError {
  static let noDomain = DiagnosticError(
    "the trajectory does not state x_min, length and boundary of its domain",
    advice: "write energy_density into the trajectory")

  static let noPotential = DiagnosticError(
    "the trajectory does not state its potential",
    advice: "write energy_density and mode_energy into the trajectory")

  static let oneFieldOnly = DiagnosticError(
    "the frames hold no single field",
    advice: "it is for one field; of an ensemble the frames hold one number a member")
}
