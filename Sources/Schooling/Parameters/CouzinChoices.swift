import ClausiusDeclarations

/// What happens at the ends of the space.
public enum SchoolBoundary: String, DeclaredChoice {
  /// Space without ends.
  case open
  /// A box that closes on itself.
  case periodic
  /// A box or a sphere whose walls reflect.
  case tank

  /// What the boundary does.
  public var about: String {
    switch self {
    case .open: "space without ends"
    case .periodic: "a box that closes on itself; each neighbor is seen once, at its nearest image"
    case .tank: "reflecting walls: a box (box) or a sphere around the origin (tank_radius)"
    }
  }
}

/// How the school starts.
public enum SchoolStart: String, DeclaredChoice {
  /// Uniform in a ball, random headings, everyone detects somebody.
  case ball
  /// Uniform in the box or in the spherical tank, random headings.
  case uniform
  /// A ring that swims around its center.
  case mill
  /// A frame of a trajectory.
  case file

  /// How the individuals are placed.
  public var about: String {
    switch self {
    case .ball: "uniform in a ball of start_radius, random headings, everyone detects somebody"
    case .uniform: "uniform in the box or the spherical tank, random headings"
    case .mill: "a ring of start_radius, with 15 percent scatter, that swims around its center"
    case .file: "a frame (start_frame) of a trajectory (start_file)"
    }
  }
}

/// Whom the blind cone behind an individual hides.
public enum BlindZoneChoice: String, DeclaredChoice {
  /// Neighbors in the zones of orientation and attraction, as published.
  case orientationAndAttraction = "orientation_and_attraction"
  /// Neighbors in all zones.
  case all

  /// Whom the cone hides.
  public var about: String {
    switch self {
    case .orientationAndAttraction: "the zone of repulsion is a full sphere (Couzin et al. 2002)"
    case .all: "the blind cone hides neighbors in every zone (dewi-kadita 0.0.4)"
    }
  }
}

/// How an individual turns.
public enum TurningChoice: String, DeclaredChoice {
  /// Along the great circle.
  case rotation
  /// A normalized linear blend.
  case nlerp

  /// What the rule does.
  public var about: String {
    switch self {
    case .rotation: "a rotation along the great circle by at most turning_rate x time_step"
    case .nlerp:
      "a normalized blend of the two directions; the angle can differ from the limit either way (dewi-kadita 0.0.4)"
    }
  }
}

/// How the error of an individual enters.
public enum NoiseChoice: String, DeclaredChoice {
  /// A rotation of the desired direction.
  case wrapped
  /// A Gaussian vector added to the heading.
  case additive

  /// What the error does.
  public var about: String {
    switch self {
    case .wrapped:
      "the desired direction is rotated by a spherically wrapped Gaussian whose angle has the root mean square angular_noise"
    case .additive: "a Gaussian vector is added to the heading after the turn (dewi-kadita 0.0.4)"
    }
  }
}
