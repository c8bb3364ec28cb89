/// The one table of random streams: what each sequence of numbers is for.
///
/// Numbers of different streams never meet. A value, once used, keeps its meaning, or old seeds
/// give other runs.
public enum RandomStream: UInt16, Sendable, CaseIterable {
  /// Positions of individuals at the start.
  case startPosition = 1
  /// Headings or velocities of individuals at the start.
  case startVelocity = 2
  /// The error of an individual's desired direction.
  case angularNoise = 3
  /// The axis of a turn toward a direction exactly behind.
  case turnAxis = 4
  /// Parameters drawn from a distribution, one draw an individual.
  case individualParameters = 5
  /// Pairs chosen when an analysis cannot visit all of them.
  case pairSample = 6
  /// Resamples of a bootstrap or a permutation test.
  case resampling = 7
}
