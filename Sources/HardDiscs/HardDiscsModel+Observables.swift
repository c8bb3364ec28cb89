import ClausiusSimulationCore

extension HardDiscsModel {
  /// The numbers of a frame; rates and means are those since `statistics_from`, and NaN before
  /// anything has been counted.
  static let declaredObservables: [ObservableDeclaration<GasReading>] = [
    .init("collisions", about: "collisions of two discs since t = 0") { $0.collisions },
    .init(
      "collision_rate", unit: "1/time", about: "collisions of one disc per time, 2 C/(N t)"
    ) { $0.collisionRate },
    .init("compressibility_factor", about: "Z = 1 + sum of r . dp / (2 N kT t), by the virial") {
      $0.compressibilityFactor
    },
    .init("pressure", unit: "energy/length^2", about: "Z N kT/(Lx Ly)") { $0.pressure },
    .init(
      "wall_pressure", unit: "energy/length^2",
      about: "impulse on the walls over their length and time"
    ) { $0.wallPressure },
    .init("mean_free_path", unit: "length", about: "way of all discs over 2 C") {
      $0.meanFreePath
    },
    .init("mean_free_time", unit: "time", about: "1/collision_rate") { $0.meanFreeTime },
    .init("energy", unit: "energy", about: "kinetic energy of all discs") { $0.moments.energy },
    .init("temperature", unit: "energy", about: "kT from the motion that exchanges energy") {
      $0.temperature
    },
    .init("temperature_x", unit: "energy", about: "<m v_x^2>") {
      $0.moments.kineticX / $0.number
    },
    .init("temperature_y", unit: "energy", about: "<m v_y^2>") {
      $0.moments.kineticY / $0.number
    },
    .init("momentum", unit: "mass length/time", about: "size of the total momentum") {
      $0.moments.momentum
    },
    .init("momentum_x", unit: "mass length/time", about: "total momentum along x") {
      $0.moments.momentumX
    },
    .init("momentum_y", unit: "mass length/time", about: "total momentum along y") {
      $0.moments.momentumY
    },
    .init("velocity_kurtosis_x", about: "<v_x^4>/<v_x^2>^2, 3 for a Maxwellian") {
      $0.moments.kurtosisX
    },
    .init("velocity_kurtosis_y", about: "<v_y^4>/<v_y^2>^2, 3 for a Maxwellian") {
      $0.moments.kurtosisY
    },
  ]

  /// The Helfand moments of any gas.
  private static let helfandMoments: [ObservableDeclaration<GasReading>] = [
    .init(
      "helfand_shear", unit: "energy time",
      about: "the integral over time of the current of momentum J_xy"
    ) { $0.helfand?.shear ?? .nan },
    .init(
      "helfand_stretch", unit: "energy time",
      about: "the integral over time of (J_xx - J_yy)/2"
    ) { $0.helfand?.stretch ?? .nan },
    .init(
      "helfand_heat_x", unit: "energy length",
      about: "the integral over time of the current of energy along x"
    ) { $0.helfand?.heatX ?? .nan },
    .init(
      "helfand_heat_y", unit: "energy length",
      about: "the integral over time of the current of energy along y"
    ) { $0.helfand?.heatY ?? .nan },
  ]

  /// The Helfand moments, where `helfand_moments` asks for them.
  var declaredMoments: [ObservableDeclaration<GasReading>] {
    helfandMoments ? Self.helfandMoments : []
  }

  /// The shares of the free paths, where `free_path_bins` asks for them.
  var declaredFreePaths: [ObservableDeclaration<GasReading>] {
    (0..<freePathBins).map { bin in
      .init(
        Self.freePathShares.name(of: bin),
        about: "share of the free paths in bin \(bin), a fifth of the expected mean each"
      ) { $0.freePathShare(bin) }
    }
  }

  /// The numbers of each species and of each two, where there are several.
  var declaredOfSpecies: [ObservableDeclaration<GasReading>] {
    let kinds = resolvedSpecies.indices
    guard kinds.count > 1 else { return [] }
    return kinds.flatMap { kind in
      [
        Self.temperatureOfSpecies.declared(kind) { $0.temperature(ofSpecies: kind) },
        Self.partialPressure.declared(kind) { $0.partialPressure(ofSpecies: kind) },
      ]
        + kinds.map { other in
          Self.pairRate.declared(kind, other) { $0.collisionRate(of: kind, with: other) }
        }
    }
  }

  private static let temperatureOfSpecies = OptionalObservable(
    "temperature_#", unit: "energy", about: "<m v^2>/2 of species #", dependingOn: "species",
    numberedFrom: 0)
  private static let partialPressure = OptionalObservable(
    "partial_pressure_#", unit: "energy/length^2",
    about: "the part of the pressure that species # carries, half of its collisions with others",
    dependingOn: "species", numberedFrom: 0)
  private static let pairRate = OptionalObservable(
    "collision_rate_#_#", unit: "1/time",
    about:
      "collisions of a disc of species # with discs of species # per time, of like species 2 C/(N t), of unlike ones C/(N t): C collisions of these two species, N discs of the first",
    dependingOn: "species", numberedFrom: 0)

  private static let freePathShares = OptionalObservable(
    "free_path_share_#",
    about: "share of the free paths in bin #, a fifth of the expected mean each",
    dependingOn: "free_path_bins", numberedFrom: 0)

  /// The numbers of species, the shares of the free paths and the Helfand moments.
  public static let optionalObservables =
    [temperatureOfSpecies, partialPressure, pairRate, freePathShares]
    + helfandMoments.map(\.description).map {
      OptionalObservable($0.name, unit: $0.unit, about: $0.about, dependingOn: "helfand_moments")
    }

  /// The numbers of a frame of any gas.
  public static let observables = declaredObservables.map(\.description)

  /// With the numbers of species, the shares of the free paths and the Helfand moments.
  public var offeredObservables: [ObservableDescription] {
    (Self.declaredObservables + declaredMoments + declaredOfSpecies + declaredFreePaths).map(
      \.description)
  }
}
