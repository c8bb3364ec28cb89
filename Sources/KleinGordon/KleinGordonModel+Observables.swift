import ClausiusSimulationCore

/// What the numbers of a single field are read off.
struct FieldReading {
  let readout: FieldReadout
  /// Where the kinks are; `nil` where there is no end to them.
  let kinks: [Double]?
  /// The field and its momentum at each probe.
  let probes: [(phi: Double, pi: Double)]
  /// What a kink and an antikink have come to; `nil` where none are watched.
  let collision: CollisionWatch.Result?
  /// The energy that the field took from its thermostat.
  let heat: Double
}

/// What the numbers of an ensemble are read off.
struct EnsembleReading {
  let members: Int
  let escaped: Int
}

extension KleinGordonModel {
  private static let ofField: [ObservableDeclaration<FieldReading>] = [
    .init("energy", unit: "energy", about: "the Hamiltonian") { $0.readout.energy },
    .init("momentum", unit: "energy*time/length", about: "-integral of pi phi_x") {
      $0.readout.fieldMomentum
    },
    .init("topological_charge", about: "change of vacua from end to end, in kinks") {
      $0.readout.topologicalCharge
    },
    .init("kink_count", about: "passages of the field from one vacuum to the next") {
      $0.kinks.map { Double($0.count) } ?? .nan
    },
    .init("first_kink", unit: "length", about: "the place of the leftmost of these passages") {
      $0.kinks?.first ?? .nan
    },
    .init("last_kink", unit: "length", about: "the place of the rightmost of these passages") {
      $0.kinks?.last ?? .nan
    },
  ]

  private static let ofCollision: [ObservableDeclaration<FieldReading>] = [
    .init("bounces", about: "of a kink and an antikink: meetings so far, bounces and passages") {
      $0.collision.map { Double($0.bounceTimes.count) } ?? .nan
    },
    .init(
      "last_bounce_time", unit: "time",
      about: "of a kink and an antikink: the time of the last meeting"
    ) { $0.collision?.bounceTimes.last ?? .nan },
    .init(
      "outgoing_velocity", unit: "length/time",
      about: "of a kink and an antikink: the velocity of the kink that leaves"
    ) { $0.collision?.outgoingVelocity ?? .nan },
    .init(
      "outcome",
      about:
        "of a kink and an antikink: 0 captured, 1 escaped after bounces, 2 passed, 3 undecided so far",
      meaning: CollisionOutcome.meaning
    ) { $0.collision.map { Double($0.outcome.rawValue) } ?? .nan },
  ]

  private static let ofThermostat: [ObservableDeclaration<FieldReading>] = [
    .init(
      "temperature", unit: "energy",
      about: "dx times the sum of pi^2 over the number of waves"
    ) { $0.readout.temperature },
    .init(
      "heat", unit: "energy", about: "the energy taken from the thermostat since t = 0"
    ) { $0.heat },
  ]

  private static let ofEnsemble: [ObservableDeclaration<EnsembleReading>] = [
    .init("members", about: "of an ensemble: the number of its fields") { Double($0.members) }
  ]

  private static let ofEnsembleOfPairs: [ObservableDeclaration<EnsembleReading>] = [
    .init(
      "escaped_fraction", about: "of an ensemble of kink_antikink: the share of pairs that are free"
    ) { Double($0.escaped) / Double($0.members) }
  ]

  private static let fieldAtProbe = OptionalObservable(
    "probe_#", about: "phi at probe #", dependingOn: "probes", numberedFrom: 1)
  private static let momentumAtProbe = OptionalObservable(
    "probe_#_momentum", unit: "1/time", about: "dphi/dt at probe #", dependingOn: "probes",
    numberedFrom: 1)

  /// The field and its momentum at each probe, and the numbers of a thermostat.
  public static let optionalObservables =
    [fieldAtProbe, momentumAtProbe]
    + ofThermostat.map(\.description).map {
      OptionalObservable($0.name, unit: $0.unit, about: $0.about, dependingOn: "thermostat")
    }

  /// The field and its momentum at each probe.
  private var ofProbes: [ObservableDeclaration<FieldReading>] {
    probes.enumerated().flatMap { k, probe in
      [
        .init(Self.fieldAtProbe.name(of: k + 1), about: "phi at x = \(probe.scenarioText)") {
          $0.probes[k].phi
        },
        .init(
          Self.momentumAtProbe.name(of: k + 1), unit: "1/time",
          about: "dphi/dt at x = \(probe.scenarioText)"
        ) { $0.probes[k].pi },
      ]
    }
  }

  /// Whether the start is a kink and an antikink that are watched.
  private var watchesCollision: Bool { watchedPair != nil && potential.form.kink != nil }

  /// The numbers of a frame of a single field.
  var fieldObservables: [ObservableDeclaration<FieldReading>] {
    Self.ofField + ofProbes + (watchesCollision ? Self.ofCollision : [])
      + (thermostat == nil ? [] : Self.ofThermostat)
  }

  /// The numbers of a frame of an ensemble.
  var ensembleObservables: [ObservableDeclaration<EnsembleReading>] {
    Self.ofEnsemble + (watchesCollision ? Self.ofEnsembleOfPairs : [])
  }

  /// The numbers of a frame; some starts have their own.
  public static let observables =
    (ofField + ofCollision).map(\.description)
    + (ofEnsemble + ofEnsembleOfPairs).map(\.description)

  /// The numbers of a frame of this field, or of this ensemble.
  public var offeredObservables: [ObservableDescription] {
    ensemble == nil
      ? fieldObservables.map(\.description) : ensembleObservables.map(\.description)
  }
}
