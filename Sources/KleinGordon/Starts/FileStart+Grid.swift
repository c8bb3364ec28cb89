import ClausiusDeclarations
import ClausiusFields
import ClausiusSimulationCore

/// What is done with a field that was sampled on another grid.
public enum GridInterpolation: String, DeclaredChoice, Hashable {
  /// The field is refused.
  case none
  /// The sum of waves that runs through the samples is taken at the points of the grid.
  case spectral

  /// What the choice does.
  public var about: String {
    switch self {
    case .none: "another grid is refused"
    case .spectral:
      "the waves of the samples, continued as the boundary says, are summed at the points of the grid; what this grid cannot hold is left out"
    }
  }
}

extension FileStart {
  /// Puts what was read onto the points of a grid.
  ///
  /// - Throws: ``ContradictionError`` for another grid, unless it is to be interpolated and covers
  ///   the same domain.
  func place(
    _ loaded: inout Loaded, of samples: FieldSamples, on geometry: FieldGeometry
  ) throws {
    let domain = geometry.domain
    if interpolation == .spectral { try checkBoundary(samples, geometry) }
    guard let points = samples.points else {
      return try placeUnstated(&loaded, on: domain)
    }
    let slack = 1e-6 * geometry.spacing
    let wanted = domain.positions
    if points.count == wanted.count,
      zip(points, wanted).allSatisfy({ abs($0 - $1) <= slack })
    {
      return
    }
    guard interpolation == .spectral else { throw otherGrid(samples, points, geometry) }
    guard let grid = SampledGrid(points, of: domain) else {
      throw otherGrid(samples, points, geometry, canInterpolate: false)
    }
    interpolate(&loaded, from: grid, onto: domain)
  }

  /// A field whose file does not say where its points lie: they are taken as those of the domain.
  private func placeUnstated(_ loaded: inout Loaded, on domain: FieldDomain) throws {
    let (own, wanted) = (loaded.phi.count, domain.positions.count)
    guard own == wanted || interpolation == .spectral else {
      throw refusal(
        "'\(path)' has \(own) points and does not say where they lie; the grid has \(wanted)",
        "set points: \(own), or interpolation: spectral")
    }
    let likely = FieldDomain(
      start: domain.start, length: domain.length, boundary: domain.boundary, points: own)
    loaded.warnings.append(
      Contradiction(
        at: "start.path",
        "'\(path)' does not say where its points lie: they are taken as \(own) from x = \(short(likely.positions.first)) to \(short(likely.positions.last))",
        advice: "name their places with x"))
    guard own != wanted, let grid = SampledGrid(likely.positions, of: domain) else { return }
    interpolate(&loaded, from: grid, onto: domain)
  }

  private func interpolate(
    _ loaded: inout Loaded, from grid: SampledGrid, onto domain: FieldDomain
  ) {
    let (phi, pi) = (loaded.phi, loaded.pi)
    loaded.phi = grid.field(phi, at: domain, rise: domain.rise)
    loaded.pi = grid.field(pi, at: domain, rise: 0)
    let lost = max(
      grid.largestMiss(phi, by: loaded.phi, on: domain, rise: domain.rise),
      grid.largestMiss(pi, by: loaded.pi, on: domain, rise: 0))
    guard lost > 1e-6 * max(1, phi.map(abs).max() ?? 0) else { return }
    loaded.warnings.append(
      Contradiction(
        at: "start.path",
        "the grid of \(domain.positions.count) points cannot hold all waves of the \(phi.count) in '\(path)': it misses them by up to \(Float(lost))",
        advice: "use more points"))
  }

  private func checkBoundary(_ samples: FieldSamples, _ geometry: FieldGeometry) throws {
    guard let stated = samples.context.flatMap({ FieldDomain($0) }),
      stated.boundary != geometry.boundary
    else { return }
    throw refusal(
      "'\(path)' has the boundary \(stated.boundary.word), this grid \(geometry.boundary.scenarioText)",
      "set boundary: \(stated.boundary.word)")
  }

  /// The refusal of another grid, with both.
  private func otherGrid(
    _ samples: FieldSamples, _ points: [Double], _ geometry: FieldGeometry,
    canInterpolate: Bool = true
  ) -> ContradictionError {
    let wanted = geometry.positions
    let spacing =
      points.count > 1
      ? (points[points.count - 1] - points[0]) / Double(points.count - 1) : geometry.length
    let domain = samples.context.flatMap { FieldDomain($0) }
    let length = domain?.length ?? spacing * Double(points.count)
    let first = domain?.start ?? points.first ?? 0
    let boundary = domain.map { ", boundary \($0.boundary.word)" } ?? ""
    let isSame = SampledGrid(points, of: geometry.domain) != nil
    let reason =
      canInterpolate ? "" : "; it does not cover the same domain with equal distances"
    return refusal(
      "'\(path)' lies on another grid: \(points.count) points from x = \(short(points.first)) to \(short(points.last))\(boundary); this one has \(wanted.count) from \(short(wanted.first)) to \(short(wanted.last)), boundary \(geometry.boundary.scenarioText)\(reason)",
      "set points: \(points.count), x_min: \(first.scenarioText), length: \(length.scenarioText)"
        + (domain.map { ", boundary: \($0.boundary.word)" } ?? "")
        + (canInterpolate && isSame ? ", or interpolation: spectral" : ""))
  }

  private func short(_ value: Double?) -> String {
    value.map { (($0 * 1e6).rounded() / 1e6).scenarioText } ?? "?"
  }
}
