import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import Testing

@testable import ClausiusDiagnostics

/// What the catalog says about the diagnostics, and that each computes a value that is known.
@Suite struct DiagnosticCatalogTests {
  static let names = schoolNames + fieldNames

  static let fieldNames = [
    "shannon_entropy", "renyi_entropy", "tsallis_entropy", "composite_entropy",
    "inverse_participation_ratio", "participation_length", "mode_entropy", "effective_modes",
    "amplitude_entropy", "probe_field", "probe_momentum", "phase_space_entropy",
    "delay_embedding_entropy", "permutation_entropy", "permutation_complexity", "kink_collision",
  ]

  static let schoolNames = [
    "polarization", "rotation", "clusters", "largest_cluster_polarization",
    "largest_cluster_rotation", "cohesion_entropy", "polarization_entropy",
    "depth_stratification_entropy", "angular_momentum_entropy", "nearest_neighbor_entropy",
    "velocity_correlation_entropy", "shape_entropy", "oceanic_schooling_index", "phase",
  ]

  static let everydayNames = [
    "speed", "turning_rate", "nearest_neighbor_distance", "radius_of_gyration", "extent",
    "elongation", "mean_heading", "circular_variance", "accuracy", "neighbor_map",
  ]

  static let gasNames = [
    "boltzmann_entropy", "occupied_cells", "particles_per_cell", "h_function",
    "hydrodynamic_entropy", "maxwellian_divergence", "mixing_entropy", "pair_entropy",
    "pair_correlation", "pair_correlation_function", "shear_viscosity", "thermal_conductivity",
  ]

  static let particleNames = [
    "structure_factor", "mean_squared_displacement", "velocity_autocorrelation",
    "diffusion_coefficient", "local_packing_fraction", "binodal", "largest_cluster",
    "coarsening_length", "hexatic_order", "occupancy_information", "entropy_production",
  ]

  @Test func theNamesThatScriptsRelyOn() {
    let names =
      Self.schoolNames + Self.everydayNames + Self.gasNames + Self.particleNames + Self.fieldNames
      + ["transfer_entropy_matrix", "probability_flow"]
    #expect(DiagnosticCatalog.standard.entries.map(\.name) == names)
    #expect(
      DiagnosticCatalog.standard.entry(named: "rotation")?.quantities == ["position", "velocity"])
    #expect(DiagnosticCatalog.standard.entry(named: "rotatoin") == nil)
  }

  @Test(arguments: names + everydayNames + gasNames + particleNames)
  func everyEntryIsComplete(name: String) throws {
    let entry = try #require(DiagnosticCatalog.standard.entry(named: name))
    for text in [entry.about, entry.formula, entry.bounds, entry.source] { #expect(!text.isEmpty) }
    #expect(!entry.quantities.isEmpty)
    for parameter in entry.parameters {
      #expect(!parameter.about.isEmpty)
      #expect(!parameter.name.isEmpty)
    }
  }

  /// 40 individuals side by side on a line, all swimming the same way: one place of every
  /// histogram.
  @Test(arguments: schoolNames)
  func aSchoolInLineHasKnownValues(name: String) throws {
    var school = TestSchool(positions: [], velocities: [])
    for k in 0..<40 {
      school.positions.append(SIMD3(Double(k), 0, 3))
      school.velocities.append(SIMD3(0, 2, 0))
    }
    school.parameters["attraction_radius"] = 1
    let request = try DiagnosticCatalog.standard.request(name, at: place)
    let value = try #require(try request.evaluate(AnalyzedFrame(school.frame)).value)
    switch name {
    case "polarization", "largest_cluster_polarization", "clusters": #expect(value == 1)
    case "phase": #expect(value == Double(SchoolPhase.highlyParallel.code))
    case "nearest_neighbor_entropy", "oceanic_schooling_index", "angular_momentum_entropy":
      // The ends of the line have other neighbors, and the two halves turn opposite ways around its
      // middle.
      #expect(value > 0 && value < 0.3)
    default: #expect(abs(value) < 1e-12)
    }
  }

  /// The calls that are made when nobody asks for any must be understood.
  @Test func defaultCallsAreCalls() throws {
    let field = FrameContext(system: "klein_gordon", individuals: 0, gridPoints: [0, 1])
    let calls = DiagnosticCatalog.standard.defaultCalls(
      FrameContents(context: field, box: nil, quantities: ["phi", "pi"]))
    for call in calls {
      #expect(try DiagnosticCatalog.standard.request(call, at: place).text == call)
    }
    #expect(calls.filter { $0.hasPrefix("renyi_entropy") }.count == 3)
    #expect(calls.filter { $0.hasPrefix("tsallis_entropy") }.count == 2)
  }

  @Test("Every diagnostic of individuals says how mixtures count")
  func mixtures() {
    for entry in DiagnosticCatalog.standard.entries {
      let ofIndividuals = entry.quantities.contains { ["position", "velocity"].contains($0) }
      #expect(!ofIndividuals || entry.mixtures != nil, "\(entry.name)")
      let hasKey = entry.parameters.contains { $0.name == "species" }
      #expect(!hasKey || entry.mixtures == "as species says", "\(entry.name)")
    }
    #expect(DiagnosticCatalog.standard.entry(named: "mode_entropy")?.mixtures == nil)
  }

  @Test("Every diagnostic says what frames must carry for it")
  func needs() {
    let entries = DiagnosticCatalog.standard.entries
    for entry in entries { #expect(!entry.needs.isEmpty, "\(entry.name)") }
    for (name, needs) in [
      ("polarization", "velocity"), ("extent", "position; along the motion also velocity"),
      ("mode_entropy", "mode_energy, or phi and pi"),
    ] {
      #expect(DiagnosticCatalog.standard.entry(named: name)?.needs == needs)
    }
  }

  @Test("Without a value there is a reason for having no standard error")
  func reasonWithoutValue() {
    #expect(SeriesResult(name: "polarization", unit: "1").missingError == .noValue)
  }
}
