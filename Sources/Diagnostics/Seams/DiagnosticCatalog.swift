import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The diagnostics that can be called by name.
public struct DiagnosticCatalog: Sendable {
  /// Every diagnostic, in the order in which they are listed.
  public static let standard = DiagnosticCatalog([
    Polarization.self, Rotation.self,
    Clusters.self, LargestClusterPolarization.self, LargestClusterRotation.self,
    CohesionEntropy.self, PolarizationEntropy.self, DepthStratificationEntropy.self,
    AngularMomentumEntropy.self, NearestNeighborEntropy.self, VelocityCorrelationEntropy.self,
    ShapeEntropy.self, OceanicSchoolingIndex.self, Phase.self,
    MeanSpeed.self, TurningRate.self, NearestNeighborDistance.self, RadiusOfGyration.self,
    GroupExtent.self, Elongation.self, MeanHeading.self, CircularVariance.self, Accuracy.self,
    NeighborMap.self,
    BoltzmannEntropy.self, OccupiedCells.self, ParticlesPerCell.self, HFunction.self,
    HydrodynamicEntropy.self,
    MaxwellianDivergence.self, MixingEntropy.self, PairEntropy.self, PairCorrelation.self,
    PairCorrelationFunction.self,
    ShearViscosity.self, ThermalConductivity.self,
    StructureFactor.self, MeanSquaredDisplacement.self, VelocityAutocorrelation.self,
    DiffusionCoefficient.self, LocalPackingFraction.self, Binodal.self, LargestCluster.self,
    CoarseningLength.self, HexaticOrder.self, OccupancyInformation.self, EntropyProduction.self,
    ShannonEntropy.self, RenyiEntropy.self, TsallisEntropy.self, CompositeEntropy.self,
    InverseParticipationRatio.self, ParticipationLength.self,
    ModeEntropy.self, EffectiveModes.self, AmplitudeEntropy.self,
    ProbeField.self, ProbeMomentum.self, PhaseSpaceEntropy.self, DelayEmbeddingEntropy.self,
    PermutationEntropy.self, PermutationComplexity.self,
    KinkCollision.self, TransferEntropyMatrix.self,
    ProbabilityFlow.self,
  ])

  /// The estimators that can be applied to quantities of the frames.
  public let estimators: EstimatorCatalog
  /// What is computed of the trajectories of each family when nobody names a diagnostic.
  public let families: [DiagnosticFamily]
  /// The quantities that calls know by name: those of the families, and those that a package has
  /// added.
  public let quantities: QuantityCatalog
  private let types: [any Diagnostic.Type]
  /// The diagnostics that a package has added.
  private let added: [String]

  /// A catalog of `types`, whose names differ.
  public init(
    _ types: [any Diagnostic.Type], estimators: EstimatorCatalog = .standard,
    families: [DiagnosticFamily] = DiagnosticFamily.standard
  ) {
    // Families that allow more come last; what they know is listed first.
    self.init(
      types, estimators: estimators, families: families,
      quantities: QuantityCatalog(families.reversed().flatMap(\.quantities)), added: [])
  }

  private init(
    _ types: [any Diagnostic.Type], estimators: EstimatorCatalog, families: [DiagnosticFamily],
    quantities: QuantityCatalog, added: [String]
  ) {
    precondition(Set(types.map { $0.name }).count == types.count, "names of diagnostics differ")
    self.types = types
    self.estimators = estimators
    self.families = families
    self.quantities = quantities
    self.added = added
  }

  /// The catalog with more diagnostics, estimators and quantities at its end, and more families
  /// before its own.
  ///
  /// What is added is computed of every trajectory that allows it when nobody names a diagnostic.
  ///
  /// - Throws: a `NameClash` when a diagnostic, an estimator or a quantity has a name already: a
  ///   call must say which it means.
  public func adding(
    _ more: [any Diagnostic.Type], estimators others: [any NamedEstimator.Type] = [],
    families own: [DiagnosticFamily] = [], quantities derived: [any DerivedQuantity.Type] = []
  ) throws(NameClash) -> DiagnosticCatalog {
    let known = own.flatMap(\.quantities) + derived.map(KnownQuantity.derived)
    try NameClash.refuse(
      more.map { $0.name }, of: "diagnostic",
      where: [
        "a diagnostic": names, "a quantity": quantities.names + known.map(\.name),
        "an estimator": estimators.callableNames + others.map { $0.entry.name },
      ])
    try NameClash.refuse(
      others.map { $0.entry.name }, of: "estimator",
      where: ["a diagnostic": names, "a quantity": quantities.names + known.map(\.name)])
    try NameClash.refuse(
      known.map(\.name), of: "quantity",
      where: [
        "a diagnostic": names, "a quantity": quantities.names,
        "an estimator": estimators.callableNames,
      ])
    return DiagnosticCatalog(
      types + more, estimators: try estimators.adding(others), families: own + families,
      quantities: QuantityCatalog(quantities.entries + known),
      added: added + more.map { $0.name })
  }

  /// The description of each diagnostic.
  public var entries: [DiagnosticEntry] { types.map { $0.entry } }

  /// The description of the diagnostic called `name`.
  public func entry(named name: String) -> DiagnosticEntry? {
    types.first { $0.name == name }?.entry
  }

  /// The calls that an analysis makes when nobody names any: those of the family, and the
  /// diagnostics that a package has added; a frame need not allow them all.
  public func defaultCalls(_ contents: FrameContents) -> [String] {
    family(of: contents).defaultCalls(contents) + added
  }

  /// Understands a call such as `polarization_entropy(cells: 128)`, or that of an estimator on a
  /// quantity of the frames, such as `sample_entropy(of: polarization)`; where a diagnostic has the
  /// name of an estimator, `of` selects the estimator.
  ///
  /// - Parameters:
  ///   - text: the call; it becomes the name of the result, without white space around it.
  ///   - position: where the text begins, for messages.
  ///   - convention: the word of the convention of calls that name none and know several.
  /// - Throws: a name that is unknown, with the nearest that is known; parameters that are unknown
  ///   or wrong; each with its place.
  public func request(
    _ text: String, at position: SourcePosition, convention: String? = nil
  ) throws(Problems) -> DiagnosticRequest {
    let call = try CallParser.parse(text, at: position, naming: "a diagnostic")
    let type = types.first { $0.name == call.name }
    if type == nil || call.entries.contains(where: { $0.key == "of" }),
      let measure = try EstimatorCall.measure(call, in: self)
    {
      return DiagnosticRequest(text: call.text, diagnostic: measure, position: position)
    }
    guard let type, isDiagnostic(call) else { throw Problems(unknownName(call)) }
    let (error, entries) =
      type.takesError ? try ErrorParameter.split(call) : (nil, call.entries)
    let parameters = call.parameters(
      among: entries, adding: convention.map { ("convention", $0) }, knownTo: type.entry)
    return DiagnosticRequest(
      text: call.text, diagnostic: try make(type, from: parameters, error), position: position)
  }

  private func make<D: Diagnostic>(
    _ type: D.Type, from node: Node, _ error: ErrorMethod?
  ) throws(Problems) -> any FrameMeasure {
    var diagnostic = try D(from: node)
    try diagnostic.understand(in: self)
    return error.map { ResampledMeasure(diagnostic, $0) } ?? diagnostic
  }

  /// The words for conventions that some diagnostic knows, each once, in the order of the
  /// diagnostics.
  public var conventions: [String] {
    var seen: Set<String> = []
    return entries.flatMap(\.conventions).filter { seen.insert($0).inserted }
  }

  /// The words that calls of diagnostics begin with.
  public var names: [String] { types.map { $0.name } }

  /// Whether a call can begin with `name`, that of a diagnostic or of an estimator.
  func knows(_ name: String) -> Bool {
    names.contains(name) || estimators.callableNames.contains(name)
  }

  /// Whether a call is that of a diagnostic or an estimator, rather than one number of what frames
  /// carry: `speed` is the mean over all individuals, `speed(individual: 3)` the number of one.
  func isDiagnostic(_ call: ParsedCall) -> Bool {
    guard knows(call.name) else { return false }
    guard let type = types.first(where: { $0.name == call.name }),
      let quantity = quantities.entry(named: call.name)
    else { return true }
    let own = type.entry.parameters.map(\.name) + ["of"]
    return !call.entries.contains { entry in
      !own.contains(entry.key) && quantity.parameters.contains { $0.name == entry.key }
    }
  }

  private func unknownName(_ call: ParsedCall) -> Problem {
    let advice =
      (names + estimators.callableNames).nearestName(to: call.name).map {
        "did you mean '\($0)'?"
      } ?? "known diagnostics: " + names.joined(separator: ", ")
      + "; any estimator is one too: '\(ProgramName.current) list estimators'"
    return Problem("unknown diagnostic '\(call.name)'", at: call.position, advice: advice)
  }
}
