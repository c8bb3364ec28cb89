import ClausiusDeclarations
import ClausiusKernelDispatch
import ClausiusSimulationCore

extension KleinGordonModel {
  /// The memory of the state, the operators and the working rows: about 220 bytes a point, 40 of
  /// them for each field of an ensemble.
  public func memory(run: RunSettings) -> MemoryEstimate {
    let members = ensemble?.scan.values.count ?? 1
    let fine = dealiasing == .exact ? (Double(forceDegree ?? 3) + 1) / 2 : 1
    let rotations = scheme.isExponential ? 24.0 * Double(scheme.table.forces) : 0
    let shared = (180 + rotations) * fine
    let half = usesMirror ? 0.5 : 1
    return MemoryEstimate(
      count: points, bytesPerElement: half * (shared + 40 * fine * Double(members)),
      members: ensemble == nil ? 0 : members)
  }

  /// The field, or the fields, at the start.
  ///
  /// - Throws: `ContradictionError` when the start does not exist, `UnavailableKernelVariant` when
  ///   the environment asks for kernels that this processor cannot run, and what `run.loadFrame`
  ///   throws.
  public func makeSystem(run: RunSettings) throws -> any System {
    try KleinGordonSystem(model: self, run: run, variant: KernelVariant.selected())
  }

  /// The grid and the waves behind it.
  func geometry() throws -> FieldGeometry {
    do {
      return try FieldGeometry(
        points: points, start: start, length: length, boundary: boundary, dealiasing: dealiasing,
        forceDegree: forceDegree ?? 1, rise: rise, isMirrored: usesMirror)
    } catch {
      throw ContradictionError(
        Contradiction(
          at: "points", error.description, advice: "use a product of small primes"))
    }
  }

  /// The state of one field at the start.
  func initialState(
    _ geometry: FieldGeometry, reference: Double, run: RunSettings, member: Int, value: Double?,
    warnings: inout [Contradiction]
  ) throws -> FieldState {
    let state = FieldState(geometry.basis)
    let space = startSpace(seed: run.seed, member: member)
    let positions = geometry.computedPositions
    if let profile = profile(in: space, scanned: value) {
      let values = positions.map(profile.value)
      set(state, geometry, phi: values.map(\.phi), pi: values.map(\.pi), reference: reference)
    } else if case .thermal(var thermal) = starts[0] {
      if let value, ensemble?.scan.parameter == .temperature { thermal.temperature = value }
      let center = thermal.vacuum ?? space.usualVacuum
      let (field, momentum) = thermal.draw(in: space, basis: geometry.basis)
      let phi = geometry.basis.field(of: field).map { $0 + center }
      set(
        state, geometry, phi: phi, pi: geometry.basis.field(of: momentum), reference: reference)
    } else if case .file(let file) = starts[0] {
      guard geometry.basis.points == points else {
        throw ContradictionError(
          Contradiction(
            at: "start", "a start from a file needs the grid of the file for the force too",
            advice: "use dealiasing none or two_thirds, and symmetry none"))
      }
      let loaded = try file.load(for: self, geometry, run: run)
      warnings += loaded.warnings
      set(state, geometry, phi: loaded.phi, pi: loaded.pi, reference: reference)
    }
    return state
  }

  /// Takes over a field and its momentum at the points of the computation.
  func set(
    _ state: FieldState, _ geometry: FieldGeometry, phi: [Double], pi: [Double], reference: Double
  ) {
    let basis = geometry.basis
    let ramp = geometry.computedRamp
    let waves = phi.indices.map { phi[$0] - reference - (ramp?[$0] ?? 0) }
    for (values, row) in [(waves, state.field), (pi, state.momentum)] {
      let coefficients = basis.coefficients(of: values)
      if let projection = geometry.projection {
        projection.apply(coefficients, into: row, lanes: basis.lanes)
      } else {
        row.base.update(from: coefficients.base, count: basis.lanes)
      }
    }
  }
}
