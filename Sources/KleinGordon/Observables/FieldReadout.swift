import ClausiusFields
import Foundation
import ClausiusSpectra

/// What can be read off one field at one time. Reading never changes the state.
struct FieldReadout {
  private let geometry: FieldGeometry
  private let potential: any PotentialForm
  private let reference: Double
  private let waveVacuum: WaveVacuum
  private let chargeSign: Double
  private let field: AlignedRow
  private let momentum: AlignedRow

  /// The field number `member` of a system, its momentum brought to the time of the field.
  init(_ system: KleinGordonSystem, member: Int) {
    geometry = system.geometry
    potential = system.model.potential.form
    reference = system.reference
    waveVacuum = system.waveVacuum
    chargeSign = system.chargeSign
    field = system.members[member].field
    momentum = AlignedRow(count: field.count)
    system.stepper.momentum(of: system.members[member], into: momentum.base)
  }

  private var basis: SpectralBasis { geometry.basis }

  /// integral of pi^2/2
  var kineticEnergy: Double { geometry.weight / 2 * basis.product(momentum, momentum) }

  /// The number of waves that move.
  var movingWaves: Int { geometry.movingWaves }

  /// The field at the points of the grid.
  var phi: [Double] {
    zip(geometry.sampled(field), geometry.positions).map {
      $0 + reference + geometry.ramp(at: $1)
    }
  }

  /// Its momentum at the points of the grid.
  var pi: [Double] { geometry.sampled(momentum) }

  /// dphi/dx at the points of the grid.
  private var slope: [Double] {
    geometry.sampled(field, derivative: true).map { $0 + geometry.rise / geometry.length }
  }

  /// integral of pi^2/2 + phi_x^2/2 + V(phi), each term by the sum over the points that the force
  /// uses.
  var energy: Double {
    let bent = AlignedRow(count: field.count)
    basis.map { $0 * $0 }.apply(field, into: bent, lanes: basis.lanes)
    let kinetic = basis.product(momentum, momentum)
    let gradient = basis.product(field, bent)
    let ramp = geometry.computedRamp
    var potentialSum = 0.0
    for (j, u) in basis.field(of: field).enumerated() {
      potentialSum += potential.energy(u + reference + (ramp?[j] ?? 0))
    }
    let rampEnergy = geometry.rise * geometry.rise / geometry.length / 2
    return geometry.weight * ((kinetic + gradient) / 2 + potentialSum) + rampEnergy
  }

  /// - integral of pi phi_x
  var fieldMomentum: Double {
    -geometry.spacing * zip(pi, slope).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// pi^2/2 + phi_x^2/2 + V(phi) at the points of the grid.
  ///
  /// The slope of the shortest wave vanishes at every point: its energy, which the force knows, is
  /// spread over them, so that the sum over the points is the energy.
  var energyDensity: [Double] {
    let (phi, pi, slope) = (phi, pi, slope)
    let symmetry = geometry.boundary.symmetry
    let hidden = symmetry.hiddenGradient(
      zip(phi, geometry.positions).map { $0 - geometry.ramp(at: $1) }, length: geometry.length)
    return phi.indices.map { j in
      (pi[j] * pi[j] + slope[j] * slope[j]) / 2 + hidden + potential.energy(phi[j])
    }
  }

  /// (phi(x_min + L) - phi(x_min)) over the distance of neighboring vacua.
  ///
  /// In an antiperiodic domain a kink that leaves at one end comes back at the other as an
  /// antikink. There the field is taken where V is smallest, at its vacuum, and the sign is that of
  /// the start: the charge does not change.
  var topologicalCharge: Double {
    guard let kink = potential.kink else { return 0 }
    let distance = kink.right - kink.left
    switch geometry.boundary {
    case .periodic, .dirichlet: return 0
    case .winding: return geometry.rise / distance
    case .antiperiodic:
      let calm = phi.min { potential.energy($0) < potential.energy($1) } ?? 0
      return chargeSign * 2 * abs(nearestVacuum(calm) / distance)
    case .neumann:
      let (first, last) = (geometry.start, geometry.start + geometry.length)
      return (image.value(at: last).value - image.value(at: first).value) / distance
    }
  }

  /// -1 where the field of an antiperiodic domain falls from its first to its last end, 1
  /// elsewhere.
  var endSign: Double {
    guard geometry.boundary == .antiperiodic, let kink = potential.kink else { return 1 }
    let first = image.value(at: geometry.start).value
    return first * (kink.right - kink.left) > 0 ? -1 : 1
  }

  private func nearestVacuum(_ phi: Double) -> Double {
    potential.vacua.map { vacuum in
      potential.period.map { vacuum + ((phi - vacuum) / $0).rounded() * $0 } ?? vacuum
    }.min { abs($0 - phi) < abs($1 - phi) } ?? 0
  }

  private var image: PeriodicImage {
    PeriodicImage(field, of: basis, origin: geometry.origin)
  }

  /// The field and its momentum at any position, by Fourier interpolation.
  func probe(at x: Double) -> (phi: Double, pi: Double) {
    let inside = geometry.isMirrored ? geometry.origin + abs(x - geometry.origin) : x
    let row = basis.evaluation(at: inside - geometry.origin)
    return (row.dot(field) + reference + geometry.ramp(at: x), row.dot(momentum))
  }

  /// Where the field passes from one vacuum to the next, rising in x, to rounding.
  ///
  /// `nil` for more than four places for each point of the grid, as in a field that runs away
  /// through periodic vacua: the grid does not show such kinks, and there would be no end to them.
  func kinkPositions() -> [Double]? {
    let passages = KinkPassages(
      levels: potential.kinkLevels, vacua: potential.vacua, period: potential.period)
    guard let found = passages.crossings(of: phi, continued: continuation) else { return nil }
    let positions = geometry.positions
    let isWhole = geometry.isMirrored || geometry.boundary.symmetry == .periodic
    let expansions = image.taylor(
      at: found.map(\.point), ofSamples: (isWhole ? 1 : 2) * geometry.points, from: positions[0])
    return zip(found, expansions).map { crossing, expansion in
      let left = positions[crossing.point]
      var terms = expansion
      terms[0] += reference + geometry.ramp(at: left) - crossing.level
      terms[1] += geometry.rise * geometry.spacing / geometry.length
      return left + root(of: terms) * geometry.spacing
    }.sorted()
  }

  /// How the field goes on beyond its last point; `nil` where it ends there.
  private var continuation: (value: (Double) -> Double, level: (Double) -> Double)? {
    let rise = geometry.rise
    return switch geometry.boundary.symmetry {
    case .periodic: ({ $0 + rise }, { $0 - rise })
    case .antiperiodic: ({ -$0 }, { -$0 })
    case .even, .odd: nil
    }
  }

  /// The root between 0 and 1 of a polynomial that has different signs there, by Newton's method
  /// kept within bounds; where rounding has moved a root at an end beyond it, that end.
  private func root(of terms: [Double]) -> Double {
    if terms[0] == 0 { return 0 }
    let end = terms.reduce(0, +)
    if (terms[0] < 0) == (end < 0) { return abs(terms[0]) <= abs(end) ? 0 : 1 }
    var (low, high) = (0.0, 1.0)
    var s = 0.5
    for _ in 0..<60 {
      var (value, slope) = (0.0, 0.0)
      for term in terms.reversed() { (slope, value) = (slope * s + value, value * s + term) }
      if (value < 0) == (terms[0] < 0) { low = s } else { high = s }
      let newton = s - value / slope
      let next = newton > low && newton < high ? newton : (low + high) / 2
      if abs(next - s) < 1e-15 { return next }
      s = next
    }
    return s
  }

  /// (|p|^2 + omega^2 |u|^2)/2 of each wave around the vacuum, travelling waves apart.
  var modeEnergies: [Double] {
    let waves = geometry.sampled(field).map { $0 + reference }
    let vacuum = waveVacuum.vacuum(of: waves)
    let center = waveVacuum.center(vacuum)
    let spectrum = ModeSpectrum(
      geometry.boundary.symmetry, length: geometry.length, stiffness: max(0, vacuum.curvature))
    return spectrum.energies(waves.map { $0 - center }, geometry.sampled(momentum))
  }
}
