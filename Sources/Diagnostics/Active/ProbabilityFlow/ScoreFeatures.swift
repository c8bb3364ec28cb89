/// Vector fields of self-propelled particles whose combinations are tried as the score of their
/// stationary density: the seam for other features, and for other learners.
///
/// A score is s = sum_k c_k V_k; a feature V_k gives every particle a vector for its position and
/// one for its self-propulsion, and their divergences. Gradients of functions suggest themselves,
/// but any field is allowed. A learner of another kind, such as a network, is a set with one
/// feature, its own score: the coefficient and the held-out rates then judge it. A feature may
/// depend on everything in the ``FlowFrame``; it needs derivatives only along noisy coordinates.
public protocol ScoreFeatures: Sendable {
  /// A name for each feature.
  var names: [String] { get }

  /// The distance, in contact distances, up to which particles must see each other; 0 by default.
  var range: Double { get }

  /// The samples that a frame of particles is worth: one a particle, or one for all of them where a
  /// feature belongs to the whole system. One a particle by default.
  func samples(of particles: Int) -> Int

  /// Adds the features of each of the particles of the table to it.
  func fill(_ table: inout ScoreTable, from frame: FlowFrame)
}

extension ScoreFeatures {
  /// Particles do not see each other.
  public var range: Double { 0 }

  /// One a particle.
  public func samples(of particles: Int) -> Int { particles }
}
