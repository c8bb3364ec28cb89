import ClausiusDiagnostics
import ClausiusFields
import ClausiusSimulationCore

extension FigureFamily {
  /// Single fields.
  static let field = FigureFamily(
    name: "field", about: "single fields",
    serves: { $0.family == .field && $0.members == 0 },
    kinds: [
      .fieldMap, .energyDensityMap, .energyError, .fieldEntropies, .phasePortrait, .profile,
      .observables,
    ],
    overview: ["field", "energy_density", "energy_error", "entropies"],
    comparison: ["field", "energy_error", "entropies"])

  /// Ensembles of fields.
  static let ensemble = FigureFamily(
    name: "ensemble", about: "ensembles of fields",
    serves: { $0.family == .field && $0.members > 0 },
    kinds: [.collisionMap, .velocityScan, .observables],
    overview: ["collision_map", "velocity_scan"],
    comparison: ["collision_map", "velocity_scan"])
}

extension FigureKind {
  /// The field over space and time.
  static let fieldMap = map(
    "field", about: "the field phi over space and time",
    scale: ColorScale("φ", ramp: .diverging), obstacle: { missing("phi", $0) },
    values: { frame in
      guard let phi = frame.frame["phi"] else { throw DiagnosticError("the frame has no phi") }
      return phi
    })

  /// The energy density over space and time.
  static let energyDensityMap = map(
    "energy_density", about: "the energy density over space and time",
    scale: ColorScale("energy density", unit: "energy/length"),
    obstacle: { run in
      run.canCompute("shannon_entropy")
        ? nil : "the energy density cannot be computed from its frames"
    },
    values: { try EnergyDensity.values(of: $0) })

  /// What is wrong with the energy.
  static let energyError = FigureKind.overTime(
    "energy_error", about: "relative error of the energy against time",
    obstacle: { missing("energy", $0) },
    collect: { run in
      (
        Analysis.curves(run.requests(["energy"])),
        stride: TimePanels.stride(run)
      )
    },
    draw: { runs in
      let curves = runs.enumerated().map { k, pair -> Curve in
        let energies = pair.collected.values("energy") ?? []
        var curve = Curve(
          runs.count == 1 ? "" : pair.run.label, x: pair.collected.times,
          y: EnergyErrors.relative(energies), shade: .series(k))
        curve.quantity = "|E(t) − E(0)| / |E(0)|"
        return curve
      }
      let isZero = curves.allSatisfy { !$0.y.contains { $0 > 0 } }
      var panel = Panel(
        x: .time, y: Axis("|E(t) − E(0)| / |E(0)|", isLogarithmic: !isZero),
        layers: curves.map(Layer.curve))
      panel.isOverTime = true
      if runs.contains(where: { $0.collected.times.count == 1 }) { panel.notes = ["one frame"] }
      return [panel]
    })

  /// Entropies in nats and the normalized ones.
  static let fieldEntropies = TimePanels.kind(
    "entropies", about: "the entropies of the energy and of the waves against time",
    calls: { run in
      let named = run.scenarioCalls.filter { ShownCall($0)?.isOfEntropy ?? false }
      let inNats = ["shannon_entropy", "renyi_entropy", "mode_entropy", "amplitude_entropy"]
      let possible = run.requests(named).map(\.text)
      return possible.isEmpty ? inNats : possible
    },
    style: { _ in
      TimePanels.Style(axis: "entropy") { call in
        // The usual order is said too.
        let usual = [
          "renyi_entropy": RenyiEntropy().order, "tsallis_entropy": TsallisEntropy().order,
        ]
        return usual[call].map { "\(spelled(call)) of order \($0.inFourDigits)" } ?? spelled(call)
      }
    })

  /// The path of one place through its phase space.
  static let phasePortrait = FigureKind.overTime(
    "phase_portrait",
    about: "phi and dphi/dt at the first probe, or in the middle, colored by time",
    obstacle: { run in
      run.requests(["probe_field", "probe_momentum"]).count == 2
        ? nil : "it needs one field with phi and pi"
    },
    collect: { run in
      (
        Analysis.curves(run.requests(["probe_field", "probe_momentum"])),
        stride: TimePanels.stride(run)
      )
    },
    draw: { runs in
      runs.map { run, series in
        var panel = Panel(
          x: Axis("φ"), y: Axis("∂φ/∂t", unit: "1/time"),
          layers: [
            .curve(
              Curve(
                "", unit: "1/time", x: series.values("probe_field") ?? [],
                y: series.values("probe_momentum") ?? [], style: .points,
                shade: .values(series.times)))
          ])
        panel.color = ColorScale("t", unit: "time")
        let middle = FieldDomain(run.context)?.middle ?? 0
        let place = "at x = \((run.context.parameters["probe_1"] ?? middle).inFourDigits)"
        panel.title = runs.count == 1 ? place : "\(run.label), \(place)"
        return panel
      }
    })

  /// The field over space at one time.
  static let profile = FigureKind.atFrame(
    "profile", about: "the field phi over space at one time; a movie of it",
    obstacle: { missing("phi", $0) ?? unplaced($0) },
    survey: { shot, scene in scene.include(Extent.of(shot.frame["phi"] ?? []), as: "phi") },
    draw: { shots, scene in
      let curves = shots.enumerated().map { k, shot -> Curve in
        var curve = Curve(
          shots.count == 1 ? "" : shot.timeLabel, x: shot.run.context.gridPoints,
          y: shot.frame["phi"] ?? [], shade: .series(k))
        curve.quantity = "φ"
        return curve
      }
      var panel = Panel(
        x: .position("x"),
        y: Axis("φ", range: scene.ranges["phi"].map(Extent.padded)),
        layers: curves.map(Layer.curve))
      if shots.count == 1 { panel.title = shots[0].timeLabel }
      return [panel]
    })

  /// That the frames of a run carry no `quantity`, in words; `nil` when they do.
  public static func missing(_ quantity: String, _ run: PlotRun) -> String? {
    run.quantities.contains(quantity) ? nil : "the frames carry no \(quantity)"
  }

  /// That the points of a grid have no places to draw them at, in words; `nil` where they have.
  private static func unplaced(_ run: PlotRun) -> String? {
    let places = run.context.gridPoints
    let unknown = places.count { !$0.isFinite }
    if unknown > 0 {
      return "x is no number at \(unknown) of its \(places.count) points: write where they are"
    }
    if places.isEmpty { return "the field has no points along x" }
    guard places.count > 1, Set(places).count == 1 else { return nil }
    return "all \(places.count) points lie at x = \(places[0]): write where they are"
  }

  /// A map over space and time.
  private static func map(
    _ name: String, about: String, scale: ColorScale,
    obstacle: @escaping @Sendable (PlotRun) -> String?,
    values: @escaping @Sendable (AnalyzedFrame) throws -> [Double]
  ) -> FigureKind {
    .overTime(
      name, about: about, obstacle: { obstacle($0) ?? unplaced($0) },
      collect: { run in (MapCollector { try values($0) }, stride: run.stride(frames: 400)) },
      draw: { runs in
        runs.map { run, collected in
          MapPanels.overSpace(run, collected, scale, isAlone: runs.count == 1)
        }
      })
  }
}

/// Maps over space and time.
enum MapPanels {
  static func overSpace(
    _ run: PlotRun, _ collected: MapCollector, _ scale: ColorScale, isAlone: Bool
  ) -> Panel {
    let map = collected.map(scale.name, unit: scale.unit, places: run.context.gridPoints)
    var panel = Panel(
      x: .position("x"), y: .time, layers: [.map(map)])
    panel.title = isAlone ? "" : run.label
    panel.color = scale
    if collected.times.count == 1 {
      panel.notes = ["one frame: t = \(collected.times[0].inFourDigits)"]
    }
    if scale.ramp == .diverging { panel.color?.range = balanced(map.values) }
    return panel
  }

  /// A range with its middle in the middle of what occurs most evenly: 0 where values lie on both
  /// sides of it.
  static func balanced(_ values: [Double]) -> ClosedRange<Double>? {
    guard let extent = Extent.of(values) else { return nil }
    let isAroundZero = extent.lowerBound < 0 && extent.upperBound > 0
    let largest = max(-extent.lowerBound, extent.upperBound)
    return isAroundZero ? -largest...largest : extent
  }
}

/// Errors of what should stay the same.
enum EnergyErrors {
  /// |E(t) - E(0)|/|E(0)|; the difference itself where E(0) is 0. What is exactly 0 has no place
  /// on a logarithmic axis and is left as 0.
  static func relative(_ energies: [Double]) -> [Double] {
    guard let first = energies.first(where: \.isFinite) else { return energies }
    let scale = first == 0 ? 1 : abs(first)
    return energies.map { abs($0 - first) / scale }
  }
}
