import ClausiusDeclarations

/// What the self-propulsion of a particle is.
public enum PropulsionModel: String, DeclaredChoice {
  /// Constant speed, a direction that diffuses.
  case abp
  /// Components that are Ornstein-Uhlenbeck processes.
  case aoup
  /// Constant speed, a direction that is drawn anew at random times.
  case rtp

  /// What the model is.
  public var about: String {
    switch self {
    case .abp:
      "active Brownian particles: speed v0, a direction that diffuses; on a line the component v0 cos theta"
    case .aoup:
      "active Ornstein-Uhlenbeck particles: Gaussian components, v0 the root mean square of the speed"
    case .rtp:
      "run-and-tumble particles: speed v0, a direction drawn anew at the rate 1/persistence_time"
    }
  }
}

/// How particles act on each other.
public enum ActiveInteraction: String, DeclaredChoice {
  /// Not at all.
  case none
  /// Harmonic repulsion below contact.
  case harmonic
  /// The repulsive part of a Lennard-Jones potential.
  case wca
  /// A smoothed linear repulsion.
  case softplus
  /// Springs between listed particles.
  case springs

  /// The potential.
  public var about: String {
    switch self {
    case .none: "none"
    case .harmonic: "U = k (sigma - r)^2/2 below contact, k the stiffness"
    case .wca:
      "U = 4 k ((sigma/r)^12 - (sigma/r)^6) + k below 2^(1/6) sigma, k the stiffness (Weeks, Chandler, Andersen 1971)"
    case .softplus: "the force (k/b) ln(1 + e^(b (sigma - r))), k the stiffness, b the sharpness"
    case .springs: "U = K (x_i - x_j)^2/2 for every spring of 'springs'"
    }
  }
}

/// What happens at the ends of the space.
public enum ActiveBoundary: String, DeclaredChoice {
  /// A box that closes on itself.
  case periodic
  /// Space without ends.
  case open

  /// What the boundary does.
  public var about: String {
    switch self {
    case .periodic: "a box that closes on itself, from 0 to its sides"
    case .open: "space without ends"
    }
  }
}

/// How the positions move by a step.
public enum ActiveScheme: String, DeclaredChoice {
  /// The stochastic Heun method.
  case heun
  /// The Euler-Maruyama method.
  case eulerMaruyama = "euler_maruyama"

  /// What the scheme does.
  public var about: String {
    switch self {
    case .heun: "drift at both ends of the step, two evaluations of the force"
    case .eulerMaruyama:
      "drift at the beginning of the step; rates are wrong by a part of order stiffness x time_step, for papers that used it"
    }
  }
}

/// Where the particles start.
public enum ActiveStart: String, DeclaredChoice {
  /// Random places.
  case random
  /// A triangular lattice with jitter.
  case lattice
  /// A dense band in a dilute phase.
  case slab
  /// A frame of a trajectory.
  case file

  /// Where they start.
  public var about: String {
    switch self {
    case .random: "random places; 'wca' pushes apart the particles of all starts but 'file'"
    case .lattice: "a triangular lattice, with a jitter of a tenth of the free way"
    case .slab: "a dense band across the longest side, a dilute phase beside it"
    case .file:
      "positions of a frame (start_frame) of a trajectory (start_file), and its self-propulsion"
    }
  }
}
