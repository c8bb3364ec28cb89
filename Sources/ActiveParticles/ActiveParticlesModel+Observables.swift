import ClausiusSimulationCore

/// A number of the frames, with what it needs of the parameters.
private struct Offer: Sendable {
  let declaration: ObservableDeclaration<ActiveReading>
  /// The key on which it depends; `nil` where every run has it.
  let key: String?
  let isOffered: @Sendable (ActiveParticlesModel) -> Bool

  init(
    _ name: String, unit: String = "1", about: String, dependingOn key: String? = nil,
    _ value: @escaping @Sendable (ActiveReading) -> Double,
    where isOffered: @escaping @Sendable (ActiveParticlesModel) -> Bool = { _ in true }
  ) {
    let rate = MeanRate.allCases.first { name.hasSuffix($0.rawValue) }
    declaration = ObservableDeclaration(
      name, unit: unit, about: about, convention: rate?.convention ?? [:], value)
    self.key = key
    self.isOffered = isOffered
  }
}

extension ActiveParticlesModel {
  /// The numbers of a frame: means over the samples since the frame before, of the frame itself at
  /// the start.
  private static let offers: [Offer] = thermalOffers + athermalOffers + commonOffers + meanOffers

  private static let diffusivity = "translational_diffusivity"

  private static let thermalOffers = [
    Offer(
      "entropy_production_even", unit: "nat/time",
      about:
        "<u.(u + F)>/D_t per particle, the active work over the temperature: u is even under time reversal; the heat form where species differ in D_t; infinite without translational_diffusivity",
      dependingOn: diffusivity, { $0.even }, where: { $0.isThermal }),
    Offer(
      "entropy_production_odd", unit: "nat/time",
      about:
        "- <u.F>/D_t per particle: u is odd under time reversal; the heat form where species differ in D_t; infinite without translational_diffusivity",
      dependingOn: diffusivity, { $0.odd }, where: { $0.isThermal }),
    Offer(
      "entropy_production_even_heat", unit: "nat/time",
      about:
        "<|u + F|^2>/D_t + <div F> per particle, the heat form of the rate of even parity, equal to the work form in a stationary state",
      dependingOn: diffusivity, { $0.evenHeat }, where: { $0.isThermal }),
    Offer(
      "entropy_production_odd_heat", unit: "nat/time",
      about:
        "<F^2>/D_t + <div F> per particle, the heat form of the rate of odd parity, equal to the work form in a stationary state",
      dependingOn: diffusivity, { $0.oddHeat }, where: { $0.isThermal }),
    Offer(
      "entropy_production_free", unit: "nat/time",
      about:
        "<u^2>/D_t per particle, the sum of the rates of even and odd parity where all particles have the same D_t",
      dependingOn: diffusivity, { $0.free }, where: { $0.isThermal }),
  ]

  private static let athermalOffers = [
    Offer(
      "entropy_production_fodor", unit: "nat/time",
      about:
        "<|(1 + tau H) p|^2>/(tau c) - <Tr(1 + tau H)>/tau per particle with p = u + F odd under time reversal, H the second derivatives of U, tau the persistence time and c = v0^2/dimension (Fodor et al. 2016); for aoup without translational_diffusivity",
      dependingOn: "model", { $0.fodor }, where: { $0.hasFodorRate }),
    Offer(
      "entropy_production_fodor_path", unit: "nat/time",
      about:
        "- (tau/c) <H p o dp>/dt per particle, the same rate along the path, contacts included",
      dependingOn: "model", { $0.fodorPath }, where: { $0.hasFodorRate }),
  ]

  private static let commonOffers = [
    Offer(
      "contraction", unit: "1/time",
      about:
        "- <div F> per particle, how fast the deterministic motion contracts volumes; no entropy production of either parity"
    ) { $0.contraction },
    Offer(
      "effective_swim_speed", unit: "length/time", about: "<u.(u + F)>/v0",
      dependingOn: "self_propulsion_speed", { $0.effectiveSpeed }, where: { $0.meanSpeed > 0 }),
    Offer(
      "active_work_rate", unit: "length^2/time^2",
      about: "<u.(u + F)> per particle, the work of the self-propulsion per time"
    ) { $0.activeWork },
    Offer(
      "force_balance_defect",
      about:
        "(<u.F> + <F^2> + D_t <div F>)/<F^2>: 0 in a stationary state, apart from the error of the time step"
    ) { $0.defect },
    Offer(
      "interaction_pressure", unit: "1/(length^(dimension - 2) time)",
      about: "sum over pairs of r.f/(dimension V)", dependingOn: "boundary",
      { $0.interactionPressure }, where: { $0.boundary == .periodic }),
    Offer(
      "swim_pressure", unit: "1/(length^(dimension - 2) time)",
      about: "sum of u.(u + F)/(g dimension V), the swim pressure", dependingOn: "boundary",
      { $0.swimPressure }, where: { $0.boundary == .periodic }),
    Offer(
      "pressure", unit: "1/(length^(dimension - 2) time)",
      about: "N D_t/V + interaction_pressure + swim_pressure, the mechanical pressure",
      dependingOn: "boundary", { $0.pressure }, where: { $0.boundary == .periodic }),
  ]

  /// The keys on which rates depend.
  private static let dependencies: [MeanRate: String] = [
    .even: diffusivity, .odd: diffusivity, .evenHeat: diffusivity, .oddHeat: diffusivity,
    .free: diffusivity, .fodor: "model", .fodorPath: "model",
    .effectiveSwimSpeed: "self_propulsion_speed",
  ]

  private static let meanOffers = MeanRate.allCases.flatMap { rate -> [Offer] in
    let key = dependencies[rate]
    let isOffered: @Sendable (ActiveParticlesModel) -> Bool = { $0.offers(rate) }
    return [
      Offer(
        "mean_" + rate.rawValue, unit: rate.unit,
        about: "mean of \(rate.rawValue) since statistics_from", dependingOn: key,
        { $0.means[rate]?.mean ?? .nan }, where: isOffered),
      Offer(
        "standard_error_" + rate.rawValue, unit: rate.unit,
        about: "standard error of mean_\(rate.rawValue), from means of blocks", dependingOn: key,
        { $0.means[rate]?.standardError ?? .nan }, where: isOffered),
    ]
  }

  /// Whether runs of these parameters have `rate`.
  func offers(_ rate: MeanRate) -> Bool {
    switch rate {
    case .even, .odd, .evenHeat, .oddHeat, .free: isThermal
    case .fodor, .fodorPath: hasFodorRate
    case .contraction, .activeWorkRate: true
    case .effectiveSwimSpeed: meanSpeed > 0
    }
  }

  /// The numbers of every run.
  public static let observables = offers.filter { $0.key == nil }.map(\.declaration.description)

  /// Why numbers that depend on a key are missing.
  private static let reasons = [
    diffusivity:
      "without translational_diffusivity of all particles the rate is infinite; 'entropy_production_fodor' (aoup) and 'contraction' are finite",
    "model":
      "the rate of Fodor et al. is that of aoup with translational_diffusivity 0; with noise 'entropy_production_even' and 'entropy_production_odd' hold",
    "self_propulsion_speed": "no particle propels itself",
    "boundary": "pressures are those of a periodic box",
  ]

  /// The numbers that depend on parameters.
  public static let optionalObservables = offers.compactMap { offer in
    offer.key.map {
      let description = offer.declaration.description
      return OptionalObservable(
        description.name, unit: description.unit, about: description.about, dependingOn: $0,
        because: reasons[$0])
    }
  }

  /// The numbers that frames carry with these parameters.
  var declaredObservables: [ObservableDeclaration<ActiveReading>] {
    Self.offers.filter { $0.isOffered(self) }.map(\.declaration)
  }

  /// Their descriptions.
  public var offeredObservables: [ObservableDescription] { declaredObservables.map(\.description) }
}
