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
    guard let stated = samples.points else {
      return try placeUnstated(&loaded, on: domain)
    }
    var points = try ascending(stated, &loaded)
    let slack = (samples.context == nil ? SampledGrid.slack : 1e-6) * geometry.spacing
    dropRepeatedEnd(&loaded, &points, on: domain, slack: slack)
    let wanted = domain.positions
    if points.count == wanted.count,
      zip(points, wanted).allSatisfy({ abs($0 - $1) <= slack })
    {
      return
    }
    let grid = SampledGrid(points, of: domain)
    guard interpolation == .spectral, let grid else {
      let other = OtherGrid(
        path: path, points: points, loaded: loaded, geometry: geometry,
        stated: samples.context.flatMap { FieldDomain($0) })
      throw refusal(
        other.message(wantsSameDomain: interpolation == .spectral),
        other.advice(canInterpolate: grid != nil))
    }
    interpolate(&loaded, from: grid, onto: domain)
  }

  /// The places in ascending order, in which the field is brought too.
  private func ascending(_ points: [Double], _ loaded: inout Loaded) throws -> [Double] {
    if let bad = points.firstIndex(where: { !$0.isFinite }) {
      throw refusal(
        "'\(path)': the place of point \(bad) is \(points[bad])", "give the places of all points")
    }
    let order = points.indices.sorted { (points[$0], $0) < (points[$1], $1) }
    let sorted = order.map { points[$0] }
    if let twice = zip(sorted, sorted.dropFirst()).first(where: { $0 == $1 }) {
      throw refusal(
        "'\(path)' has two points at x = \(short(twice.0))", "leave one of them out")
    }
    guard order != Array(points.indices) else { return points }
    loaded.phi = order.map { loaded.phi[$0] }
    loaded.pi = order.map { loaded.pi[$0] }
    loaded.warnings.append(
      Contradiction(
        at: "start.path", "the points of '\(path)' are taken in ascending order of x",
        advice: "nothing, where x tells their places"))
    return sorted
  }

  /// Leaves the last point out where it is the other end of the domain and repeats the first.
  private func dropRepeatedEnd(
    _ loaded: inout Loaded, _ points: inout [Double], on domain: FieldDomain, slack: Double
  ) {
    let (count, wanted) = (points.count, domain.positions)
    guard count == wanted.count + 1, let last = points.last,
      zip(points, wanted).allSatisfy({ abs($0 - $1) <= slack }),
      abs(last - domain.start - domain.length) <= slack, loaded.repeatsFirst(domain)
    else { return }
    dropLast(&loaded)
    points.removeLast()
  }

  private func dropLast(_ loaded: inout Loaded) {
    loaded.phi.removeLast()
    loaded.pi.removeLast()
    loaded.warnings.append(
      Contradiction(
        at: "start.path",
        "the last point of '\(path)' repeats the first, a length further, and is left out"))
  }

  /// A field whose file does not say where its points lie: they are taken as those of the domain.
  private func placeUnstated(_ loaded: inout Loaded, on domain: FieldDomain) throws {
    let wanted = domain.positions
    let ends = EndSamples(boundary: domain.boundary, rise: domain.rise)
    if loaded.repeatsFirst(domain),
      loaded.phi.count == wanted.count + 1 || !ends.closes(loaded.phi)
    {
      dropLast(&loaded)
    }
    let own = loaded.phi.count
    guard own == wanted.count || interpolation == .spectral else {
      throw refusal(
        "'\(path)' has \(own) points and does not say where they lie; the grid has \(wanted.count)",
        (own < OtherGrid.fewest ? "" : "set points: \(own), or ") + "interpolation: spectral")
    }
    let likely = FieldDomain(
      start: domain.start, length: domain.length, boundary: domain.boundary, points: own)
    loaded.warnings.append(
      Contradiction(
        at: "start.path",
        "'\(path)' does not say where its points lie: they are taken as \(own) from x = \(short(likely.positions.first)) to \(short(likely.positions.last))",
        advice: "name their places with x"))
    guard own != wanted.count else { return }
    guard let grid = SampledGrid(likely.positions, of: domain) else {
      throw refusal("'\(path)' has \(own) point, which is no field", "give two points at least")
    }
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

  private func short(_ value: Double?) -> String {
    value.map { (($0 * 1e6).rounded() / 1e6).scenarioText } ?? "?"
  }
}
