import ClausiusDeclarations
import ClausiusSimulationCore

/// Particles that propel themselves, in one, two or three dimensions:
/// dx = (u + F) dt + sqrt(2 D_t) dW, with the self-propulsion u and the force F = - grad U.
///
/// The mobility is 1, so that a force is a velocity, and k_B is 1. The correlation of the
/// self-propulsion decays as <u(0).u(t)> = v0^2 e^(-g t) in all three models (on a line
/// v0^2/2 for active Brownian particles).
///
/// Source: Fily, Marchetti, Phys. Rev. Lett. 108 (2012) 235702 (active Brownian particles); Fodor
/// et al., Phys. Rev. Lett. 117 (2016) 038103 (Ornstein-Uhlenbeck particles); Tailleur, Cates,
/// Phys. Rev. Lett. 100 (2008) 218103 (run and tumble).
public struct ActiveParticlesModel: SystemModel, Hashable {
  /// The number of particles N; `nil` for 1000, or for what the species add up to.
  public var count: Int?
  /// 1, 2 or 3.
  public var dimension = 2
  /// What the self-propulsion is.
  public var model = PropulsionModel.abp
  /// v0
  public var selfPropulsionSpeed = 1.0
  /// 1/g; `nil` for that of ``rotationalDiffusivity``, or 10.
  public var persistenceTime: Double?
  /// D_r of `abp`, in place of the persistence time.
  public var rotationalDiffusivity: Double?
  /// D_t
  public var translationalDiffusivity = 0.01
  /// How particles act on each other.
  public var interaction = ActiveInteraction.harmonic
  /// k
  public var stiffness = 50.0
  /// The sharpness of a softplus force.
  public var sharpness = 10.0
  /// sigma
  public var diameter = 1.0
  /// The springs.
  public var springs: SpringNetwork?
  /// The stiffness of a harmonic trap around the origin.
  public var trapStiffness = 0.0
  /// A of the potential A cos x on a ring of length 2 pi.
  public var cosineAmplitude = 0.0
  /// What happens at the ends of the space.
  public var boundary = ActiveBoundary.periodic
  /// The share of the box that the particles cover.
  public var packingFraction: Double?
  /// The side lengths of the box.
  public var box: [Double]?
  /// The species of a mixture; empty for one.
  public var species: [ActiveSpecies] = []
  /// How the positions move by a step.
  public var scheme = ActiveScheme.heun
  /// Where the particles start.
  public var start = ActiveStart.random
  /// The trajectory to start from.
  public var startFile: String?
  /// The frame of the trajectory to start from; negative numbers count from the end.
  public var startFrame = -1
  /// The group of individuals to start from, where the file has several; `nil` for the first.
  public var startGroup: String?
  /// Steps between two samples of the rates.
  public var measureEvery = 10
  /// When the means of the whole run begin; `nil` for 5 persistence times.
  public var statisticsFrom: Double?
  /// Whether work and heat of each particle are counted.
  public var workAndHeat = false

  /// A thousand active Brownian discs at packing fraction 0.5.
  public init() {}

  /// `active_particles`
  public static let name = "active_particles"
  /// What the model is.
  public static let about =
    "particles that propel themselves, with their rates of entropy production"
  /// Where it was studied.
  public static let source =
    "Fily, Marchetti, Phys. Rev. Lett. 108 (2012) 235702; Fodor et al., Phys. Rev. Lett. 117 (2016) 038103; Boffi, Vanden-Eijnden, PNAS 121 (2024) e2318106121"
  /// Particles that propel themselves.
  public static let family = SystemFamily.active
  /// Steps of equal length.
  public static let timeKind = TimeKind.fixedStep
  /// The number of particles where nothing is said.
  static let defaultCount = 1000
  /// The packing fraction where nothing is said.
  static let defaultPackingFraction = 0.5
}
